"""The constant effects that the placebo test leaves open: its inversion, in closed form.

An effect is compatible if, taken out of the treated area's gaps, the test no longer rejects. For
the ratio test the range is the span between the roots of a quadratic and its level is 1 − alpha;
for the signed test each end is one-sided at alpha, and its level is 1 − 2·alpha. Where a second
test stands beside, what either leaves open is open.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.needed import deciding
from capitula.outcomes.inference.open_range import CompatibleRange
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.ranks import bar_to_pass
from capitula.outcomes.inference.windows import windows


def compatible_range(
    fits: Fits,
    outcome: str,
    direction: int = 0,
    *,
    length: int | None = None,
    effect_due: int | None = None,
    alpha: float = 0.05,
) -> CompatibleRange:
    """Invert the placebo test of the treated unit.

    Raises:
        LookupError: no unit is treated.
    """
    if own_rules := own_test(fits):
        return own_rules.compatible(fits, outcome, direction, effect_due=effect_due, alpha=alpha)
    at = fits.treated_index
    o = fits.outcomes.index(outcome)
    own = float(fits.pre_rmspe[o, at])
    if direction:
        cut = windows(fits, direction, length=length, effect_due=effect_due)
        held = fits.fitted[o].copy()
        held[at] = False
        over = bar_to_pass(cut.best[o, held], alpha)
        under = bar_to_pass(cut.worst[o, held], alpha)
        low = own * (float(cut.best[o, at]) - over)
        high = own * (under - float(cut.worst[o, at]))
        if cut.begun and (begun := cut.begun[o]) is not None:
            place = int(np.flatnonzero(begun.units == at)[0])
            rest = begun.among(np.flatnonzero(begun.units != at))
            bars = bar_to_pass(rest.better, alpha), bar_to_pass(rest.worse, alpha)
            least, most = begun.open_to(place, *bars)
            low, high = min(low, least), max(high, most)
        return _range(low, high, 1 - 2 * alpha, "ever improved, ever worse")
    test = deciding(fits, outcome)
    treated = int(fits.fitted[o, :at].sum())
    bar = bar_to_pass(np.delete(test.statistic, treated), alpha)
    mean = float(test.mean[treated])
    inside = mean * mean - float(test.square[treated]) + bar * bar
    if inside < 0:
        return CompatibleRange(None, None, 1 - alpha, is_empty=True, test="ratio")
    reach = float(np.sqrt(inside))
    return _range(own * (mean - reach), own * (mean + reach), 1 - alpha, "ratio")


def _range(low: float, high: float, level: float, test: str) -> CompatibleRange:
    lowest = low if np.isfinite(low) else None
    highest = high if np.isfinite(high) else None
    return CompatibleRange(lowest, highest, level, is_empty=low > high, test=test)
