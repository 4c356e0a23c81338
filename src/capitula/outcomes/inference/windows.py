"""Windows after the effect is due, and the signed test over all of them at once.

The gap is signed so that positive is better. T_w is its mean over window w, over the RMSPE before
the start. The band of w is what |T_w| stays under in all but a share alpha of the placebo areas.
The ever-improved test ranks max T_w against the same maximum in every area, so that several
windows cost no further error; the ever-worse test does so with the sign turned. One-sided, each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.ranks import Floats, rank_p


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Every area's windows for every outcome; W full windows of equal length.

    Attributes:
        first: label of the first period of each window.
        last: label of its last period.
        gap: [O, N, W] mean gap in the unit of the outcome, positive is better.
        statistic: [O, N, W] the same over the RMSPE before the start, T_w.
        band: [O, W] the 1 − alpha quantile of |T_w| over the placebo areas.
        alpha: the level of the bands.
        left_over: periods at the end that fill no window and are not judged.
        own: [O, N] each, for the better and for the worse: the statistics of the method's own
            test, which then decides; None where the windows decide.
    """

    first: tuple[str, ...]
    last: tuple[str, ...]
    gap: Floats
    statistic: Floats
    band: Floats
    alpha: float
    left_over: int
    own: tuple[Floats, Floats] | None = None

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
        return rank_p(self.best)

    @property
    def p_worse(self) -> Floats:
        """The ever-worse p of every area as if treated, [O, N]."""
        return rank_p(self.worst)


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
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = gap / fits.pre_rmspe[:, :, None]
    placebos = statistic
    if fits.treated is not None:
        placebos = np.delete(statistic, fits.treated_index, axis=1)
    own = own_test(fits)
    band: Any = np.nanquantile(np.abs(placebos), 1 - alpha, axis=1)
    return Windows(
        first=tuple(fits.times[due + w * size] for w in range(count)),
        last=tuple(fits.times[due + w * size + size - 1] for w in range(count)),
        gap=gap,
        statistic=statistic,
        band=band,
        alpha=alpha,
        left_over=len(fits.times) - due - count * size,
        own=own.statistics(fits, direction, due) if own else None,
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
