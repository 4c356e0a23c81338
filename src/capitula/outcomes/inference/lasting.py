"""How large a lasting effect has to be to be called sustained, in four areas of five.

To see that something changed is one thing; to see two or three years later that it is still there
is another, since by then areas have drifted by themselves. So this figure stands beside the
smallest effect that is found: an improvement between the two will often be shown, and whether it
lasted will not be told.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits, Floats
from capitula.outcomes.inference.needed import deciding
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.power import POWER
from capitula.outcomes.inference.windows import Windows, windows
from capitula.outcomes.verdict.order import LEAST_WINDOWS, windows_asked


def lasting_effect(
    fits: Fits,
    outcome: str,
    direction: int,
    *,
    length: int | None = None,
    effect_due: int | None = None,
    alpha: float = 0.05,
    sustain_share: float = 2 / 3,
) -> float | None:
    """Return the constant effect that is called improved and sustained four times in five.

    Every other area says what it would have needed: to pass the test, to have its last window
    outside the band, and the stated share of its windows. That the differences are not heading back
    is asked of the judged area only.

    Args:
        fits: of one method, with a treated unit.
        outcome: its name.
        direction: 1 where more is better, −1 where less is.
        length: periods in a window.
        effect_due: index of the first judged period.
        alpha: level of test and bands.
        sustain_share: the share of windows that must be outside their bands.

    Returns:
        In the unit of the outcome, for each period; None with fewer than two windows, or where
        nothing can pass.
    """
    cut = windows(fits, direction, length=length, effect_due=effect_due, alpha=alpha)
    if cut.gap.shape[2] < LEAST_WINDOWS:
        return None
    o, at = fits.outcomes.index(outcome), fits.treated_index
    others = np.flatnonzero(fits.fitted[o])
    others = others[others != at]
    inside = needed_to_last(cut, o, sustain_share)[others]
    if own := own_test(fits):
        return own.lasting(fits, outcome, direction, inside, effect_due=effect_due, alpha=alpha)
    test = deciding(fits, outcome, direction, length=length, effect_due=effect_due)
    placebos = test.take(np.flatnonzero(np.arange(len(test.statistic)) != test.treated))
    bars = placebos.bars(alpha)
    if not np.isfinite(bars[0]):
        return None
    needed = np.maximum(placebos.needed(bars), inside)
    found = float(np.quantile(needed, POWER, method="higher")) * float(fits.pre_rmspe[o, at])
    return found if np.isfinite(found) else None


def needed_to_last(cut: Windows, outcome: int, sustain_share: float) -> Floats:
    """Return what each area's windows lack to be outside their bands as asked, over its scale.

    [N]; nought where nothing is lacking.
    """
    return lacking_to_last(cut.band[outcome] - cut.statistic[outcome], sustain_share)


def lacking_to_last(lacking: Floats, sustain_share: float) -> Floats:
    """Return what each area lacks for its last window, and the share asked, to be outside.

    Args:
        lacking: [N, W] the band of each window less the area's statistic.
        sustain_share: the share of windows that must be outside their bands.

    Returns:
        [N]; nought where nothing is lacking.
    """
    asked = windows_asked(sustain_share, lacking.shape[1])
    enough = np.sort(lacking, axis=1)[:, asked - 1]
    return np.maximum(np.maximum(enough, lacking[:, -1]), 0.0)
