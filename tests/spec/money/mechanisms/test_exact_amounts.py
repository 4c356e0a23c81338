"""Exact amounts: the guard decides about speed, never about the answer."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import ValueFault
from capitula.ground.pence import INT64_MAX, PenceOverflow
from capitula.money.mechanisms.exact import (
    LARGEST_AMOUNT,
    Rates,
    at_least,
    fits,
    floor_product,
)
from capitula.money.mechanisms.figures import amount_column
from capitula.money.mechanisms.wording import rate_text

AMOUNTS = st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT)


def whole(*values):
    return np.array(values, dtype=np.int64)


def test_division_is_toward_minus_infinity():
    """Half of −101p is −51p; −7 halves to −4."""
    assert floor_product(whole(-101, -7, 7), 1, 2).tolist() == [-51, -4, 3]


def test_the_guard_at_its_limit_and_one_above():
    """A gain × 5,000 (50% in basis points) × quality (up to 10,000) fits up to £1.84bn of pence."""
    limit = INT64_MAX // (5_000 * 10_000)
    assert limit == 184_467_440_737
    assert fits(limit, 5_000, 10_000)
    assert not fits(limit + 1, 5_000, 10_000)
    for amount in (limit, limit + 1, -limit, -limit - 1):
        exact = amount * 50_000_000 // 100_000_001
        assert floor_product(whole(amount), 50_000_000, 100_000_001).tolist() == [exact]


def test_rows_beyond_the_guard_do_not_disturb_those_within():
    amounts = whole(10, LARGEST_AMOUNT, -LARGEST_AMOUNT, 0)
    numerators = np.array([3, 10**9, 10**9, 10**9], dtype=np.int64)
    expected = [int(a) * int(n) // (10**9 + 1) for a, n in zip(amounts, numerators, strict=True)]
    assert floor_product(amounts, numerators, 10**9 + 1).tolist() == expected


def test_a_result_that_does_not_fit_is_refused():
    with pytest.raises(PenceOverflow):
        floor_product(whole(LARGEST_AMOUNT), 10**6)


def test_a_figure_beyond_the_declared_largest_amount_is_refused():
    most = Decimal(LARGEST_AMOUNT).scaleb(-2)
    assert amount_column([most]).values.tolist() == [LARGEST_AMOUNT]
    with pytest.raises(ValueFault, match="overflow guard"):
        amount_column([most + Decimal("0.01")])


@given(st.lists(AMOUNTS, min_size=1), st.integers(-(10**12), 10**12), st.integers(1, 10**12))
def test_any_product_is_that_of_whole_numbers_without_limit(amounts, numerator, denominator):
    try:
        found = floor_product(np.array(amounts, dtype=np.int64), numerator, denominator).tolist()
    except PenceOverflow:
        assert any(abs(a * numerator // denominator) > INT64_MAX for a in amounts)
    else:
        assert found == [a * numerator // denominator for a in amounts]


@given(AMOUNTS, st.integers(0, 10**12), AMOUNTS, st.integers(0, 10**12))
def test_thresholds_are_tested_without_dividing(one, by, other, times):
    assert at_least(whole(one), by, whole(other), times).tolist() == [one * by >= other * times]


@given(st.fractions(0, 1), st.fractions(0, 1), st.fractions(0, Fraction(1, 2)))
def test_rates_multiply_and_are_bounded_exactly(one, two, low):
    product = Rates.of(one).times(Rates.of(two))
    assert product.at(0) == one * two
    assert product.complement().at(0) == 1 - one * two
    row = Rates(np.array([one.numerator], dtype=object), one.denominator)
    bounded = row.within(Rates.of(low), Rates.of(Fraction(3, 4)))
    assert bounded.at(0) == min(max(one, low), Fraction(3, 4))


def test_rates_in_words():
    assert [rate_text(Fraction(*pair)) for pair in ((9, 200), (1, 3), (-1, 8), (0, 1))] == [
        "4.5%",
        "33.333333…%",
        "-12.5%",
        "0%",
    ]
