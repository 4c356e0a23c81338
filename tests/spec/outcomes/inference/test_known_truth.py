"""Known truth: areas made up so that the effect is known, and how often the methods are right.

Two hundred panels of 60 areas and 84 months, 60 of them before the start, with three shared
movements and noise of 1; an effect of −3 in one area, each in turn. Error: of the mean effect.
Coverage: how often the compatible range at 95% holds −3. False claims: p ≤ .05 with no effect.

| method            | mean error | standard deviation | coverage | false claims |
|-------------------|------------|--------------------|----------|--------------|
| synthetic-control | −.048      | .705               | .955     | .045         |
| ridge             | −.053      | .690               | .955     | .045         |

The share of false claims cannot pass .05 but by chance, since ranks are uniform among areas that
are alike; three binomial errors are allowed for 200 panels.
"""

import numpy as np
import pytest

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.compatible import compatible_range
from capitula.outcomes.inference.placebo import ratio_test
from harness.panels import factor_panel, with_effect

PANELS, START, EFFECT = 200, 60, -3.0


def simulated(method):
    errors, holds, false = [], [], []
    for seed in range(PANELS):
        panel = factor_panel(units=60, periods=84, seed=seed)
        unit = panel.units[seed % 60]
        fits = fit_all(
            with_effect(panel, unit, START, EFFECT), method=method, start=START, treated=[unit]
        )
        errors.append(fits.gaps[0, fits.treated_index, START:].mean() - EFFECT)
        found = compatible_range(fits, "o000")
        holds.append(found.holds(EFFECT))
        without = fit_all(panel, method=method, start=START, treated=[unit])
        false.append(ratio_test(without, "o000").p <= 0.05)
    return np.mean(errors), np.std(errors), np.mean(holds), np.mean(false)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["synthetic-control", "ridge"])
def test_the_truth_is_found_as_often_as_is_said(method):
    """Within three binomial errors of the nominal rates: .95 ± .046 and .05 + .046."""
    bias, spread, holds, false = simulated(method)
    assert abs(bias) <= 3 * spread / np.sqrt(PANELS) + 0.05
    assert holds >= 0.95 - 0.046
    assert false <= 0.05 + 0.046
