"""Single odd periods are drawn in, so that one misreported month does not decide.

Each period is held against the median of its neighbours on its own side of the start, two before
and two after; what lies further from it than four times the area's usual distance between periods
is drawn in to that distance. A lasting change is never drawn in: its neighbours went along.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.level_change.donors import Floats

REACH = 2
"""Periods looked at on either side."""

LEAST_NEIGHBOURS = 3
"""With fewer on its own side of the start, a period is held against twice the reach."""

NORMAL_MAD = 1.4826
"""What makes a median distance a standard deviation, for normal figures."""

LEAST_SHARE = 0.5
"""A very calm area is taken to be at least half as lively as areas are on the average."""


def draw_in(series: Floats, start: int, limit: float) -> Floats:
    """Return the series with single odd periods drawn in.

    Args:
        series: float64 [N, T], what the donors leave unexplained.
        start: index of the first treated period; no period is compared across it.
        limit: how many usual distances are let pass.
    """
    moves = np.abs(np.diff(series[:, :start], axis=1))
    usual = NORMAL_MAD * np.median(moves, axis=1) / np.sqrt(2)
    most = limit * np.maximum(usual, LEAST_SHARE * usual.mean())
    drawn = series.copy()
    periods = series.shape[1]
    for period in range(periods):
        first, end = (0, start) if period < start else (start, periods)
        near = _neighbours(period, first, end, REACH)
        if len(near) < LEAST_NEIGHBOURS:
            near = _neighbours(period, first, end, 2 * REACH)
        if len(near) < LEAST_NEIGHBOURS:
            continue
        middle = np.median(series[:, near], axis=1)
        drawn[:, period] = middle + np.clip(series[:, period] - middle, -most, most)
    return drawn


def _neighbours(period: int, first: int, end: int, reach: int) -> list[int]:
    near = range(max(first, period - reach), min(end, period + reach + 1))
    return [other for other in near if other != period]
