"""A run of whole months, both ends included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import FinancialYear, month_end, month_index, month_start
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.words import month_name


@dataclass(frozen=True, slots=True, order=True)
class MonthRange:
    """The months from index `first` to index `last` (12 × year + month − 1)."""

    first: int
    last: int

    @classmethod
    def of_year(cls, year: FinancialYear) -> MonthRange:
        """Return the twelve months of a financial year."""
        return cls(month_index(year.first_day), month_index(year.last_day))

    @classmethod
    def of(cls, stated: PartialDate) -> MonthRange:
        """Return the months that a statement such as `2016/17` or `2016-04/2017-03` covers.

        Raises:
            ValueFault: the statement has an open end, or begins or ends inside a month.
        """
        first, last = stated.earliest, stated.latest
        if first is not None and last is not None:
            months = cls(month_index(first), month_index(last))
            if (months.first_day, months.last_day) == (first, last):
                return months
        raise ValueFault(
            repr(stated.text),
            "whole months with a first and a last, such as 2016/17 or 2016-04/2017-03",
            "write both ends",
        )

    @property
    def first_day(self) -> date:
        """The first day of the first month."""
        return month_start(self.first)

    @property
    def last_day(self) -> date:
        """The last day of the last month."""
        return month_end(self.last)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __len__(self) -> int:
        return max(0, self.last + 1 - self.first)

    def __contains__(self, month: int) -> bool:
        return self.first <= month <= self.last

    def before(self, count: int) -> MonthRange:
        """Return the `count` months that end just before this run."""
        return MonthRange(self.first - count, self.first - 1)

    def __str__(self) -> str:
        """Write a financial year as 2016/17, a month by its name, all else by both ends."""
        year = FinancialYear.of(self.first_day)
        if MonthRange.of_year(year) == self:
            return str(year)
        if self.first == self.last:
            return month_name(self.first)
        return f"{month_name(self.first)} to {month_name(self.last)}"
