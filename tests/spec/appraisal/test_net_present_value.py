"""Net present value by the Green Book: no ceilings, a rate for every year, and formula tests.

£100 in each of three years, at 3.5 per cent, the first of them the base year:

    100.00 + 100 ÷ 1.035 + 100 ÷ 1.035² = 100.00 + 96.61 + 93.35, each floored
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from capitula.appraisal.value.present import biased, present_value
from capitula.appraisal.value.rates import DiscountRates, Effect, RateBand, green_book
from capitula.appraisal.value.stranded import with_stranded
from capitula.appraisal.value.terms import Range, Side, Stream, ValueTerms
from capitula.case.appraising import appraise
from capitula.case.opening import open_case
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from harness.records import day

ASSUMED = EvidenceMark.ASSUMED


def stream(amount="100", side=Side.COST, first="2026/27", last=None, **more):
    return Stream(
        id=more.pop("id", f"{side}-{first}"),
        title="a stream",
        side=side,
        amount=None if amount is None else Decimal(amount),
        first_year=first,
        last_year=last,
        mark=ASSUMED,
        why="made",
        **more,
    )


def value(*streams, last="2036/37"):
    return present_value(ValueTerms(base_year="2026/27", last_year=last, streams=streams))


def test_the_worked_example():
    found = value(stream(last="2028/29"))
    assert list(found.streams[0].by_year.values()) == [10_000, 9_661, 9_335]
    assert found.net_pence == -28_996


FACTORS = """
| effect | year | factor, to six places |
| money  | 0    | 1.000000 |
| money  | 1    | 0.966184 |
| money  | 30   | 0.356278 |
| money  | 31   | 0.345901 |
| health | 1    | 0.985222 |
| health | 30   | 0.639762 |
| health | 31   | 0.631615 |
"""


@pytest.mark.parametrize("row", FACTORS.strip().splitlines()[1:])
def test_factors(row):
    effect, year, factor = [cell.strip() for cell in row.strip("|").split("|")]
    exact = green_book().factor(Effect(effect), int(year))
    assert f"{float(exact):.6f}" == factor


@pytest.mark.parametrize("effect", Effect)
def test_every_year_of_four_centuries_has_a_rate(effect):
    """A published workbook had none for years 66 to 70."""
    rates = green_book()
    factors = [rates.factor(effect, year) for year in range(0, 401, 5)]
    assert factors == sorted(factors, reverse=True)
    assert len(set(factors)) == len(factors)
    percents = [rates.band(effect, year).percent for year in range(1, 401)]
    assert percents == sorted(percents, reverse=True)


@pytest.mark.parametrize("starts", [(2,), (1, 1), (1, 40, 31)])
def test_bands_that_leave_a_gap_are_refused(starts):
    bands = tuple(RateBand(from_year=n, percent=Decimal(3), mark=ASSUMED) for n in starts)
    with pytest.raises(ValidationError, match="from year 1"):
        DiscountRates(money=bands, health=bands[:1])


@given(st.integers(0, 10**15))
def test_nothing_has_a_ceiling(amount):
    """Ten times the benefit is ten times the value, but for the floor of each cell."""
    one = value(stream(str(amount), Side.BENEFIT, "2027/28")).net_pence
    ten = value(stream(str(10 * amount), Side.BENEFIT, "2027/28")).net_pence
    assert 0 <= ten - 10 * one < 10


@given(st.decimals(0, 100, places=2), st.integers(0, 10**9))
def test_optimism_bias_adds_to_a_cost_and_takes_from_a_benefit(bias, amount):
    for side, sign in ((Side.COST, 1), (Side.BENEFIT, -1)):
        one = stream(str(amount), side, optimism_bias_percent=bias)
        assert biased(one) == 1 + sign * Fraction(bias) / 100
        expected = (amount * 100 * biased(one)).__floor__()
        assert value(one).present_pence(side) == expected


amounts = st.lists(st.tuples(st.sampled_from(Side), st.integers(0, 10**9), st.integers(0, 9)))


@given(amounts.filter(bool))
def test_cells_sum_to_streams_and_streams_to_the_net(given_amounts):
    streams = [
        stream(str(amount), side, f"{2026 + n}/{27 + n}", id=f"s{number}")
        for number, (side, amount, n) in enumerate(given_amounts)
    ]
    found = value(*streams)
    assert list(found.cumulative().values())[-1] == found.net_pence
    by_side = [found.present_pence(side) for side in (Side.BENEFIT, Side.COST)]
    assert by_side[0] - by_side[1] == found.net_pence
    assert sum(sum(each.by_year.values()) for each in found.streams) == sum(by_side)


def test_health_effects_are_discounted_less():
    money = value(stream(side=Side.BENEFIT, first="2036/37")).net_pence
    health = value(stream(side=Side.BENEFIT, first="2036/37", effect="health")).net_pence
    assert money < health < 10_000


def test_break_even_is_the_year_from_which_it_stays_up():
    """Up in year 0, down in year 1, up for good from year 2."""
    found = value(
        stream("50", Side.BENEFIT),
        stream("100", Side.COST, "2027/28"),
        stream("200", Side.BENEFIT, "2028/29"),
    )
    assert found.breaks_even == "2028/29"
    assert value(stream()).breaks_even == ""


def test_the_switching_value_is_where_the_net_is_nought():
    found = value(stream("100"), stream("400", Side.BENEFIT))
    assert found.switching_percent == 25
    assert found.benefit_cost_percent == 400


def test_the_widest_bar_comes_first_and_turns_the_way_of_its_side():
    span = Range(low_percent=Decimal(-50), high_percent=Decimal(100))
    found = value(stream("100", range=span), stream("400", Side.BENEFIT, range=span))
    benefit, cost = found.tornado().bars
    assert (benefit.low_pence, benefit.high_pence) == (10_000, 70_000)
    assert (cost.low_pence, cost.high_pence) == (35_000, 20_000)


def test_a_stream_without_an_amount_is_missing_and_never_nought():
    found = value(stream(), stream(None, Side.BENEFIT))
    assert [each.id for each in found.missing] == ["benefit-2026/27"]
    assert found.document()["whole"] is False


def test_a_negative_cost_is_refused():
    with pytest.raises(ValidationError, match="turn the side"):
        stream("-1")


def test_a_year_beyond_the_horizon_is_refused():
    with pytest.raises(ValidationError, match="correct the years"):
        value(stream(last="2040/41"))


def test_stranded_cost_is_the_donors_own_to_the_penny():
    example = appraise("budget-example")
    (impact,) = example.donors()
    stranded = [each for each in example.value().streams if "stranded" in each.stream.id]
    assert sum(each.undiscounted_pence for each in stranded) == impact.stranded_total_pence


def test_a_donor_that_is_not_stated_is_refused():
    stated = appraise("budget-example").file.value
    with pytest.raises(InputFaults, match="state the donor"):
        with_stranded(stated, [])


def test_the_shipped_example():
    found = appraise("budget-example").value()
    assert found.present_pence(Side.COST) == 5_943_719_653
    assert found.present_pence(Side.BENEFIT) == 7_094_500_425
    assert found.net_pence == 1_150_780_772
    assert (found.breaks_even, found.switching_percent) == ("2035/36", Decimal("83.8"))
    assert found.mark is EvidenceMark.UNVERIFIED


def test_dudleys_cost_so_far_is_missing_and_its_benefit_changes_with_the_day():
    dudley = open_case("dudley").appraisal
    early, late = dudley.to_date(day("2020-08-01")), dudley.to_date(day("2023-03-01"))
    assert [each.amount_pence for each in early.said] == [None, None]
    assert early.said[0].text == (
        "cost of the programme so far: stated, amount missing, basis not stated"
    )
    assert "It is said to exist; no sum is given." in early.questions[0]
    assert 2_000_000_000 in [each.amount_pence for each in late.said]
    assert dudley.to_date(day("2020-07-06")).said == ()
