"""The weights on the months that see a change at the start best, when the level drifts by itself.

An area's unexplained level does not stand still: it drifts, a little each month, and every month
adds noise of its own; and it may have been falling all along. With noise of variance 1, drift of
variance q a month and a trend of variance κ, the covariance of months i and j counted from the
start is [i = j] + q·min(i, j) + κ·i·j, and generalised least squares weighs the months beside the
start most: how fast the weights fall off is q, the forgetting. A plain mean of two years, by
contrast, takes in two years of drift. q is chosen on months before the start, for all areas at
once: the one whose statistic, put at dates when nothing began, strayed least.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.contrasts.donors import Floats

FORGETTING = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0)
"""The choices of q."""

TREND = 1.0
"""κ. So large that an area's own trend, whatever its size, is carried on and not read as a change:
one that has fallen by 5 or 12 % a year beside the others, and goes on so, is called improved no
more often than any other (the manual on calibration).
"""

PLACEBO_REACH = 12
"""Periods before and after a placebo date, at most."""


def weigh(before: int, due: int, after: int, builds_up: int, forgetting: float) -> Floats:
    """Return the weights of consecutive periods whose weighted sum estimates the change.

    Args:
        before: periods before the start.
        due: periods from the start that are not judged, since no effect was due.
        after: judged periods.
        builds_up: periods over which the effect builds up evenly; nought if it comes at once.
        forgetting: q, the variance of the drift of one period over that of its noise.

    Returns:
        [before + due + after]; the weights sum to nought, and an effect of the given shape whose
        full size is 1 gives 1.
    """
    shape = effect_shape(before + due + after, before + due, builds_up)
    return weigh_shapes(shape[None], before, due, forgetting)[0]


def weigh_shapes(shapes: Floats, before: int, due: int, forgetting: float) -> Floats:
    """Return the weights for effects of any shapes over consecutive periods, each by itself.

    Args:
        shapes: float64 [K, T] effects of size 1, nought before they are due.
        before: periods before the start.
        due: periods from the start that are not judged.
        forgetting: q.

    Returns:
        [K, T].
    """
    total = shapes.shape[1]
    judged = np.r_[np.arange(before), np.arange(before + due, total)]
    since = judged - before
    covariance = np.eye(len(judged)) + forgetting * np.minimum.outer(judged, judged)
    covariance += TREND * np.outer(since, since)
    seen = shapes[:, judged]
    both = np.vstack([seen, np.ones(len(judged))]).T
    solved = np.asarray(np.linalg.solve(covariance, both), dtype=np.float64).T
    along, ones = solved[:-1], solved[-1]
    found = along - np.outer(along.sum(axis=1) / ones.sum(), ones)
    weights = np.zeros(shapes.shape)
    weights[:, judged] = found / np.sum(found * seen, axis=1)[:, None]
    return weights


def effect_shape(periods: int, due: int, builds_up: int) -> Floats:
    """Return the shape of an effect of size 1 that is due from a period on."""
    since = np.arange(periods) - due + 1.0
    return np.clip(since / max(builds_up, 1), 0.0, 1.0)


def choose_forgetting(series: Floats, start: int) -> float:
    """Choose q on the periods before the start, by placebo dates for all areas at once.

    Args:
        series: float64 [N, T], with single odd periods drawn in.
        start: only periods before it are used.
    """
    reach = min(PLACEBO_REACH, start // 2)
    slices = np.lib.stride_tricks.sliding_window_view(series[:, :start], 2 * reach, axis=1)
    strayed = [
        float(np.mean(np.square(slices @ weigh(reach, 0, reach, 0, forgetting))))
        for forgetting in FORGETTING
    ]
    return FORGETTING[int(np.argmin(strayed))]


def foretold_level(series: Floats, start: int, forgetting: float) -> Floats:
    """Return the level foretold for each period: one ahead before the start, then from the start.

    The level is the exponentially weighted mean that belongs to the forgetting.

    Returns:
        [N, T]; the first period is foretold by itself.
    """
    gain = (np.sqrt(forgetting * forgetting + 4 * forgetting) - forgetting) / 2
    level = series[:, 0].copy()
    kept = 1.0
    paths = np.empty_like(series)
    paths[:, 0] = level
    for period in range(1, series.shape[1]):
        paths[:, period] = level
        if period < start:
            kept = kept * (1 - gain) + 1
            level = level + (series[:, period] - level) / kept
    return paths
