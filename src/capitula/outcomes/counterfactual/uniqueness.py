"""Whether the weights of an exact fit are the only ones that give it.

The fitted path before the start is always the only one: the loss is strictly convex in it. The
weights are the only ones too where the donors that could carry weight without loss, those of least
gradient, span as many dimensions as their number allows. They do not where donors are alike, or
where the fit is perfect and there are more donors than periods; then another set of weights fits as
well and may foretell another path after the start.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.certificate import measured_against
from capitula.outcomes.counterfactual.fits import Fits

EXACT_METHOD = "synthetic-control"

TIED = 1e-9
"""A donor whose gradient is within this of the least, relative as the certificate, is tied."""

PERFECT = 1e-28
"""A loss below this share of ‖y‖² is rounding: the fit is perfect."""

_DEPENDENT = 1e-10
"""A singular value under this share of the largest counts as nought."""


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """How many donors could carry weight, and how many dimensions they span.

    Attributes:
        donors: those with weight.
        tied: those that could carry weight without loss, the donors with weight among them.
        rank: dimensions that the tied ones span, as points: at most one fewer than their number
            where their weights are settled.
        perfect: whether nothing is left between the fit and the figures before the start.
    """

    donors: int
    tied: int
    rank: int
    perfect: bool

    @property
    def is_unique(self) -> bool:
        """Whether no other weights fit as well."""
        return self.rank == self.tied - 1

    def warning(self) -> str:
        """Say what is not settled; nothing where all is."""
        if self.is_unique:
            return ""
        why = (
            "the fit before the start is perfect"
            if self.perfect
            else "the support is rank deficient, as donors are alike"
        )
        return (
            f"The weights may not be unique: {why} ({self.tied} donors could carry weight and span "
            f"{self.rank} dimensions). Compare paths, not weights; other weights that fit as well "
            "may foretell another path after the start."
        )


def uniqueness(fits: Fits, outcome: str) -> Uniqueness | None:
    """Return whether the treated unit's weights are the only ones.

    None where the method is not exact synthetic control, or there is no fit.
    """
    o, n = fits.outcomes.index(outcome), fits.treated_index
    if fits.method != EXACT_METHOD or fits.donors is None or not fits.fitted[o, n]:
        return None
    allowed = ~np.isnan(fits.actual[o]).any(axis=1)
    allowed[n] = False
    count = int(fits.donors.count[o, n])
    support = fits.donors.index[o, n, :count]
    own = fits.actual[o, n, : fits.start]
    away = fits.actual[o, :, : fits.start] - own
    residual = fits.donors.weight[o, n, :count] @ away[support]
    loss, size = float(residual @ residual), float(own @ own)
    perfect = loss <= PERFECT * size
    slope = away @ residual
    level = float(fits.donors.weight[o, n, :count] @ slope[support])
    against = float(measured_against(np.array([loss]), own[None, :])[0])
    tied = allowed & (perfect | (2 * (slope - level) <= TIED * against))
    tied[support] = True
    points = away[tied] - away[support[0]]
    largest = np.abs(points).max(axis=1, keepdims=True)
    scaled = points / np.where(largest > 0, largest, 1.0)
    values = np.linalg.svd(scaled, compute_uv=False)
    rank = int((values > _DEPENDENT * max(float(values[0]), 1e-300)).sum())
    return Uniqueness(count, int(tied.sum()), rank, perfect)
