"""The effect that each area would need to be called: solved, not searched for.

A constant effect moves every gap after the start by the same amount. For the signed test the
statistic moves by the effect over the RMSPE before the start; for the ratio test its square is a
quadratic in the effect. Both are turned round exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.placebo import ratios
from capitula.outcomes.inference.ranks import Floats
from capitula.outcomes.inference.windows import windows


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
    """

    name: str
    statistic: Floats
    scale: Floats
    mean: Floats
    square: Floats
    treated: int | None
    sign: int

    def needed(self, bar: float | Floats) -> Floats:
        """Return the effect each area would need to reach a bar, over its scale; nought or more."""
        if self.name != "ratio":
            return np.maximum(bar - self.statistic, 0.0)
        mean = self.sign * self.mean
        inside = np.asarray(mean * mean - self.square + np.square(bar), dtype=np.float64)
        reached = self.statistic >= bar
        return np.where(reached, 0.0, np.sqrt(np.maximum(inside, 0.0)) - mean)

    def planted(self, effect: Floats) -> Floats:
        """Return the statistic of each area with an effect over its scale put into its gaps."""
        if self.name != "ratio":
            return self.statistic + effect
        mean = self.sign * self.mean
        return np.sqrt(self.square + 2 * effect * mean + effect * effect)


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
    if direction:
        cut = windows(fits, direction, length=length, effect_due=effect_due)
        statistic, name, sign = cut.best[o, held], "ever improved", direction
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
    )
