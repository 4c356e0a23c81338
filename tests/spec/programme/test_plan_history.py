"""Plans: every version of every date is kept, with how far it moved.

Slip is counted in calendar months against the first plan and against the one before. Where a date
is partial the slip is a range: "spring 2018" to "2018-11" may be six months or eight.
"""

from datetime import date

import pytest

from capitula.programme.kinds import MilestonePlanned
from capitula.programme.plan_history import plan_histories
from capitula.programme.slip_table import slip_document, slip_rows
from harness.records import draft, record

TODAY = date(2022, 1, 1)


def plan(entry, when, known, **given):
    causes = given.pop("causes", [])
    words = given.pop("cause_words", "")
    body = {"date": when, "causes": causes, "cause_words": words}
    return draft(entry, "milestone_planned", "service start", body, known=known, **given)


def reached(entry, known, **body):
    return draft(entry, "milestone_reached", "service start", {"date": None} | body, known=known)


def history(*drafts, day=TODAY):
    (found,) = plan_histories(record(*drafts).as_known(day))
    return found


def table(found):
    return [(row[0], row[1], row[4], row[5]) for row in slip_rows(found)]


def test_a_start_that_moved_three_times():
    """Planned for April 2018; put back to July, to autumn, then to "not before April 2020"."""
    found = history(
        plan("E1", "2018-04-01", "2017-01-01"),
        plan("E2", "2018-07-01", "2018-01-31", causes=["engagement"]),
        plan("E3", "autumn 2018", "2018-06-01", causes=["national_assurance", "vat_or_form"]),
        plan("E4", "not before 2020-04", "2019-03-01"),
    )
    assert table(found) == [
        ("2017-01-01", "2018-04-01", "", ""),
        ("2018-01-31", "2018-07-01", "3", "3"),
        ("2018-06-01", "autumn 2018", "5 to 7", "2 to 4"),
        ("2019-03-01", "not before 2020-04", "at least 24", "at least 17"),
    ]
    assert found.versions[2].reason == ("national assurance, approval or law; VAT or legal form")
    assert found.latest.claim.entry == "E4"


def test_the_order_is_that_of_becoming_known():
    """However the entries were typed in."""
    found = history(
        plan("E3", "2018-10", "2018-06-01"),
        plan("E1", "2018-04", "2017-01-01"),
        plan("E2", "2018-07", "2018-01-31"),
    )
    assert [version.claim.entry for version in found.versions] == ["E1", "E2", "E3"]


def test_a_plan_told_of_as_already_overtaken():
    """January 2018: "it was to start in April, and will now in July". One report, two plans."""
    found = history(
        plan("E2", "2018-07", "2018-01-31"),
        plan("E1", "2018-04", "2018-01-31", in_force=("unknown", "before 2018-01-31")),
    )
    assert [version.claim.entry for version in found.versions] == ["E1", "E2"]
    assert [version.overtaken for version in found.versions] == [True, False]
    assert table(found)[0][1] == "2018-04 (earlier plan)"
    assert str(found.versions[1].slip_first) == "3"
    assert found.versions[1].slip_previous is None, "no plan stood when it was told"
    assert found.latest.claim.entry == "E2"


def test_an_overtaken_plan_is_no_plan_before():
    found = history(
        plan("E1", "2018-04", "2017-01-01"),
        plan("E2", "2018-06", "2018-01-31", in_force=("unknown", "before 2018-01-31")),
        plan("E3", "2018-07", "2018-01-31"),
    )
    assert str(found.versions[2].slip_previous) == "3", "against April, not June"


def test_all_overtaken():
    found = history(plan("E1", "2018-04", "2018-01-31", in_force=("unknown", "2017")))
    assert found.latest.claim.entry == "E1"


def test_no_date_has_no_slip_and_ends_no_count():
    """Once it was said that there is no date, the next is counted against the first again."""
    found = history(
        plan("E1", "2018-04", "2017-01-01"),
        plan("E2", None, "2018-06-01", cause_words="paused by the regulator"),
        plan("E3", "2019-04", "2018-12-01"),
    )
    assert table(found) == [
        ("2017-01-01", "2018-04", "", ""),
        ("2018-06-01", "no date", "", ""),
        ("2018-12-01", "2019-04", "12", ""),
    ]
    assert found.versions[1].reason == "paused by the regulator"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"happened": False}, "never"),
        ({"date": "2021-04-01"}, "reached: 2021-04-01"),
        ({"date": "2020-04", "lesser_form": "a trust"}, "reached in a lesser form: 2020-04"),
        ({}, "reached: date not stated"),
    ],
)
def test_what_came_of_it(body, words):
    found = history(plan("E1", "2018-04", "2017-01-01"), reached("E2", "2021-05-01", **body))
    assert table(found)[-1][:2] == ("2021-05-01", words)


def test_what_came_of_it_is_not_known_before_its_day():
    drafts = [
        plan("E1", "2018-04", "2017-01-01"),
        plan("E2", "2019-04", "2018-06-01"),
        reached("E3", "2021-05-01", happened=False),
    ]
    then = history(*drafts, day=date(2018, 5, 31))
    assert len(then.versions) == 1
    assert then.result is None
    assert history(*drafts).result.happened is False


def test_a_milestone_without_a_plan_has_no_history():
    view = record(reached("E1", "2021-05-01", date="2021-04-01")).as_known(TODAY)
    assert plan_histories(view) == ()


def test_award_stands_before_start():
    view = record(
        plan("E1", "2018-04", "2017-01-01"),
        draft("E2", "milestone_planned", "award", {"date": "2017-12"}, known="2017-06-01"),
    ).as_known(TODAY)
    assert [found.milestone for found in plan_histories(view)] == ["award", "service start"]


def test_for_machines():
    view = record(
        plan("E1", "2018-04", "2017-01-01"), plan("E2", "spring 2019", "2018-01-31")
    ).as_known(TODAY)
    document = slip_document("dudley", view, plan_histories(view))
    (milestone,) = document["milestones"]
    assert milestone["versions"][1]["slip_months_vs_first"] == {"least": 11, "most": 13}
    assert milestone["versions"][0]["slip_months_vs_first"] is None


def test_an_unknown_cause_is_refused():
    with pytest.raises(ValueError, match="did you mean 'donor_harm'"):
        MilestonePlanned.model_validate({"date": "2018", "causes": ["donor_harn"]})


def test_services_move_one_by_one():
    """The transfer of one service is a milestone of its own, with its own slip."""
    view = record(
        draft("E1", "milestone_planned", "service transfer", {"date": "2024-07-01"}),
        draft("E2", "milestone_planned", "service transfer: phase 1", {"date": "2024-07-01"}),
        draft(
            "E3",
            "milestone_planned",
            "service transfer: phase 1",
            {"date": "2024-08-01", "causes": ["political"]},
            known="2024-06-01",
        ),
    ).as_known(date(2024, 9, 1))
    histories = plan_histories(view)
    assert [found.milestone for found in histories] == [
        "service transfer",
        "service transfer: phase 1",
    ]
    assert str(histories[1].latest.slip_first) == "1"
    assert histories[1].latest.reason == "political change or an election"


@pytest.mark.parametrize("about", ["award: school nursing", "service transfer: ", "transfer"])
def test_no_other_milestone_is_taken_for_a_service(about):
    assert not MilestonePlanned.takes(about)
    assert MilestonePlanned.takes("service transfer: school nursing")
