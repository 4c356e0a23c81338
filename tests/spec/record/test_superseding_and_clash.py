"""What takes the place of what, and what is kept beside it.

The record settles nothing in silence. A statement gives way when a later entry names it
(`supersedes`), or when the same voice states its plan anew. Two voices that disagree are both
kept, and shown as a clash.
"""

from datetime import date

import pytest

from capitula.record.verifying import verify
from capitula.record.view import Record
from harness.records import ALL_KINDS, draft, record, said, sealed

TODAY = date(2020, 1, 1)


def plan(entry, when, known, **given):
    given.setdefault("source", None)
    return draft(entry, "milestone_planned", "service start", {"date": when}, known=known, **given)


def decision(entry, outcome, known="2019-06-01", **given):
    body = {"outcome": outcome, "authority": "the CCG's board"} | given.pop("body", {})
    return draft(entry, "decision_made", "contract", body, known=known, **given)


def the_item(known, day=TODAY):
    (item,) = known.as_known(day).items
    return item


def shown(item):
    return (
        item.current.entry,
        [claim.entry for claim in item.clashes],
        [claim.entry for claim in item.history],
    )


def test_an_entry_gives_way_to_one_that_names_it():
    item = the_item(
        record(
            said("E1", "£5bn", known="2017-01-01"),
            said("E2", "£360m", known="2018-01-01", supersedes=("E1",)),
        )
    )
    assert shown(item) == ("E2", [], ["E1"])


def test_two_voices_that_disagree_are_both_kept():
    """Without `supersedes` the later report stands first and the earlier one clashes with it."""
    item = the_item(
        record(
            said("E1", "£5bn", known="2017-01-01"),
            said("E2", "£360m", known="2018-01-01", speaker="NHS England"),
        )
    )
    assert shown(item) == ("E2", ["E1"], [])
    assert item.state == "stated, disputed"


def test_a_correction_counts_only_from_the_day_on_which_it_was_known():
    known = record(
        said("E1", "£5bn", known="2017-01-01"),
        said("E2", "£360m", known="2018-01-01", supersedes=("E1",)),
    )
    assert shown(the_item(known, date(2017, 12, 31))) == ("E1", [], [])


def test_an_entry_filed_under_the_wrong_subject_can_be_corrected():
    """The new entry is about the start; the old one, about the award, is gone all the same."""
    view = record(
        said("E1", "April", about="award", known="2018-01-01"),
        said("E2", "April", about="start", known="2018-02-01", supersedes=("E1",)),
    ).as_known(TODAY)
    assert [(item.subject, item.current.entry) for item in view.items] == [("start", "E2")]


def test_the_same_voice_states_its_plan_anew():
    """The CCG plans April, then October: no clash, a new version."""
    item = the_item(
        record(plan("E1", "2018-04", "2017-01-01"), plan("E2", "2018-10", "2018-01-01"))
    )
    assert shown(item) == ("E2", [], ["E1"])


def test_another_voice_with_another_plan_is_a_clash():
    item = the_item(
        record(
            plan("E1", "2018-04", "2017-01-01"),
            plan("E2", "2018-10", "2018-01-01", speaker="The trust"),
        )
    )
    assert shown(item) == ("E2", ["E1"], [])


def test_an_organisation_is_one_voice_whoever_speaks():
    item = the_item(
        record(
            plan("E1", "2018-04", "2017-01-01", speaker="Its chief", speaks_for="ccg"),
            plan("E2", "2018-10", "2018-01-01", speaker="A board paper", speaks_for="ccg"),
        )
    )
    assert shown(item) == ("E2", [], ["E1"])


def test_statements_that_are_no_plans_do_not_replace_each_other():
    """That the CCG said one thing and then another is worth seeing."""
    item = the_item(record(said("E1", "93% agreed", known="2017-01-01"), said("E2", "all agreed")))
    assert shown(item) == ("E2", ["E1"], [])


@pytest.mark.parametrize(
    ("rough", "close"),
    [
        ("2018", "2018-04-01"),
        ("2018-04", "2018-04-01"),
        ("2018/19", "2018-04"),
        ("spring 2018", "2018-04"),
        ("by 2018-04", "2018-03"),
        ("not before 2018-04", "2018-10"),
        ("about 2018", "2019"),
        ("unknown", "2018"),
    ],
)
def test_a_closer_statement_is_no_clash(rough, close):
    for first, second in ((rough, close), (close, rough)):
        item = the_item(
            record(
                plan("E1", first, "2017-01-01"),
                plan("E2", second, "2018-01-01", speaker="The trust"),
            )
        )
        assert shown(item) == ("E2", [], ["E1"])
        assert item.state == "planned"


def test_of_several_words_on_one_day_the_weakest_is_shown_first():
    """One meeting, three reports: "paused", "stopped", "ended". The least claimed comes first."""
    item = the_item(
        record(
            decision("E1", "end", speaker="A newspaper"),
            decision("E2", "pause", speaker="The regulator"),
            decision("E3", "stop", speaker="A union"),
        )
    )
    assert item.current.entry == "E2"
    assert item.state == "paused, no restart date, disputed"
    assert {claim.state for claim in item.clashes} == {"stopped", "ended"}


def test_a_later_word_stands_before_a_weaker_one():
    item = the_item(
        record(
            decision("E1", "pause", known="2019-06-01"), decision("E2", "end", known="2019-06-02")
        )
    )
    assert item.current.entry == "E2"


def test_a_withheld_body_keeps_its_place_and_the_chain():
    """A copy without the body still verifies; it shows that something was said, and no more."""
    open_one, closed = sealed(
        [
            said("E1", "public", about="award"),
            said("E2", "private", about="start", audience="parties"),
        ]
    )
    copy = [open_one, closed.without_body()]
    found = verify(copy, "dudley")
    assert (found.holds, found.entries, found.withheld) == (True, 2, ("E2",))
    view = Record(copy, ALL_KINDS).as_known(TODAY)
    assert view.item("start", "statement").state == "withheld"
    assert "private" not in str([item.as_json() for item in view.items])


def test_nothing_is_said_to_clash_with_what_is_withheld():
    """Whether it agrees cannot be known from its envelope."""
    one, two = sealed([said("E1", "yes", known="2017-01-01"), said("E2", "no", speaker="Trust")])
    for copy in ([one, two.without_body()], [one.without_body(), two]):
        item = the_item(Record(copy, ALL_KINDS))
        assert shown(item) == ("E2", [], ["E1"])


def test_a_withheld_plan_is_a_plan_still():
    """Its kind is on the envelope: the same voice's later plan takes its place."""
    early, late = sealed(
        [
            plan("E1", "2018-04", "2017-01-01"),
            plan("E2", "2018-10", "2018-01-01"),
        ]
    )
    item = the_item(Record([early.without_body(), late], ALL_KINDS))
    assert shown(item) == ("E2", [], ["E1"])


@pytest.mark.parametrize("audience", ["public", "parties", "restricted"])
def test_the_audience_stands_on_the_envelope(audience):
    """So it is sealed by the chain, and a copy made for one audience still shows what it lacks."""
    (entry,) = sealed([said("E1", audience=audience)])
    assert entry.without_body().as_json()["envelope"]["audience"] == audience


def test_a_kind_that_this_version_does_not_know_is_named():
    from dataclasses import replace

    from capitula.ground.faults import CapitulaError

    (entry,) = sealed([said("E1")])
    later = replace(entry, envelope=replace(entry.envelope, kind="dream_dreamt"))
    with pytest.raises(CapitulaError, match="kind 'dream_dreamt' that this version cannot read"):
        Record([later], ALL_KINDS)
