"""A user's streams of cost and benefit; every one says who, when, how much and how it is known."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.appraisal.value.rates import DiscountRates, Effect
from capitula.contract.numbers import Percent, Pounds, PriceYear, plain
from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark


class Side(StrEnum):
    """Cost or benefit."""

    COST = "cost"
    BENEFIT = "benefit"


class Range(BaseModel):
    """How far a stream may lie off, in per cent of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low_percent: Annotated[Decimal, Field(ge=-100)]
    high_percent: Annotated[Decimal, Field(ge=-100)]

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.low_percent >= self.high_percent:
            found = f"{plain(self.low_percent)} to {plain(self.high_percent)}"
            raise ValueFault(found, "the smaller first", "swap the two ends")
        return self


class Stream(BaseModel):
    """The same real amount in each of some years.

    Attributes:
        id: its identifier.
        title: what it is.
        side: cost or benefit.
        effect: money or health; health effects have rates of their own.
        party: whose it is, by identifier; empty for society.
        amount: pounds a year, in the prices of the base year; None: known to exist, not stated.
        first_year: the first year.
        last_year: the last; the first unless given.
        optimism_bias_percent: what is added to a cost, or taken off a benefit.
        range: how far it may lie off; None to leave it out of the tornado.
        mark: how it is known.
        why: who says so, or why it is assumed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    side: Side
    effect: Effect = Effect.MONEY
    party: str = ""
    amount: Pounds | None = None
    first_year: PriceYear
    last_year: PriceYear | None = None
    optimism_bias_percent: Percent = Decimal(0)
    range: Range | None = None
    mark: EvidenceMark
    why: str = Field(min_length=1)

    @property
    def last(self) -> str:
        """The last year."""
        return self.last_year or self.first_year

    @model_validator(mode="after")
    def _in_order(self) -> Stream:
        if FinancialYear.parse(self.last) < FinancialYear.parse(self.first_year):
            found = f"{self.first_year} to {self.last}"
            raise ValueFault(found, "the earlier year first", "swap the two years")
        if self.amount is not None and self.amount < 0:
            remedy = "turn the side: a negative cost is a benefit"
            raise ValueFault(f"£{plain(self.amount)}", "an amount not below nought", remedy)
        return self


class ValueTerms(BaseModel):
    """Everything that goes into net present value.

    Attributes:
        base_year: year 0, in whose prices and worth everything stands.
        last_year: the horizon.
        streams: costs and benefits.
        stranded: donors of the same file whose stranded cost is a cost here, year by year.
        rates: instead of those of the Green Book that ship.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_year: PriceYear
    last_year: PriceYear
    streams: tuple[Stream, ...]
    stranded: tuple[str, ...] = ()
    rates: DiscountRates | None = None

    @model_validator(mode="after")
    def _fits(self) -> ValueTerms:
        if not self.streams:
            raise ValueFault("no stream", "one at least", "add a cost or a benefit")
        first, last = FinancialYear.parse(self.base_year), FinancialYear.parse(self.last_year)
        ids = [stream.id for stream in self.streams]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice is not None:
            raise ValueFault(f"the stream {twice!r} twice", "each once", "give it a new id")
        for stream in self.streams:
            start, end = FinancialYear.parse(stream.first_year), FinancialYear.parse(stream.last)
            if start < first or end > last:
                found = f"{stream.id} from {stream.first_year} to {stream.last}"
                expected = f"years from {self.base_year} to {self.last_year}"
                raise ValueFault(found, expected, "correct the years, or the horizon")
        return self
