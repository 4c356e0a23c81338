"""What could have been seen, and what is left open.

A verdict that nothing was shown says nothing by itself: it must stand beside the smallest effect
that would have been found, worked out by the very test that decides.
"""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.compatible import compatible_range
from capitula.outcomes.inference.placebo import ratio_test
from capitula.outcomes.inference.power import power, simple_mde
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.panel.panel import Panel
from harness.panels import factor_panel, with_effect

START = 60


def fitted(seed, effect=0.0, units=60, unit="a007"):
    panel = factor_panel(units=units, periods=84, noise=1.0, seed=seed)
    return fit_all(with_effect(panel, unit, START, effect), start=START, treated=[unit])


def test_the_anchor_is_a_difference_of_two_quantiles():
    """|m| has its 95th percentile at 3.8, m its 20th at −1.2: 5 is detectable."""
    mean = np.array([-4.0, -1.5, -1.0, 0, 1, 2])
    expected = np.quantile(np.abs(mean), 0.95) - np.quantile(mean, 0.2)
    assert simple_mde(mean) == pytest.approx(expected)


@pytest.mark.parametrize("direction", [0, 1, -1])
def test_an_effect_of_the_printed_size_is_found_in_four_areas_of_five(direction):
    """Planted in every placebo in turn, by the test that decides, in units of its own error."""
    found = []
    for seed in range(4):
        fits = fitted(seed)
        seen = power(fits, "o000", direction, length=12 if direction else None)
        share = seen.mde80 / fits.pre_rmspe[0, 7]
        for unit in range(0, 60, 4):
            planted = fits.actual.copy()
            planted[0, unit, START:] += (direction or 1) * share * fits.pre_rmspe[0, unit]
            again = Panel(fits.outcomes, fits.units, fits.times, planted)
            name = fits.units[unit]
            with_it = fit_all(again, start=START, treated=[name])
            if direction:
                cut = windows(with_it, direction, length=12)
                found.append(cut.p_better[0, unit] <= 0.05)
            else:
                found.append(ratio_test(with_it, "o000").p <= 0.05)
    assert 0.68 <= np.mean(found) <= 0.92


def test_it_holds_on_areas_that_it_was_not_worked_out_from():
    shares = [power(fitted(seed), "o000", 1).found_elsewhere for seed in range(8)]
    assert np.mean(shares) == pytest.approx(0.8, abs=0.05)


def test_it_is_given_for_a_period_and_for_a_year():
    seen = power(fitted(1), "o000", 1, periods_per_year=12)
    assert seen.per_year == pytest.approx(12 * seen.mde80)
    assert seen.statistic == "ever improved"
    assert power(fitted(1), "o000").statistic == "ratio"


def test_with_too_few_areas_no_effect_can_be_found_and_that_is_said():
    """Ten areas: p is a tenth at the least, so at .05 nothing passes."""
    seen = power(fitted(1, units=10), "o000")
    assert seen.mde80 is None
    assert seen.found_elsewhere is None
    open_range = compatible_range(fitted(1, units=10), "o000", 1)
    assert (open_range.low, open_range.high) == (None, None)
    assert open_range.holds(1e9)


@given(st.integers(0, 500), st.floats(-12, 12))
@settings(max_examples=15)
def test_the_compatible_effects_are_those_that_the_test_does_not_reject(seed, effect):
    """Taken out of the gaps, an effect in the range leaves p above .05; one outside does not."""
    fits = fitted(seed, effect)
    found = compatible_range(fits, "o000")
    if found.is_empty:
        return
    for inside, at in (
        (True, found.low),
        (False, found.low),
        (True, found.high),
        (False, found.high),
    ):
        outwards = -1 if at == found.low else 1
        tried = at + (-1 if inside else 1) * outwards * 1e-6 * (found.high - found.low)
        actual = fits.actual.copy()
        actual[0, 7, START:] -= tried
        again = fit_all(
            Panel(fits.outcomes, fits.units, fits.times, actual), start=START, treated=["a007"]
        )
        assert (ratio_test(again, "o000").p > 0.05) == inside
        assert found.holds(tried) == inside


@given(st.integers(0, 500), st.floats(-12, 12))
@example(374, -6.977254977173149)  # the test beside is passed on either side of a short stretch
@example(453, -4.715785761611744)
@settings(max_examples=15)
def test_the_signed_range_turns_the_two_one_sided_tests_round(seed, effect):
    fits = fitted(seed, effect)
    found = compatible_range(fits, "o000", -1, length=12)
    assert found.level == pytest.approx(0.9)
    for at, name in ((found.low, "p_better"), (found.high, "p_worse")):
        for step in (-1e-6, 1e-6):
            actual = fits.actual.copy()
            actual[0, 7, START:] += at + step
            panel = Panel(fits.outcomes, fits.units, fits.times, actual)
            cut = windows(fit_all(panel, start=START, treated=["a007"]), -1, length=12)
            rejects = getattr(cut, name)[0, 7] <= 0.05
            outside = step < 0 if name == "p_better" else step > 0
            assert rejects == outside
