"""Truncation and stop-loss: how far the cost of one person, or of all, counts for the holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from capitula.contract.payment.limits import StopLoss
from capitula.ground.faults import ValueFault
from capitula.ground.pence import Pence, from_pounds


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


def covers_of(step: StopLoss, base_pence: Pence | None = None) -> tuple[Cover, Cover | None]:
    """Return the specific and the aggregate cover of a contract's stop-loss step.

    Args:
        step: the terms.
        base_pence: what the aggregate share is a share of.

    Raises:
        ValueFault: the attachment point or the share carried is not stated, or the base of an
            aggregate cover is missing: none of them is guessed.
    """
    lacking = [
        name
        for name, value in (
            ("attachment", step.attachment),
            ("carried_percent", step.carried_percent),
        )
        if value is None
    ]
    if step.aggregate_percent is not None and base_pence is None:
        lacking.append(f"base for the aggregate cover, {step.of.words}")
    if lacking or step.attachment is None or step.carried_percent is None:
        raise ValueFault(
            f"no {' and no '.join(lacking)}", "terms that are stated", "state them in the contract"
        )
    carried = Fraction(step.carried_percent) / 100
    most = None if step.most_carried is None else from_pounds(step.most_carried)
    specific = Cover(from_pounds(step.attachment), carried, most)
    if step.aggregate_percent is None or base_pence is None:
        return specific, None
    share = Fraction(step.aggregate_percent) / 100
    attachment = base_pence * share.numerator // share.denominator
    return specific, Cover(attachment, Fraction(1))


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
