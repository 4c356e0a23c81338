"""Interactive fixed effects: areas that share movements, each to its own degree.

Where a mean of donors must stay among its donors, factors may go beyond them: a treated area whose
loadings lie outside those of the others is told. Of the coefficients of covariates there are two
versions on the example of the method's author, as of the weights of synthetic difference in
differences: his program stops when they move by less than a thousandth; Capitula goes on.

| coefficients | X1       | X2       | variance | effect (true: 5.462) |
|--------------|----------|----------|----------|----------------------|
| published    | 1.021890 | 3.052994 | .9973663 | 5.5435339            |
| exact        | 1.021287 | 3.052369 | .9973656 | 5.5432875            |
"""

import numpy as np
import pytest

from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.counterfactual.interactive_effects import fit_controls, truncated
from capitula.outcomes.counterfactual.interactive_leaving_out import effects_without_each
from capitula.outcomes.counterfactual.interactive_overlap import outside_hull
from capitula.outcomes.counterfactual.interactive_projection import choose_rank, project
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.reproducing.registry import reproduce
from harness.panels import factor_panel, with_effect

METHOD = "interactive-fixed-effects"
NAMES = ["101.0", "102.0", "103.0", "104.0", "105.0"]


@pytest.fixture(scope="module")
def file(shared):
    return shared / "data" / "causal" / "gsynth_simdata.csv.gz"


@pytest.fixture(scope="module")
def simulated(file):
    return read_panel(file, unit="id", time="time", values=["Y", "X1", "X2"]).panel


def beside(panel, names=("X1", "X2")):
    at = [panel.outcome_index(name) for name in names]
    return Panel(names, panel.units, panel.times, panel.values[at])


def effect(fits):
    return fits.gaps[0, fits.treated_index, fits.start :].mean()


def test_every_known_answer_is_met(file):
    found = reproduce("gsynth", file)
    assert found.ok, [each.reason for each in found.unmatched]
    assert (found.compared, found.matched) == (33, 33)


@pytest.mark.parametrize(
    ("factors", "expected"), [(0, 2.1104000), (1, 4.8538643), (2, 4.6395927), (3, 4.7088566)]
)
def test_the_effect_by_number_of_factors(simulated, factors, expected):
    fits = fit_all(simulated.one("Y"), method=METHOD, start="21", treated=NAMES, factors=factors)
    assert effect(fits) == pytest.approx(expected, abs=5e-7)


def test_two_factors_are_chosen_and_each_area_chooses_its_own(simulated):
    fits = fit_all(simulated.one("Y"), method=METHOD, start="21", treated=NAMES)
    assert fits.details["factors"]["Y"]["mean of 5 treated units"] == 2
    assert effect(fits) == pytest.approx(4.6395927, abs=5e-7)
    assert len(set(fits.details["factors"]["Y"].values())) > 2
    assert np.isfinite(fits.gaps).all()


def test_with_covariates_and_a_bootstrap(simulated):
    """Areas 103 to 105 load more heavily on the factors than any mean of controls: it is told."""
    some = simulated.without([f"{n}.0" for n in range(120, 151)])
    fits = fit_all(
        some.one("Y"),
        method=METHOD,
        start="21",
        treated=NAMES,
        covariates=beside(simulated),
        factors=2,
        bootstraps=200,
    )
    coefficients = fits.details["coefficients"]["Y"]
    assert coefficients == pytest.approx({"X1": 1, "X2": 3}, abs=0.15)
    low, high = fits.details["interval"]["Y"]
    assert low < 5.462032 < high
    assert low < effect(fits) < high
    assert len(fits.details["standard_error_by_time"]["Y"]) == 10
    assert set(fits.details["outside_hull"]["Y"]) <= set(NAMES)
    assert any("lie outside those of the controls" in note for note in fits.notes)


def test_the_bootstraps_error_does_not_depend_on_threads_and_hardly_on_the_draws(simulated):
    def error(draws, threads=None):
        return fit_all(
            simulated.one("Y"),
            method=METHOD,
            start="21",
            treated=NAMES,
            factors=2,
            bootstraps=draws,
            threads=threads,
        ).details["standard_error"]["Y"]

    assert error(400) == error(400, threads=1)
    assert error(400) == pytest.approx(error(1000), rel=0.25)


def test_leaving_each_control_out_by_one_eigenvalue_problem_is_leaving_it_out():
    figures = factor_panel(units=14, periods=20).values[0]
    found = effects_without_each(figures, 4)
    assert len(found) == 15
    for area in (0, 5, 13):
        direct = fit_controls(np.delete(figures, area, axis=0), np.empty((0, 13, 20)), 4)
        for rank in range(5):
            fewer, its = truncated(found[area], rank), truncated(direct, rank)
            assert fewer.residual == pytest.approx(its.residual, abs=1e-9)
            assert fewer.level == pytest.approx(its.level)
    whole = fit_controls(figures, np.empty((0, 14, 20)), 4)
    assert found[14].residual == pytest.approx(whole.residual, abs=1e-10)


def test_a_control_that_is_like_the_mean_of_all_changes_nothing_when_left_out():
    figures = factor_panel(units=9, periods=12).values[0]
    figures = np.vstack([figures, figures.mean(axis=0)])
    found = effects_without_each(figures, 3)
    direct = fit_controls(figures[:9], np.empty((0, 9, 12)), 3)
    assert found[9].residual == pytest.approx(direct.residual, abs=1e-10)


def test_a_period_left_out_is_truly_left_out():
    """Each period before the start foretold by a regression on the others, one by one."""
    figures = factor_panel(units=15, periods=20).values[0]
    effects = fit_controls(figures[1:], np.empty((0, 14, 20)), 2)
    projected = project(effects, figures[:1], np.empty((0, 1, 20)), 14)
    design = np.column_stack([np.ones(20), effects.factors])
    own = figures[0] - effects.level
    for t in range(14):
        kept = np.delete(np.arange(14), t)
        fitted = np.linalg.lstsq(design[kept], own[kept], rcond=None)[0]
        assert projected.left_out[0, t] == pytest.approx(own[t] - design[t] @ fitted)


def test_a_further_factor_must_be_worth_it():
    assert choose_rank([10.0, 5.0, 4.999, 4.0, 3.99]) == 3
    assert choose_rank([1.0, 2.0]) == 0


def test_inside_and_outside_the_hull():
    corners = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [2.0, 2.0]])
    assert outside_hull(corners, np.array([1.0, 1.5])) == 0
    assert outside_hull(corners, np.array([2.0, 2.0])) == 0
    assert outside_hull(corners, np.array([3.0, 1.0])) == pytest.approx(1.0)
    assert outside_hull(np.empty((4, 0)), np.empty(0)) == 0


def test_a_constant_on_all_series_scales_and_order():
    panel = factor_panel(units=20, periods=40)
    base = fit_all(panel, method=METHOD, start=30, treated=["a004"])
    each = np.linspace(-50, 50, 20)[None, :, None]
    for values, factor in ((panel.values + 500 + each, 1), (3 * panel.values, 3)):
        other = Panel(panel.outcomes, panel.units, panel.times, values)
        fits = fit_all(other, method=METHOD, start=30, treated=["a004"])
        assert fits.gaps == pytest.approx(factor * base.gaps, abs=1e-7)
    order = np.random.default_rng(3).permutation(20)
    units = tuple(panel.units[n] for n in order)
    mixed = Panel(panel.outcomes, units, panel.times, panel.values[:, order])
    fits = fit_all(mixed, method=METHOD, start=30, treated=["a004"])
    assert fits.gaps == pytest.approx(base.gaps[:, order], abs=1e-8)


def test_an_effect_that_was_put_in_is_added_to_the_effect():
    panel = factor_panel(units=20, periods=40)
    without = fit_all(panel, method=METHOD, start=30, treated=["a004"])
    found = fit_all(with_effect(panel, "a004", 30, -4), method=METHOD, start=30, treated=["a004"])
    assert effect(found) - effect(without) == pytest.approx(-4)


def test_a_unit_without_a_covariate_is_left_out_and_a_treated_one_refused():
    panel = factor_panel(units=12, periods=30, outcomes=2)
    values = panel.values.copy()
    values[1, 7, 3] = np.nan
    gapped = Panel(panel.outcomes, panel.units, panel.times, values)
    options = {"method": METHOD, "start": 20, "covariates": beside(gapped, ("o001",)), "factors": 1}
    fits = fit_all(gapped.one("o000"), treated=["a001"], **options)
    assert fits.refused["o000", "a007"] == "a covariate lacks a figure"
    assert np.isnan(fits.counterfactual[0, 7]).all()
    with pytest.raises(InputFaults, match="nothing is filled in"):
        fit_all(gapped.one("o000"), treated=["a007"], **options)


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"factors": 9}, "nought to 6"),
        ({"factors": -1}, "nought to 6"),
        ({"bootstraps": 1}, "nought, or two or more"),
        ({"search": "publish"}, "did you mean 'published'"),
    ],
)
def test_what_cannot_be_is_refused(options, match):
    with pytest.raises(InputFaults, match=match):
        fit_all(factor_panel(units=12, periods=12), method=METHOD, start=8, **options)
