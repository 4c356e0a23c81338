"""Exact on every panel: areas a hundredfold apart, near-perfect fits, donors that are alike.

The optimality gap of every fit is at most 1e-9 of the loss, by either engine. Where a solver in
ordinary floating point stops short of that, the fit is polished: the area's own figures are taken
from every donor without rounding, and weights are carried to twice the digits. A fit that should
still be above the bound is refused as not exact; it is never printed.
"""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual import synthetic_control
from capitula.outcomes.counterfactual.certificate import CERTIFICATE_LIMIT, SMALL_LOSS
from capitula.outcomes.counterfactual.double_double import two_product, two_sum, weighted_sum
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.counterfactual.simplex_polish import _settle
from capitula.outcomes.counterfactual.uniqueness import uniqueness
from capitula.outcomes.panel.panel import Panel
from harness.panels import factor_panel, names, one_outcome, years

ENGINES = ("compiled", "numpy")


def extreme_panel(*, units, periods, spread, noise, near, alike, scale, seed):
    """Areas of very unequal level, one of them nearly a mean of others, some donors nearly alike.

    Args:
        units: how many, before donors alike are added.
        periods: how many.
        spread: how far the largest area's level is above the smallest's.
        noise: of each area, on a level of 100.
        near: how far the first area is from a mean of three others; None for no such area.
        alike: how far further donors are from two there are, in shares; None for none.
        scale: of all figures.
        seed: of the random numbers.
    """
    random = np.random.default_rng(seed)
    moves = random.normal(size=(3, periods)).cumsum(axis=1)
    values = 100 + random.normal(size=(units, 3)) @ moves
    values += noise * random.normal(size=values.shape)
    values *= spread ** random.uniform(0, 1, size=(units, 1))
    if near is not None:
        values[0] = random.dirichlet(np.ones(3)) @ values[1:4] + near * random.normal(size=periods)
    if alike is not None:
        twins = values[1:3] * (1 + alike * random.normal(size=(2, periods)))
        values = np.concatenate([values, twins])
    return Panel(("o",), names("a", len(values)), years(periods), scale * values[None])


extremes = st.builds(
    extreme_panel,
    units=st.integers(5, 24),
    periods=st.integers(6, 60),
    spread=st.sampled_from([1.0, 10.0, 100.0]),
    noise=st.sampled_from([1e-9, 1e-6, 1e-3, 0.1, 3.0]),
    near=st.sampled_from([None, 0.0, 1e-10, 1e-6, 1e-3]),
    alike=st.sampled_from([None, 0.0, 1e-12, 1e-9, 1e-6]),
    scale=st.sampled_from([1e-6, 1.0, 1e6]),
    seed=st.integers(0, 100_000),
)


@given(extremes)
@settings(max_examples=40, deadline=None)
def test_the_gap_is_met_by_either_engine_and_they_agree_as_far_as_their_gaps_promise(panel):
    """A path is no further from the one optimal path than the root of its gap, before the start."""
    start = max(4, len(panel.times) * 7 // 10)
    reached = np.zeros((2, len(panel.units)))
    found = [fit_all(panel, start=start, engine=engine) for engine in ENGINES]
    size = np.linalg.norm(panel.values[0, :, :start], axis=1)
    for number, fits in enumerate(found):
        assert (fits.certificate >= 0).all()
        assert (fits.certificate <= CERTIFICATE_LIMIT).all()
        loss = fits.pre_rmspe[0] ** 2 * start
        reached[number] = np.sqrt(fits.certificate[0] * np.maximum(loss, SMALL_LOSS * size**2))
    unlike = (found[0].counterfactual - found[1].counterfactual)[0, :, :start]
    assert (np.linalg.norm(unlike, axis=1) <= reached.sum(axis=0) + 1e-13 * size).all()


def test_a_newest_donor_that_takes_nothing_from_the_residual_is_let_go():
    """Square to the residual, it neither moves nor has weight: the fit stays where it is."""
    points = np.array([[1.0, 0.0], [1.0, 1.0]])
    problem = SimpleNamespace(
        away=(points, np.zeros_like(points)),
        residual=lambda support, weights: weights[0] @ points[support],
    )
    start = np.array([1.0, 0.0]), np.zeros(2)
    support, weights, moved = _settle(problem, np.array([0, 1]), start)
    assert (support.tolist(), weights[0].tolist(), moved) == ([0], [1.0], False)


def exact_loss(panel, unit, start):
    """The least loss there is, in fractions: the same search, and nothing is rounded."""
    figures = [[Fraction(x) for x in row[:start]] for row in panel.values[0].tolist()]
    own = figures[unit]
    away = [[x - y for x, y in zip(row, own, strict=True)] for row in figures]
    products = [[product(one, other) for other in away] for one in away]
    donors = [j for j in range(len(away)) if j != unit]
    weights = {min(donors, key=lambda j: products[j][j]): Fraction(1)}
    while True:
        slopes = {j: sum(w * products[j][k] for k, w in weights.items()) for j in donors}
        loss = sum(w * slopes[k] for k, w in weights.items())
        newest = min(donors, key=slopes.__getitem__)
        if slopes[newest] >= loss:
            return float(loss)
        weights[newest] = Fraction(0)
        while True:
            solved = eliminated(
                [[*(products[j][k] for k in weights), Fraction(1)] for j in weights]
            )
            target = dict(zip(weights, (each / sum(solved) for each in solved), strict=True))
            if min(target.values()) > 0:
                weights = target
                break
            shares = {k: w / (w - target[k]) for k, w in weights.items() if target[k] <= 0}
            gone = min(shares, key=shares.__getitem__)
            weights = {k: w + shares[gone] * (target[k] - w) for k, w in weights.items()}
            del weights[gone]


def product(one, other):
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def eliminated(rows):
    """Solve linear equations by elimination; the right side stands last in each row."""
    rows = [list(row) for row in rows]
    for k, row in enumerate(rows):
        for other in rows:
            if other is not row and other[k]:
                times = other[k] / row[k]
                other[:] = [a - times * b for a, b in zip(other, row, strict=True)]
    return [row[-1] / row[k] for k, row in enumerate(rows)]


@pytest.mark.parametrize("seed", range(3))
def test_arithmetic_without_rounding_finds_no_smaller_loss(seed):
    """Areas a hundredfold apart that share all but a hundred-thousandth of their movements."""
    panel = extreme_panel(
        units=10, periods=16, spread=100, noise=1e-3, near=1e-7, alike=1e-9, scale=1, seed=seed
    )
    found = [fit_all(panel, start=12, engine=engine).pre_rmspe[0] ** 2 * 12 for engine in ENGINES]
    for unit in range(len(panel.units)):
        least = exact_loss(panel, unit, 12)
        size = float(np.sum(panel.values[0, unit, :12] ** 2))
        bound = CERTIFICATE_LIMIT * max(least, SMALL_LOSS * size)
        for losses in found:
            assert -1e-13 * least <= losses[unit] - least <= bound


def test_the_polish_is_what_meets_the_bound_on_such_panels(monkeypatch):
    """Without it the same panels are above the bound, so that the tests above test it."""
    from capitula.outcomes.counterfactual import engine

    panels = [
        extreme_panel(
            units=40, periods=45, spread=100, noise=1e-3, near=1e-8, alike=1e-9, scale=1, seed=seed
        )
        for seed in range(6)
    ]
    with_polish = [fit_all(panel, start=30).certificate.max() for panel in panels]
    assert max(with_polish) <= CERTIFICATE_LIMIT
    monkeypatch.setattr(engine, "POLISH", np.inf)
    monkeypatch.setattr(synthetic_control, "CERTIFICATE_LIMIT", np.inf)
    without = [fit_all(panel, start=30).certificate.max() for panel in panels]
    assert max(without) > CERTIFICATE_LIMIT


def test_the_number_of_threads_changes_no_byte_of_a_polished_fit():
    panel = extreme_panel(
        units=50, periods=45, spread=100, noise=1e-3, near=1e-8, alike=1e-9, scale=1, seed=1
    )
    one, many = (fit_all(panel, start=30, threads=threads) for threads in (1, 5))
    assert one.counterfactual.tobytes() == many.counterfactual.tobytes()


def test_a_fit_that_is_not_exact_is_refused_and_named(monkeypatch):
    """The bound is set so low that none can meet it: rounding alone is above."""
    monkeypatch.setattr(synthetic_control, "CERTIFICATE_LIMIT", 0.0)
    panel = factor_panel(units=12)
    fits = fit_all(panel, start=30)
    assert fits.refused
    for (outcome, unit), why in fits.refused.items():
        at = fits.outcomes.index(outcome), fits.units.index(unit)
        assert why.startswith("not exact: optimality gap")
        assert np.isnan(fits.counterfactual[at]).all()
        assert not fits.fitted[at]
    refused = next(unit for _, unit in fits.refused)
    with pytest.raises(InputFaults, match="not exact"):
        fit_all(panel, start=30, treated=[refused])


# Whether the weights are the only ones.


def test_weights_are_the_only_ones_where_donors_are_fewer_than_periods_and_unlike():
    fits = fit_all(factor_panel(units=12), start=30, treated=["a000"])
    found = uniqueness(fits, "o000")
    assert found.is_unique
    assert not found.perfect
    assert found.warning() == ""


def test_a_perfect_fit_from_more_donors_than_periods_is_one_of_many():
    panel = factor_panel(units=30, periods=12, noise=5.0)
    nearest = panel.units[int(np.argmin(fit_all(panel, start=4).pre_rmspe[0]))]
    found = uniqueness(fit_all(panel, start=4, treated=[nearest]), "o000")
    assert found.perfect
    assert not found.is_unique
    assert "the fit before the start is perfect" in found.warning()


def test_a_perfect_fit_may_have_one_set_of_weights():
    """Northam is a quarter of the way from Easton to Weston, and Farley is like neither."""
    panel = one_outcome(
        {
            "Northam": [105, 113, 115, 123, 120, 128],
            "Easton": [100, 110, 110, 120, 120, 130],
            "Weston": [120, 122, 130, 132, 140, 142],
            "Farley": [300, 10, 250, 20, 280, 15],
        }
    )
    found = uniqueness(fit_all(panel, start="1904", treated=["Northam"]), "cost")
    assert found.perfect
    assert found.is_unique


def test_a_donor_twice_shares_its_weight_in_any_proportion():
    panel = factor_panel(units=12)
    fits = fit_all(panel, start=30, treated=["a000"])
    heaviest = next(iter(fits.weights("o000", "a000")))
    twin = panel.values[:, [panel.units.index(heaviest)]]
    twice = Panel(
        panel.outcomes,
        (*panel.units, "twin"),
        panel.times,
        np.concatenate([panel.values, twin], axis=1),
    )
    found = uniqueness(fit_all(twice, start=30, treated=["a000"]), "o000")
    assert not found.is_unique
    assert not found.perfect
    assert "donors are alike" in found.warning()


def test_other_methods_make_no_such_claim():
    fits = fit_all(factor_panel(units=12), start=30, treated=["a000"], method="ridge")
    assert uniqueness(fits, "o000") is None


# Twice the digits.

floats = st.floats(-1e12, 1e12, allow_subnormal=False).filter(lambda x: not 0 < abs(x) < 1e-100)


@given(floats, floats)
def test_what_a_sum_and_a_product_round_away_is_kept(a, b):
    for high, low, exact in (
        (*two_sum(np.float64(a), np.float64(b)), Fraction(a) + Fraction(b)),
        (*two_product(np.float64(a), np.float64(b)), Fraction(a) * Fraction(b)),
    ):
        assert Fraction(float(high)) + Fraction(float(low)) == exact


def test_a_weighted_sum_that_cancels_is_right_to_the_last_digit():
    weights = np.array([1e8, -1e8, 1.0]), np.zeros(3)
    rows = np.array([[1 + 1e-15], [1.0], [1e-9]]), np.zeros((3, 1))
    high, _ = weighted_sum(weights, rows)
    exact = sum(Fraction(w) * Fraction(r) for w, r in zip(weights[0], rows[0][:, 0], strict=True))
    assert high[0] == float(exact)
