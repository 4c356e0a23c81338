"""Prices changed within a year: what is posted each month, and arrears when a price is backdated.

Each run compares what is due up to its month, at the price known to it, with what was posted
before, and posts the differences. So a year repriced at any month comes to the year at its last
price, and a second identical run posts nothing. Postings are added, never changed: the price that
an earlier run knew can be read off them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from capitula.ground.pence import Pence, checked
from capitula.money.payments.profile import TWELFTHS, profile_months


class PostingKind(StrEnum):
    """Why money is posted."""

    MONTH = "month"
    ARREARS = "arrears"


@dataclass(frozen=True, slots=True)
class Price:
    """A year's amount as it was known from a day on.

    Attributes:
        annual_pence: the whole year.
        known_on: the day from which it was known.
        effective_month: the first month it holds for, 1 for April; 1 is backdated to the year's
            start, a later one leaves the months before it at the price that held then.
        label: for reading.
    """

    annual_pence: Pence
    known_on: date
    effective_month: int = 1
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse a month that is none.

        Raises:
            ValueError: not 1 to 12.
        """
        if not 1 <= self.effective_month <= 12:
            raise ValueError(f"found month {self.effective_month}; expected 1 (April) to 12")


@dataclass(frozen=True, slots=True)
class Posting:
    """One signed amount for one month of service.

    Attributes:
        service_month: the month it pays for, 1 for April.
        run_month: the month in which it was posted.
        kind: a month's money, or arrears of a month paid before at another price.
        pence: signed.
        price: the price that was known then.
    """

    service_month: int
    run_month: int
    kind: PostingKind
    pence: Pence
    price: Price


def due_months(
    prices: Sequence[Price], known_on: date, shares: Sequence[Fraction] = TWELFTHS
) -> tuple[tuple[Pence, ...], tuple[Price, ...]]:
    """Return what each month is due at the prices known by a day, and the price each rests on.

    A later price replaces an earlier one for its months. Old prices stay as they are: ask for an
    earlier day to see what was due then.

    Raises:
        ValueError: no price known by that day holds for April.
    """
    known = sorted((price for price in prices if price.known_on <= known_on), key=_order)
    amounts: list[Pence] = []
    rests_on: list[Price] = []
    for month in range(1, 13):
        holding = [price for price in known if price.effective_month <= month]
        if not holding:
            raise ValueError(
                f"found no price known by {known_on.isoformat()} that holds for month {month}; "
                "expected one; state the price of the start of the year"
            )
        amounts.append(profile_months(holding[-1].annual_pence, shares)[month - 1])
        rests_on.append(holding[-1])
    return tuple(amounts), tuple(rests_on)


def run_month(
    posted: Sequence[Posting],
    prices: Sequence[Price],
    month: int,
    known_on: date,
    shares: Sequence[Fraction] = TWELFTHS,
) -> tuple[Posting, ...]:
    """Return what a run posts: the differences between due and posted, up to its month.

    Args:
        posted: everything posted before.
        prices: of the year, in any order.
        month: the run's, 1 for April.
        known_on: the day of the run; prices known later are not used.
        shares: of April to March.
    """
    due, rests_on = due_months(prices, known_on, shares)
    paid: defaultdict[int, Pence] = defaultdict(int)
    for posting in posted:
        paid[posting.service_month] += posting.pence
    seen = {posting.service_month for posting in posted}
    found: list[Posting] = []
    for service in range(1, month + 1):
        difference = checked(due[service - 1] - paid[service])
        if difference or service not in seen:
            kind = PostingKind.ARREARS if service in seen else PostingKind.MONTH
            found.append(Posting(service, month, kind, difference, rests_on[service - 1]))
    return tuple(found)


def run_year(
    prices: Sequence[Price],
    run_days: Sequence[date],
    shares: Sequence[Fraction] = TWELFTHS,
) -> tuple[Posting, ...]:
    """Return all postings of twelve monthly runs, each knowing what was known on its day.

    Raises:
        ValueError: not twelve days.
    """
    if len(run_days) != 12:
        raise ValueError(f"found {len(run_days)} days of runs; expected twelve, April to March")
    posted: tuple[Posting, ...] = ()
    for month, day in enumerate(run_days, start=1):
        posted += run_month(posted, prices, month, day, shares)
    return posted


def _order(price: Price) -> tuple[date, int, Pence]:
    return price.known_on, price.effective_month, price.annual_pence
