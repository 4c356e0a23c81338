"""Standstill in working days; deemed dates of notices; remedies as versioned rulesets."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.rules.change import Route
from capitula.contract.rules.notices import (
    Method,
    Notice,
    NoticeType,
    PeriodUnit,
    deemed,
    period_ends,
)
from capitula.contract.rules.remedies import ladder, remedy_ruleset, steps_due
from capitula.contract.rules.ruleset import NoSuchRuleset, load_ruleset
from capitula.contract.rules.selection import route_needed, standstill
from capitula.contract.rules.working_days import WorkingCalendar
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.operational_days import OperationalCalendar

WORKING = WorkingCalendar.freeze(2025, 2027)
OPERATIONAL = OperationalCalendar.freeze(2025, 2027)


def test_a_notice_of_monday_8_june_2026():
    """Notice Mon 8 Jun 2026; standstill begins 9 Jun; representations close Fri 19 Jun."""
    answer = standstill(Route.COMPETITIVE, date(2026, 6, 8), WORKING)
    assert answer.figures["begins"] == date(2026, 6, 9)
    assert answer.figures["representations_until"] == date(2026, 6, 19)
    assert answer.figures["earliest_signature"] is None, "whether any were made is not known"
    none = standstill(Route.COMPETITIVE, date(2026, 6, 8), WORKING, representations=False)
    assert none.figures["earliest_signature"] == date(2026, 6, 20)


@pytest.mark.parametrize(
    ("route", "outcome"),
    [
        ("direct_award_a", "no_standstill"),
        ("direct_award_b", "no_standstill"),
        ("direct_award_c", "standstill"),
        ("most_suitable_provider", "standstill"),
        ("competitive", "standstill"),
        ("other", "cannot_be_judged"),
    ],
)
def test_which_routes_have_a_standstill(route, outcome):
    assert standstill(Route(route), date(2026, 6, 8), WORKING).outcome == outcome


def test_representations_keep_the_standstill_open():
    notice = date(2026, 6, 8)
    held = standstill(Route.COMPETITIVE, notice, WORKING, representations=True)
    assert held.outcome == "standstill_open"
    told = date(2026, 7, 1)
    done = standstill(
        Route.COMPETITIVE, notice, WORKING, representations=True, further_decision_on=told
    )
    assert done.figures["earliest_signature"] == date(2026, 7, 9), "five working days, then sign"


def test_what_is_not_given_is_asked():
    assert standstill(None, date(2026, 6, 8), WORKING).missing == ("the selection route",)
    assert standstill(Route.COMPETITIVE, None, WORKING).outcome == "cannot_be_judged"
    assert standstill(Route.DIRECT_AWARD_A, None, WORKING).outcome == "no_standstill"


def test_urgent_changes_have_their_own_route():
    urgent = route_needed(urgent=True)
    assert urgent.outcome == "urgent_route"
    assert urgent.mark is EvidenceMark.UNVERIFIED
    assert route_needed(urgent=False).outcome == "new_process"
    assert route_needed(urgent=None).missing == ("whether the change is urgent",)


def a_notice(method, on, at=""):
    hour = time.fromisoformat(at) if at else None
    served = date.fromisoformat(on)
    return Notice(NoticeType.QUERY, "the ICB", "the holder", Method(method), served, hour)


@pytest.mark.parametrize(
    ("method", "served", "at", "cut_off", "deemed_on"),
    [
        # | method          | served               | cut-off | deemed      |
        ("hand", "2026-06-08", "15:59", "16:00", "2026-06-08"),
        ("hand", "2026-06-08", "16:00", "16:00", "2026-06-09"),
        ("hand", "2026-06-06", "10:00", "16:00", "2026-06-08"),  # a Saturday
        ("hand", "2026-06-08", "", "", None),
        ("first_class_post", "2026-04-02", "", "", "2026-04-08"),  # over Easter
        ("email", "2026-06-08", "", "", "2026-06-08"),
    ],
)
def test_deemed_dates_by_method_are_all_general_knowledge(method, served, at, cut_off, deemed_on):
    hour = time.fromisoformat(cut_off) if cut_off else None
    answer = deemed(a_notice(method, served, at), OPERATIONAL, cut_off=hour)
    expected = date.fromisoformat(deemed_on) if deemed_on else None
    assert answer.figures["deemed_on"] == expected
    assert answer.mark is EvidenceMark.UNVERIFIED


def test_without_a_cut_off_two_days_are_possible():
    answer = deemed(a_notice("hand", "2026-06-08"), OPERATIONAL)
    assert answer.outcome == "cannot_be_judged"
    assert (answer.figures["earliest"], answer.figures["latest"]) == (
        date(2026, 6, 8),
        date(2026, 6, 9),
    )
    assert answer.missing == ("the hour of service", "the contract's cut-off hour")


@pytest.mark.parametrize(
    ("count", "unit", "ends"),
    [
        (10, "operational_days", "2026-06-22"),
        (14, "days", "2026-06-22"),
        (1, "months", "2026-07-08"),
    ],
)
def test_the_deemed_day_is_not_counted(count, unit, ends):
    last = period_ends(date(2026, 6, 8), count, PeriodUnit(unit), OPERATIONAL)
    assert last == date.fromisoformat(ends)


@given(
    st.dates(date(2025, 1, 1), date(2027, 12, 1)),
    st.sampled_from(Method),
    st.none() | st.times(),
    st.none() | st.times(),
)
def test_a_notice_is_never_deemed_before_it_was_served(served, method, at, cut_off):
    notice = Notice(NoticeType.DISPUTE, "A", "B", method, served, at)
    figures = deemed(notice, OPERATIONAL, cut_off=cut_off).figures
    assert served <= figures["earliest"] <= figures["latest"]
    assert period_ends(figures["earliest"], 1, PeriodUnit.OPERATIONAL_DAYS, OPERATIONAL) > served


def test_the_ladder_of_2026_27_as_proposed():
    """Ten operational days each, from a query notice deemed on Monday 8 June 2026.

    | step                                | due          |
    | meeting                             | 22 June 2026 |
    | action or terms of an investigation | 6 July       |
    | report                              | 20 July      |
    | plan                                | 3 August     |
    """
    ruleset = remedy_ruleset(date(2026, 6, 8))
    assert ruleset.id == "std_2026_27"
    steps = steps_due(ruleset, date(2026, 6, 8), OPERATIONAL)
    assert [str(step.due_on) for step in steps] == [
        "2026-06-22", "2026-07-06", "2026-07-20", "2026-08-03",
    ]  # fmt: skip
    assert {step.mark for step in steps} == {EvidenceMark.UNVERIFIED}


def test_a_step_done_early_moves_the_next():
    done = {"meeting": date(2026, 6, 10)}
    steps = steps_due(load_ruleset("std_2026_27"), date(2026, 6, 8), OPERATIONAL, done)
    assert steps[1].due_on == date(2026, 6, 24)
    assert steps[0].overdue(date(2026, 7, 1)) is False
    assert steps[1].overdue(date(2026, 7, 1)) is True


def test_a_contract_pins_its_ruleset_and_a_period_nobody_states_gives_no_date():
    assert remedy_ruleset(date(2026, 3, 31)).id == "std_pre_2026"
    pinned = remedy_ruleset(date(2026, 6, 8), pinned="std_pre_2026")
    assert len(ladder(pinned)) == 6
    steps = steps_due(pinned, date(2026, 6, 8), OPERATIONAL)
    assert {step.due_on for step in steps} == {None}
    assert steps[0].overdue(date(2027, 1, 1)) is None
    with pytest.raises(NoSuchRuleset):
        remedy_ruleset(date(2026, 6, 8), pinned="dispute")


def test_the_ladder_of_a_dispute():
    disputes = remedy_ruleset(date(2026, 6, 8), family="dispute")
    first, *rest = steps_due(disputes, date(2026, 6, 8), OPERATIONAL)
    assert first.due_on == date(2026, 6, 29)
    assert [step.due_on for step in rest] == [None, None]


def test_a_step_the_ladder_does_not_have_is_refused():
    with pytest.raises(ValueFault, match="did you mean 'meeting'"):
        steps_due(load_ruleset("std_2026_27"), date(2026, 6, 8), OPERATIONAL,
                  {"meting": date(2026, 6, 9)})  # fmt: skip


@given(st.dates(date(2025, 1, 1), date(2026, 1, 1)), st.integers(0, 30))
def test_working_days_move_on(day, count):
    last = WORKING.after(day, count)
    between = (day + timedelta(days=n) for n in range(1, (last - day).days + 1))
    assert sum(WORKING.is_working_day(each) for each in between) == count
