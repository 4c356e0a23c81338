"""Operational days in England: weekdays that are not bank holidays, from a frozen list."""

from __future__ import annotations

from datetime import date, timedelta

from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import month_end, month_index
from capitula.ground.frozen_calendar import FrozenCalendar, english_bank_holidays

__all__ = ["OperationalCalendar", "english_bank_holidays"]

_ONE_DAY = timedelta(days=1)


class OperationalCalendar(FrozenCalendar):
    """The operational days of the NHS Standard Contract, for the years that were frozen."""

    __slots__ = ()

    def is_operational_day(self, day: date) -> bool:
        """Say whether the day is an operational day.

        Raises:
            ValueFault: the day lies outside the frozen years.
        """
        return self.counts(day)

    def nth_of_month(self, year: int, month: int, number: int) -> date:
        """Return the `number`-th operational day of a month, as in "10th operational day".

        Raises:
            ValueFault: the month has no such day, or lies outside the frozen years.
        """
        first = date(year, month, 1)
        last = month_end(month_index(first))
        most = self.count(first, last)
        if not 1 <= number <= most:
            raise ValueFault(
                f"operational day {number} of {first:%Y-%m}",
                f"1 to {most}, as many as that month has",
                "correct the number or the month",
            )
        return self.after(first - _ONE_DAY, number)
