"""The record on two axes: what changed between two days, the history of a matter, the timeline."""

import json

import pytest

from capitula.record.clashes import clashes
from capitula.record.compare import Sort, compare
from capitula.record.history import history
from capitula.record.timeline import Axis, timeline
from harness.records import day, draft, record, said


def plan(entry, date, known, **given):
    body = {"date": date}
    return draft(entry, "milestone_planned", "service start", body, known=known, **given)


STORY = record(
    plan("P1", "2018-04", "2016-07-01"),
    said("S1", "£5bn", known="2017-01-01", about="value", in_force=("2017", None)),
    plan("P2", "2019-04", "2018-01-01"),
    said("S2", "£360m", known="2018-06-01", about="value", speaker="A writer"),
    said("C1", "over by summer", known="2017-01-01", about="pilot", in_force=("2017", "2017-06")),
    plan("P3", "2019-04", "2019-01-01"),
    said("S3", "£5bn it is", known="2020-01-01", about="value", supersedes=("S1", "S2")),
)

CHANGES = """
2017-06-01 | 2018-02-01 | revised            | service start | P1   | P2
2017-06-01 | 2018-02-01 | no_longer_in_force | pilot         | C1   | -
2017-06-01 | 2018-02-01 | new                | -             | -    | -
2016-01-01 | 2016-12-31 | new                | service start | -    | P1
2018-02-01 | 2018-07-01 | revised            | value         | S1   | S2
2018-02-01 | 2018-07-01 | new_clash          | value         | S2   | S1
2018-07-01 | 2019-07-01 | said_again         | service start | P2   | P3
2018-07-01 | 2020-07-01 | revised            | value         | S2   | S3
2018-07-01 | 2020-07-01 | clash_settled      | value         | S2   | S1
2018-07-01 | 2018-07-01 | revised            | -             | -    | -
"""


def name(claim):
    return claim.entry if claim else "-"


@pytest.mark.parametrize("line", CHANGES.strip().splitlines())
def test_what_changed_between_two_days(line):
    known, other, sort, subject, before, after = (cell.strip() for cell in line.split("|"))
    found = compare(STORY.as_known(day(known)), STORY.as_known(day(other))).of(Sort(sort))
    expected = [] if subject == "-" else [(subject, before, after)]
    assert [(c.subject, name(c.before), name(c.after)) for c in found] == expected


def test_the_days_may_be_given_in_either_order():
    one, other = STORY.as_known(day("2017-06-01")), STORY.as_known(day("2019-06-01"))
    assert compare(one, other) == compare(other, one)


def test_a_comparison_in_words():
    found = compare(STORY.as_known(day("2018-02-01")), STORY.as_known(day("2018-07-01")))
    assert found.text().splitlines() == [
        "What changed from 1 February 2018 to 1 July 2018",
        "",
        "Revised (1)",
        "  - value, statement: '£360m' (A writer, S2); before, '£5bn' (Dudley CCG, S1).",
        "",
        "New clash (1)",
        "  - value, statement: '£5bn' (Dudley CCG, S1) stands against '£360m' (A writer, S2).",
    ]


def test_where_nothing_changed_it_says_so():
    view = STORY.as_known(day("2018-07-01"))
    assert compare(view, view).text().endswith("Nothing.")


def test_nothing_later_than_the_later_day_is_in_a_comparison():
    found = compare(STORY.as_known(day("2016-12-31")), STORY.as_known(day("2018-07-01")))
    document = json.dumps(found.as_json())
    assert "P3" not in document
    assert "S3" not in document


STANDING = """
P1 | 2017-01-01 | current
P1 | 2018-07-01 | restated
S1 | 2018-07-01 | beside it
S2 | 2018-07-01 | current
S1 | 2020-07-01 | superseded
C1 | 2017-06-15 | current
C1 | 2017-07-15 | over
"""


@pytest.mark.parametrize("line", STANDING.strip().splitlines())
def test_what_has_become_of_a_statement(line):
    entry, known, standing = (cell.strip() for cell in line.split("|"))
    found = history(STORY.as_known(day(known)), "")
    (told,) = (t for t in found.told if t.claim.entry == entry)
    assert told.standing == standing


def test_a_history_is_in_the_order_in_which_things_became_known():
    found = history(STORY.as_known(day("2018-12-31")), "VALUE")
    assert [told.claim.entry for told in found.told] == ["S1", "S2"]
    assert history(STORY.as_known(day("2020-12-31")), "value").told[0].superseded_by == ("S3",)


def test_a_later_superseding_is_not_told_early():
    (told, _) = history(STORY.as_known(day("2018-12-31")), "value").told
    assert told.superseded_by == ()


ORDERS = {Axis.KNOWN: ["P1", "S1", "C1", "P2", "S2"], Axis.ABOUT: ["S1", "C1", "P1", "P2", "S2"]}


@pytest.mark.parametrize("axis", Axis)
def test_a_timeline_has_two_orders(axis):
    """By when it was known, or by the date it speaks of; what speaks of none comes last."""
    found = timeline(STORY.as_known(day("2018-12-31")), axis)
    order = [moment.claim.entry for moment in found.moments]
    expected = ORDERS[axis]
    assert [entry for entry in order if entry not in ("S1", "C1")] == [
        entry for entry in expected if entry not in ("S1", "C1")
    ]
    assert set(order) == set(expected)
    assert (order[0] == "P1") == (axis is Axis.KNOWN)


def test_clashes_are_listed_side_by_side():
    (clash,) = clashes(STORY.as_known(day("2018-07-01"))).found
    assert clash.entries == ("S2", "S1")
    assert not clashes(STORY.as_known(day("2020-07-01"))).found


@pytest.mark.parametrize("make", [clashes, timeline, lambda view: history(view, "value")])
def test_results_are_tables_words_and_json(make):
    found = make(STORY.as_known(day("2018-07-01")))
    table = found.table()
    assert table.rows
    assert all(len(row) == len(table.headers) for row in table.rows)
    assert found.text().splitlines()[0] == table.title
    assert found.as_json()["schema"].startswith("capitula.record.")
    json.dumps(found.as_json())
