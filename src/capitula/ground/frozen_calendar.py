"""Days that count, from bank holidays frozen for whole years.

A contract freezes its bank holidays when it is written, so that a period computed today comes out
the same in ten years. A day outside the frozen years is refused, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from capitula.ground.faults import ValueFault

_ONE_DAY = timedelta(days=1)


def english_bank_holidays(first_year: int, last_year: int) -> tuple[date, ...]:
    """Return England's bank holidays of these calendar years, as the `holidays` library has them.

    Call this once, when a contract's calendar is frozen, and keep the result in the contract file.
    """
    import holidays

    years = range(first_year, last_year + 1)
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years)))


@dataclass(frozen=True, slots=True)
class FrozenCalendar:
    """Bank holidays frozen for whole calendar years, both ends included.

    Each kind of day that a paper defines is a calendar of its own, so that a period of one is not
    counted by another.
    """

    first_year: int
    last_year: int
    bank_holidays: frozenset[date]

    @classmethod
    def freeze(cls, first_year: int, last_year: int) -> Self:
        """Freeze the bank holidays that the library has today for these years."""
        return cls(first_year, last_year, frozenset(english_bank_holidays(first_year, last_year)))

    def counts(self, day: date) -> bool:
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
        """Return the `count`-th day that counts after the day; the day itself is not counted.

        Raises:
            ValueError: a count below nought.
            ValueFault: the answer lies outside the frozen years.
        """
        if count < 0:
            raise ValueError("count of days below nought")
        while count > 0:
            day += _ONE_DAY
            count -= self.counts(day)
        return day

    def count(self, first: date, last: date) -> int:
        """Return how many days that count lie from `first` to `last`, both included."""
        days = (last - first).days + 1
        return sum(self.counts(first + n * _ONE_DAY) for n in range(days))
