"""Operational days in England: weekdays that are not bank holidays, from a frozen list.

A contract freezes its bank holidays when it is written, so that a notice period computed today
comes out the same in ten years. A day outside the frozen years is refused, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import month_end, month_index

_ONE_DAY = timedelta(days=1)


def english_bank_holidays(first_year: int, last_year: int) -> tuple[date, ...]:
    """Return England's bank holidays of these calendar years, as the `holidays` library has them.

    Call this once, when a contract's calendar is frozen, and keep the result in the contract file.
    """
    import holidays

    years = range(first_year, last_year + 1)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))


@dataclass(frozen=True, slots=True)
class OperationalCalendar:
    """Bank holidays frozen for whole calendar years, both ends included."""

    first_year: int
    last_year: int
    bank_holidays: frozenset[date]

    @classmethod
    def freeze(cls, first_year: int, last_year: int) -> OperationalCalendar:
        """Freeze the bank holidays that the library has today for these years."""
        return cls(first_year, last_year, frozenset(english_bank_holidays(first_year, last_year)))

    def is_operational_day(self, day: date) -> bool:
        """Say whether the day is a weekday and not a bank holiday.

        Raises:
            ValueFault: the day lies outside the frozen years.
        """
        if not self.first_year <= day.year <= self.last_year:
            raise ValueFault(
                day.isoformat(),
                f"a day in the frozen calendar, {self.first_year} to {self.last_year}",
                "freeze the bank holidays of that year into the contract first",
            )
        return day.weekday() < 5 and day not in self.bank_holidays

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th operational day after the day; the day itself is not counted.

        Raises:
            ValueError: a count below nought.
            ValueFault: the answer lies outside the frozen years.
        """
        if count < 0:
            raise ValueError("count of operational days below nought")
        while count > 0:
            day += _ONE_DAY
            count -= self.is_operational_day(day)
        return day

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

    def count(self, first: date, last: date) -> int:
        """Return how many operational days lie from `first` to `last`, both included."""
        days = (last - first).days + 1
        return sum(self.is_operational_day(first + n * _ONE_DAY) for n in range(days))
