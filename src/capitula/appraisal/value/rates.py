"""Discount rates and factors: exact fractions, a rate for every year of any horizon.

    factor(0) = 1;  factor(t) = factor(t − 1) ÷ (1 + rate of year t)

A published appraisal workbook ran out of rates after some years (`contract-rules.md` section 14);
here the last band has no end, and a band that leaves a gap is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.appraisal.forms import FormSource
from capitula.ground.faults import InputFaults, ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("rates.yaml")


class Effect(StrEnum):
    """Which rates discount a stream."""

    MONEY = "money"
    HEALTH = "health"


class RateBand(BaseModel):
    """One rate from a year on, until the next band."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_year: Annotated[int, Field(ge=1)]
    percent: Annotated[Decimal, Field(gt=-100, le=100)]
    mark: EvidenceMark
    source: str | None = None
    note: str = ""


class DiscountRates(BaseModel):
    """Bands for money and for health effects; each set begins in year 1 and has no end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    money: tuple[RateBand, ...] = Field(min_length=1)
    health: tuple[RateBand, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> DiscountRates:
        for name, bands in (("money", self.money), ("health", self.health)):
            starts = [band.from_year for band in bands]
            if starts[0] != 1 or starts != sorted(set(starts)):
                found = f"bands of {name} from years {', '.join(map(str, starts))}"
                raise ValueFault(found, "from year 1, each later than the one before", "order them")
        return self

    def bands(self, effect: Effect) -> tuple[RateBand, ...]:
        """Return the bands of an effect."""
        return self.health if effect is Effect.HEALTH else self.money

    def band(self, effect: Effect, year: int) -> RateBand:
        """Return the band of a year from 1 on."""
        return [band for band in self.bands(effect) if band.from_year <= year][-1]

    def factor(self, effect: Effect, year: int) -> Fraction:
        """Return what a pound of a year after the base year is worth in it, exactly."""
        found = Fraction(1)
        for each in range(1, year + 1):
            found /= 1 + Fraction(self.band(effect, each).percent) / 100
        return found

    def mark(self, effect: Effect, last_year: int) -> EvidenceMark:
        """Return the weakest mark of the rates up to a year; the base year needs none."""
        used = [band.mark for band in self.bands(effect) if band.from_year <= last_year]
        return weakest(used)


class _RatesFile(DiscountRates):
    schema_: Literal["capitula.discount_rates/1"] = Field(alias="schema")
    sources: Mapping[str, FormSource]


@cache
def green_book() -> DiscountRates:
    """Return the rates that ship.

    Raises:
        InputFaults: everything wrong with the file.
    """
    located = read_yaml(_FILE)
    found = read_model(_RatesFile, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return DiscountRates(money=found.money, health=found.health)
