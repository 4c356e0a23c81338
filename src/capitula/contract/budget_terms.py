"""The terms of a whole population budget that no payment step holds: counts and adjustments."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import Pounds, PriceYear
from capitula.contract.scope import Denominator
from capitula.ground.faults import ValueFault

Heads = Annotated[Decimal, Field(gt=0)]
"""A number of people above nought; a mean of quarters or a weighted number may have a fraction."""


class WeightedCount(Cited):
    """The people of one financial year, counted and weighted.

    Attributes:
        id: its identifier; the same count may stand again for another year.
        year: the financial year whose budget it moves; in no other year is it used.
        denominator: registered people or residents. Council lines take the second.
        people: the number of people.
        weighted_people: the same weighted by need; None where the index is not stated.
        index: the published index by which they are weighted.
        lines: the scope lines it moves; empty for all lines of its denominator.
    """

    id: str
    year: PriceYear
    denominator: Denominator = Denominator.REGISTERED
    people: Heads
    weighted_people: Heads | None = None
    index: str = ""
    lines: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _index_is_named(self) -> WeightedCount:
        if self.weighted_people is not None and not self.index:
            raise ValueFault(
                f"{self.weighted_people} weighted people without the name of their index",
                "the published index",
                "add `index:`, or leave `weighted_people` out",
            )
        return self


class AdjustmentKind(StrEnum):
    """What moves a year's budget besides prices, growth and need."""

    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    NON_RECURRENT = "non_recurrent"
    AGREED = "agreed"

    @property
    def words(self) -> str:
        """The kind for reading."""
        return _KIND_WORDS[self]

    @property
    def sign(self) -> int:
        """Whether its amount is added or taken off."""
        return -1 if self is AdjustmentKind.TRANSFER_OUT else 1


_KIND_WORDS = {
    AdjustmentKind.TRANSFER_IN: "transfer in",
    AdjustmentKind.TRANSFER_OUT: "transfer out",
    AdjustmentKind.NON_RECURRENT: "non-recurrent",
    AdjustmentKind.AGREED: "agreed adjustment",
}


class BudgetAdjustment(Cited):
    """An amount that moves one line in one year; it is not rolled forward.

    Attributes:
        id: its identifier.
        label: what it is for.
        kind: transfer in, transfer out, non-recurrent, or agreed.
        line: the one line it moves, so that ring-fenced money is never netted against another's.
        year: the financial year.
        amount: pounds; a transfer stands above nought, its kind gives the sign.
    """

    id: str
    label: str
    kind: AdjustmentKind
    line: str
    year: PriceYear
    amount: Pounds

    @model_validator(mode="after")
    def _a_transfer_has_its_sign(self) -> BudgetAdjustment:
        transfer = self.kind in (AdjustmentKind.TRANSFER_IN, AdjustmentKind.TRANSFER_OUT)
        if transfer and self.amount < 0:
            raise ValueFault(
                f"a {self.kind.words} of {self.amount}",
                "an amount above nought",
                "turn the sign round; `kind` says whether it comes in or goes out",
            )
        return self


class BudgetTerms(Cited):
    """How the whole population budget moves from its base.

    The base of a line is its `annual_value`, in the prices of its `price_year`. Prices move by the
    uplift steps of the payment, need by the counts, and single years by the adjustments.

    Attributes:
        counts: people by year.
        without_need: the scope lines that do not move with need; every other line needs counts.
        adjustments: amounts of single years.
    """

    counts: tuple[WeightedCount, ...] = ()
    without_need: tuple[str, ...] = ()
    adjustments: tuple[BudgetAdjustment, ...] = ()
