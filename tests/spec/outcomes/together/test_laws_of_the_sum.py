"""The laws of the sum: what changes nothing, what moves it which way, what its range means."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.outcomes.contrasts.contrast import FORGETTING, weigh
from capitula.outcomes.contrasts.donors import foretell
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together.asking import ask_together
from capitula.outcomes.together.testing import every_joint_p
from harness.together import AREAS, MONTHS, NAMES, START, changed, made_up, panel

SEEDS = st.integers(0, 10_000)
SIGNS = st.tuples(*[st.sampled_from([1, -1])] * 3)
FEW = settings(max_examples=10)


def asked(values, signs=None, area=0, names=NAMES):
    return ask_together(
        panel(values, names),
        start=START,
        treated=[f"area {area}"],
        signs=signs or (-1,) * len(values),
    )


def numbers(test):
    """All that a test says which does not hang on the outcomes' names or order."""
    return [test.sum, test.p_better, test.p_worse, test.detectable, test.any_area, *test.compatible]


@FEW
@given(seed=SEEDS, signs=SIGNS)
def test_counting_every_outcome_twice_adds_nothing(seed, signs):
    """The sums double, and with them what a change in each adds: p, power and range stay."""
    values = made_up(seed, outcomes=3)
    once, twice = asked(values, signs), asked(np.concatenate([values, values]), signs * 2)
    assert twice.test.sum == pytest.approx(2 * once.test.sum)
    assert numbers(twice.test)[1:3] == numbers(once.test)[1:3]
    assert numbers(twice.test)[3:] == pytest.approx(numbers(once.test)[3:])


@FEW
@given(seed=SEEDS, signs=SIGNS, order=st.permutations(range(3)))
def test_the_order_of_the_outcomes_changes_nothing(seed, signs, order):
    values = made_up(seed, outcomes=3)
    turned = asked(values[order], tuple(signs[k] for k in order), names=[NAMES[k] for k in order])
    assert numbers(turned.test) == pytest.approx(numbers(asked(values, signs).test))


@FEW
@given(seed=SEEDS, signs=SIGNS)
def test_the_order_of_the_areas_changes_nothing(seed, signs):
    values = made_up(seed, outcomes=3)
    order = np.r_[0, 1 + np.random.default_rng(seed).permutation(AREAS - 1)]
    base, other = asked(values, signs).test, asked(values[:, order], signs).test
    halves = ("p_better", "p_worse", "sum", "detectable", "any_area", "compatible")
    for name in halves:  # all but the share found elsewhere, whose halves go by the order
        assert getattr(other, name) == pytest.approx(getattr(base, name))


@FEW
@given(seed=SEEDS, signs=SIGNS)
def test_neither_size_nor_what_all_areas_share_in_a_month_matters(seed, signs):
    values = made_up(seed, outcomes=3)
    draw = np.random.default_rng(seed)
    base = numbers(asked(values, signs).test)
    sizes = draw.uniform(0.1, 10, (3, AREAS, 1))
    months = draw.uniform(0.5, 2, (3, 1, MONTHS))
    for other in (values * sizes, values * months, values * 100):
        assert numbers(asked(other, signs).test) == pytest.approx(base, abs=1e-9)


@FEW
@given(seed=SEEDS, signs=SIGNS, sizes=st.tuples(*[st.floats(0, 0.5)] * 3))
def test_an_effect_for_the_better_never_raises_p(seed, signs, sizes):
    """In all of them, in some, in one: it adds its logarithm over the scale, and nothing else."""
    values = made_up(seed, outcomes=3)
    base = asked(values, signs)
    helped = asked(changed(values, *(s * d for s, d in zip(signs, sizes, strict=True))), signs)
    at = base.joint.treated
    logs = [s * np.log1p(s * d) for s, d in zip(signs, sizes, strict=True)]
    added = sum(size * step for size, step in zip(logs, base.joint.steps[:, at], strict=True))
    assert helped.test.sum - base.test.sum == pytest.approx(added, abs=1e-7)
    assert helped.test.p_better <= base.test.p_better
    assert helped.test.p_worse >= base.test.p_worse
    np.testing.assert_array_equal(helped.test.sums, base.test.sums)


@FEW
@given(seed=SEEDS, signs=SIGNS)
def test_turning_all_directions_swaps_better_and_worse(seed, signs):
    values = made_up(seed, outcomes=3)
    base, turned = asked(values, signs).test, asked(values, tuple(-s for s in signs)).test
    assert (turned.p_better, turned.p_worse) == (base.p_worse, base.p_better)
    assert turned.sum == pytest.approx(-base.sum)
    assert turned.changes == base.changes


@FEW
@given(seed=SEEDS, signs=SIGNS, areas=st.integers(5, 45))
def test_no_p_is_less_than_one_over_the_areas(seed, signs, areas):
    test = asked(changed(made_up(seed, outcomes=3, areas=areas), 0.9, -0.9, 0.9), signs).test
    assert test.areas == areas
    assert min(test.p_better, test.p_worse) >= test.floor == 1 / areas
    assert test.p_better + test.p_worse == pytest.approx(1 + 1 / areas)


# Chance


@FEW
@given(seed=SEEDS, signs=SIGNS)
def test_over_all_areas_as_if_treated_p_is_uniform_on_its_grid(seed, signs):
    """By ranks of one set of fits, exactly: each of 1/M … M/M once."""
    ranks = every_joint_p(asked(made_up(seed, outcomes=3), signs).joint)
    assert sorted(np.round(ranks * AREAS)) == list(range(1, AREAS + 1))


@pytest.mark.parametrize("seed", range(3))
def test_with_each_area_really_treated_in_turn_p_is_nearly_uniform(seed):
    """The treated area is no donor to the others, so the fits differ a little from turn to turn.

    An area's p lies about one place of forty from what one set of fits gives it, at most six; all
    of them together lie within two places of the grid, and those of a twentieth or less are as many
    as may be, give or take one.
    """
    values = made_up(seed)
    own = np.array([asked(values, area=n).test.p_better for n in range(AREAS)])
    ranks = every_joint_p(asked(values).joint)
    assert np.abs(own - ranks).mean() * AREAS < 1.5
    assert np.abs(own - ranks).max() * AREAS <= 6 + 1e-9
    assert abs(np.sum(own <= 0.05) - 2) <= 1
    assert np.abs(np.sort(own) - np.arange(1, AREAS + 1) / AREAS).max() * AREAS <= 2 + 1e-9


# Power and what is left open


@FEW
@given(seed=SEEDS, signs=SIGNS)
def test_the_printed_change_is_found_in_four_other_areas_of_five(seed, signs):
    """Planted in the figures of each other area, held against the bar that the others set."""
    values = made_up(seed, outcomes=3)
    base = asked(values, signs)
    shares = [sign * base.test.any_area for sign in signs]
    bar = np.sort(base.test.sums)[-2]  # two of forty areas may be among the rarest twentieth
    found = []
    for area in range(1, AREAS):
        steps = base.joint.steps[:, area]
        added = sum(
            step * sign * np.log1p(share)
            for step, sign, share in zip(steps, signs, shares, strict=True)
        )
        found.append(base.test.sums[area - 1] + added >= bar - 1e-9)
    assert np.mean(found) >= 0.8


def test_so_it_is_where_the_figures_of_that_area_are_changed_and_all_fitted_again():
    """Five panels, each other area in turn: within sampling error of four in five."""
    found = []
    for seed in range(5):
        values = made_up(seed, outcomes=3)
        share = asked(values).test.any_area
        found += [
            asked(changed(values, *[-share] * 3, area=n), area=n).test.p_better <= 0.05
            for n in range(1, AREAS, 3)
        ]
    assert 0.7 <= np.mean(found) <= 0.9


@settings(max_examples=6)
@given(seed=SEEDS, signs=SIGNS, effect=st.floats(-0.2, 0.2))
def test_the_range_holds_the_changes_that_the_test_does_not_reject(seed, signs, effect):
    """With such a change taken away from each outcome p is above the level; just beyond it is not.

    By brute force: the figures are changed and the test is run again.
    """
    values = changed(made_up(seed, outcomes=3), *(sign * effect for sign in signs))
    base = asked(values, signs)
    at = base.joint.treated
    step = float(base.joint.steps[:, at].sum())
    bars = np.sort(base.test.sums)
    low, high = (base.test.sum - bars[-2]) / step, (base.test.sum - bars[1]) / step
    for end, name, outside in ((low, "p_better", -1e-6), (high, "p_worse", 1e-6)):
        for beyond in (outside, -outside):
            taken = values.copy()
            for k, sign in enumerate(signs):
                taken[k, 0, START:] /= np.exp(sign * (end + beyond))
            rejected = getattr(asked(taken, signs).test, name) <= 0.05
            assert rejected == (beyond == outside)
    shares = [[s * np.expm1(s * end) for s in set(signs)] for end in (low, high)]
    assert base.test.compatible == pytest.approx((min(shares[0]), max(shares[1])))


@FEW
@given(seed=SEEDS, effect=st.floats(-0.5, 0.5))
def test_the_range_leaves_out_no_change_exactly_where_p_says_so(seed, effect):
    test = asked(changed(made_up(seed), effect, effect)).test
    low, high = test.compatible
    assert (low > 0) == (test.p_better <= 0.05)
    assert (high < 0) == (test.p_worse <= 0.05)


# A trend that ran before


@given(
    before=st.integers(24, 48),
    after=st.integers(6, 36),
    forgetting=st.sampled_from(FORGETTING),
    builds_up=st.sampled_from([0, 12]),
)
def test_the_months_are_weighted_so_that_a_trend_is_carried_on(
    before, after, forgetting, builds_up
):
    """Of a trend the change takes on an eighth of a month's worth at most.

    Where the effect builds up over a year, which looks more like a trend, it is a month's worth or
    a little over. Not nothing, since the trend is held to be of size κ = 1 and not of any size.
    """
    seen = weigh(before, 0, after, builds_up, forgetting) @ np.arange(before + after)
    assert -1e-9 <= seen <= (1.1 if builds_up else 1 / 8)


@FEW
@given(seed=SEEDS, yearly=st.floats(-0.15, 0.15))
def test_with_the_same_donors_a_trend_in_the_place_moves_the_change_by_no_more(seed, yearly):
    values = made_up(seed)
    place = np.log(values[0, 0])
    trend = np.log1p(yearly) * np.arange(MONTHS) / 12
    weights = foretell(
        np.log(values[0]), np.arange(AREAS) > 0, START, shrinkage=0.125, difference=3
    ).weights[0]
    months = weigh(START, 0, MONTHS - START, 0, 0.3)
    told = weights @ np.log(values[0])
    moved = months @ (place + trend - told) - months @ (place - told)
    assert abs(moved) <= abs(np.log1p(yearly)) / 12 / 8 + 1e-12


def test_nor_does_it_choose_other_donors():
    """Fitted anew with the trend in it: the donors are weighed with each area's line taken off.

    Else an area that falls by 8 % a year beside the others would find donors that happened to fall,
    and these do not go on. What is left, a hundredth of a year's trend on average, is the size
    of a trend that the weights allow for, and odd months that are drawn in beside it or not.
    """
    taken, places = [], []
    for seed in range(30):
        values = made_up(seed)
        falling = values.copy()
        falling[:, 0] *= 0.92 ** (np.arange(MONTHS) / 12)
        base, trend = asked(values).test, asked(falling).test
        taken += [
            (np.log1p(trend.changes[each]) - np.log1p(base.changes[each])) / np.log(0.92)
            for each in base.changes
        ]
        places.append((base.p_better - trend.p_better) * AREAS)
    assert abs(np.mean(taken)) < 0.01
    assert np.abs(taken).max() < 0.06
    assert abs(np.mean(places)) < 0.5


# Where areas are missing


def test_a_missing_figure_is_never_filled():
    values = made_up(3)
    values[0, 5, 2] = np.nan
    answer = asked(values)
    assert answer.test.areas == AREAS - 1
    kept = np.delete(np.arange(AREAS), 5)
    units = tuple(f"area {n}" for n in kept)
    whole = Panel(NAMES[:2], units, panel(values).times, values[:, kept])
    without = ask_together(whole, start=START, treated=["area 0"], signs=(-1, -1))
    assert answer.joint.parts[0] == pytest.approx(without.joint.parts[0])
    # In visits area 5 has every figure and stays a donor, though it is in no sum.
    assert answer.joint.parts[1] == pytest.approx(without.joint.parts[1], abs=0.5)
