"""The level change: an area beside its own months and the areas that moved like it.

A monthly figure of one area drifts by itself: over two years its level strays so far that a
programme's five per cent cannot be told from drift. Over the months beside the start it strays
much less. So the change is read there: what the other areas foretell is taken away, months near the
start weigh most, and the result is held against the same figure in every area that had no contract.

The price is said with it: the test sees a change that comes at once and stays. One that builds up
over a year looks like drift: it must be looked for as such, and be about twice as large.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.outcomes.contrasts.contrast import effect_shape, weigh
from capitula.outcomes.contrasts.donors import foretell
from capitula.outcomes.contrasts.odd_periods import draw_in
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.compatible import CompatibleRange, compatible_range
from capitula.outcomes.inference.power import power, simple_mde
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.level_change.deciding import every_p, level_change_test
from capitula.outcomes.level_change.in_units import level_of, power_in_units, range_in_units
from capitula.outcomes.level_change.standing import standing
from capitula.outcomes.level_change.words import sentences
from capitula.outcomes.panel.panel import Panel

START, MONTHS, AREAS = 40, 64, 60


def made_up(seed=1, areas=AREAS, months=MONTHS, noise=0.02, drift=0.01):
    """Areas with seasons in common, a level that drifts, and noise of their own."""
    draw = np.random.default_rng(seed)
    season = 0.05 * np.sin(2 * np.pi * np.arange(months) / 12)
    level = np.cumsum(draw.normal(0, drift, (areas, months)), axis=1)
    size = draw.uniform(500, 5000, (areas, 1))
    return size * np.exp(season + level + draw.normal(0, noise, (areas, months)))


def panel(values):
    names = tuple(f"area {n}" for n in range(len(values)))
    return Panel(
        ("admissions",), names, tuple(f"m{t:02}" for t in range(values.shape[1])), [values]
    )


def fitted(values, start=START, treated=0, **options):
    names = [] if treated is None else [f"area {treated}"]
    return fit_all(panel(values), method="level-change", start=start, treated=names, **options)


def change(values, area=0, **options):
    return float(
        fitted(values, treated=area, **options).details["level_change"].read().change[0, area, 0]
    )


def with_effect(values, share, area=0, start=START):
    moved = values.copy()
    moved[area, start:] *= 1 + share
    return moved


def test_a_fall_of_a_fifth_is_found_and_told_in_three_sentences():
    """Sixty areas, 40 months before the start and 24 after; admissions fall by a fifth at once."""
    test = level_change_test(fitted(with_effect(made_up(8), -0.2)), "admissions", -1)
    assert test.change_share == pytest.approx(-0.2, abs=0.05)
    assert test.low < -0.2 < test.high
    assert test.p_better == test.floor == 1 / 60
    assert test.p_worse > 0.9
    found, rare, seen = sentences(test, "area 0")
    assert found.startswith("Compared with what its own months before the start and the areas")
    assert "the level in area 0 fell by" in found
    assert "Of 60 areas" in rare
    assert "p = 0.017" in rare
    assert "found four times in five" in seen


def test_where_nothing_happened_nothing_is_claimed_more_often_than_one_time_in_twenty():
    """The ranks of all areas fill the grid 1/60 … 60/60: three of sixty are at 0.05 or less."""
    ranks = every_p(fitted(made_up(), treated=None), "admissions", -1)
    assert sorted(np.round(ranks * AREAS)) == list(range(1, AREAS + 1))
    assert (ranks <= 0.05).sum() == 3


def test_the_effect_it_says_it_finds_four_times_in_five_is_found_so_often():
    """Planted in every area in turn, on panels that the figure was not computed from."""
    share = level_change_test(fitted(made_up(2)), "admissions", -1).any_area_mde80_share
    values = made_up(3)
    calls = [
        level_change_test(fitted(with_effect(values, -share, area=n), treated=n), "admissions", -1)
        for n in range(AREAS)
    ]
    assert 0.62 <= np.mean([each.p_better <= 0.05 for each in calls]) <= 0.95


def test_it_sees_more_than_the_plain_mean_of_two_years():
    """Where levels drift, synthetic control and a mean of two years need half as much again."""
    values = made_up(4, drift=0.02)
    own = level_change_test(fitted(values), "admissions", -1).any_area_mde80_share
    exact = fit_all(panel(values).indexed(START), start=START)
    assert simple_mde(exact.gaps[0, :, START:].mean(axis=1)) / 100 > 1.5 * own


def test_a_change_that_builds_up_slowly_is_hard_to_tell_from_drift():
    """Looked for as such it is found better, and both may be looked for at once."""
    values = made_up(5)
    slow = values.copy()
    slow[0] *= 0.7 ** effect_shape(MONTHS, START, 12)
    at_once = level_change_test(fitted(slow), "admissions", -1).p_better
    either = level_change_test(fitted(slow, builds_up=(0, 12)), "admissions", -1).p_better
    over_a_year = level_change_test(fitted(slow, builds_up=12), "admissions", -1).p_better
    assert over_a_year <= either <= at_once


def test_a_contract_that_expects_a_slow_effect_registers_the_gradual_test():
    """Then what is said to be found is an effect that builds up over a year, and it is larger."""
    values = made_up(5)
    slow = fit_all(panel(values), method="level-change-gradual", start=START, treated=["area 0"])
    assert slow.method == "level-change-gradual"
    test = level_change_test(slow, "admissions", -1)
    at_once = level_change_test(fitted(values), "admissions", -1)
    assert test.builds_up == 12
    assert test.mde80_share > 1.5 * at_once.mde80_share
    assert "builds up over 12 periods" in sentences(test, "area 0")[2]
    calls = []
    for n in range(AREAS):
        moved = values.copy()
        moved[n] *= (1 - test.any_area_mde80_share) ** effect_shape(MONTHS, START, 12)
        fits = fit_all(
            panel(moved), method="level-change-gradual", start=START, treated=[f"area {n}"]
        )
        calls.append(level_change_test(fits, "admissions", -1).p_better <= 0.05)
    assert 0.7 <= np.mean(calls) <= 0.9


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), shrinkage=st.floats(0.01, 10), difference=st.integers(1, 6))
def test_the_donors_weights_are_the_constrained_ridge_solution(seed, shrinkage, difference):
    """From one inverse for all areas, the same as solving each area's own equations."""
    series = np.log(made_up(seed, areas=9, months=30))
    donors = np.array([False] + [True] * 8)
    weights = foretell(series, donors, 24, shrinkage=shrinkage, difference=difference).weights
    moves = series[:, difference:24] - series[:, : 24 - difference]
    centred = moves - moves[1:].mean(axis=0)
    penalty = shrinkage * np.sum(centred[1:] ** 2)
    for area in range(9):
        behind = [n for n in range(1, 9) if n != area]
        gram = moves[behind] @ moves[behind].T + penalty * np.eye(len(behind))
        ones = np.ones((len(behind), 1))
        whole = np.block([[gram, ones], [ones.T, np.zeros((1, 1))]])
        solved = np.linalg.solve(whole, np.r_[moves[behind] @ moves[area], 1.0])[:-1]
        np.testing.assert_allclose(weights[area, behind], solved, atol=1e-9)
        assert weights[area, area] == weights[area, 0] == 0
        assert weights[area].sum() == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(
    before=st.integers(8, 48),
    due=st.integers(0, 6),
    after=st.integers(1, 36),
    builds_up=st.integers(0, 24),
    forgetting=st.floats(0.01, 5),
)
def test_the_weights_of_the_months_ignore_the_level_and_pass_an_effect_whole(
    before, due, after, builds_up, forgetting
):
    weights = weigh(before, due, after, builds_up, forgetting)
    shape = effect_shape(before + due + after, before + due, builds_up)
    assert weights.sum() == pytest.approx(0, abs=1e-9)
    assert weights @ shape == pytest.approx(1)
    assert not weights[before : before + due].any()


def test_months_beside_the_start_weigh_most():
    """With drift of .3 the first month after the start has a weight of two fifths."""
    weights = weigh(36, 0, 24, 0, 0.3)
    assert weights[36] == weights.max() == pytest.approx(0.44, abs=0.01)
    assert weights[35] == weights.min()
    assert np.abs(weights[:24]).max() < 0.031


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), share=st.floats(-0.5, 1.0))
def test_an_effect_that_comes_at_once_moves_the_change_by_its_logarithm(seed, share):
    values = made_up(seed)
    moved = change(with_effect(values, share)) - change(values)
    assert moved == pytest.approx(np.log1p(share), abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000))
def test_neither_size_nor_a_common_season_nor_the_order_of_areas_matters(seed):
    values = made_up(seed)
    draw = np.random.default_rng(seed)
    base = change(values)
    resized = values * draw.uniform(0.1, 10, (AREAS, 1))
    common = values * draw.uniform(0.5, 2, (1, MONTHS))
    order = np.r_[0, 1 + draw.permutation(AREAS - 1)]
    for other in (resized, common, values[order]):
        assert change(other) == pytest.approx(base, abs=1e-9)


def test_the_treated_area_stands_behind_no_placebo():
    values = made_up()
    base = fitted(values).details["level_change"]
    moved = fitted(with_effect(values, -0.9)).details["level_change"]
    np.testing.assert_array_equal(base.scale[0, 1:], moved.scale[0, 1:])
    np.testing.assert_array_equal(base.own[0, 1:], moved.own[0, 1:])
    assert not fitted(values).weights("admissions", "area 3").get("area 0")
    assert sum(fitted(values).weights("admissions", "area 0").values()) == pytest.approx(1)


def test_the_same_figures_give_the_same_bytes():
    one, two = (fitted(made_up(7)) for _ in range(2))
    assert one.counterfactual.tobytes() == two.counterfactual.tobytes()


def test_a_single_odd_month_is_drawn_in_and_a_lasting_change_never():
    calm = np.tile(0.01 * np.tile([1.0, -1.0], 20), (5, 1))
    odd, lasting = calm.copy(), calm.copy()
    odd[0, 25] += 1.0
    lasting[:, 20:] += 1.0
    assert draw_in(odd, 20, 4.0)[0, 25] < 0.2
    np.testing.assert_allclose(draw_in(lasting, 20, 4.0), lasting, atol=1e-12)


def test_months_in_which_no_effect_was_due_are_not_looked_at():
    values = made_up()
    learning = values.copy()
    learning[0, START : START + 6] *= 0.5
    with_due = change(learning, effect_due=START + 6, odd_limit=1e9)
    assert with_due == pytest.approx(change(values, effect_due=START + 6, odd_limit=1e9))


def test_power_and_range_in_the_unit_of_the_measure():
    """A fall is better: the range is turned, and shares become admissions a month."""
    fits = fitted(with_effect(made_up(), -0.2))
    test = level_change_test(fits, "admissions", -1)
    found = power_in_units(fits, "admissions", test, periods_per_year=12)
    level = level_of(fits, "admissions")
    assert found.mde80 == pytest.approx(test.mde80_share * level)
    assert found.per_year == pytest.approx(12 * found.mde80)
    span = range_in_units(fits, "admissions", test, -1)
    assert isinstance(span, CompatibleRange)
    assert span.low == pytest.approx(-test.high * level)
    assert span.high == pytest.approx(-test.low * level)


def test_the_compatible_range_holds_the_truth_nine_times_in_ten():
    """Each area in turn, a fall of a tenth planted in it: 53 or so of 60 ranges hold it."""
    values = made_up(9)
    held = 0
    for n in range(AREAS):
        test = level_change_test(
            fitted(with_effect(values, -0.1, area=n), treated=n), "admissions", -1
        )
        held += test.low <= -0.1 <= test.high
    assert 52 <= held <= 57


def test_it_decides_in_place_of_the_windows_wherever_a_method_is_judged():
    """Windows, power and compatible range ask the method for its own test and give its answer."""
    fits = fitted(with_effect(made_up(8), -0.2))
    test = level_change_test(fits, "admissions", -1)
    cut = windows(fits, -1)
    assert cut.statistic.shape == (1, AREAS, 2)
    assert cut.p_better[0, 0] == test.p_better
    assert cut.p_worse[0, 0] == test.p_worse
    assert power(fits, "admissions", -1).statistic == "level change"
    assert power(fits, "admissions", -1).found_elsewhere == test.found_elsewhere
    level = level_of(fits, "admissions")
    assert compatible_range(fits, "admissions", -1).high == pytest.approx(-test.low * level)


def test_without_a_direction_both_ways_share_the_chance():
    test = level_change_test(fitted(with_effect(made_up(), 0.3)), "admissions", 0)
    assert test.p_better is test.p_worse is None
    assert test.p_two_sided == 1 / 60
    up = level_change_test(fitted(made_up()), "admissions", 1)
    assert test.mde80_share > up.mde80_share * 0.9


def test_with_fewer_than_twenty_areas_nothing_can_be_shown_and_it_says_so():
    test = level_change_test(fitted(made_up(areas=12)), "admissions", -1)
    assert test.mde80_share is test.low is None
    assert "no change, however large" in sentences(test, "area 0")[2]


def test_what_cannot_be_is_refused_all_at_once():
    """Fewer than eight months before the start: it cannot be judged."""
    with pytest.raises(InputFaults) as refused:
        fitted(made_up(), start=7, shrinkage=0.0, after=0)
    assert [fault.place.field for fault in refused.value.faults] == ["start", "after", "shrinkage"]


def test_an_area_with_a_month_of_nought_is_left_out_by_name():
    values = made_up()
    values[5, 3] = 0.0
    fits = fitted(values)
    assert "no logarithm" in fits.refused["admissions", "area 5"]
    assert np.isnan(fits.counterfactual[0, 5]).all()
    assert len(standing(fits, "admissions", -1).units) == AREAS - 1
    with pytest.raises(LookupError, match="no logarithm"):
        level_change_test(fitted(values, treated=5), "admissions", -1)
