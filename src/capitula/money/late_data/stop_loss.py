"""Truncation and stop-loss: how far the cost of one person, or of all, counts for the holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.pence import Pence


@dataclass(frozen=True, slots=True)
class Cover:
    """Cost above an attachment point is carried by the payer.

    Attributes:
        attachment_pence: up to here nothing is carried.
        carried: the share of what lies above that is carried.
        most_pence: the most that is carried for one person; None for no bound.
    """

    attachment_pence: Pence
    carried: Fraction
    most_pence: Pence | None = None

    def ceded(self, cost_pence: Pence) -> Pence:
        """Return what the payer carries: min(most, floor(share × max(0, cost − attachment))).

        >>> Cover(10_000_000, Fraction(9, 10)).ceded(18_000_000)
        7200000
        """
        above = max(0, cost_pence - self.attachment_pence)
        ceded = above * self.carried.numerator // self.carried.denominator
        return ceded if self.most_pence is None else min(ceded, self.most_pence)


@dataclass(frozen=True, slots=True)
class StopLossResult:
    """Cost of every person after cover, and of all after the aggregate cover.

    Attributes:
        retained_pence: what counts for the holder, person by person, before aggregate cover.
        ceded_pence: what the payer carries, person by person.
        aggregate_ceded_pence: what the aggregate cover carries of all that was retained.
    """

    retained_pence: tuple[Pence, ...]
    ceded_pence: tuple[Pence, ...]
    aggregate_ceded_pence: Pence

    @property
    def holder_pence(self) -> Pence:
        """What counts for the holder in the end."""
        return sum(self.retained_pence) - self.aggregate_ceded_pence


def stop_loss(
    costs_pence: Sequence[Pence], cover: Cover, aggregate: Cover | None = None
) -> StopLossResult:
    """Apply the cover of each person, then the aggregate cover to what is left of all."""
    ceded = tuple(cover.ceded(cost) for cost in costs_pence)
    retained = tuple(cost - part for cost, part in zip(costs_pence, ceded, strict=True))
    return StopLossResult(retained, ceded, aggregate.ceded(sum(retained)) if aggregate else 0)


def rank_percentile(values: Sequence[Pence], percentile: int) -> Pence:
    """Return the value at rank (p·n + 99) // 100, counted from 1; nothing is interpolated.

    >>> rank_percentile(list(range(1, 201)), 99)
    198

    Raises:
        ValueError: no values, or no percentile from 1 to 100.
    """
    if not values or not 1 <= percentile <= 100:
        raise ValueError("a percentile from 1 to 100 of at least one value")
    return sorted(values)[(percentile * len(values) + 99) // 100 - 1]


def truncate(costs_pence: Sequence[Pence], percentile: int) -> tuple[Pence, ...]:
    """Count the cost of each person no further than the value at the rank of the percentile."""
    most = rank_percentile(costs_pence, percentile)
    return tuple(min(cost, most) for cost in costs_pence)
