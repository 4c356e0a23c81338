"""A year in months, a month in days, lists that change by quarter: the parts equal the whole."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.financial_year import FinancialYear
from capitula.money.payments.changes import (
    ListRule,
    Membership,
    months_in,
    months_of_lists,
    part_of_month,
)
from capitula.money.payments.profile import TWELFTHS, months_by_line, profile_months

YEAR = FinancialYear(2023)
"""Its February has 29 days."""

PENCE = st.integers(-(10**13), 10**13)


@st.composite
def shares(draw):
    """Twelve shares that sum to 1 exactly; some may be nought."""
    weights = draw(st.lists(st.integers(0, 1000), min_size=12, max_size=12).filter(any))
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


def test_the_worked_example_in_months():
    months = profile_months(19_982_531_620)
    assert months == (1_665_210_968,) * 11 + (1_665_210_972,)


def test_declared_shares():
    """Eight per cent a month, and twelve in March; half a penny is floored until March."""
    declared = (Fraction(8, 100),) * 11 + (Fraction(12, 100),)
    assert profile_months(1_001, declared) == (80,) * 11 + (121,)


@given(PENCE, shares())
def test_twelve_months_equal_the_year_for_every_profile_and_sign(annual, declared):
    """Law 2. Each month but March is the floor of its own share."""
    months = profile_months(annual, declared)
    assert sum(months) == annual
    assert all(
        0 <= annual * share - month < 1
        for month, share in zip(months[:11], declared[:11], strict=True)
    )


@given(st.dictionaries(st.sampled_from("abcdefg"), PENCE, min_size=1), shares())
def test_lines_and_months_both_add_up(annual, declared):
    by_line = months_by_line(annual, declared)
    assert {key: sum(months) for key, months in by_line.items()} == annual
    whole = tuple(sum(month) for month in zip(*by_line.values(), strict=True))
    assert whole == profile_months(sum(annual.values()), declared)
    assert months_by_line(dict(reversed(annual.items())), declared) == by_line


def test_shares_that_do_not_make_a_year_are_refused():
    with pytest.raises(ValueError, match="11 monthly shares"):
        profile_months(1, TWELFTHS[:11])
    with pytest.raises(ValueError, match="expected exactly 1"):
        profile_months(1, (Fraction(1, 10),) * 12)
    with pytest.raises(ValueError, match="below nought"):
        profile_months(1, (Fraction(-1, 12), Fraction(3, 12), *TWELFTHS[2:]))


def test_a_practice_that_joins_on_15_january():
    """£3,100.00 a month: nothing to December, 17 of 31 days of January, then whole months."""
    months = months_in((310_000,) * 12, YEAR, Membership("M87001", joins=date(2024, 1, 15)))
    assert months == (0,) * 9 + (170_000, 310_000, 310_000)


def test_a_practice_that_leaves_on_20_march():
    """Paid for 19 days of March."""
    months = months_in((310_000,) * 12, YEAR, Membership("M87001", leaves=date(2024, 3, 20)))
    assert months == (310_000,) * 11 + (190_000,)


DAY = st.dates(date(2023, 3, 1), date(2024, 5, 1))


@given(st.lists(PENCE, min_size=12, max_size=12), st.lists(DAY, max_size=4))
def test_split_at_any_dates_the_parts_sum_exactly(months, cuts):
    """Law 4, for any number of cuts and amounts of either sign."""
    edges = [None, *sorted(cuts), None]
    parts = [
        months_in(months, YEAR, Membership("M87001", joins=first, leaves=end))
        for first, end in pairwise(edges)
    ]
    assert [sum(month) for month in zip(*parts, strict=True)] == months


@given(PENCE, st.integers(1, 28))
def test_a_part_is_within_a_penny_of_its_days(amount, days):
    month = date(2024, 2, 1)
    part = part_of_month(amount, month, month, month + timedelta(days=days))
    assert 0 <= Fraction(amount * days, 29) - part < 1


def test_leaving_before_joining_is_refused():
    with pytest.raises(ValueError, match="before it joins"):
        Membership("M87001", joins=date(2024, 1, 2), leaves=date(2024, 1, 1))


def test_lists_that_change_by_quarter():
    """£120 a head: 100, 100, 104 and 108 people. One year's money, paid at different times."""
    price, lists = Fraction(12_000), [Fraction(n) for n in (100, 100, 104, 108)]
    mean = months_of_lists(price, lists, ListRule.MEAN)
    quarter = months_of_lists(price, lists, ListRule.QUARTER)
    assert mean == (103_000,) * 12
    assert quarter == (100_000,) * 6 + (104_000,) * 3 + (108_000,) * 3
    assert sum(mean) == sum(quarter) == 1_236_000


@given(
    st.fractions(0, 10**6, max_denominator=1000),
    st.lists(st.fractions(0, 10**6, max_denominator=4), min_size=4, max_size=4),
)
def test_both_list_rules_pay_the_same_year(price, lists):
    whole = (price * sum(lists) / 4).__floor__()
    assert sum(months_of_lists(price, lists, ListRule.MEAN)) == whole
    assert sum(months_of_lists(price, lists, ListRule.QUARTER)) == whole


def test_a_quarter_without_a_list_is_refused():
    with pytest.raises(ValueError, match="expected four"):
        months_of_lists(Fraction(1), [Fraction(1)] * 3, ListRule.MEAN)
