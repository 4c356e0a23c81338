"""Is the gap larger than those of areas that had no such contract?

Every area is fitted as if it had been treated. The treated area's statistic is ranked among all of
them, itself included: with twenty areas the least p is one in twenty, and that is printed.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.agreement import agreement
from capitula.outcomes.inference.family import benjamini_hochberg, family_p
from capitula.outcomes.inference.placebo import ratio_test, ratios
from capitula.outcomes.inference.ranks import bar_to_pass, own_p, rank_p
from capitula.outcomes.inference.windows import windows
from harness.panels import factor_panel, names, with_effect, years


def fits_of(gaps, start, treated=0, outcomes=1):
    """Fits whose gaps are given: the counterfactual is nought."""
    gaps = np.array(gaps, dtype=float).reshape(outcomes, -1, np.shape(gaps)[-1])
    before = np.sqrt((gaps[:, :, :start] ** 2).mean(axis=2))
    units = names("a", gaps.shape[1])
    return Fits(
        method="made up",
        outcomes=names("o", outcomes),
        units=units,
        times=years(gaps.shape[2]),
        start=start,
        treated=units[treated],
        actual=gaps,
        counterfactual=np.zeros_like(gaps),
        pre_rmspe=before,
        certificate=np.full(gaps.shape[:2], np.nan),
    )


GAPS = [
    [1, -1, 6, 6],
    [1, -1, 3, -3],
    [2, -2, 2, 2],
    [1, -1, -1, 1],
]
"""Four areas, two periods before the start and two after."""


def test_the_ratio_of_the_gap_after_to_the_gap_before():
    """The first area's ratio is 6, the others' 3, 1 and 1: the rarest of four, p = 1/4 at best."""
    fits = fits_of(GAPS, 2)
    assert ratios(fits)[0] == pytest.approx([6, 3, 1, 1])
    test = ratio_test(fits, "o000")
    assert (test.rank, test.areas, test.p, test.floor) == (1, 4, 0.25, 0.25)
    assert ratio_test(fits_of(GAPS, 2, treated=3), "o000").rank == 4


def test_ties_count_against_the_treated_area():
    assert rank_p(np.array([[3.0, 3.0, 1.0, np.nan]])).tolist()[0][:3] == pytest.approx(
        [2 / 3, 2 / 3, 1]
    )


def test_an_area_without_a_fit_is_no_area():
    fits = fits_of([*GAPS, [np.nan] * 4], 2)
    assert ratio_test(fits, "o000").areas == 4


@given(arrays(float, st.integers(2, 60), elements=st.floats(-5, 5)), st.sampled_from([0.05, 0.2]))
def test_the_bar_is_what_a_statistic_must_exceed(others, alpha):
    bar = bar_to_pass(others, alpha)
    if np.isinf(bar):
        assert alpha * (len(others) + 1) < 1
    else:
        assert own_p(np.nextafter(bar, np.inf), others) <= alpha + 1e-12
        assert own_p(bar, others) > alpha - 1e-12


def test_windows_are_signed_and_several_cost_no_further_error():
    """Less is better: a gap of −4, then −2, over an error of 1 before the start.

    | area | before | window 1 | window 2 | T | best | p improved |
    |------|--------|----------|----------|---|------|------------|
    | a000 | ±1     | −4       | −2       | 4, 2   | 4 | 1/4 |
    | a001 | ±1     | +3       | +3       | −3, −3 | −3 | 4/4 |
    | a002 | ±2     | −2       | +2       | 1, −1  | 1 | 2/4 |
    | a003 | ±1     | −1       | +1       | 1, −1  | 1 | 3/4, tied |
    """
    fits = fits_of(
        [
            [1, -1, -4, -4, -2, -2],
            [1, -1, 3, 3, 3, 3],
            [2, -2, -2, -2, 2, 2],
            [1, -1, -1, -1, 1, 1],
        ],
        2,
    )
    cut = windows(fits, -1, length=2)
    assert cut.gap[0, 0].tolist() == [4, 2]
    assert cut.statistic[0].tolist() == [[4, 2], [-3, -3], [1, -1], [1, -1]]
    assert cut.p_better[0].tolist() == [0.25, 1.0, 0.75, 0.75]
    assert cut.p_worse[0].tolist() == [1.0, 0.25, 0.75, 0.75]
    assert cut.first == ("1902", "1904")
    assert cut.last == ("1903", "1905")
    assert cut.band[0].tolist() == pytest.approx([np.quantile([3, 1, 1], 0.95)] * 2)


def test_a_window_that_is_not_full_is_not_judged():
    fits = fits_of(np.ones((5, 10)), 3)
    cut = windows(fits, 1, length=3)
    assert cut.statistic.shape == (1, 5, 2)
    assert cut.left_over == 1
    none = windows(fits, 1, length=12)
    assert none.statistic.shape == (1, 5, 0)
    assert np.isnan(none.p_better).all()
    assert windows(fits, 1, length=None, effect_due=6).left_over == 0


def test_a_window_that_cannot_be_is_refused_with_every_fault():
    fits = fits_of(np.ones((5, 10)), 3)
    with pytest.raises(InputFaults) as refused:
        windows(fits, 0, length=0, effect_due=1, alpha=2)
    assert len(refused.value.faults) == 4


def test_the_family_is_held_against_each_areas_greatest_statistic():
    """Three outcomes: the treated area's 5 must beat whatever another area shows in any of them."""
    statistics = np.array([[5.0, 1.0, 0.0, 2.0], [1.0, 6.0, 0.5, 0.0], [0.2, 0.1, 3.0, np.nan]])
    adjusted = family_p(statistics, 0)
    assert adjusted == pytest.approx([2 / 3, 1, 1])
    with pytest.raises(InputFaults, match="a fit in every outcome"):
        family_p(statistics, 3)


@given(arrays(float, (4, 30), elements=st.floats(-3, 3), unique=True))
def test_an_adjusted_p_is_never_below_the_single_one(statistics):
    single = rank_p(statistics)[:, 0]
    assert (family_p(statistics, 0) >= single - 1e-12).all()


def test_the_false_discovery_rate():
    """Benjamini and Hochberg's own steps: .01, .02, .03 and .5 of four."""
    assert benjamini_hochberg(np.array([0.5, 0.01, 0.03, 0.02])) == pytest.approx(
        [0.5, 0.04, 0.04, 0.04]
    )


def test_the_max_statistic_holds_the_family_at_its_level():
    """With ten outcomes and no effect, some outcome passes in at most one area of twenty.

    Each area in turn is the treated one; the share of areas in which the family rejects cannot
    pass .05, since the maxima are ranked among themselves.
    """
    fits = fit_all(factor_panel(units=60, outcomes=10, seed=4), start=25)
    best = windows(fits, 1, length=None).best
    rejects = [family_p(best, unit).min() <= 0.05 for unit in range(60)]
    assert np.mean(rejects) <= 0.05
    singly = [(rank_p(best)[:, unit] <= 0.05).any() for unit in range(60)]
    assert np.mean(singly) > 0.05


def test_methods_are_put_side_by_side_and_none_is_chosen():
    panel = with_effect(factor_panel(units=40, periods=80, noise=0.5), "a003", 60, -9.0)
    every = [
        fit_all(panel, method=method, start=60, treated=["a003"])
        for method in ("synthetic-control", "ridge")
    ]
    found = agreement(every, "o000")
    assert [each.method for each in found.methods] == ["synthetic-control", "ridge"]
    assert found.same_sign == 2
    assert found.clear == 2
    assert "2 of 2 methods point the same way" in found.text()
