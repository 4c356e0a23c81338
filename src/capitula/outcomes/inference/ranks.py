"""Ranks among areas: how rare a statistic is, with the least value that it could show."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def rank_p(statistics: Floats) -> Floats:
    """Return for each area the share of areas, itself included, whose statistic is as large.

    Ties count against it. NaN, an area without a fit, is no area and gets no p.

    Args:
        statistics: [..., N], large is rare.
    """
    held = ~np.isnan(statistics)
    filled = np.where(held, statistics, -np.inf)
    ordered = np.sort(filled, axis=-1)
    count = held.sum(axis=-1, keepdims=True)
    below = np.empty(statistics.shape)
    for at in np.ndindex(statistics.shape[:-1]):
        below[at] = np.searchsorted(ordered[at], filled[at], side="left")
    units = statistics.shape[-1]
    return np.where(held, (units - below) / np.maximum(count, 1), np.nan)


def bar_to_pass(others: Floats, alpha: float) -> float:
    """Return what a statistic must exceed to be among the rarest `alpha` of all areas.

    Args:
        others: [N − 1] statistics of the other areas, without NaN.
        alpha: one-sided.

    Returns:
        A bar, or infinity where one over the number of areas is above alpha: nothing can pass.
    """
    places = int(alpha * (len(others) + 1) + 1e-9)
    if places < 1:
        return float("inf")
    return float(np.sort(others)[len(others) - places])


def own_p(own: float, others: Floats) -> float:
    """Return the p of one area's statistic among its own and the others'."""
    return float((1 + (others >= own).sum()) / (len(others) + 1))
