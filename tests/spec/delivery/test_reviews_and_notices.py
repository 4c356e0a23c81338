"""Reviews and notices: meetings, decisions, actions with owner and day; notices and their clocks.

When a notice counts as received depends on how it was served. That is general knowledge of the
standard contract, and every day says so.
"""

from datetime import date

import pytest
from pydantic import ValidationError

import capitula as cp
from harness.delivery import day, entry, kept, query, started


def action(name, on="2026-06-11", **given):
    body = {"text": "Send the roster", "owner": "The trust", "due": "2026-06-26", **given}
    return entry(name, "action_agreed", "roster", on, **body)


def states(room, known):
    return [str(each.state) for each in room.reviews(day(known)).found.actions]


def test_an_action_from_agreed_to_done():
    done = entry(
        "A.end",
        "action_closed",
        "roster",
        "2026-07-02",
        action="A",
        outcome="done",
        on="2026-07-02",
        shown_by="the roster of 2 July",
    )
    room = kept(started(), action("A"), done)
    assert states(room, "2026-06-26") == ["open"]
    assert states(room, "2026-06-27") == ["overdue"]
    assert states(room, "2026-07-02") == ["done late"]


def test_an_action_is_not_closed_without_what_shows_it():
    with pytest.raises(ValidationError, match="shown_by"):
        entry(
            "A.end",
            "action_closed",
            "roster",
            "2026-07-02",
            action="A",
            outcome="done",
            on="2026-07-02",
            shown_by="",
        )


def test_an_action_without_a_day_is_open_and_says_so():
    assert states(kept(started(), action("A", due=None)), "2028-01-01") == ["open, no day set"]


def test_a_meeting_holds_its_decisions_and_actions():
    meeting = entry(
        "M",
        "meeting_held",
        "contract review",
        "2026-06-11",
        held="2026-06-11",
        sort="contract_review",
        present=["The board", "The trust"],
    )
    decision = entry(
        "D",
        "meeting_decision",
        "visits",
        "2026-06-11",
        text="Count visits one way",
        by="the review",
        decided="2026-06-11",
        meeting="M",
    )
    room = kept(started(), meeting, decision, action("A", meeting="M"))
    (found,) = room.reviews(day("2026-06-30")).found.meetings
    assert [claim.entry for claim in found.decisions] == ["D"]
    assert [each.claim.entry for each in found.actions] == ["A"]


def test_the_review_of_wirral_and_what_answered_it():
    """That the service came back answers what the review did not find; safe and good need none."""
    found = cp.open("wirral").delivery.reviews(date(2023, 2, 28)).found
    answered = {line.claim.entry: len(line.answered_by) for line in found.findings}
    assert answered["R2-26c"] == 1
    assert answered["R2-26a"] == answered["R2-26b"] == 0
    assert [meeting.claim.entry for meeting in found.meetings] == ["WIR-07.meeting"]
    assert found.actions == ()


@pytest.mark.parametrize(
    ("method", "served", "hour", "deemed"),
    [
        ("email", "2026-06-01", "", "2026-06-01"),
        ("first_class_post", "2026-05-22", "", "2026-05-27"),  # the 25th is a bank holiday
        ("hand", "2026-06-01", "15:59", "2026-06-01"),
        ("hand", "2026-06-01", "16:00", "2026-06-02"),
        ("hand", "2026-06-05", "16:40", "2026-06-08"),  # a Friday after the hour: Monday
    ],
)
def test_when_a_notice_counts_as_received(method, served, hour, deemed):
    room = kept(started(), query(on=served, method=method, served_at=hour))
    (found,) = room.notices(day("2026-07-01")).found
    assert (str(found.deemed), str(found.deemed_at_most)) == (deemed, deemed)
    assert found.mark == "unverified"


def test_by_hand_without_an_hour_there_are_two_days():
    room = kept(started(), query(method="hand"))
    (found,) = room.notices(day("2026-07-01")).found
    assert (str(found.deemed), str(found.deemed_at_most)) == ("2026-06-01", "2026-06-02")
    assert found.missing == ("the hour of service",)


def test_the_clock_of_a_notice_and_its_answer():
    """Ten operational days after Monday 1 June: the day itself is not counted, so 15 June."""
    answer = query("E", "2026-06-16", notice="excusing", answers="Q1", sender="The trust")
    room = kept(started(), query(reply_within=10), answer)
    first = room.notices(day("2026-06-15")).found[0]
    assert (str(first.ends), str(first.state)) == ("2026-06-15", "running")
    assert str(room.notices(day("2026-06-16")).found[0].state) == "answered late"
    without = kept(started(), query(reply_within=10))
    assert str(without.notices(day("2026-06-16")).found[0].state) == "run out, not answered"


def test_an_excusing_notice_answers_one():
    with pytest.raises(ValidationError, match="answers nothing"):
        query(notice="excusing")


def test_without_bank_holidays_a_posted_notice_has_no_day():
    room = kept(started(), query(method="first_class_post"), calendar=None)
    (found,) = room.notices(day("2026-07-01")).found
    assert found.deemed is None
    assert found.missing == ("the contract's bank holidays, frozen",)
