"""Changes within a year: parts of a month by day, and lists that change by quarter.

A contract split at any date gives the parts' exact sum: each part is the difference of two floors
of the same running amount, never a floor of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from capitula.ground.financial_year import FinancialYear, month_end, month_index
from capitula.ground.pence import Pence, checked
from capitula.money.payments.profile import TWELFTHS, check_shares


@dataclass(frozen=True, slots=True)
class Membership:
    """When a practice is in the contract.

    Attributes:
        practice: its code.
        joins: the first day in; None from before the year.
        leaves: the first day out; None for after the year.
    """

    practice: str
    joins: date | None = None
    leaves: date | None = None

    def __post_init__(self) -> None:
        """Refuse a practice that leaves before it joins.

        Raises:
            ValueError: it does.
        """
        if self.joins and self.leaves and self.leaves < self.joins:
            raise ValueError(
                f"found {self.practice} leaving on {self.leaves}, before it joins on {self.joins}"
            )


def part_of_month(amount: Pence, month: date, first: date, end: date) -> Pence:
    """Return what falls on the days from `first` up to, not including, `end` of a month.

    Pro rata by day of that month; the parts of any split add up to the month to the penny.

    Args:
        amount: the month's money.
        month: any day of the month.
        first: the first day in.
        end: the first day out.
    """
    index = month_index(month)
    last = month_end(index)
    start = last.replace(day=1)
    before = min(max((first - start).days, 0), last.day)
    until = min(max((end - start).days, 0), last.day)
    if until <= before:
        return 0
    return checked(amount * until // last.day - amount * before // last.day)


def months_in(
    months: Sequence[Pence], year: FinancialYear, member: Membership
) -> tuple[Pence, ...]:
    """Return a practice's months for the days on which it is in the contract.

    What is left out belongs to whoever holds the rest of the month: both together are the month.
    """
    first = member.joins or year.first_day
    end = member.leaves or year.last_day + timedelta(days=1)
    return tuple(
        part_of_month(amount, year.month(number), first, end)
        for number, amount in enumerate(months, start=1)
    )


def days_of_months(year: FinancialYear, member: Membership) -> tuple[int, ...]:
    """Return on how many days of each month, April to March, a practice is in the contract."""
    first = member.joins or year.first_day
    end = member.leaves or year.last_day + timedelta(days=1)
    found: list[int] = []
    for number in range(1, 13):
        start = year.month(number)
        after = month_end(month_index(start)) + timedelta(days=1)
        found.append(max((min(end, after) - max(first, start)).days, 0))
    return tuple(found)


class ListRule(StrEnum):
    """How lists of four quarters move a year's money; the contract names one."""

    MEAN = "mean"
    QUARTER = "quarter"

    @property
    def words(self) -> str:
        """The rule for reading."""
        if self is ListRule.MEAN:
            return "the year at the mean list of its quarters, in months by the profile"
        return "each quarter's months at that quarter's list"


def months_of_lists(
    per_head: Fraction,
    lists: Sequence[Fraction],
    rule: ListRule,
    shares: Sequence[Fraction] = TWELFTHS,
) -> tuple[Pence, ...]:
    """Return twelve months of so much a head and year on lists that change by quarter.

    Both rules pay the same year if the shares are twelfths, floor(price × mean list); they differ
    in when it is paid.

    Args:
        per_head: exact pence a head and year.
        lists: the list of each quarter, exact; a quarter that is not known yet is an error.
        rule: mean or quarter.
        shares: of April to March.

    Raises:
        ValueError: not four lists, or one below nought, or shares that are none.
    """
    check_shares(shares)
    if len(lists) != 4 or any(each < 0 for each in lists):
        raise ValueError(f"found {len(lists)} lists; expected four, one a quarter, none below 0")
    if rule is ListRule.MEAN:
        annual = per_head * sum(lists, Fraction(0)) / 4
        exact = [annual * share for share in shares]
    else:
        exact = [per_head * lists[month // 3] * share for month, share in enumerate(shares)]
    first = [checked(each.__floor__()) for each in exact[:-1]]
    return (*first, checked(sum(exact, Fraction(0)).__floor__() - sum(first)))
