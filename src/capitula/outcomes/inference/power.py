"""The smallest effect that the deciding test finds in four areas of five.

Every placebo area says what constant effect it would have needed to be called, over its own RMSPE
before the start. The 80th percentile of these, times the treated area's RMSPE, is the minimum
detectable effect of the treated area (MDE80), in the unit of the outcome. Of a figure that looks at
its own areas one must ask whether it holds elsewhere: areas are split in two by name, the effect is
computed on each half and planted in the other, and the share found there is printed beside it.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.detectable import Power
from capitula.outcomes.inference.needed import Deciding, deciding
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.ranks import Floats

POWER = 0.8


def power(
    fits: Fits,
    outcome: str,
    direction: int = 0,
    *,
    length: int | None = None,
    effect_due: int | None = None,
    alpha: float = 0.05,
    periods_per_year: int | None = None,
) -> Power:
    """Compute the minimum detectable effect of the treated unit by the test that decides.

    Without a direction the ratio test decides and the larger of the effects up and down is given.

    Raises:
        LookupError: no unit is treated.
    """
    if own_rules := own_test(fits):
        return own_rules.power(
            fits,
            outcome,
            direction,
            effect_due=effect_due,
            alpha=alpha,
            periods_per_year=periods_per_year,
        )
    signs = (direction,) if direction else (1, -1)
    tests = [
        deciding(fits, outcome, direction, length=length, effect_due=effect_due, sign=sign)
        for sign in signs
    ]
    own = fits.pre_rmspe[fits.outcomes.index(outcome), fits.treated_index]
    placebos = [_placebos(test) for test in tests]
    found = max(_detectable(test, alpha) for test in placebos)
    mde = float(found * own) if np.isfinite(found) else None
    checked = [c for test in placebos if (c := _found_elsewhere(test, alpha)) is not None]
    return Power(
        statistic=tests[0].name,
        mde80=mde,
        per_year=None if mde is None or periods_per_year is None else mde * periods_per_year,
        alpha=alpha,
        areas=len(placebos[0].statistic),
        found_elsewhere=float(np.mean(checked)) if len(checked) == len(tests) else None,
        simple=simple_mde(placebos[0].mean * placebos[0].scale, alpha),
    )


def needed_by_others(
    fits: Fits,
    outcome: str,
    direction: int,
    *,
    length: int | None = None,
    effect_due: int | None = None,
    alpha: float = 0.05,
) -> Floats:
    """Return the effect that each other area needed to be called, with the treated area's error.

    [N − 1], rising, in the unit of the outcome; infinite where nothing is called. The share of
    them within an effect is how often it is found; their 80th percentile is the MDE80.

    Raises:
        LookupError: no unit is treated.
    """
    if own_rules := own_test(fits):
        return np.sort(
            own_rules.needed(fits, outcome, direction, effect_due=effect_due, alpha=alpha)
        )
    own = fits.pre_rmspe[fits.outcomes.index(outcome), fits.treated_index]
    test = deciding(fits, outcome, direction, length=length, effect_due=effect_due)
    placebos = _placebos(test)
    return np.sort(placebos.needed(placebos.bars(alpha))) * own


def simple_mde(mean_gaps: Floats, alpha: float = 0.05) -> float:
    """Return the anchor: the 1 − alpha quantile of |m| less the 20th percentile of m."""
    bar = np.quantile(np.abs(mean_gaps), 1 - alpha)
    return float(bar - np.quantile(mean_gaps, 1 - POWER))


def _placebos(test: Deciding) -> Deciding:
    kept = np.arange(len(test.statistic)) != (-1 if test.treated is None else test.treated)
    return test.take(np.flatnonzero(kept))


def _detectable(test: Deciding, alpha: float) -> float:
    """Return the 80th percentile of what areas need to pass bars set by the others."""
    bars = test.bars(alpha)
    if not np.isfinite(bars[0]):
        return float("inf")
    return float(np.quantile(test.needed(bars), POWER, method="higher"))


def _found_elsewhere(test: Deciding, alpha: float) -> float | None:
    """Plant in one half of the areas the effect computed on the other; return the share found."""
    halves = [test.take(np.arange(first, len(test.statistic), 2)) for first in (0, 1)]
    shares: list[float] = []
    for computed, planted in (halves, halves[::-1]):
        effect = _detectable(computed, alpha)
        if not np.isfinite(effect):
            return None
        shares.append(float(planted.found(effect, computed.bars(alpha)).mean()))
    return float(np.mean(shares))
