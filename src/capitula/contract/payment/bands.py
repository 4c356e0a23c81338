"""Bands around an expected result: a corridor of marginal bands, a hurdle, a deductible."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.numbers import Percent, plain
from capitula.contract.payment.mechanism import Of, Side, Step
from capitula.ground.faults import ValueFault


class Band(BaseModel):
    """One band, marginal like a band of income tax: its share applies to what lies within it.

    Attributes:
        from_percent: where it begins.
        to_percent: where it ends; None for the last one, which is open.
        share_percent: the party's share of what lies within.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_percent: Percent
    to_percent: Percent | None = None
    share_percent: Percent

    def words(self) -> str:
        """Return where it lies."""
        if self.to_percent is None:
            return f"{plain(self.from_percent)} per cent up"
        return f"{plain(self.from_percent)} to {plain(self.to_percent)} per cent"


class Corridor(Step):
    """Marginal bands of a gain or loss, each with the share that one party takes.

    Attributes:
        of: what the bands are measured against.
        side: gain, loss or both alike.
        party: whose share the bands give.
        counterparty: who takes the exact rest.
        bands: from nought, without gap or overlap, the last one open.
    """

    mechanism: Literal["corridor"]
    of: Of
    side: Side = Side.BOTH
    party: str
    counterparty: str
    bands: tuple[Band, ...]

    @model_validator(mode="after")
    def _without_gap_or_overlap(self) -> Corridor:
        if not self.bands:
            raise ValueFault("no band", "bands from 0 up", "add the bands, the first from 0")
        first, last = self.bands[0], self.bands[-1]
        if first.from_percent != 0:
            raise ValueFault(
                f"a first band from {plain(first.from_percent)} per cent",
                "a first band from 0",
                "add the band from 0, with share 0 if nobody shares there",
            )
        for one, other in pairwise(self.bands):
            _meet(one, other)
        if last.to_percent is not None:
            raise ValueFault(
                f"a last band that ends at {plain(last.to_percent)} per cent",
                "a last band without `to_percent`",
                "add an open band above it, with share 0 if nobody shares there",
            )
        return self


def _meet(one: Band, other: Band) -> None:
    if one.to_percent is not None and one.to_percent <= one.from_percent:
        raise ValueFault(
            f"a band of {one.words()}", "a band that ends above its beginning", "correct its ends"
        )
    if one.to_percent == other.from_percent:
        return
    between = f"the bands {one.words()} and {other.words()}"
    overlap = one.to_percent is None or one.to_percent > other.from_percent
    raise ValueFault(
        f"{'an overlap' if overlap else 'a gap'} between {between}",
        "each band to begin where the one before ends",
        "bands are marginal, like those of income tax: let the two ends meet",
    )


class Hurdle(Step):
    """Nothing within the band; once beyond it, all of it, from the first pound."""

    mechanism: Literal["hurdle"]
    of: Of
    side: Side = Side.BOTH
    percent: Percent


class Deductible(Step):
    """Nothing within the band; beyond it, only what lies beyond."""

    mechanism: Literal["deductible"]
    of: Of
    side: Side = Side.BOTH
    percent: Percent
