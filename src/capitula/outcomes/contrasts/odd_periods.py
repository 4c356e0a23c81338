"""Single odd periods are drawn in, so that one misreported month does not decide.

Each period is held against the median of its neighbours on its own side of the start, two before
and two after; what lies further from it than four times the area's usual distance between periods
is drawn in to that distance. A lasting change is never drawn in: its neighbours went along.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from capitula.outcomes.contrasts.donors import Floats

REACH = 2
"""Periods looked at on either side."""

LEAST_NEIGHBOURS = 3
"""With fewer on its own side of the start, a period is held against twice the reach."""

NORMAL_MAD = 1.4826
"""What makes a median distance a standard deviation, for normal figures."""

LEAST_SHARE = 0.5
"""A very calm area is taken to be at least half as lively as areas are on the average."""


def usual_distance(series: Floats, start: int) -> Floats:
    """Return each area's usual distance between two periods before the start, [N]."""
    moves = np.abs(np.diff(series[:, :start], axis=1))
    return NORMAL_MAD * np.median(moves, axis=1) / np.sqrt(2)


def draw_in(
    series: Floats,
    start: int,
    limit: float,
    average: float | None = None,
    *,
    due: int | None = None,
) -> Floats:
    """Return the series with single odd periods drawn in.

    Args:
        series: float64 [N, T], what the donors leave unexplained.
        start: index of the first treated period; no period is compared across it.
        limit: how many usual distances are let pass.
        average: the mean of the areas' usual distances, where these are only some of them.
        due: index of the first judged period, if another than the start: no period is compared
            across it either, so that what happened before an effect was due decides nothing.
    """
    usual = usual_distance(series, start)
    mean = usual.mean() if average is None else average
    most = limit * np.maximum(usual, LEAST_SHARE * mean)[:, None]
    periods = series.shape[1]
    middle = series.copy()
    stretches = [0, start, start if due is None else due, periods]
    for first, end in pairwise(stretches):
        inner = np.arange(first + REACH, end - REACH)
        if len(inner):
            around = [series[:, inner + away] for away in _AWAY]
            middle[:, inner] = np.sort(around, axis=0)[REACH - 1 : REACH + 1].mean(axis=0)
        for period in (
            *range(first, min(first + REACH, end)),
            *range(max(first, end - REACH), end),
        ):
            near = _neighbours(period, first, end)
            if len(near) >= LEAST_NEIGHBOURS:
                middle[:, period] = np.median(series[:, near], axis=1)
    return middle + np.clip(series - middle, -most, most)


_AWAY = tuple(away for away in range(-REACH, REACH + 1) if away)


def _neighbours(period: int, first: int, end: int) -> list[int]:
    """Return the neighbours of a period near an end of its side of the start."""
    for reach in (REACH, 2 * REACH):
        near = range(max(first, period - reach), min(end, period + reach + 1))
        others = [other for other in near if other != period]
        if len(others) >= LEAST_NEIGHBOURS:
            return others
    return []
