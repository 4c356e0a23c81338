"""The effect that each area would need to be called: solved, not searched for.

A constant effect moves every gap after the start by the same amount. For the signed test the
statistic moves by the effect over the RMSPE before the start; for the ratio test its square is a
quadratic in the effect. Both are turned round exactly. Where a second test stands beside the signed
one, the effect has to pass both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.begun_after import BegunAfter
from capitula.outcomes.inference.placebo import ratios
from capitula.outcomes.inference.ranks import Floats, bar_to_pass
from capitula.outcomes.inference.windows import windows

Flags = NDArray[np.bool_]
Bars = tuple[float, float]
"""What the statistic must exceed, and what that of the test beside must."""


@dataclass(frozen=True, slots=True, eq=False)
class Deciding:
    """The test that decides, for one outcome, over the areas that have a fit.

    Attributes:
        name: `ratio`, `ever improved` or `ever worse`.
        statistic: [N] of each area, large where rare.
        scale: [N] RMSPE before the start.
        mean: [N] mean gap over the judged periods, over that scale.
        square: [N] mean squared gap likewise.
        treated: index of the treated area among these; None where all are placebos.
        sign: 1 where the effect sought raises the figures, −1 where it lowers them.
        begun: the test beside, of the same areas; None where there is none.
    """

    name: str
    statistic: Floats
    scale: Floats
    mean: Floats
    square: Floats
    treated: int | None
    sign: int
    begun: BegunAfter | None = None

    def needed(self, bars: Bars) -> Floats:
        """Return the effect each area would need to pass, over its scale; nought or more."""
        bar, beside = bars
        if self.name != "ratio":
            alone = np.maximum(bar - self.statistic, 0.0)
            if self.begun is None:
                return alone
            return np.maximum(alone, self.begun.needed(beside) / self.scale)
        mean = self.sign * self.mean
        inside = np.asarray(mean * mean - self.square + np.square(bar), dtype=np.float64)
        reached = self.statistic >= bar
        return np.where(reached, 0.0, np.sqrt(np.maximum(inside, 0.0)) - mean)

    def found(self, effect: float, bars: Bars) -> Flags:
        """Return whether each area passes with an effect over its scale put into its gaps."""
        bar, beside = bars
        if self.name != "ratio":
            passed = self.statistic + effect > bar
            if self.begun is None:
                return passed
            return passed & (self.begun.with_effect(effect * self.scale) > beside)
        mean = self.sign * self.mean
        return np.sqrt(self.square + 2 * effect * mean + effect * effect) > bar

    def bars(self, alpha: float) -> Bars:
        """Return what a statistic must exceed in either test, with these for the other areas."""
        beside = float("-inf") if self.begun is None else bar_to_pass(self.begun.better, alpha)
        return bar_to_pass(self.statistic, alpha), beside

    def take(self, kept: NDArray[np.intp]) -> Deciding:
        """Return the same for some of the areas, none of them treated."""
        return Deciding(
            self.name,
            self.statistic[kept],
            self.scale[kept],
            self.mean[kept],
            self.square[kept],
            None,
            self.sign,
            None if self.begun is None else self.begun.among(kept),
        )


def deciding(
    fits: Fits,
    outcome: str,
    direction: int = 0,
    *,
    length: int | None = None,
    effect_due: int | None = None,
    sign: int = 1,
) -> Deciding:
    """Return the test that decides: the signed one where there is a direction, else the ratio.

    Args:
        fits: of one method.
        outcome: its name.
        direction: 1 more is better, −1 less is better, 0 no direction.
        length: periods in a window, for the signed test; None takes all as one.
        effect_due: index of the first judged period, for the signed test.
        sign: for the ratio test, whether the effect sought raises (1) or lowers (−1) the figures.
    """
    o = fits.outcomes.index(outcome)
    held = fits.fitted[o]
    scale = fits.pre_rmspe[o, held]
    due = fits.start if effect_due is None or direction == 0 else effect_due
    after = fits.gaps[o, held, due:] / scale[:, None]
    begun = None
    if direction:
        cut = windows(fits, direction, length=length, effect_due=effect_due)
        statistic, name, sign = cut.best[o, held], "ever improved", direction
        begun = cut.begun[o] if cut.begun else None
    else:
        statistic, name = ratios(fits)[o, held], "ratio"
    treated = None
    if fits.treated is not None:
        treated = int(held[: fits.treated_index].sum())
    return Deciding(
        name,
        statistic,
        scale,
        after.mean(axis=1),
        np.mean(after * after, axis=1),
        treated,
        sign,
        begun,
    )
