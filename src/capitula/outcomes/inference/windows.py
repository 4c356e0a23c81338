"""Windows after the effect is due, and the signed test over all of them at once.

The gap is signed so that positive is better. T_w is its mean over window w, over the RMSPE before
the start. The band of w is what |T_w| stays under in all but a share alpha of the placebo areas.
The ever-improved test ranks max T_w against the same maximum in every area, so that several
windows cost no further error; the ever-worse test does so with the sign turned. One-sided, each.

A mean gap after the start cannot tell an effect from a trend that ran before it, so a second test
stands beside (`begun_after`): p is the larger of the two. A method with a test of its own, which
sees to trends itself, has that in place of both, and bands of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.begun_after import BegunAfter, begun_after, p_values
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.ranks import Floats, rank_p

LEAST_TO_FADE = 2
"""Windows that it takes to have fallen back."""


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Every area's windows for every outcome; W full windows of equal length.

    Attributes:
        first: label of the first period of each window.
        last: label of its last period.
        gap: [O, N, W] mean gap in the unit of the outcome, positive is better.
        statistic: [O, N, W] the same over the RMSPE before the start, T_w; over a method's own
            scale where it has one.
        band: [O, W] the 1 − alpha quantile of |T_w| over the placebo areas; of T_w itself where the
            method brings its own test, which has told the direction already.
        alpha: the level of the bands.
        left_over: periods at the end that fill no window and are not judged.
        own: [O, N] each, for the better and for the worse: the statistics of the method's own
            test, which then decides; None where the windows decide.
        begun: a test for each outcome whether a change began after the start; none where the
            windows do not decide, and None in it where it could not be run.
    """

    first: tuple[str, ...]
    last: tuple[str, ...]
    gap: Floats
    statistic: Floats
    band: Floats
    alpha: float
    left_over: int
    own: tuple[Floats, Floats] | None = None
    begun: tuple[BegunAfter | None, ...] = ()

    @property
    def best(self) -> Floats:
        """The largest T_w of each area, [O, N]; NaN without a full window or a fit."""
        return _extreme(self.statistic) if self.own is None else self.own[0]

    @property
    def worst(self) -> Floats:
        """The largest −T_w of each area, [O, N]."""
        return _extreme(-self.statistic) if self.own is None else self.own[1]

    @property
    def p_better(self) -> Floats:
        """The ever-improved p of every area as if treated, [O, N]."""
        return np.fmax(rank_p(self.best), self.p_begun[0])

    @property
    def p_worse(self) -> Floats:
        """The ever-worse p of every area as if treated, [O, N]."""
        return np.fmax(rank_p(self.worst), self.p_begun[1])

    @property
    def p_begun(self) -> tuple[Floats, Floats]:
        """The p of a change that began after the start, for the better and worse, [O, N] each.

        NaN where that was not tested.
        """
        found = np.full((2, *self.gap.shape[:2]), np.nan)
        for o, begun in enumerate(self.begun):
            if begun is not None:
                found[:, o] = p_values(begun, self.gap.shape[1])
        return found[0], found[1]

    @property
    def p_faded(self) -> Floats:
        """[O, N] how rare it is to fall back so far, from the best window to the last.

        The rank among all areas of the largest earlier statistic less the last; NaN with fewer
        than two windows.
        """
        return fallen_back_p(self.statistic)


def fallen_back_p(statistic: Floats) -> Floats:
    """Return how rare it is to fall back so far, from the best window to the last.

    Args:
        statistic: [..., N, W] of every area and window.

    Returns:
        [..., N] the rank among all areas; NaN with fewer than two windows.
    """
    if statistic.shape[-1] < LEAST_TO_FADE:
        return np.full(statistic.shape[:-1], np.nan)
    return rank_p(statistic[..., :-1].max(axis=-1) - statistic[..., -1])


def windows(
    fits: Fits,
    direction: int,
    *,
    length: int | None = 12,
    effect_due: int | None = None,
    alpha: float = 0.05,
) -> Windows:
    """Cut the time after the effect is due into equal windows.

    Args:
        fits: of one method.
        direction: 1 where more is better, −1 where less is.
        length: periods in a window; None takes all of them as one.
        effect_due: index of the first judged period; the start unless given.
        alpha: level of the bands.

    Raises:
        InputFaults: a direction, length or alpha that cannot be, or an effect due before the start.
    """
    due = fits.start if effect_due is None else effect_due
    size = len(fits.times) - due if length is None else length
    _check(fits, direction, size, due, alpha)
    count = (len(fits.times) - due) // size
    after = direction * fits.gaps[:, :, due : due + count * size]
    shape = (*after.shape[:2], count, size)
    gap = after.reshape(shape).mean(axis=3)
    own = own_test(fits)
    if own:
        statistic = own.window_statistics(fits, direction, due, size, count)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            statistic = gap / fits.pre_rmspe[:, :, None]
    placebos = statistic
    if fits.treated is not None:
        placebos = np.delete(statistic, fits.treated_index, axis=1)
    band: Any = np.nanquantile(placebos if own else np.abs(placebos), 1 - alpha, axis=1)
    begun = () if own else _begun(fits, direction, size, count, due)
    return Windows(
        first=tuple(fits.times[due + w * size] for w in range(count)),
        last=tuple(fits.times[due + w * size + size - 1] for w in range(count)),
        gap=gap,
        statistic=statistic,
        band=band,
        alpha=alpha,
        left_over=len(fits.times) - due - count * size,
        own=own.statistics(fits, direction, due) if own else None,
        begun=begun,
    )


def _begun(
    fits: Fits, direction: int, size: int, count: int, due: int
) -> tuple[BegunAfter | None, ...]:
    return tuple(
        begun_after(fits, outcome, direction, length=size, count=count, due=due)
        for outcome in fits.outcomes
    )


def _extreme(statistic: Floats) -> Floats:
    if statistic.shape[2] == 0:
        return np.full(statistic.shape[:2], np.nan)
    return statistic.max(axis=2)


def _check(fits: Fits, direction: int, size: int, due: int, alpha: float) -> None:
    asked = [
        ("direction", direction, "1 or −1", direction in {1, -1}),
        ("length", size, "one period or more", size >= 1),
        ("alpha", alpha, "above nought, below one", 0 < alpha < 1),
        (
            "effect_due",
            due,
            f"{fits.start} to {len(fits.times) - 1}, on or after the start",
            fits.start <= due < len(fits.times),
        ),
    ]
    faults = [
        Fault(Place("windows", None, None, name), str(found), expected, "correct it")
        for name, found, expected, right in asked
        if not right
    ]
    if faults:
        raise InputFaults(faults)
