"""Laws of dividing money: parts equal the whole, order does not matter, the limits hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.pence import INT64_MAX, INT64_MIN, PenceOverflow
from capitula.ground.rounding import apportion, floor_share, profile_floor_last, split

PENCE = st.integers(min_value=-(10**15), max_value=10**15)
WEIGHTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.fractions(min_value=0, max_value=1000, max_denominator=1000),
    min_size=1,
    max_size=8,
).filter(lambda weights: any(weights.values()))


def test_half_of_minus_101_pence():
    """Division floors toward minus infinity: −51p to the named party, −50p to the residual."""
    assert split(-101, {"provider": Fraction(1, 2)}, "commissioner") == {
        "provider": -51,
        "commissioner": -50,
    }


def test_minus_seven_halved_is_minus_four():
    assert floor_share(-7, 1, 2) == -4


def test_a_tie_goes_to_the_lowest_key():
    assert apportion(1, {"b": 1, "a": 1}) == {"a": 1, "b": 0}


@given(PENCE, st.lists(st.fractions(min_value=0, max_value=1), max_size=5))
def test_split_parts_equal_the_whole(amount, shares):
    parts = split(amount, dict(enumerate(shares)), -1)
    assert sum(parts.values()) == amount
    for party, share in enumerate(shares):
        assert 0 <= amount * share - parts[party] < 1


@given(PENCE, WEIGHTS)
def test_apportioned_parts_equal_the_whole_and_none_moves_by_a_penny(total, weights):
    parts = apportion(total, weights)
    whole = sum(weights.values())
    assert sum(parts.values()) == total
    for key, part in parts.items():
        assert abs(part - total * weights[key] / whole) < 1


@given(PENCE, WEIGHTS, st.randoms())
def test_order_does_not_matter(total, weights, random):
    keys = list(weights)
    random.shuffle(keys)
    shuffled = apportion(total, {key: weights[key] for key in keys})
    assert list(shuffled.items()) == list(apportion(total, weights).items())


@given(PENCE, WEIGHTS, st.integers(min_value=1, max_value=10**6))
def test_only_the_ratio_of_weights_counts(total, weights, scale):
    scaled = {key: weight * scale for key, weight in weights.items()}
    assert apportion(total, scaled) == apportion(total, weights)


@given(PENCE)
def test_twelve_months_equal_the_year_also_below_nought(annual):
    months = profile_floor_last(annual)
    assert (len(months), sum(months)) == (12, annual)
    assert len(set(months[:11])) == 1
    assert 0 <= months[11] - months[0] <= 11


@pytest.mark.parametrize("limit", [INT64_MAX, INT64_MIN])
def test_at_the_limit_and_one_beyond(limit):
    """64 bits hold £92 quadrillion; one penny more is refused, never wrapped."""
    beyond = limit + (1 if limit > 0 else -1)
    assert floor_share(limit, 1, 1) == limit
    assert sum(apportion(limit, {"a": 1, "b": 2}).values()) == limit
    assert sum(profile_floor_last(limit)) == limit
    with pytest.raises(PenceOverflow):
        floor_share(beyond, 1, 1)
    with pytest.raises(PenceOverflow):
        apportion(beyond, {"a": 1})
    with pytest.raises(PenceOverflow):
        split(beyond, {}, "rest")


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": -1, "b": 2}])
def test_weights_that_share_nothing_out_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        apportion(100, weights)


def test_a_residual_party_takes_the_rest_and_only_that():
    with pytest.raises(ValueError, match="takes the rest"):
        split(100, {"a": Fraction(1)}, "a")
    with pytest.raises(ValueError, match="below nought"):
        split(100, {"a": Fraction(-1)}, "b")


@pytest.mark.parametrize(
    ("saved", "met"), [(1_999_999, False), (2_000_000, True), (2_000_001, True)]
)
def test_a_threshold_is_tested_by_cross_multiplication(saved, met):
    """A minimum saving of 2% of £1m, one penny below, at it, and one penny above."""
    assert (saved * 10_000 >= 200 * 100_000_000) is met
