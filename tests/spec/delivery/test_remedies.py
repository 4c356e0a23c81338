"""The remedy ladder: which step, due when, by which rule, under the ruleset that the contract pins.

The rules are data, by contract year. The text of 2026/27 is known as proposed; that before it from
general knowledge, without periods. Both say so. A variation moves the ruleset; a remedy stays under
the one that held when its notice was deemed received.
"""

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

import capitula as cp
from capitula.contract.rules.remedies import ladder
from capitula.contract.rules.ruleset import load_ruleset
from harness.delivery import day, entry, kept, query, started, step


def remedy(room, known):
    (found,) = room.remedies(day(known)).found
    return found


def rules(found):
    return found.ruleset.id if found.ruleset else None


def table(found):
    return [(each.name, str(each.due), str(each.state)) for each in found.steps]


def test_ten_operational_days_each():
    """A notice e-mailed on Monday 1 June 2026; the meeting is held early, no step after it."""
    room = kept(started(), query(), step("S1", "meeting", "2026-06-11"))
    assert table(remedy(room, "2026-06-25")) == [
        ("meeting", "2026-06-15", "done"),
        ("action", "2026-06-25", "running"),
        ("report", "2026-07-09", "waiting"),
        ("plan", "2026-07-23", "waiting"),
    ]
    missed = remedy(room, "2026-06-26")
    assert [str(each.state) for each in missed.steps] == ["done", "missed", "waiting", "waiting"]
    assert (
        missed.standing
        == "missed: agreeing action or the terms of an investigation, due 25 June 2026"
    )
    assert {each.mark for each in missed.steps} == {"unverified"}


def test_before_2026_no_source_states_a_period_so_none_is_computed():
    terms = [{"id": "remedy-ruleset", "label": "R", "value": "std_pre_2026", "mark": "assumed"}]
    found = remedy(kept(started(), query(), terms=terms), "2026-12-01")
    assert table(found) == [
        ("query_notice", "None", "done"),
        ("excusing_notice", "None", "running"),
        ("meeting", "None", "waiting"),
        ("joint_investigation", "None", "waiting"),
        ("remedial_plan", "None", "waiting"),
        ("exception_report", "None", "waiting"),
    ]


def test_a_national_variation_moves_the_ruleset_and_not_a_remedy_that_runs():
    terms = [{"id": "remedy-ruleset", "label": "R", "value": "std_pre_2026", "mark": "assumed"}]
    moved = entry(
        "V",
        "variation_made",
        "contract",
        "2026-07-01",
        number="1",
        reason="national",
        edits=[
            {"path": "terms[remedy-ruleset].value", "set": "std_2026_27"},
        ],
    )
    room = kept(started(), query("Q1", "2026-06-30"), query("Q2", "2026-07-01"), moved, terms=terms)
    first, second = room.remedies(day("2026-07-10")).found
    assert (rules(first), first.pinned) == ("std_pre_2026", "pinned by the contract")
    assert rules(second) == "std_2026_27"
    assert second.pinned == "pinned by the contract; a variation moved it"


def test_a_contract_that_pins_none_stands_under_the_one_of_the_day():
    found = remedy(kept(started(), query(on="2026-03-31"), terms=[]), "2026-04-10")
    assert (rules(found), found.pinned) == (
        "std_pre_2026",
        "the contract pins none: the one in force on that day",
    )


def test_a_ruleset_that_there_is_not_is_said_and_nothing_computed():
    terms = [{"id": "remedy-ruleset", "label": "R", "value": "std_1999", "mark": "assumed"}]
    found = remedy(kept(started(), query(), terms=terms), "2026-06-10")
    assert found.steps == ()
    assert "found no ruleset 'std_1999'" in found.why_not


def test_a_step_of_another_ladder_is_shown_and_changes_nothing():
    room = kept(started(), query(), step("S", "joint_investigation", "2026-06-11"))
    found = remedy(room, "2026-06-12")
    assert [claim.entry for claim in found.strange] == ["S"]
    assert str(found.steps[0].state) == "running"


def test_a_step_of_which_nothing_is_recorded_is_passed_over_once_a_later_one_is_taken():
    """It is then neither missed nor at hand; the step after the last taken is."""
    room = kept(started(), query(), step("S", "report", "2026-06-20"))
    states = [str(each.state) for each in remedy(room, "2026-09-01").steps]
    assert states == ["passed over", "passed over", "done", "missed"]


def test_a_step_that_points_to_no_notice_is_told_of():
    room = kept(started(), query(), step("S", "meeting", "2026-06-11", ladder="Q9"))
    notes = room.remedies(day("2026-06-12")).notes
    told = "Entry S points to 'Q9', which no entry known by then is; it is left out."
    assert told in notes


def test_a_remedy_that_was_closed():
    end = entry(
        "end",
        "ladder_closed",
        "visits missed",
        "2026-06-12",
        ladder="Q1",
        outcome="remedied",
        on="2026-06-12",
    )
    found = remedy(kept(started(), query(), end), "2026-09-01")
    assert found.standing == "closed: remedied on 12 June 2026"
    assert {str(each.state) for each in found.steps} == {"over"}
    assert found.current is None


def test_a_dispute_and_its_clock():
    """Fifteen days for escalated negotiation, as a practitioner tells it; no more is known."""
    room = kept(started(), query("X", "2026-06-01", notice="dispute"))
    (found,) = room.disputes(day("2026-06-10")).found
    assert table(found) == [
        ("negotiation", "2026-06-22", "running"),
        ("mediation", "None", "waiting"),
        ("determination", "None", "waiting"),
    ]
    assert room.remedies(day("2026-06-10")).found == ()


def test_the_made_example_shows_both_rulesets():
    found = cp.open("worked-example").delivery.remedies(date(2026, 11, 30)).found
    assert [(each.entry, rules(each), each.standing) for each in found] == [
        ("ME-query-1", "std_pre_2026", "closed: excused on 20 November 2025"),
        ("ME-query-2", "std_2026_27", "closed: remedied on 6 November 2026"),
        ("ME-query-3", "std_2026_27", "missed: meeting, due 13 November 2026"),
    ]


STEPS = [rule.id.partition(".")[2] for rule in ladder(load_ruleset("std_2026_27"))]


STANDINGS = ["done", "failed", "not_needed"]


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([*itertools.product(STEPS, ["done", "failed", "not_needed"])]), max_size=5
    ),
    st.dates(date(2026, 6, 1), date(2026, 12, 31)),
)
def test_one_step_at_most_is_at_hand_and_dates_never_run_back(taken, known):
    drafts = [
        step(f"S{n}", name, f"2026-06-{10 + n}", standing)
        for n, (name, standing) in enumerate(taken)
    ]
    (found,) = kept(started(), query(), *drafts).remedies(known).found
    at_hand = [each for each in found.steps if each.state in ("running", "missed")]
    assert len(at_hand) <= 1
    waiting = [each.due for each in found.steps if each.state == "waiting" and each.due]
    assert waiting == sorted(waiting)
    for each in found.steps:
        if each.state == "missed":
            assert each.due < known
        if each.state == "running" and each.due:
            assert each.due >= known
