"""Counting back from a day: so many months, days, operational days, or a standstill before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from capitula.contract.rules.months_after import months_after
from capitula.ground.faults import ValueFault
from capitula.ground.frozen_calendar import FrozenCalendar

_ONE_DAY = timedelta(days=1)


class LeadUnit(StrEnum):
    """In what the time before a step is counted."""

    MONTHS = "months"
    DAYS = "days"
    OPERATIONAL_DAYS = "operational days"
    STANDSTILL = "working days of standstill"


@dataclass(frozen=True, slots=True)
class Lead:
    """A time before a step; nought or more."""

    count: int
    unit: LeadUnit

    def __post_init__(self) -> None:
        """Refuse a time below nought."""
        if self.count < 0:
            raise ValueFault(f"a time of {self.count}", "nought or more", "correct the period")

    def __str__(self) -> str:
        unit = self.unit.value
        if self.count == 1:
            unit = unit.replace("months", "month").replace("days", "day")
        return f"{self.count} {unit}"


def counted_back(day: date, lead: Lead, calendar: FrozenCalendar | None) -> date:
    """Return the last day on which the step can be done, so long before a day.

    Months are counted by the corresponding date. For a standstill of n working days, it is the
    last day on which the notice can be published so that the day itself is free: the standstill
    begins on the day after the notice and runs to the end of the n-th working day after that.

    Args:
        day: the day before which it must be done.
        lead: how long before.
        calendar: the days that count; needed for operational days and a standstill.

    Raises:
        ValueFault: no calendar where one is needed, or a day outside its years.
    """
    match lead.unit:
        case LeadUnit.MONTHS:
            return months_after(day, -lead.count)
        case LeadUnit.DAYS:
            return day - timedelta(days=lead.count)
        case LeadUnit.OPERATIONAL_DAYS:
            return _days_that_count(day, lead.count, _needed(calendar))
        case LeadUnit.STANDSTILL:
            closes = day - _ONE_DAY
            return _before_standstill(closes, lead.count, _needed(calendar)) - _ONE_DAY


def _days_that_count(day: date, count: int, calendar: FrozenCalendar) -> date:
    """Return the last day from which the count-th day that counts after it is not after the day.

    A day that does not count is left out: nobody posts a notice on it.
    """
    found = day
    while calendar.after(found, count) > day or not calendar.counts(found):
        found -= _ONE_DAY
    return found


def _before_standstill(closes: date, count: int, calendar: FrozenCalendar) -> date:
    begins = closes
    while calendar.after(begins, count) > closes:
        begins -= _ONE_DAY
    return begins


def _needed(calendar: FrozenCalendar | None) -> FrozenCalendar:
    if calendar is None:
        raise ValueFault(
            "no calendar in the contract file",
            "bank holidays frozen for the years of its notices",
            "add `calendar` to the contract file",
        )
    return calendar
