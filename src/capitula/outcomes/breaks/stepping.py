"""The arithmetic of steps: each series beside the middle one, its sharpest changes measured.

R = log y − the median over units of log y. D = Δlog y − the median over units of Δlog y. z is D in
robust standard deviations of the unit's own D (median and median absolute deviation). S, the change
of level, is the median of R over six periods less that over the six before.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.breaks.thresholds import Thresholds

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Measures of every period of every unit; not a number where they cannot be taken.

    Attributes:
        z: float64 [N, T]. Infinite where a unit that never changes otherwise does.
        step_log: float64 [N, T]: S, only where all twelve periods have figures.
        level_log: float64 [N, T]: R.
    """

    z: Floats
    step_log: Floats
    level_log: Floats


def measure_steps(values: Any, rule: Thresholds, beside: Any = None) -> Steps:
    """Return the measures of all units.

    Args:
        values: float64 [N, T] above nought; not a number where missing.
        rule: the thresholds.
        beside: float64 [M, T]: the units whose middle each is set beside. By default those of
            `values` with every figure, or all if none has; a single unit is set beside nothing.
    """
    log = np.log(np.asarray(values, dtype=np.float64))
    if beside is None:
        whole = np.isfinite(log).all(axis=1)
        peers = log[whole] if whole.any() else log
    else:
        peers = np.log(np.asarray(beside, dtype=np.float64))
    alone = beside is None and len(log) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a period in which nobody has a figure
        level = log if alone else log - np.nanmedian(peers, axis=0)
        change = np.diff(log, axis=1)
        if not alone:
            change = change - np.nanmedian(np.diff(peers, axis=1), axis=0)
        middle = np.nanmedian(change, axis=1, keepdims=True)
        off = change - middle
        spread = rule.mad_to_sigma * np.nanmedian(np.abs(off), axis=1, keepdims=True)
    z = np.full(log.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        z[:, 1:] = np.where(off == 0, 0.0, off / spread)
    return Steps(z, _level_steps(level, rule.window), level)


def _level_steps(level: Floats, window: int) -> Floats:
    units, periods = level.shape
    steps = np.full((units, periods), np.nan)
    if periods >= 2 * window:
        middles = np.median(np.lib.stride_tricks.sliding_window_view(level, window, axis=1), axis=2)
        steps[:, window : periods - window + 1] = middles[:, window:] - middles[:, :-window]
    return steps


def flagged(steps: Steps, rule: Thresholds) -> list[tuple[int, int]]:
    """Return unit and period of every step beyond both thresholds, the same way."""
    return _beyond(steps, rule.z, rule.step_log)


def noted(steps: Steps, rule: Thresholds) -> list[tuple[int, int]]:
    """Return unit and period of every doubling or halving, at its sharpest period.

    Of neighbouring periods that all qualify the one with the largest z stands for the step.
    """
    found = _beyond(steps, rule.noted_z, rule.noted_step_log)
    kept: list[tuple[int, int]] = []
    for unit, period in sorted(found, key=lambda each: -abs(steps.z[each])):
        if all(unit != u or abs(period - p) >= rule.window for u, p in kept):
            kept.append((unit, period))
    return sorted(kept)


def _beyond(steps: Steps, least_z: float, least_step: float) -> list[tuple[int, int]]:
    both = (np.abs(steps.z) > least_z) & (np.abs(steps.step_log) > least_step)
    places: list[list[int]] = np.argwhere(both & (steps.z * steps.step_log > 0)).tolist()
    return [(unit, period) for unit, period in places]


def count_step(series: Floats, period: int, window: int) -> float:
    """Return the mean from a period on less the mean before it, over the same number of periods.

    As many as `window` on either side, fewer where the series is shorter or has gaps; not a number
    where a side has none.
    """
    reach = min(window, period, len(series) - period)
    before, after = series[period - reach : period], series[period : period + reach]
    kept = np.isfinite(before[::-1]) & np.isfinite(after)
    if not kept.any():
        return math.nan
    return float(np.mean(after[kept]) - np.mean(before[::-1][kept]))
