"""Last safe dates: by when each step must be done, counted back from an end.

An end of 30 September 2023 and a clause of twelve months: notice counts as given on 30 September
2022 at the latest; by post it goes two operational days before; the Cabinet decides 31 days before
that, since Wirral's took as long to come into effect in 2017. Each step shows the rule and how it
is known; what was never read in a source says so.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.contract.rules.ruleset import load_ruleset
from capitula.exit.counting_back import Lead, LeadUnit, counted_back
from capitula.exit.known_ends import EndSort, KnownEnd
from capitula.exit.safe_dates import ExitRoute, Passed, safe_dates
from capitula.ground.faults import ValueFault
from capitula.ground.frozen_calendar import FrozenCalendar
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate

WIRRAL = cp.open("wirral")
FEBRUARY = date(2023, 2, 28)
CALENDAR = FrozenCalendar.freeze(2015, 2032)


def contract(known=FEBRUARY):
    return WIRRAL.contract_at(WIRRAL.as_known(known))


def end(text):
    stated = PartialDate.parse(text)
    return KnownEnd("contract end", EndSort.ASKED, stated, "a test", "", EvidenceMark.SOURCED)


def steps(text, route=ExitRoute.RETURN, **given_):
    found = safe_dates(end(text), contract(), route, **given_)
    return {step.name: step for step in found.steps}


def test_wirral_counted_back_from_30_september_2023():
    found = steps("2023-09-30")
    days = [(name, str(s.safe_by), s.formula.rpartition(" less ")[2]) for name, s in found.items()]
    assert days == [
        ("public_consultation", "2022-05-11", "84 days"),
        ("council_papers", "2022-08-03", "25 days"),
        ("council_decision", "2022-08-28", "31 days"),
        ("posting", "2022-09-28", "2 operational days"),
        ("notice", "2022-09-30", "12 months"),
        ("handover", "2023-06-30", "3 months"),
        ("staff_consultation", "2023-08-01", "60 days"),
        ("employee_information", "2023-09-02", "28 days"),
    ]


def test_each_step_shows_its_rule_its_source_and_how_it_is_known():
    found = steps("2023-09-30")
    assert {name: (s.source, str(s.mark)) for name, s in found.items()} == {
        "public_consultation": ("no source", "unverified"),
        "council_papers": ("WFBC", "unverified"),
        "council_decision": ("WIR-DEC17", "unverified"),
        "posting": ("no source", "unverified"),
        "notice": ("P016", "local"),
        "handover": ("no source", "assumed"),
        "staff_consultation": ("no source", "unverified"),
        "employee_information": ("no source", "unverified"),
    }
    assert all(step.rule.says.endswith(".") for step in found.values())


def test_an_end_known_to_the_month_is_counted_from_its_first_day():
    """September 2023: notice by 1 September 2022 is safe whatever day is meant."""
    notice = steps("2023-09")["notice"]
    assert (notice.safe_by, notice.latest) == (date(2022, 9, 1), date(2022, 9, 30))
    assert notice.passed(date(2022, 9, 1)) is Passed.AHEAD
    assert notice.passed(date(2022, 9, 2)) is Passed.MAY_HAVE_PASSED
    assert notice.passed(date(2022, 9, 30)) is Passed.MAY_HAVE_PASSED
    assert notice.passed(date(2022, 10, 1)) is Passed.PASSED


def test_on_28_february_2023_four_of_seven_were_past():
    """The public is consulted only if the service itself changes, so that step is not counted."""
    answer = WIRRAL.exit.dates(FEBRUARY)
    assert answer.lead[0] == (
        "Contract end, September 2023 (in force): on 28 February 2023 4 of 7 last safe dates are "
        "past; next: hand-over begins, by 1 June 2023. Not counted, being needed only if the "
        "service itself changes: public consultation begins."
    )
    assert (
        WIRRAL.exit.dates(FEBRUARY, on=date(2022, 1, 1))
        .lead[0]
        .startswith("Contract end, September 2023 (in force): on 1 January 2022 none is past")
    )


def test_without_a_period_of_notice_its_steps_are_a_question():
    """In December 2022 no report had named the clause."""
    found = safe_dates(end("2023-09-30"), contract(date(2022, 12, 31)), ExitRoute.RETURN)
    undated = {s.name: s.missing for s in found.steps if s.safe_by is None}
    assert undated["notice"] == "no period of notice is stated"
    assert set(undated) == {
        "notice",
        "posting",
        "council_decision",
        "council_papers",
        "public_consultation",
    }


def test_procurement_counts_the_standstill():
    """To sign on 22 June 2026, the notice is published on Monday 8 June.

    Its standstill closes on Friday 19 June, the eighth working day after the 9th.
    """
    lead = Lead(8, LeadUnit.STANDSTILL)
    assert counted_back(date(2026, 6, 20), lead, CALENDAR) == date(2026, 6, 8)
    assert counted_back(date(2026, 6, 22), lead, CALENDAR) == date(2026, 6, 8)
    found = steps("2024-09-30", ExitRoute.PROCURE)
    assert found["successor_signed"].safe_by == date(2024, 5, 30)
    assert found["intention_notice"].safe_by == date(2024, 5, 15)
    assert found["intention_notice"].source == "PSR12"


def test_there_was_no_standstill_of_this_regime_before_2024():
    missing = steps("2023-09-30", ExitRoute.PROCURE)["intention_notice"].missing
    assert missing == "the rule did not hold before 2024-01-01"


def test_no_option_to_extend_is_stated_for_wirral():
    (option,) = steps("2023-09-30", ExitRoute.EXTEND).values()
    assert option.missing == "no option to extend, with its notice, is stated"


def test_operational_days_need_a_calendar():
    with pytest.raises(ValueFault, match="no calendar"):
        counted_back(date(2023, 9, 30), Lead(2, LeadUnit.OPERATIONAL_DAYS), None)


def test_every_step_waits_for_one_that_is_there():
    names = {rule.id.partition(".")[2] for rule in load_ruleset("exit_steps").rules}
    before = {rule["before"].text for rule in load_ruleset("exit_steps").rules}
    assert before - {"end", "papers"} <= names


ENDS = st.dates(date(2019, 1, 1), date(2024, 12, 31))
LEADS = st.builds(Lead, st.integers(0, 30), st.sampled_from(LeadUnit))


@given(ENDS, st.integers(0, 36), st.integers(0, 36))
def test_a_longer_notice_never_gives_a_later_date(day, one, other):
    """For the notice and for every step that is counted from it."""
    shorter, longer = sorted((one, other))
    earlier = steps(str(day), notice_months=longer)
    later = steps(str(day), notice_months=shorter)
    for name, step in earlier.items():
        other_day = later[name].safe_by
        if step.safe_by and other_day:
            assert step.safe_by <= other_day, name


@given(ENDS, ENDS, st.sampled_from([ExitRoute.RETURN, ExitRoute.TRANSFER]))
def test_an_earlier_end_never_gives_a_later_date(one, other, route):
    earlier, later = (steps(str(day), route) for day in sorted((one, other)))
    for name, step in earlier.items():
        other_day = later[name].safe_by
        if step.safe_by and other_day:
            assert step.safe_by <= other_day, name


@given(ENDS, ENDS, LEADS)
def test_counting_back_is_monotone_and_never_after_the_day(one, other, lead):
    first, second = sorted((one, other))
    assert counted_back(first, lead, CALENDAR) <= counted_back(second, lead, CALENDAR)
    assert counted_back(second, lead, CALENDAR) <= second


@given(ENDS, st.integers(0, 30), st.sampled_from(LeadUnit))
def test_a_longer_time_is_never_later(day, count, unit):
    longer = counted_back(day, Lead(count + 1, unit), CALENDAR)
    assert longer <= counted_back(day, Lead(count, unit), CALENDAR)


@given(ENDS, st.integers(1, 20))
def test_posted_on_the_last_day_it_comes_in_time_and_a_day_later_it_does_not(day, count):
    """The oracle: go forward from the day found, and from every later one."""
    found = counted_back(day, Lead(count, LeadUnit.OPERATIONAL_DAYS), CALENDAR)
    assert CALENDAR.after(found, count) <= day
    later = [found + timedelta(days=n) for n in range(1, (day - found).days + 1)]
    assert all(CALENDAR.after(d, count) > day for d in later if CALENDAR.counts(d))


@given(ENDS, st.integers(1, 20))
def test_the_standstill_is_over_before_the_day_and_with_a_later_notice_it_is_not(day, count):
    notice = counted_back(day, Lead(count, LeadUnit.STANDSTILL), CALENDAR)
    one = timedelta(days=1)
    assert CALENDAR.after(notice + one, count) < day
    assert CALENDAR.after(notice + 2 * one, count) >= day
