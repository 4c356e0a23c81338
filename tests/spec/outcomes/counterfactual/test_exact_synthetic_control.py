"""Exact synthetic control: what would have happened, as a mean of areas that had no contract.

A town's monthly cost is followed before the start by a mean of other towns, with weights that are
nought or more and sum to one. After the start the same mean says what was to be expected. The
weights are not looked for by trial: they are the one optimum, and the gap that proves it is shown.
"""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls

from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import METHODS, fit_all
from capitula.outcomes.panel.panel import Panel
from harness.panels import factor_panel, names, one_outcome, with_effect, years

ENGINES = ("compiled", "numpy")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_town_between_two_others(engine):
    """Northam lies a quarter of the way from Easton to Weston until 1904; then it saves 5.

    | unit    | 1900 | 1901 | 1902 | 1903 | 1904 | 1905 |
    |---------|------|------|------|------|------|------|
    | Northam |  105 |  113 |  115 |  123 |  120 |  128 |
    | Easton  |  100 |  110 |  110 |  120 |  120 |  130 |
    | Weston  |  120 |  122 |  130 |  132 |  140 |  142 |
    | Farley  |  300 |   10 |  250 |   20 |  280 |   15 |
    """
    panel = one_outcome(
        {
            "Northam": [105, 113, 115, 123, 120, 128],
            "Easton": [100, 110, 110, 120, 120, 130],
            "Weston": [120, 122, 130, 132, 140, 142],
            "Farley": [300, 10, 250, 20, 280, 15],
        }
    )
    fits = fit_all(panel, start="1904", treated=["Northam"], engine=engine)
    assert fits.weights("cost", "Northam") == pytest.approx({"Easton": 0.75, "Weston": 0.25})
    assert fits.gaps[0, 0] == pytest.approx([0, 0, 0, 0, -5, -5])
    assert fits.start == 4


def test_one_call_fits_every_area_for_every_outcome_and_none_from_itself_or_the_treated():
    panel = factor_panel(units=12, outcomes=3)
    fits = fit_all(panel, start=30, treated=["a004"])
    assert fits.counterfactual.shape == panel.values.shape
    assert fits.fitted.all()
    for outcome in fits.outcomes:
        for unit in fits.units:
            weights = fits.weights(outcome, unit)
            assert unit not in weights
            assert "a004" not in weights or unit == "a004"
            assert sum(weights.values()) == pytest.approx(1, abs=1e-12)
            assert min(weights.values()) > 0


def test_the_treated_may_be_a_donor_where_that_is_asked_for():
    panel = factor_panel(units=8)
    allowed = fit_all(panel, start=30, treated=["a004"], treated_as_donor=True)
    everyone = fit_all(panel, start=30)
    assert np.array_equal(allowed.counterfactual, everyone.counterfactual)
    assert any("a004" in allowed.weights("o000", unit) for unit in panel.units)


def test_several_treated_units_stand_as_their_mean_and_it_is_said():
    panel = factor_panel(units=9)
    fits = fit_all(panel, start=30, treated=["a001", "a005"])
    assert fits.treated == "mean of 2 treated units"
    mean = panel.values[0, [1, 5]].mean(axis=0)
    assert np.array_equal(fits.actual[0, fits.treated_index], mean)
    assert {"a001", "a005"}.isdisjoint(fits.units)
    assert "the mean of their figures: a001, a005" in fits.notes[0]


def test_an_area_with_a_missing_figure_is_neither_fitted_nor_a_donor_and_is_named():
    panel = factor_panel(units=8, outcomes=2)
    values = panel.values.copy()
    values[1, 3, 7] = np.nan
    fits = fit_all(Panel(panel.outcomes, panel.units, panel.times, values), start=30)
    assert fits.refused == {("o001", "a003"): "no figure for 1907"}
    assert np.isnan(fits.counterfactual[1, 3]).all()
    assert not any("a003" in fits.weights("o001", unit) for unit in panel.units)
    assert fits.fitted.sum() == 15
    assert "a003" in fits.notes[0]


def test_what_cannot_be_fitted_is_refused_with_every_fault():
    panel = factor_panel(units=4)
    with pytest.raises(InputFaults) as refused:
        fit_all(panel, start=30, treated=["a001", "nowhere"], excluded=["elsewhere"])
    assert len(refused.value.faults) == 2
    values = panel.values.copy()
    values[0, 1, 35] = np.nan
    lacking = Panel(panel.outcomes, panel.units, panel.times, values)
    with pytest.raises(InputFaults, match="a figure in every period"):
        fit_all(lacking, start=30, treated=["a001"])
    with pytest.raises(InputFaults, match="2 at least"):
        fit_all(panel, start=30, treated=["a000"], excluded=["a001", "a002"])
    for start in (0, 40):
        with pytest.raises(InputFaults, match="a later period"):
            fit_all(panel, start=start)
    with pytest.raises(InputFaults, match="did you mean 'ridge'"):
        fit_all(panel, start=30, method="ridges")
    with pytest.raises(InputFaults, match="did you mean 'threads'"):
        fit_all(panel, start=30, thread=1)


def test_every_registered_method_can_be_imported():
    from capitula.outcomes.counterfactual.fitting import find_method

    assert all(callable(find_method(name)) for name in METHODS)


# Law 1: the optimum, proved.

panels = st.builds(
    factor_panel,
    units=st.integers(4, 25),
    periods=st.integers(6, 40),
    outcomes=st.integers(1, 2),
    factors=st.integers(1, 4),
    noise=st.sampled_from([0.01, 0.3, 1.0, 10.0]),
    seed=st.integers(0, 10_000),
)


def oracle(own, donors):
    """The optimum by another road: non-negative least squares with a heavy row for the sum."""
    away = (donors - own).T
    scale = np.abs(away).max() or 1.0
    stacked = np.vstack([away / scale, np.ones(len(donors))])
    solution, _ = nnls(stacked, np.append(np.zeros(len(own)), 1.0), maxiter=10_000)
    return solution / solution.sum()


@given(panels)
@settings(max_examples=40)
def test_every_fit_is_an_optimum_and_its_certificate_says_so(panel):
    start = max(4, len(panel.times) - 2)
    fits = fit_all(panel, start=start)
    assert (fits.certificate >= 0).all()
    assert (fits.certificate <= 1e-9).all()
    random = np.random.default_rng(0)
    for o in range(len(panel.outcomes)):
        own, donors = panel.values[o, 0, :start], panel.values[o, 1:, :start]
        loss = fits.pre_rmspe[o, 0] ** 2 * start
        tried = random.dirichlet(np.full(len(donors), 0.3), size=1_000) @ donors
        assert loss <= ((tried - own) ** 2).sum(axis=1).min() * (1 + 1e-9)
        path = oracle(own, donors) @ donors
        assert loss == pytest.approx(((own - path) ** 2).sum(), rel=1e-7, abs=1e-9 * own @ own)


@given(panels)
@settings(max_examples=25)
def test_the_plain_and_the_compiled_solver_give_the_same_within_1e_12(panel):
    start = max(4, len(panel.times) - 2)
    found = [fit_all(panel, start=start, engine=engine) for engine in ENGINES]
    size = np.abs(panel.values).max()
    unlike = np.abs(found[0].counterfactual - found[1].counterfactual)
    perfect = np.minimum(found[0].pre_rmspe, found[1].pre_rmspe) < 1e-6 * size
    assert unlike[~perfect].max(initial=0.0) <= 1e-12 * size


# Law 2: what must not matter does not.


@given(panels, st.floats(-1e3, 1e3), st.sampled_from([0.01, 3.0, 250.0]))
@settings(max_examples=25)
def test_a_constant_leaves_the_weights_and_a_scale_scales_the_effect(panel, constant, factor):
    start = max(4, len(panel.times) - 2)
    fits = fit_all(panel, start=start)
    clear = fits.pre_rmspe[0, 0] > 1e-3
    moved = Panel(panel.outcomes, panel.units, panel.times, panel.values + constant)
    scaled = Panel(panel.outcomes, panel.units, panel.times, panel.values * factor)
    own = fits.weights("o000", "a000")
    if clear:
        again = fit_all(moved, start=start).weights("o000", "a000")
        assert again == pytest.approx(own, abs=1e-7)
        effects = fit_all(scaled, start=start).gaps[0, 0]
        assert effects == pytest.approx(factor * fits.gaps[0, 0], abs=1e-6 * factor)


@given(panels, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_the_donors_does_not_matter(panel, shuffler):
    start = max(4, len(panel.times) - 2)
    order = list(range(len(panel.units)))
    shuffler.shuffle(order)
    other = Panel(
        panel.outcomes, tuple(panel.units[k] for k in order), panel.times, panel.values[:, order]
    )
    fits, again = fit_all(panel, start=start), fit_all(other, start=start)
    if fits.pre_rmspe[0, 0] > 1e-3:
        assert again.weights("o000", "a000") == pytest.approx(
            fits.weights("o000", "a000"), abs=1e-7
        )


@given(panels)
@settings(max_examples=25)
def test_a_donor_twice_leaves_the_path(panel):
    start = max(4, len(panel.times) - 2)
    twice = Panel(
        panel.outcomes,
        (*panel.units, "again"),
        panel.times,
        np.concatenate([panel.values, panel.values[:, 1:2]], axis=1),
    )
    fits = fit_all(panel, start=start, treated=["a000"])
    again = fit_all(twice, start=start, treated=["a000"])
    if fits.pre_rmspe[0, 0] > 1e-3:
        assert again.counterfactual[0, 0] == pytest.approx(fits.counterfactual[0, 0], abs=1e-6)
    assert (again.certificate <= 1e-9).all()


def test_more_donors_than_periods_fit_perfectly_and_the_certificate_still_holds():
    """Sixty areas and three periods: most fits are perfect, and weights need not be unique."""
    panel = factor_panel(units=60, periods=8, noise=5.0)
    fits = fit_all(panel, start=3)
    assert (fits.certificate <= 1e-9).all()
    assert np.median(fits.pre_rmspe) < 1e-12
    assert fits.donors.count.max() <= 4


def test_areas_that_are_all_alike_are_fitted():
    panel = one_outcome({name: [1.0, 2.0, 3.0, 4.0] for name in names("a", 5)})
    fits = fit_all(panel, start=3)
    assert fits.gaps == pytest.approx(0)
    assert (fits.certificate <= 1e-9).all()


BYTES = """
import hashlib, sys
from capitula.outcomes.counterfactual.fitting import fit_all
from harness.panels import factor_panel
fits = fit_all(factor_panel(units=90, periods=60, outcomes=3), start=50, threads=int(sys.argv[1]))
print(hashlib.sha256(fits.counterfactual.tobytes() + fits.donors.weight.tobytes()).hexdigest())
"""


def test_the_number_of_threads_changes_no_byte():
    """Neither of our own threads nor of the linear algebra beneath."""
    digests = set()
    for threads, beneath in (("1", "1"), ("2", "2"), ("5", "2"), ("2", "1")):
        environment = {
            **os.environ,
            "OPENBLAS_NUM_THREADS": beneath,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        done = subprocess.run(
            [sys.executable, "-c", BYTES, threads],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_an_effect_that_was_planted_is_found():
    panel = factor_panel(units=40, periods=80, noise=0.5)
    planted = with_effect(panel, "a003", 60, -6.0)
    before = fit_all(panel, start=60, treated=["a003"]).gaps[0, 3, 60:].mean()
    after = fit_all(planted, start=60, treated=["a003"]).gaps[0, 3, 60:].mean()
    assert after - before == pytest.approx(-6.0)


def test_a_panel_refuses_what_it_cannot_hold():
    with pytest.raises(InputFaults) as refused:
        Panel(("a", "a"), ("b", "c", "c"), ("1", "2"), np.zeros((2, 3, 3)))
    assert len(refused.value.faults) == 3
    with pytest.raises(InputFaults, match="a, c, 2"):
        Panel(("a",), ("b", "c"), years(2, 1), np.array([[[1, 2], [3, np.inf]]]))
    panel = factor_panel(units=5)
    assert panel.without(["a001"]).units == ("a000", "a002", "a003", "a004")
    assert panel.between("1903", "1905").times == ("1903", "1904", "1905")
    assert panel.indexed(10).values[0, :, :10].mean(axis=1) == pytest.approx(100)
    with pytest.raises(ValueError, match="read-only"):
        panel.values[0, 0, 0] = 1
