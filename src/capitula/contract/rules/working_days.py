"""Working days of the Provider Selection Regime: a calendar apart from operational days.

Both leave out weekends and England's bank holidays as far as is known, yet a period of the one
must never be counted by the other: they are defined in different papers and may part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from capitula.ground.faults import ValueFault
from capitula.ground.operational_days import english_bank_holidays

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Bank holidays frozen for whole calendar years, both ends included."""

    first_year: int
    last_year: int
    bank_holidays: frozenset[date]

    @classmethod
    def freeze(cls, first_year: int, last_year: int) -> WorkingCalendar:
        """Freeze the bank holidays that the library has today for these years."""
        return cls(first_year, last_year, frozenset(english_bank_holidays(first_year, last_year)))

    def is_working_day(self, day: date) -> bool:
        """Say whether the day is a weekday and not a bank holiday.

        Raises:
            ValueFault: the day lies outside the frozen years.
        """
        if not self.first_year <= day.year <= self.last_year:
            raise ValueFault(
                day.isoformat(),
                f"a day in the frozen calendar, {self.first_year} to {self.last_year}",
                "freeze the bank holidays of that year first",
            )
        return day.weekday() < 5 and day not in self.bank_holidays

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after the day; the day itself is not counted.

        Raises:
            ValueError: a count below nought.
            ValueFault: the answer lies outside the frozen years.
        """
        if count < 0:
            raise ValueError("count of working days below nought")
        while count > 0:
            day += _ONE_DAY
            count -= self.is_working_day(day)
        return day
