"""Did a change begin after the start, once each area's own trend before it is carried on?

An area that was falling all along, and goes on falling, leaves a comparison that does not fall: its
mean gap after the start is large, and nothing happened. So the windows' test has a second beside
it, and both have to pass. What the other areas foretell is taken away; each area's own trend,
whatever its size, is taken out by generalised least squares under noise and drift; and a change is
looked for that comes at once, in any period after the start, and stays, or that builds up over the
first window. The largest of the former and the latter, each over what other areas show of it, is
ranked among all areas. A trend that ran before the start adds nothing to it: no more than a share
alpha of areas pass by their trend.

Measured on England's areas: the manual on calibration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.contrasts.contrast import choose_forgetting, effect_shape, weigh_shapes
from capitula.outcomes.contrasts.donors import foretell
from capitula.outcomes.contrasts.odd_periods import NORMAL_MAD, draw_in, usual_distance
from capitula.outcomes.counterfactual.fits import Fits, Floats
from capitula.outcomes.inference.ranks import rank_p

BEFORE = 36
"""Periods before the start that are read, at most."""

LEAST_BEFORE = 8
"""With fewer, no trend can be told; nor can anything be judged."""

LEAST_DONORS = 3
SHRINKAGE, DIFFERENCE, ODD_LIMIT = 0.125, 3, 4.0
"""As in `level-change`, chosen on one half of England's commissioning areas."""

MOST_FORGETTING = 0.2
"""q at most, the variance of the drift of one period over that of its noise; a smaller one where
the time before the start asks for it. A larger one would read a change nearer to its date and see
less of one that builds up; chosen with the shapes on the same half."""

LEFT_OVER = 6
"""Periods that must follow a change that comes at once, as in the screen for data breaks."""

LEAST_TO_BUILD_UP = 2
"""Windows of no more periods than this are too short for a change to build up in them."""

RARE = 0.95
"""Either sort of change is held against what so large a share of the other areas stay under."""

_TRIED, _ROUNDS = 33, 8
_TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True, slots=True, eq=False)
class BegunAfter:
    """The second test of one outcome, over the M areas with a fit.

    Attributes:
        units: [M] their indices among all units.
        each: [M, K] the statistic of each shape, positive is better.
        step: [M, K] what a lasting effect of size 1, on the scale that is read, adds to each.
        level: [M] what a share of one is in the unit; None where figures are read as they are.
        direction: 1 where more is better, −1 where less is.
        figures: [M, T] in the unit.
        due: index of the first judged period.
        read: of an area, by its place among all M, and of other figures from the start on in place
            of its own, [C, T]: the statistics that these have, [C, K].
    """

    units: NDArray[np.intp]
    each: Floats
    step: Floats
    level: Floats | None
    direction: int
    figures: Floats
    due: int
    read: Callable[[int, Floats], Floats]

    @property
    def better(self) -> Floats:
        """[M] large where a change for the better began after the start."""
        return self.each.max(axis=1)

    @property
    def worse(self) -> Floats:
        """[M] the same for the worse."""
        return (-self.each).max(axis=1)

    def needed(self, bar: float) -> Floats:
        """Return the lasting effect for the better, in the unit, that each area needs to pass."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            change = np.where(self.step > 0, (bar - self.each) / self.step, np.inf)
            least = np.maximum(np.nanmin(change, axis=1, initial=np.inf), 0.0)
            return self._in_unit(least)

    def with_effect(self, effect: Floats) -> Floats:
        """Return the statistic for the better with lasting effects for the better put in, [M]."""
        return (self.each + self.step * self._as_read(effect)[:, None]).max(axis=1)

    def open_to(self, at: int, over: float, under: float) -> tuple[float, float]:
        """Return the least and the greatest effect, in the unit, with which one area passes no bar.

        Searched for to nine places: an effect in the unit is no constant share.

        Args:
            at: the area, among M.
            over: the bar of the better.
            under: the bar of the worse.
        """
        if not (self.step[at] > 0).any():
            return float("-inf"), float("inf")
        reach = float(np.float64(1) / self.step[at].max())
        if self.level is not None:
            reach *= float(self.level[at])
        reach *= 2 * (10 + float(np.abs(self.each[at]).max()))
        if not np.isfinite(2 * reach):
            return float("-inf"), float("inf")
        low = _crossing(
            lambda e: self._without(at, e).max(axis=1) <= over, reach, self._meets(at, over)
        )
        high = -_crossing(
            lambda e: (-self._without(at, -e)).max(axis=1) <= under, reach, -self._meets(at, -under)
        )
        return low if np.isfinite(over) else float("-inf"), (
            high if np.isfinite(under) else float("inf")
        )

    def among(self, kept: NDArray[np.intp]) -> BegunAfter:
        """Return the same for some of the areas, by their places among M."""
        return BegunAfter(
            self.units[kept],
            self.each[kept],
            self.step[kept],
            None if self.level is None else self.level[kept],
            self.direction,
            self.figures[kept],
            self.due,
            lambda at, figures: self.read(int(kept[at]), figures),
        )

    def _without(self, at: int, effects: Floats) -> Floats:
        left = np.repeat(self.figures[at][None], len(effects), axis=0)
        left[:, self.due :] -= self.direction * effects[:, None]
        return self.read(at, left)

    def _meets(self, at: int, bar: float) -> Floats:
        """Return the effects, in the unit, whose removal brings each statistic to a bar.

        They would be exact, were no odd period drawn in.
        """
        moved = self.step[at] != 0
        change = (self.each[at, moved] - bar) / self.step[at, moved]
        if self.level is None:
            return change
        with np.errstate(over="ignore"):
            return self.direction * self.level[at] * np.expm1(self.direction * change)

    def _in_unit(self, change: Floats) -> Floats:
        if self.level is None:
            return change
        return self.level * np.abs(np.expm1(self.direction * change))

    def _as_read(self, effect: Floats) -> Floats:
        if self.level is None:
            return effect
        share = np.maximum(self.direction * effect / self.level, -1 + 1e-12)
        return self.direction * np.log1p(share)


@lru_cache(maxsize=8)
def begun_after(
    fits: Fits, outcome: str, direction: int, *, length: int, count: int, due: int
) -> BegunAfter | None:
    """Run the second test of one outcome; the last few are kept, since many a figure rests on one.

    Args:
        fits: of one method; only who was fitted, and the figures, are used.
        outcome: its name.
        direction: 1 where more is better, −1 where less is.
        length: periods in a window.
        count: full windows.
        due: index of the first judged period.

    Returns:
        None where it cannot be run: fewer than eight periods before the start, no full window, or
        fewer than four areas.
    """
    o = fits.outcomes.index(outcome)
    units = np.flatnonzero(fits.fitted[o])
    donors = np.ones(len(units), dtype=np.bool_)
    if fits.treated is not None:
        donors = units != fits.treated_index
    if fits.start < LEAST_BEFORE or not count or donors.sum() <= LEAST_DONORS:
        return None
    figures = fits.actual[o, units]
    shares = bool((figures > 0).all())
    logs = np.log(figures) if shares else figures
    trends = _trends(logs, fits.start)
    told = foretell(
        logs - trends, donors, fits.start, shrinkage=SHRINKAGE, difference=DIFFERENCE
    ).path
    told += trends
    bare = logs - told
    own = draw_in(bare, fits.start, ODD_LIMIT)
    average = float(usual_distance(bare, fits.start).mean())
    usual = np.maximum(np.diff(own[:, : fits.start], axis=1).std(axis=1), _TINY)
    scale = np.sqrt(usual * np.exp(np.log(usual[donors]).mean()))
    first, last = max(0, fits.start - BEFORE), due + count * length
    shapes, builds_up = _shapes(last - first, due - first, length)
    q = min(choose_forgetting(own, fits.start), MOST_FORGETTING)
    weights = weigh_shapes(shapes, fits.start - first, due - fits.start, q)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        each = direction * (own[:, first:last] @ weights.T) / scale[:, None]
        spread = NORMAL_MAD * np.median(
            np.abs(each[donors] - np.median(each[donors], axis=0)), axis=0
        )
        spread = np.maximum(spread, _TINY)
        spread[builds_up] *= _usual(each[donors] / spread, builds_up)
        spread[~builds_up] *= _usual(each[donors] / spread, ~builds_up)
        step = (weights @ shapes[0])[None] / scale[:, None] / spread
        each = np.nan_to_num(each / spread)

    def read(at: int, other: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            logs = np.log(np.maximum(other, _TINY)) if shares else other
            drawn = draw_in(logs - told[at], fits.start, ODD_LIMIT, average)
            found = direction * (drawn[:, first:last] @ weights.T) / scale[at] / spread
            return np.nan_to_num(found)

    level = figures[:, : fits.start].mean(axis=1) if shares else None
    return BegunAfter(units, each, np.nan_to_num(step), level, direction, figures, due, read)


def p_values(begun: BegunAfter, units: int) -> tuple[Floats, Floats]:
    """Return every area's p for the better and for the worse, [N]; NaN without a fit."""
    better, worse = np.full(units, np.nan), np.full(units, np.nan)
    better[begun.units], worse[begun.units] = rank_p(begun.better), rank_p(begun.worse)
    return better, worse


def _crossing(
    passes_none: Callable[[Floats], NDArray[np.bool_]], reach: float, near: Floats
) -> float:
    """Return the least effect at which no bar is passed, between minus and plus `reach`.

    Args:
        passes_none: of many effects at once.
        reach: how far is looked.
        near: where bars are about to be met. No bar may be passed in a short stretch alone, which
            even steps would miss; it begins and ends near two of these.
    """
    low, high = -reach, reach
    ends = np.sort(near[np.abs(near) < reach])
    tried = np.unique(np.concatenate([np.linspace(low, high, _TRIED), ends, _between(ends)]))
    for _ in range(_ROUNDS):
        none = np.flatnonzero(passes_none(tried))
        if not len(none):
            return high
        at = int(none[0])
        if not at:
            return low
        low, high = float(tried[at - 1]), float(tried[at])
        tried = np.linspace(low, high, _TRIED)
    return high


def _between(ends: Floats) -> Floats:
    return (ends[:-1] + ends[1:]) / 2


def _trends(series: Floats, start: int) -> Floats:
    """Return each area's straight line before the start, carried on to the end, [M, T]."""
    since = np.arange(series.shape[1], dtype=np.float64) - (start - 1) / 2
    before = since[:start] / np.square(since[:start]).sum()
    slopes = np.asarray(series[:, :start] @ before, dtype=np.float64)
    return slopes[:, None] * since


def _usual(each: Floats, these: NDArray[np.bool_]) -> float:
    """What all but a few areas stay under in the largest of some statistics, whatever its sign."""
    if not these.any():
        return 1.0
    return max(float(np.quantile(np.abs(each[:, these]).max(axis=1), RARE)), _TINY)


def _shapes(periods: int, due: int, length: int) -> tuple[Floats, NDArray[np.bool_]]:
    """The effects looked for, [K, periods], and whether each builds up, [K]."""
    last = max(due + 1, periods - LEFT_OVER + 1)
    found = [effect_shape(periods, first, 0) for first in range(due, last)]
    if length > LEAST_TO_BUILD_UP:
        found.append(effect_shape(periods, due, length))
    builds_up = np.zeros(len(found), dtype=np.bool_)
    builds_up[last - due :] = True
    return np.array(found), builds_up
