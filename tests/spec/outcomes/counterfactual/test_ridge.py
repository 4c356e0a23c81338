"""Ridge-augmented synthetic control: what the exact weights cannot reach, extrapolated a little.

An area above all others is followed by no mean of them. A ridge regression on what is left brings
the comparison nearer; weights may turn negative, and the reader is told.
"""

import numpy as np
import pytest

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.counterfactual.ridge import GRID, Augmentation
from capitula.outcomes.panel.panel import Panel
from harness.panels import factor_panel


def test_weights_sum_to_one_may_be_negative_and_that_is_said():
    fits = fit_all(factor_panel(units=25, periods=50), method="ridge", start=40)
    assert fits.donors.weight.sum(axis=2) == pytest.approx(1)
    assert fits.donors.weight.min() < 0
    assert "may be negative" in fits.notes[-1]
    assert (np.diagonal(fits.donors.weight[0]) == 0).all()


def test_the_fit_before_the_start_is_nearer_than_the_exact_one():
    panel = factor_panel(units=25, periods=50)
    exact = fit_all(panel, start=40)
    ridge = fit_all(panel, method="ridge", start=40)
    assert (ridge.pre_rmspe <= exact.pre_rmspe + 1e-12).all()


def test_the_treated_unit_is_nobodys_donor():
    fits = fit_all(factor_panel(units=25, periods=50), method="ridge", start=40, treated=["a003"])
    assert (np.delete(fits.donors.weight[0, :, 3], 3) == 0).all()


def by_hand(before, base, donors, area, ridge):
    """The same for one area, from its own donors, and the error at each period left out."""
    pool = before[[n for n in np.flatnonzero(donors) if n != area]]
    deviations = pool - pool.mean(axis=0)
    left = before[area] - base[area] @ before
    periods = before.shape[1]
    gram = deviations.T @ deviations + ridge * np.eye(periods)
    added = deviations @ np.linalg.solve(gram, left)
    errors = []
    for t in range(periods):
        kept = np.arange(periods) != t
        some = deviations[:, kept]
        coefficients = np.linalg.solve(some @ some.T + ridge * np.eye(len(some)), some @ left[kept])
        errors.append(left[t] - coefficients @ deviations[:, t])
    return added, np.array(errors)


@pytest.mark.parametrize("ratio", [GRID[0], GRID[8], GRID[-1]])
def test_the_closed_forms_are_those_of_one_area_at_a_time_and_one_period_left_out(ratio):
    """Each period is truly left out here, and each area taken out of its own donors."""
    panel = factor_panel(units=9, periods=14)
    before = panel.values[0, :, :12]
    base = fit_all(panel, start=12)
    weights = np.zeros((9, 9))
    for n, unit in enumerate(panel.units):
        for donor, weight in base.weights("o000", unit).items():
            weights[n, panel.units.index(donor)] = weight
    donors = np.arange(9) != 2
    shared = Augmentation.of(before, weights, donors)
    solved, diagonal = shared.solved(ratio)
    added = shared.weights(ratio)
    for area in (0, 2, 5):
        expected, errors = by_hand(before, weights, donors, area, ratio * shared.size)
        others = donors & (np.arange(9) != area)
        assert added[area, others] == pytest.approx(expected, abs=1e-7)
        assert solved[area] / diagonal[area] == pytest.approx(errors, rel=1e-6, abs=1e-7)


def test_an_area_with_a_missing_figure_is_left_out():
    panel = factor_panel(units=12, periods=50)
    values = panel.values.copy()
    values[0, 4, 10] = np.nan
    fits = fit_all(
        Panel(panel.outcomes, panel.units, panel.times, values), method="ridge", start=40
    )
    assert np.isnan(fits.counterfactual[0, 4]).all()
    assert not np.isnan(np.delete(fits.counterfactual[0], 4, axis=0)).any()
    assert (fits.donors.weight[0, :, 4] == 0).all()
