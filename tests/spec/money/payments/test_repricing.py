"""A price changed within the year and backdated: arrears, later months, and the whole year.

A year of 10,000 weighted patients at £102.28, less 4.75 per cent for out-of-hours care, is
£974,217.00 or £81,184.75 a month. After seven months the price becomes £104.73 from 1 April.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import from_pounds
from capitula.money.payments.repricing import (
    PostingKind,
    Price,
    due_months,
    run_month,
    run_year,
)

YEAR = FinancialYear(2023)
DAYS = [YEAR.month(number).replace(day=15) for number in range(1, 13)]
PENCE = st.integers(-(10**12), 10**12)


def annual(price):
    """10,000 weighted patients, 4.75 per cent opted out: multiply first, floor once."""
    return int(Decimal(price) * 100 * 10_000 * (10_000 - 475)) // 10_000


def two_prices(old, new, after):
    return [
        Price(annual(old), date(2023, 3, 1), label=old),
        Price(annual(new), DAYS[after].replace(day=1), label=new),
    ]


@pytest.mark.parametrize(
    ("old", "new", "after", "months", "arrears", "last", "years"),
    [
        ("102.28", "104.73", 7, ("81184.75", "83129.43"), "13612.76", "83129.52",
         ("974217.00", "997553.25")),
        ("121.79", "123.34", 4, ("96670.81", "97901.12"), "4921.24", "97901.18",
         ("1160049.75", "1174813.50")),
    ],
)  # fmt: skip
def test_both_worked_cases_to_the_penny(  # noqa: PLR0917
    old, new, after, months, arrears, last, years
):
    prices = two_prices(old, new, after)
    postings = run_year(prices, DAYS)
    assert [p.annual_pence for p in prices] == [from_pounds(y) for y in years]
    before = [p.pence for p in postings if p.run_month <= after]
    assert before == [from_pounds(months[0])] * after
    late = [p for p in postings if p.kind is PostingKind.ARREARS]
    assert sum(p.pence for p in late) == from_pounds(arrears)
    assert {p.run_month for p in late} == {after + 1}
    (march,) = [p for p in postings if p.run_month == 12]
    assert march.pence == from_pounds(last)
    assert sum(p.pence for p in postings) == from_pounds(years[1])


def test_the_old_price_stays_retrievable_as_known_before():
    prices = two_prices("102.28", "104.73", 7)
    before, rests_on = due_months(prices, DAYS[6])
    after, _ = due_months(prices, DAYS[7])
    assert (before[0], after[0]) == (8_118_475, 8_312_943)
    assert {price.label for price in rests_on} == {"102.28"}


def test_a_second_identical_run_posts_nothing():
    prices = two_prices("102.28", "104.73", 7)
    posted = run_year(prices, DAYS)
    assert run_month(posted, prices, 12, DAYS[11]) == ()


def test_a_dated_change_leaves_the_months_before_it():
    """From October: six months at each price, and no arrears."""
    prices = [
        Price(1_200, date(2023, 3, 1)),
        Price(2_400, date(2023, 9, 1), effective_month=7),
    ]
    postings = run_year(prices, DAYS)
    assert [p.pence for p in postings] == [100] * 6 + [200] * 6
    assert all(p.kind is PostingKind.MONTH for p in postings)


@given(old=PENCE, new=PENCE, after=st.integers(0, 11))
def test_a_year_repriced_at_any_month_equals_the_year_at_the_new_price(old, new, after):
    """Law 3, for amounts of either sign; the second run is checked at every month."""
    prices = [Price(old, date(2023, 3, 1)), Price(new, DAYS[after].replace(day=1))]
    posted = ()
    for month, day in enumerate(DAYS, start=1):
        posted += run_month(posted, prices, month, day)
        assert run_month(posted, prices, month, day) == ()
    assert sum(p.pence for p in posted) == new


@given(st.lists(st.tuples(PENCE, st.integers(0, 11)), max_size=5))
def test_the_order_in_which_prices_are_listed_does_not_matter(changes):
    """Law 5."""
    first = Price(1_000, date(2023, 3, 1))
    later = [Price(amount, DAYS[month].replace(day=1)) for amount, month in changes]
    forward = run_year([first, *later], DAYS)
    assert run_year([*reversed(later), first], DAYS) == forward


def test_no_price_is_an_error_not_nought():
    with pytest.raises(ValueError, match="no price known by"):
        due_months([Price(1, date(2023, 6, 1))], date(2023, 5, 1))
