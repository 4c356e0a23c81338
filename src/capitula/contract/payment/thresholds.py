"""The minimum savings rate: below it nothing is shared, by size of population or by choice."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import People, Percent, plain
from capitula.contract.payment.mechanism import Side, Step
from capitula.ground.faults import ValueFault


class RatePoint(BaseModel):
    """A point of the scale: at so many people, this rate; linear between two points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: People
    percent: Percent


class ReducedShare(Cited):
    """What is earned below the rate by those who may.

    Attributes:
        share_percent: the holder's share.
        only_if: the conditions, in words.
    """

    share_percent: Percent
    only_if: str


class MinimumSavingsRate(Step):
    """A saving counts only from this rate up; where `side` is both, a loss too.

    Attributes:
        side: gain, or both where the same rate guards losses.
        scale: rates by number of people, linear between points; the last holds above it, and
            below the first the rate must be stated by the payer.
        choices_percent: flat rates among which the holder may choose instead.
        below: what is earned below the rate; None for nothing.
    """

    mechanism: Literal["minimum_savings_rate"]
    side: Side
    scale: tuple[RatePoint, ...] = ()
    choices_percent: tuple[Percent, ...] = ()
    below: ReducedShare | None = None

    @model_validator(mode="after")
    def _a_scale_that_falls(self) -> MinimumSavingsRate:
        if not self.scale and not self.choices_percent:
            raise ValueFault(
                "neither a scale nor a flat rate", "one of them", "add `scale` or `choices_percent`"
            )
        for one, other in pairwise(self.scale):
            if other.people <= one.people or other.percent > one.percent:
                raise ValueFault(
                    f"{plain(other.percent)} per cent at {other.people:,} people after "
                    f"{plain(one.percent)} at {one.people:,}",
                    "more people at each point, and no higher rate",
                    "put the points in order of people and check the rates",
                )
        return self
