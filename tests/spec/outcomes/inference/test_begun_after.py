"""A trend that ran before the start is not an effect: the test beside the windows' test.

Sixty areas drift a little and have noise; one of them falls by 5 % a year all along, before the
start and after it. Before and after look splendid, and so does the gap to a comparison that does
not fall. What begins after the start, with each area's own trend carried on, is nothing.

| the area judged               | windows alone | begun after the start | p, ever improved |
|-------------------------------|---------------|-----------------------|------------------|
| falls by 5 % a year all along | called        | not called            | not called       |
| falls by 20 % at the start    | called        | called                | called           |
| falls by 20 % a year later    | called        | called                | called           |
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.begun_after import begun_after, p_values
from capitula.outcomes.inference.ranks import bar_to_pass, rank_p
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.panel.panel import Panel

AREAS, START, MONTHS = 60, 48, 72
NAMES = tuple(f"a{n:02}" for n in range(AREAS))
TIMES = tuple(f"{2010 + n // 12}-{n % 12 + 1:02}" for n in range(MONTHS))
SINCE = np.arange(MONTHS) - START


def figures(seed=3, drift=0.006, noise=0.015):
    """Areas of any size with a season in common, a drift and noise of their own."""
    draw = np.random.default_rng(seed)
    season = 0.05 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)
    level = np.cumsum(draw.normal(0, drift, (AREAS, MONTHS)), axis=1)
    noise = draw.normal(0, noise, (AREAS, MONTHS))
    return draw.uniform(500, 5000, (AREAS, 1)) * np.exp(season + level + noise)


def fitted(values, method="synthetic-control", treated=0):
    panel = Panel(("care",), NAMES, TIMES, values[None]).indexed(START)
    return fit_all(panel, method=method, start=START, treated=[NAMES[treated]])


def changed(factor, **world):
    values = figures(**world)
    values[0] *= factor
    return values


TREND = np.exp(-0.05 * np.arange(MONTHS) / 12)
AT_ONCE = np.where(SINCE >= 0, 0.8, 1.0)
LATER = np.where(SINCE >= 12, 0.8, 1.0)


@pytest.mark.parametrize("method", ["synthetic-control", "ridge", "did"])
def test_a_trend_all_along_is_not_called_improved(method):
    """It beats every window, by any method; and no change began after the start."""
    cut = windows(fitted(changed(TREND), method), -1)
    assert rank_p(cut.best)[0, 0] <= 0.05, "what it guards against is there"
    assert cut.p_begun[0][0, 0] > 0.05
    assert cut.p_better[0, 0] == cut.p_begun[0][0, 0]


@pytest.mark.parametrize("factor", [AT_ONCE, LATER], ids=["at once", "a year later"])
def test_a_change_that_begins_after_the_start_is_called(factor):
    cut = windows(fitted(changed(factor)), -1)
    assert cut.p_better[0, 0] <= 0.05
    assert cut.p_begun[0][0, 0] <= 0.05


def test_a_method_with_a_test_of_its_own_has_no_other_beside():
    cut = windows(fitted(figures(), "level-change"), -1)
    assert cut.begun == ()
    assert np.isnan(cut.p_begun[0]).all()


def statistic(values, direction=-1):
    """Of the area judged, donors weighed as they are with no trend at all."""
    fits = fitted(values)
    return begun_after(fits, "care", direction, length=12, count=2, due=START)


@settings(max_examples=15, deadline=None)
@given(st.floats(-0.2, 0.2), st.integers(0, 30))
def test_a_trend_of_any_size_changes_nothing(pace, seed):
    """Falling or rising by up to a fifth a year; the area is no donor, so that all others stay."""
    values = figures(seed)
    plain = statistic(values)
    values[0] *= np.exp(pace * np.arange(MONTHS) / 12)
    after = statistic(values)
    assert after.each[1:] == pytest.approx(plain.each[1:])
    assert after.each[0] == pytest.approx(plain.each[0], abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.01, 100), st.integers(0, 30))
def test_the_unit_of_the_figures_changes_nothing(size, seed):
    plain, scaled = (statistic(values) for values in (figures(seed), figures(seed) * size))
    assert scaled.each == pytest.approx(plain.each, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 30))
def test_better_and_worse_change_places_with_the_direction(seed):
    down, up = (statistic(figures(seed), way) for way in (-1, 1))
    assert down.better == pytest.approx(up.worse)
    assert down.worse == pytest.approx(up.better)


@pytest.mark.parametrize("direction", [1, -1])
def test_ranks_fill_their_grid_where_nothing_happened(direction):
    """So that one area in twenty passes by chance, and no more."""
    better, worse = p_values(statistic(figures(9), direction), AREAS)
    for p in (better, worse):
        assert sorted(np.round(p * AREAS)) == list(range(1, AREAS + 1))


@settings(max_examples=10, deadline=None)
@given(st.floats(0.02, 0.4), st.integers(0, 30))
def test_what_an_area_needs_is_what_passes(share, seed):
    """The least effect that passes the bar, planted as a share, does; a little less does not."""
    del share
    begun = statistic(figures(seed))
    bar = bar_to_pass(begun.better[1:], 0.05)
    needed = begun.needed(bar)[0]
    if needed == 0:
        assert begun.better[0] >= bar
        return
    share = needed / begun.level[0]
    for times, passes in ((1.02, True), (0.98, False)):
        moved = begun.figures[0] * np.where(SINCE >= 0, 1 - times * share, 1.0)
        assert (begun.read(0, moved[None])[0].max() > bar) == passes


def test_it_needs_eight_periods_before_the_start_and_four_areas():
    panel = Panel(("care",), NAMES, TIMES[:30], figures()[None, :, :30])
    short = fit_all(panel, method="did", start=7, treated=[NAMES[0]])
    assert begun_after(short, "care", -1, length=12, count=1, due=7) is None
    few = Panel(("care",), NAMES[:4], TIMES, figures()[None, :4])
    fits = fit_all(few, method="did", start=START, treated=[NAMES[0]])
    assert begun_after(fits, "care", -1, length=12, count=2, due=START) is None


def test_figures_below_nought_are_read_as_they_are():
    """A score that can be negative has no logarithm; the test runs on it all the same."""
    draw = np.random.default_rng(5)
    values = draw.normal(0, 1, (1, AREAS, MONTHS))
    values[0, 0, START:] -= 3
    fits = fit_all(Panel(("score",), NAMES, TIMES, values), start=START, treated=[NAMES[0]])
    begun = begun_after(fits, "score", -1, length=12, count=2, due=START)
    assert begun.level is None
    assert p_values(begun, AREAS)[0][0] <= 0.05
