"""Laws of pence: whole, in 64 bits, never a float, and never a fraction of a penny."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.pence import (
    INT64_MAX,
    INT64_MIN,
    PenceOverflow,
    checked,
    floor_pence,
    from_pounds,
    pounds_text,
    product_limit,
    short_text,
    to_pounds,
)

PENCE = st.integers(min_value=INT64_MIN, max_value=INT64_MAX)


@given(PENCE)
def test_pounds_and_back_is_the_same_amount(amount):
    assert from_pounds(to_pounds(amount)) == amount
    assert from_pounds(pounds_text(amount)) == amount


def test_the_limit_holds_and_one_above_it_does_not():
    assert checked(INT64_MAX) == INT64_MAX
    assert checked(INT64_MIN) == INT64_MIN
    for amount in (INT64_MAX + 1, INT64_MIN - 1):
        with pytest.raises(PenceOverflow, match="split the amount or check its unit"):
            checked(amount)


def test_a_product_of_declared_maxima_at_the_limit_and_one_above():
    """Half of a gain times a quality score fits up to £1.84bn a row (money specification, 1.3)."""
    largest = INT64_MAX // (5_000 * 10_000)
    assert product_limit(largest, 5_000, 10_000) <= INT64_MAX
    with pytest.raises(PenceOverflow):
        product_limit(largest + 1, 5_000, 10_000)


@pytest.mark.parametrize("amount", [1.0, True, Decimal(1), "1"])
def test_only_a_whole_number_is_money(amount):
    with pytest.raises(TypeError, match="whole pence"):
        checked(amount)


def test_a_float_of_pounds_is_refused():
    with pytest.raises(TypeError, match="never from a float"):
        from_pounds(0.1)


@pytest.mark.parametrize("text", ["1.005", "ten", "", "NaN", "Infinity"])
def test_pounds_are_digits_and_whole_pence(text):
    with pytest.raises(ValueError, match="pounds"):
        from_pounds(text)


@given(st.fractions(min_value=-(10**12), max_value=10**12))
def test_flooring_loses_less_than_a_penny_and_never_adds_one(pounds):
    assert 0 <= pounds * 100 - floor_pence(pounds) < 1


@pytest.mark.parametrize(
    ("pounds", "pence"), [("1/3", 33), ("-1/3", -34), ("-0.01", -1), ("-0.001", -1)]
)
def test_flooring_goes_toward_minus_infinity(pounds, pence):
    assert floor_pence(Fraction(pounds)) == pence


@pytest.mark.parametrize(
    ("amount", "text", "short"),
    [
        (43_233_901_169, "£432,339,011.69", "£432.3m"),
        (-5101, "-£51.01", "-£51.01"),
        (500_000_000_000, "£5,000,000,000.00", "£5bn"),
        (0, "£0.00", "£0.00"),
    ],
)
def test_amounts_as_people_read_them(amount, text, short):
    assert (pounds_text(amount), short_text(amount)) == (text, short)
