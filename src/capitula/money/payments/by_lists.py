"""A year's payments on lists that change by quarter, practices joining and leaving by the day.

Each practice's year is put into months at its own lists; it is then paid for its days. What falls
on its other days is shown as not paid. Paid and not paid together are the year to the penny.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import Pence, pounds_text
from capitula.money.payments.changes import Membership, months_in, months_of_lists
from capitula.money.payments.lists_file import PracticeLists, QuarterlyLists
from capitula.money.payments.profile import TWELFTHS


@dataclass(frozen=True, slots=True)
class PracticeYear:
    """One practice's year.

    Attributes:
        lists: of each quarter; None where it was not in and no list is needed.
        days: from when to when it takes part, for reading; empty for the whole year.
        paid: April to March, for its days.
        not_paid: what falls on the other days of the year.
    """

    practice: str
    name: str
    lists: tuple[Decimal | None, ...]
    days: str
    paid: tuple[Pence, ...]
    not_paid: tuple[Pence, ...]


@dataclass(frozen=True, slots=True)
class PerHead:
    """What is paid a head and year.

    Attributes:
        pence: exact.
        words: for reading, with where it comes from.
    """

    pence: Fraction
    words: str

    @staticmethod
    def stated(pounds: Decimal) -> PerHead:
        """Return a price that is stated in pounds."""
        return PerHead(Fraction(pounds) * 100, f"£{pounds:,f} a head and year")

    @property
    def pounds(self) -> Decimal:
        """Pounds to four decimals, floored; as stated where a price was stated in pence."""
        exact = self.pence / 100
        whole = Decimal(exact.numerator) / Decimal(exact.denominator)
        return whole if Fraction(whole) == exact else _pounds(self.pence)


@dataclass(frozen=True, slots=True)
class YearOnLists:
    """A year on lists by quarter.

    Attributes:
        title: the contract's title.
        year: the financial year.
        per_head: what is paid a head and year.
        rule_words: how lists of four quarters move the money.
        practices: by code.
    """

    title: str
    year: FinancialYear
    per_head: PerHead
    rule_words: str
    practices: tuple[PracticeYear, ...]

    @property
    def months(self) -> tuple[Pence, ...]:
        """What is paid to all practices together, April to March."""
        return tuple(map(sum, zip(*(each.paid for each in self.practices), strict=True)))

    @property
    def paid_pence(self) -> Pence:
        """What is paid in the year."""
        return sum(self.months)

    @property
    def not_paid_pence(self) -> Pence:
        """What falls on days on which practices were not in."""
        return sum(sum(each.not_paid) for each in self.practices)

    def words(self) -> Iterator[str]:
        """Return what a reader should know."""
        paid, rest = self.paid_pence, self.not_paid_pence
        yield f"{self.per_head.words}; {self.rule_words}."
        yield (
            f"Paid {pounds_text(paid)}; {pounds_text(rest)} falls on days on which practices were "
            f"not in. Together {pounds_text(paid + rest)}, the year on these lists. What monthly "
            "floors leave over, to the penny, is the last month's."
        )

    def document(self) -> dict[str, Any]:
        """Return `capitula.money.payments.lists/1`; amounts are whole pence."""
        return {
            "schema": "capitula.money.payments.lists/1",
            "title": self.title,
            "year": str(self.year),
            "per_head": str(self.per_head.pounds),
            "per_head_exact_pence": f"{self.per_head.pence.numerator}/"
            f"{self.per_head.pence.denominator}",
            "per_head_from": self.per_head.words,
            "rule": self.rule_words,
            "months_pence": list(self.months),
            "paid_pence": self.paid_pence,
            "not_paid_pence": self.not_paid_pence,
            "practices": [
                {
                    "practice": each.practice,
                    "name": each.name,
                    "lists": [None if size is None else str(size) for size in each.lists],
                    "takes_part": each.days,
                    "paid_pence": list(each.paid),
                    "not_paid_pence": list(each.not_paid),
                }
                for each in self.practices
            ],
        }


def _pounds(price: Fraction) -> Decimal:
    """Return exact pence as pounds with four decimals, floored, for reading."""
    return Decimal((price * 100).__floor__()).scaleb(-4)


def year_on_lists(
    given: QuarterlyLists,
    title: str,
    shares: Sequence[Fraction] = TWELFTHS,
    *,
    price: PerHead,
) -> YearOnLists:
    """Return the year's payments.

    Args:
        given: price, rule, lists and days.
        title: the contract's title.
        shares: of April to March.
        price: what is paid a head and year.
    """
    year = given.financial_year
    practices: list[PracticeYear] = []
    for each in sorted(given.practices, key=lambda practice: practice.practice):
        # A quarter without a list is one in which the practice is not in: nothing falls on it.
        lists = [Fraction(0 if size is None else size) for size in each.lists]
        whole = months_of_lists(price.pence, lists, given.rule, shares)
        paid = months_in(whole, year, Membership(each.practice, each.joins, each.leaves))
        rest = tuple(all_ - part for all_, part in zip(whole, paid, strict=True))
        practices.append(
            PracticeYear(each.practice, each.name, each.lists, _days(each), paid, rest)
        )
    return YearOnLists(title, year, price, given.rule.words, tuple(practices))


def _days(each: PracticeLists) -> str:
    joins = f"joins {each.joins}" if each.joins else ""
    leaves = f"leaves {each.leaves}" if each.leaves else ""
    return ", ".join(filter(None, (joins, leaves)))
