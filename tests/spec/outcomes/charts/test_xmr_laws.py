"""What holds of every XmR chart, tried on many series; and the fast path against a slow one."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from capitula.ground.faults import ValueFault
from capitula.outcomes.charts.signals import Flag, PointType
from capitula.outcomes.charts.xmr_batch import xmr_batch
from capitula.outcomes.measures import Direction

_SPEC = importlib.util.spec_from_file_location(
    "xmr_oracle", Path(__file__).with_name("xmr_oracle.py")
)
oracle = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(oracle)

STEPS = st.lists(st.integers(-3, 3), min_size=1, max_size=40)
"""Whole numbers near each other: ties, runs and trends are common, and arithmetic is exact."""


@st.composite
def series(draw):
    """A walk, noise, or a walk with wild points: whatever brings out every rule."""
    steps = draw(STEPS)
    walk = np.cumsum(steps) if draw(st.booleans()) else np.array(steps)
    wild = draw(st.lists(st.tuples(st.integers(0, 39), st.integers(-40, 40)), max_size=3))
    values = walk.astype(float)
    for place, height in wild:
        if place < len(values):
            values[place] += height
    return values.tolist()


@st.composite
def parted(draw):
    """A series with up to two rebases and a gap that parts."""
    values = draw(series())
    marks = draw(st.lists(st.integers(1, 39), max_size=2, unique=True))
    gap = draw(st.integers(1, 60))
    segments = [sum(t >= mark for mark in marks) for t in range(len(values))]
    numbers = {s: n for n, s in enumerate(dict.fromkeys(segments))}
    return values, [numbers[s] for s in segments], [int(t >= gap) for t in range(len(values))]


@given(parted(), st.booleans(), st.none() | st.integers(1, 20))
@pytest.mark.parametrize("engine", ["plain", "compiled"])
def test_both_engines_agree_with_the_slow_and_obvious_one(engine, given_series, screened, baseline):
    values, segments, gaps = given_series
    found = xmr_batch(
        [values], screened=screened, baseline=baseline, segments=segments, blocks=gaps,
        engine=engine, threads=1,
    )  # fmt: skip
    blocks = list(zip(segments, gaps, strict=True))
    limits, flags = oracle.chart(values, segments, blocks, screened, baseline)
    assert found.flags[0].tolist() == flags
    for segment, (middle, spread) in limits.items():
        assert found.limits[0, segment, 0] == middle
        if spread is None:
            assert np.isnan(found.limits[0, segment, 1:]).all()
        else:
            assert found.limits[0, segment, 1] == spread


def test_thousands_at_once_give_the_bytes_of_each_alone_on_any_number_of_threads():
    values = np.random.default_rng(7).normal(size=(400, 30)).cumsum(axis=1)
    whole = xmr_batch(values, engine="compiled", threads=3)
    once = xmr_batch(values, engine="compiled", threads=1)
    for n in range(0, 400, 57):
        alone = xmr_batch(values[n : n + 1], engine="plain")
        assert whole.limits[n].tobytes() == alone.limits[0].tobytes()
        assert whole.flags[n].tobytes() == alone.flags[0].tobytes()
    assert whole.limits.tobytes() == once.limits.tobytes()
    assert whole.flags.tobytes() == once.flags.tobytes()


def test_series_of_different_lengths_stand_in_one_batch():
    batch = xmr_batch([[1, 2, 1, 2, 1], [5, 6, 5, np.nan, np.nan]], counts=[5, 3])
    alone = xmr_batch([[5, 6, 5]])
    assert batch.limits[1].tobytes() == alone.limits[0].tobytes()
    assert batch.last_flags().tolist() == [0, 0]


def decided(values, batch):
    """Whether no point is so near to a line that rounding could decide."""
    middle, _, low, high = batch.limits[0, 0]
    near = [middle + (line - middle) * 2 / 3 for line in (low, high)]
    away = np.abs(np.subtract.outer(np.array(values), [middle, low, high, *near]))
    return bool((away > 1e-6 * max(1.0, np.abs(values).max())).all())


@given(series(), st.integers(-50, 50), st.floats(0.01, 100), st.booleans())
def test_another_unit_changes_no_flag(values, shift, scale, screened):
    """Pounds or pence, degrees of either kind: y → a + b·y with b above nought."""
    batch = xmr_batch([values], screened=screened)
    assume(decided(values, batch))
    moved = [shift + scale * value for value in values]
    assert (xmr_batch([moved], screened=screened).flags == batch.flags).all()


@given(series(), st.integers(-50, 50), st.sampled_from(list(Direction)))
def test_turned_over_with_the_direction_turned_too_every_meaning_stays(values, shift, direction):
    """Seen within four hours, or not seen within them: the chart says the same.

    The side turns: an improvement that was high is low. Points on a line are left out.
    """
    batch = xmr_batch([values])
    assume(decided(values, batch))
    turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}.get(direction, direction)
    other = xmr_batch([[shift - value for value in values]])
    assert (other.flags == -batch.flags).all()
    ours, theirs = batch.point_types(direction), other.point_types(turned)
    assert (np.abs(ours) == np.abs(theirs)).all()
    if direction is not Direction.NEUTRAL:
        keys = [[PointType(int(x)).key for x in row[0]] for row in (ours, theirs)]
        assert keys[0] == keys[1]


@given(series(), st.none() | st.integers(2, 20))
def test_screening_never_widens_limits(values, baseline):
    screened, all_used = (
        xmr_batch([values], screened=s, baseline=baseline).limits[0, 0] for s in (True, False)
    )
    if len(values) > 1:
        assert screened[1] <= all_used[1] * (1 + 1e-12)


@given(series(), series(), st.integers(1, 40))
def test_points_appended_to_a_fixed_baseline_leave_earlier_limits_alone(values, more, baseline):
    assume(baseline <= len(values))
    before = xmr_batch([values], baseline=baseline).limits
    after = xmr_batch([values + more], baseline=baseline).limits
    assert before.tobytes() == after.tobytes()


@given(series(), series())
def test_a_rebase_is_two_charts_side_by_side(left, right):
    both = xmr_batch([left + right], segments=[0] * len(left) + [1] * len(right))
    alone = [xmr_batch([part]) for part in (left, right)]
    assert both.flags[0].tolist() == alone[0].flags[0].tolist() + alone[1].flags[0].tolist()
    assert both.limits[0, 1].tobytes() == alone[1].limits[0, 0].tobytes()


@given(series())
def test_the_table_of_meanings_is_the_rule_of_each(values):
    from capitula.outcomes.charts.signals import type_of

    batch = xmr_batch([values])
    for direction in Direction:
        types = batch.point_types(direction)[0]
        assert [type_of(int(f), direction) for f in batch.flags[0]] == [
            PointType(int(x)) for x in types
        ]


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ([], {}),
        ([[]], {}),
        ([[1, np.nan]], {}),
        ([[1, 2]], {"baseline": 0}),
        ([[1, 2]], {"segments": [1, 1]}),
        ([[1, 2, 3]], {"segments": [0, 2, 2]}),
        ([[1, 2]], {"segments": [0, 0, 0]}),
        ([[1, 2]], {"counts": [3]}),
    ],
)
def test_what_cannot_be_charted_is_refused(values, options):
    with pytest.raises(ValueFault):
        xmr_batch(values, **options)


def test_every_flag_has_words_but_common_cause():
    assert [bool(flag.words) for flag in Flag] == [flag is not Flag.NONE for flag in Flag]
