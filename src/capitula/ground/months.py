"""Months between two dates, as a range where either is partial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.ground.financial_year import month_index
from capitula.ground.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """A number of calendar months, from `least` to `most`; None where nothing bounds it."""

    least: int | None
    most: int | None

    @property
    def is_exact(self) -> bool:
        """Whether the span is one number."""
        return self.least is not None and self.least == self.most

    def __str__(self) -> str:
        match self.least, self.most:
            case None, None:
                return "not computable"
            case None, most:
                return f"at most {most}"
            case least, None:
                return f"at least {least}"
            case least, most if least == most:
                return str(least)
            case least, most:
                return f"{least} to {most}"


def months_between(start: PartialDate, end: PartialDate) -> MonthSpan:
    """Return the difference of calendar months, end minus start.

    A month is counted by its number, so 30 April to 1 May is one month, as slip is reported.
    """
    return MonthSpan(
        _difference(start.latest, end.earliest), _difference(start.earliest, end.latest)
    )


def _difference(start: date | None, end: date | None) -> int | None:
    if start is None or end is None:
        return None
    return month_index(end) - month_index(start)
