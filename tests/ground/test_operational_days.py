"""Operational days: weekdays that are not bank holidays in England, from a frozen calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import ValueFault
from capitula.ground.operational_days import OperationalCalendar

CALENDAR = OperationalCalendar.freeze(2018, 2026)

# As published on gov.uk, year by year; days moved or added are in brackets.
BANK_HOLIDAYS = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",  # early May on VE day
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",  # jubilee, state funeral
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",  # coronation
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_weekdays_off_are_the_bank_holidays(year):
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    weekdays = [d for d in (first + timedelta(n) for n in range(length)) if d.weekday() < 5]
    off = [f"{d:%m-%d}" for d in weekdays if not CALENDAR.is_operational_day(d)]
    assert off == BANK_HOLIDAYS[year].split()


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2023-05-15"])
def test_a_moved_holiday_leaves_its_usual_monday_at_work(day):
    assert CALENDAR.is_operational_day(date.fromisoformat(day))


def test_standstill_after_a_notice_of_8_june_2026():
    """The standstill begins the day after the notice and ends on its 8th working day after."""
    notice = date(2026, 6, 8)
    begins = notice + timedelta(days=1)
    assert begins == date(2026, 6, 9)
    assert CALENDAR.after(begins, 8) == date(2026, 6, 19)


def test_a_notice_over_easter():
    """Served on Maundy Thursday 2018, ten operational days end on Monday 16 April."""
    assert CALENDAR.after(date(2018, 3, 29), 1) == date(2018, 4, 3)
    assert CALENDAR.after(date(2018, 3, 29), 10) == date(2018, 4, 16)


def test_the_tenth_operational_day_of_a_month():
    assert CALENDAR.nth_of_month(2018, 1, 1) == date(2018, 1, 2)
    assert CALENDAR.nth_of_month(2018, 1, 10) == date(2018, 1, 15)


@pytest.mark.parametrize("number", [0, 23, -1])
def test_a_month_has_no_more_days_than_it_has(number):
    """January 2018 has 22 operational days; the 23rd would silently be one of February."""
    with pytest.raises(ValueFault, match="1 to 22"):
        CALENDAR.nth_of_month(2018, 1, number)


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2027, 1, 1)])
def test_a_year_that_was_not_frozen_is_refused(day):
    with pytest.raises(ValueFault, match="frozen calendar, 2018 to 2026"):
        CALENDAR.is_operational_day(day)


def test_an_answer_beyond_the_frozen_years_is_refused():
    with pytest.raises(ValueFault, match="freeze the bank holidays"):
        CALENDAR.after(date(2026, 12, 30), 2)
    with pytest.raises(ValueFault):
        CALENDAR.count(date(2026, 12, 30), date(2027, 1, 2))


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="below nought"):
        CALENDAR.after(date(2020, 1, 1), -1)


days = st.dates(date(2018, 1, 1), date(2026, 6, 30))


def is_operational(day):
    """Slow and obvious: off the printed list."""
    printed = [f"{day.year}-{rest}" for rest in BANK_HOLIDAYS[day.year].split()]
    return day.strftime("%a") not in ("Sat", "Sun") and day.isoformat() not in printed


@given(days, st.integers(0, 100))
def test_after_counts_as_one_does_on_a_wall_calendar(day, count):
    passed, at = 0, day
    while passed < count:
        at += timedelta(days=1)
        passed += 1 if is_operational(at) else 0
    assert CALENDAR.after(day, count) == at


@given(days, st.integers(0, 400))
def test_count_includes_both_ends(day, length):
    last = min(day + timedelta(days=length), date(2026, 12, 31))
    counted = sum(is_operational(day + timedelta(n)) for n in range((last - day).days + 1))
    assert CALENDAR.count(day, last) == counted


@given(days, st.integers(1, 60))
def test_count_and_after_undo_each_other(day, count):
    assert CALENDAR.count(day + timedelta(days=1), CALENDAR.after(day, count)) == count
