"""The chart of a case's plans: every version, each with its source, and what came of it."""

from datetime import date
from types import SimpleNamespace

import pytest

from capitula.ground.months import months_between
from capitula.ground.partial_date import PartialDate
from capitula.programme.kinds import MilestonePlanned, MilestoneReached
from capitula.programme.plan_history import PlanHistory, Version
from capitula.record.sources import Source
from capitula.reports.plan_chart import plan_chart

SOURCES = {
    "A": Source(
        publisher="Board",
        title="Paper",
        published=PartialDate.parse("2016-12-05"),
        not_after=date(2016, 12, 5),
    ),
    "B": Source(
        publisher="Press",
        title="Report",
        published=PartialDate.parse("2019-01"),
        not_after=date(2019, 1, 31),
    ),
}


def claim(body, source, known):
    envelope = SimpleNamespace(
        source=source, speaker="Someone", known=SimpleNamespace(last=date.fromisoformat(known))
    )
    return SimpleNamespace(envelope=envelope, body=body, value=body.value(), state=body.state())


def planned(words, source, known):
    body = MilestonePlanned.model_validate({"date": words, "mark": "sourced"})
    return claim(body, source, known), body


@pytest.fixture
def history():
    first, first_plan = planned("2018-04", "A", "2016-12-05")
    told, told_plan = planned("2019-04", "B", "2019-01-16")
    last, last_plan = planned("not before 2020-04", "B", "2019-01-16")
    never = MilestoneReached.model_validate({"date": None, "happened": False, "mark": "sourced"})
    slip = months_between(first_plan.date, last_plan.date)
    return PlanHistory(
        "service start",
        "the holder begins",
        (
            Version(first, first_plan, overtaken=False, slip_first=None, slip_previous=None),
            Version(told, told_plan, overtaken=True, slip_first=None, slip_previous=None),
            Version(last, last_plan, overtaken=False, slip_first=slip, slip_previous=slip),
        ),
        (claim(never, "B", "2021-03-31"),),
    )


def test_the_title_tells_how_the_plan_moved_and_what_came_of_it(history):
    assert plan_chart("Placetown contract", [history], SOURCES).title == (
        "Placetown contract: service start first planned for April 2018, "
        "last for not before April 2020, at least 24 months later; result: never"
    )


def test_each_version_has_a_row_with_its_publisher(history):
    chart = plan_chart("Placetown contract", [history], SOURCES)
    assert [row[1:4] for row in chart.table.rows] == [
        ("Board, 5 December 2016", "5 December 2016", "April 2018"),
        ("Press, January 2019, of an earlier plan", "16 January 2019", "April 2019"),
        ("Press, January 2019", "16 January 2019", "not before April 2020"),
        ("Press, January 2019", "31 March 2021", "never"),
    ]
    assert chart.source == "Source: Board, Press."
    assert chart.svg().startswith("<svg")
