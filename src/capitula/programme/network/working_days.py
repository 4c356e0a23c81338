"""Operational days numbered from the day on which work begins: 0 is the first of them.

Bank holidays are those that the holidays library has today, so a plan of 2018 counts with holidays
of 2020 that were moved later.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from capitula.ground.operational_days import OperationalCalendar

_YEARS = 5
"""How many years are numbered at a time."""


class WorkingDays:
    """The operational days from a day on, by number."""

    def __init__(self, first: date) -> None:
        """Number the days from `first`, or from the next operational day."""
        self.first = first
        self._days: list[date] = []
        self._next_year = first.year

    def day(self, number: int) -> date:
        """Return the operational day of a number, from nought.

        Raises:
            ValueError: a number below nought.
        """
        if number < 0:
            raise ValueError("number of an operational day below nought")
        while len(self._days) <= number:
            self._number_more()
        return self._days[number]

    def number(self, day: date) -> int:
        """Return the number of the first operational day on or after a day; nought before all."""
        while not self._days or self._days[-1] < day:
            self._number_more()
        return bisect_left(self._days, day)

    def _number_more(self) -> None:
        first, last = self._next_year, self._next_year + _YEARS - 1
        calendar = OperationalCalendar.freeze(first, last)
        day = max(self.first, date(first, 1, 1))
        while day.year <= last:
            if calendar.is_operational_day(day):
                self._days.append(day)
            day += timedelta(days=1)
        self._next_year = last + 1
