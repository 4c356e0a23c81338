"""Returns: what the information schedule asks for, when each is due, and what came.

A return is due by the rule that the contract states, counted in the operational days that it froze:
the tenth operational day of the month after. What is recorded of it is an entry; that nothing is
recorded does not show that nothing was sent.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.contract.information import Frequency
from capitula.delivery.periods import periods
from harness.delivery import day, entry, kept, started


def received(name, period_to, on, **given):
    body = {"item": "activity", "period_to": period_to, "received": on, **given}
    return entry(name, "return_received", "activity", on, **body)


def decided(name, period_to, verdict, on, **given):
    body = {"item": "activity", "period_to": period_to, "verdict": verdict, "decided": on}
    return entry(name, "return_decided", "activity", on, **body, by="The board", **given)


def register(room, known, until=None):
    return room.returns(day(known), day(until) if until else None).found


def rows(found):
    return [
        (str(each.return_due.last), str(each.return_due.due), each.words) for each in found.returns
    ]


def test_three_months_of_a_return_due_on_the_tenth_operational_day():
    """May 2026 has bank holidays on the 4th and the 25th; the first puts April's day on."""
    room = kept(
        started(),
        received("A4", "2026-04-30", "2026-05-15"),
        received("A5", "2026-05-31", "2026-06-16"),
        decided("A5.ok", "2026-05-31", "accepted", "2026-06-20"),
    )
    assert rows(register(room, "2026-07-20", "2026-07-31")) == [
        ("2026-04-30", "2026-05-15", "received"),
        ("2026-05-31", "2026-06-12", "accepted, 2 operational days late"),
        ("2026-06-30", "2026-07-14", "overdue: nothing recorded, 4 operational days late"),
        ("2026-07-31", "2026-08-14", "not yet due"),
    ]


def test_a_return_that_was_refused_and_made_again():
    room = kept(
        started(),
        received("A", "2026-04-30", "2026-05-14"),
        decided("no", "2026-04-30", "refused", "2026-05-18", reason="a team is missing"),
        received("again", "2026-04-30", "2026-05-22"),
        decided("ok", "2026-04-30", "accepted", "2026-05-26"),
    )
    for known, words in [
        ("2026-05-14", "received"),
        ("2026-05-18", "refused"),
        ("2026-05-22", "received, 5 operational days late"),
        ("2026-05-26", "accepted, 5 operational days late"),
    ]:
        (first, *_) = register(room, known, "2026-05-31").returns
        assert first.words == words, known


def test_nothing_known_later_enters_an_earlier_register():
    room = kept(started(), received("A", "2026-04-30", "2026-06-01"))
    (first, *_) = register(room, "2026-05-31", "2026-05-31").returns
    assert first.words == "overdue: nothing recorded, 9 operational days late"
    assert first.entries == ()


def test_on_the_due_day_itself_nothing_is_overdue():
    assert rows(register(kept(), "2026-05-15", "2026-04-30"))[0][2] == "not yet due"
    assert "overdue" in rows(register(kept(), "2026-05-16", "2026-04-30"))[0][2]


def test_an_entry_for_a_period_that_there_is_not_is_shown():
    room = kept(started(), received("A", "2026-04-29", "2026-05-14"))
    result = room.returns(day("2026-05-14"))
    assert [claim.entry for claim in result.found.unmatched] == ["A"]
    assert "Entry A fits no return that is due." in result.notes


def test_no_rule_and_no_calendar_give_no_day():
    item = {"id": "a", "item": "A", "frequency": "monthly", "mark": "assumed"}
    found = register(kept(information=[item]), "2026-06-01", "2026-04-30")
    assert rows(found) == [("2026-04-30", "None", "no due day can be computed")]
    assert found.questions == ("When is this due: A?",)
    late = {"rule": "operational_days_after", "number": 10}
    room = kept(
        information=[{**item, "due": late}],
        calendar={
            "first_year": 2026,
            "last_year": 2026,
            "bank_holidays": ["2026-12-25"],
        },
    )
    last = register(room, "2026-12-31", "2026-12-31").returns[-1]
    assert last.return_due.due is None
    assert "calendar does not reach it" in last.return_due.without_day


def test_a_contract_that_never_began_owes_nothing():
    """Dudley's start was planned again and again; a plan starts no clock."""
    result = cp.open("dudley").delivery.returns(date(2021, 4, 1))
    assert result.found.returns == ()
    assert "No return has fallen due: no report says that services began." in result.notes


def test_wirral_owed_reports_by_law_and_none_is_recorded():
    """Section 75, regulation 9: quarterly and annually; regulation 8 is taken to mirror it.

    Only the month of the start is public, June 2017, so each day is known as two bounds.
    """
    found = cp.open("wirral").delivery.returns(date(2023, 2, 28), date(2023, 2, 28)).found
    quarters = [r for r in found.returns if r.return_due.item == "section-75-quarter"]
    years = [r for r in found.returns if r.return_due.item == "section-75-year"]
    assert (len(quarters), len(years)) == (23, 5)
    first = quarters[0].return_due
    assert (first.first, first.last, first.last_at_most) == (
        date(2017, 6, 1),
        date(2017, 8, 31),
        date(2017, 9, 29),
    )
    assert (first.due, first.due_at_most) == (date(2017, 9, 30), date(2017, 10, 29))
    assert first.mark == "unverified"
    assert {each.state for each in quarters[:-1]} == {"overdue"}
    assert "On which day did it start? Known is June 2017; due days are given as bounds." in (
        found.questions
    )


def test_between_the_bounds_a_report_may_be_overdue():
    found = cp.open("wirral").delivery.returns(date(2023, 2, 28), date(2023, 2, 28)).found
    between = [
        each
        for each in found.returns
        if each.return_due.due
        and each.return_due.due_at_most
        and each.return_due.due < date(2023, 2, 28) <= each.return_due.due_at_most
    ]
    assert {each.state for each in between} <= {"may_be_overdue"}


@pytest.mark.parametrize(
    ("frequency", "first", "expected"),
    [
        (Frequency.MONTHLY, "2026-04-15", ["2026-04-30", "2026-05-31", "2026-06-10"]),
        (Frequency.QUARTERLY, "2026-02-15", ["2026-03-31", "2026-06-10"]),
        (Frequency.YEARLY, "2025-06-01", ["2026-03-31", "2026-06-10"]),
        (Frequency.WEEKLY, "2026-06-01", ["2026-06-07", "2026-06-10"]),
        (Frequency.ONCE, "2025-06-01", ["2026-06-10"]),
    ],
)
def test_periods_end_with_the_month_the_quarter_the_year(frequency, first, expected):
    ends = [str(end) for _, end in periods(frequency, day(first), day("2026-06-10"))]
    assert ends == expected


@given(
    st.sampled_from(list(Frequency)),
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.integers(0, 1500),
)
def test_periods_cover_every_day_once(frequency, first, length):
    last = first + timedelta(days=length)
    found = list(periods(frequency, first, last))
    assert found[0][0] == first
    assert found[-1][1] == last
    for (_, end), (begin, _) in pairwise(found):
        assert begin == end + timedelta(days=1)


@given(st.lists(st.dates(date(2026, 4, 1), date(2027, 3, 31)), min_size=2, max_size=2))
def test_a_later_day_never_turns_overdue_back_into_not_yet_due(days):
    early, late = sorted(days)
    room = kept()
    before = {r.return_due.last: r.state for r in room.returns(early, late).found.returns}
    after = {r.return_due.last: r.state for r in room.returns(late, late).found.returns}
    for period, state in before.items():
        if state == "overdue":
            assert after[period] == "overdue"
