"""Financial years, April to March, and their months M1 to M12."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from capitula.ground.faults import ValueFault

_YEAR = re.compile(r"(\d{4})[/-](\d{2}|\d{4})", re.ASCII)
_LAST = 9998
"""The last financial year whose 31 March a date can hold."""


def month_index(day: date) -> int:
    """Return 12 × year + month − 1: months as whole numbers that subtract."""
    return 12 * day.year + day.month - 1


def month_start(index: int) -> date:
    """Return the first day of the month with this index."""
    return date(index // 12, index % 12 + 1, 1)


def month_end(index: int) -> date:
    """Return the last day of the month with this index."""
    return month_start(index + 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year from 1 April of `start` to 31 March after it; written 2018/19."""

    start: int

    @classmethod
    def parse(cls, text: str) -> FinancialYear:
        """Read `2018/19`, `2018-19` or `2018/2019`.

        Raises:
            ValueFault: another form, or two years that do not follow each other.
        """
        match = _YEAR.fullmatch(text.strip())
        if match and 1 <= int(match[1]) <= _LAST:
            following = str(int(match[1]) + 1).zfill(4)
            if match[2] in (following, following[2:]):
                return cls(int(match[1]))
        raise ValueFault(
            repr(text), "a financial year such as 2018/19", "write two years that follow each other"
        )

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        """Return the financial year in which the day lies."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March of the next calendar year."""
        return date(self.start + 1, 3, 31)

    def month(self, number: int) -> date:
        """Return the first day of month `number`: M1 is April, M12 is March.

        Raises:
            ValueFault: not 1 to 12.
        """
        if not 1 <= number <= 12:
            raise ValueFault(f"M{number}", "M1 to M12", "April is M1 and March is M12")
        return month_start(month_index(self.first_day) + number - 1)

    def month_number(self, day: date) -> int:
        """Return 1 for April to 12 for March.

        Raises:
            ValueFault: the day lies in another financial year.
        """
        if FinancialYear.of(day) != self:
            raise ValueFault(
                day.isoformat(), f"a day in {self}", f"it lies in {FinancialYear.of(day)}"
            )
        return (day.month - 4) % 12 + 1

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"
