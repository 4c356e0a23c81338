"""Can the holder carry it, and how does a practice get back?

The example: price £199,825,316.20, cost £204,621,123.78 a year, reserves £4m. Every month costs
£399,650.63 more than it brings, so the reserves last into the eleventh month.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.appraisal.parties.holder import holder_position
from capitula.appraisal.parties.practices import practice_position, way_back
from capitula.appraisal.parties.price_check import price_check
from capitula.appraisal.parties.terms import HolderTerms
from capitula.case.appraising import appraise
from capitula.case.opening import open_case
from capitula.contract.participation import Mode
from capitula.contract.rules.gp_return import list_effect
from capitula.contract.rules.months_after import months_after
from capitula.ground.marks import EvidenceMark
from capitula.ground.rounding import profile_floor_last
from harness.records import day

EXAMPLE = appraise("budget-example")


def holder(*, price=120_000, cost=126_000, reserves=None, guarantee=None, lag=0, sweep=None):
    terms = HolderTerms(
        reserves=reserves,
        guarantee=guarantee,
        receipt_lag_months=lag,
        mark=EvidenceMark.ASSUMED,
        why="made",
    )
    months = profile_floor_last(price)
    return holder_position(
        price, cost, terms, months=months, sweep=sweep, holder="holder", marks=[]
    )


def test_cash_falls_month_by_month():
    """£5 a month short, on reserves of £30: nought after six months."""
    found = holder(reserves=Decimal(30))
    assert found.cash == tuple(3_000 - 500 * month for month in range(1, 13))
    assert found.lowest == (12, -3_000)


def test_a_late_first_payment_is_cash_that_the_holder_must_have():
    found = holder(cost=120_000, reserves=Decimal(100), lag=1)
    assert found.cash[0] == 0
    assert found.lowest == (1, 0)


def test_what_is_not_stated_is_a_question_and_never_nought():
    found = holder()
    assert found.cash == ()
    assert found.exhausted is None
    assert found.questions == (
        "What reserves has the holder?",
        "Has anybody given a guarantee for the holder, and how much?",
    )


def test_the_chance_counts_the_draws_in_which_the_sums_ever_fall_below():
    """Two years: +1, −5 runs short; −3, +9 runs short in between; +2, +2 never does."""
    sweep = EXAMPLE.sweep()
    years = sweep.years[:2]
    drawn = {years[0]: np.array([100, -300, 200]), years[1]: np.array([-500, 900, 200])}
    small = replace(sweep, years=years, amounts={"holder": drawn}, count=3)
    found = holder(reserves=Decimal(3), guarantee=Decimal(1), sweep=small)
    assert (found.draws, found.short) == (3, 2)
    assert found.exhausted == 1
    assert found.exhausted_with_guarantee == 0


def test_the_shipped_example():
    found = EXAMPLE.holder()
    assert found.margin_pence == -479_580_758
    assert found.lowest == (12, -79_580_758)
    assert [balance < 0 for balance in found.cash] == [False] * 10 + [True] * 2
    assert (found.draws, found.short, found.exhausted, found.exhausted_with_guarantee) == (
        10_000,
        7_810,
        691,
        49,
    )


def test_a_practice_that_suspended_on_1_april_2018():
    back = way_back(date(2018, 4, 1))
    assert back.back_by == date(2020, 4, 1)
    assert back.last_work == date(2020, 3, 31)
    assert back.notice_by == date(2019, 3, 31)
    assert back.mark is EvidenceMark.UNVERIFIED


@given(st.dates(date(2019, 4, 1), date(2060, 1, 1)))
def test_the_last_safe_dates_are_safe_and_last(start):
    back = way_back(start)
    assert list_effect(start, back.back_by).outcome == "list_follows"
    late = back.back_by + timedelta(days=1)
    assert list_effect(start, late).outcome == "patients_stay_unless_they_ask"
    assert months_after(back.notice_by, 12) <= back.last_work
    assert months_after(back.notice_by + timedelta(days=1), 12) > back.last_work


def test_income_under_none_partial_and_full():
    found = practice_position("M87001", "A practice", "7272.5", 90_000, 13_000)
    assert found.own_pence == {Mode.NONE: 90_000, Mode.PARTIAL: 77_000, Mode.FULL: 0}
    assert practice_position("M87001", "", None, 90_000, None).own_pence[Mode.PARTIAL] is None


def test_dudleys_practices_add_up_to_the_budget_line():
    opened = open_case("dudley")
    practices = opened.appraisal.practices()
    line = next(row for row in opened.money.budget("2018/19").lines if row.key == "primary-care")
    assert len(practices) == 45
    assert sum(each.income_pence for each in practices) == line.amount_pence
    one = next(each for each in practices if each.code == "M87007")
    assert one.list_size == "10870.25"
    assert one.income_pence == 194_455_409
    assert one.may_move_pence == 26_327_989


@pytest.mark.parametrize("known", ["2018-02-01", "2020-08-26"])
def test_no_practice_is_shown_before_its_payments_were_public(known):
    assert open_case("dudley").appraisal.practices(day(known)) == ()


PRICE = """
| read as        | a month    | of the price | by month 8  |
| the whole term | 56666666   | 4.68         | 453333333   |
| the first year | 283333333  | 23.41        | 2266666666  |
"""


def test_unitingcares_price_by_every_reading():
    """£726m for five years, 3.5 per cent under the ceiling; £34m more sought; ended in month 8."""
    found = appraise("unitingcare").price()
    assert found.year_pence == 14_520_000_000
    assert found.ceiling_pence == 75_233_160_621
    assert found.over_ceiling_pence == 766_839_379
    expected = [line.strip("|").split("|") for line in PRICE.strip().splitlines()[1:]]
    for reading, (_, month, percent, end) in zip(found.readings, expected, strict=True):
        assert reading.month_pence == int(month)
        assert reading.percent == Decimal(percent.strip())
        assert reading.by_end_pence == int(end)
    assert "What reserves had the holder?" in found.questions


def test_with_no_reserves_and_no_guarantee_no_month_is_carried():
    stated = appraise("unitingcare").file.price
    nought = stated.reserves.model_copy(update={"pounds": Decimal(0)})
    found = price_check(stated.model_copy(update={"reserves": nought}))
    assert [reading.carried_months for reading in found.readings] == [0, 0]
