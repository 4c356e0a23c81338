"""How large a change the other areas needed to be called: the power of a test by rank."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from capitula.outcomes.contrasts.donors import Floats
from capitula.outcomes.inference.power import POWER
from capitula.outcomes.inference.ranks import bar_to_pass
from capitula.outcomes.level_change.standing import Standing


def needed_by_others(stand: Standing, alpha: float, as_restless_as: int | None = None) -> Floats:
    """Return the change, in logarithms, that each other area needed to be called, [M − 1].

    Infinite where the areas are too few for any call.

    Args:
        stand: every area's statistic.
        alpha: one-sided.
        as_restless_as: an area (among M) whose scale all are given; None leaves each its own.
    """
    bar = bar_to_pass(stand.better[stand.others], alpha)
    return stand.needed(bar, as_restless_as)[stand.others]


def needed_as_restless(stand: Standing, alpha: float) -> Floats:
    """Return the same, each area being given the treated area's scale."""
    return needed_by_others(stand, alpha, int(np.flatnonzero(~stand.others)[0]))


def detectable(stand: Standing, alpha: float, as_restless_as: int | None = None) -> float | None:
    """Return the change, in logarithms, found in four areas of five; None where none is."""
    needed = needed_by_others(stand, alpha, as_restless_as)
    change = float(np.quantile(needed, POWER, method="higher"))
    return change if np.isfinite(change) else None


def found_elsewhere(stands: Sequence[Standing], alpha: float) -> float | None:
    """Plant in one half of the areas the change computed on the other; return the share found.

    None where the areas of a half are too few for any call.
    """
    shares: list[float] = []
    for stand in stands:
        kept = np.flatnonzero(stand.others)
        for computed, planted in ((kept[::2], kept[1::2]), (kept[1::2], kept[::2])):
            bar = bar_to_pass(stand.better[computed], alpha)
            if not np.isfinite(bar):
                return None
            needed = stand.needed(bar)
            change = np.quantile(needed[computed], POWER, method="higher")
            shares.append(float((needed[planted] <= change).mean()))
    return float(np.mean(shares))
