"""What a trust loses, from the same rows as the budget; parts equal the whole in every year.

One line of £100.00 a year. Its cost is all of it: 50 variable, 20 semi-fixed for two years, 20
fixed, 10 of overheads. From year 2 a quarter of the fixed cost and a half of the overheads are
taken out each year. The commissioner gives £30.00 in year 1.

    year   stays: semi-fixed  fixed  overhead   net loss   support   donor bears
     1              20.00     20.00   10.00       50.00     30.00      20.00
     2              20.00     15.00    5.00       40.00      0         40.00
     3               0        10.00    0          10.00      0         10.00
     4               0         5.00    0           5.00      0          5.00
     5               0         0       0           0         0          0
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from capitula.appraisal.donor.impact import PARTS, donor_impact
from capitula.appraisal.donor.sensitivity import donor_tornado
from capitula.appraisal.donor.terms import DonorTerms, LineCost, Sensitivity, StepDown, Support
from capitula.appraisal.lines import AppraisedLine
from capitula.case.appraising import appraise
from capitula.contract.party import Party, Role
from capitula.contract.scope import ServiceKind
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark

ASSUMED = EvidenceMark.ASSUMED
KNOWN = {"mark": ASSUMED, "why": "made"}
TRUST = Party(id="trust", name="Trust", roles=(Role.DONOR,), mark=ASSUMED)
ICB = Party(id="icb", name="Board", roles=(Role.COMMISSIONER,), mark=ASSUMED)
PARTIES = (TRUST, ICB)


def line(amount=10_000, key="community", provider=TRUST):
    return AppraisedLine(
        key=key,
        title=key,
        service=ServiceKind.COMMUNITY,
        provider=provider,
        payer=ICB,
        amount_pence=amount,
        at_most=False,
        basis="made",
        mark=EvidenceMark.DERIVED,
        provider_mark=EvidenceMark.SOURCED,
    )


def cost(parts=("50", "20", "20", "10"), lag=2, **more):
    names = ("variable_percent", "semi_fixed_percent", "fixed_percent", "overhead_percent")
    given = dict(zip(names, map(Decimal, parts), strict=True))
    return LineCost(line="community", lag_years=lag, **given, **KNOWN, **more)


def terms(years=5, support="30", **more):
    return DonorTerms(
        party="trust",
        first_year="2027/28",
        years=years,
        lines=more.pop("lines", (cost(),)),
        step_down=more.pop(
            "step_down",
            StepDown(first_year=2, fixed_points=Decimal(25), overhead_points=Decimal(50), **KNOWN),
        ),
        support=(Support(payer="icb", year=1, amount=Decimal(support), **KNOWN),),
        **KNOWN,
        **more,
    )


def impact(given=None, rows=None):
    return donor_impact(given or terms(), rows or [line()], PARTIES)


def test_the_worked_example():
    found = impact()
    table = [
        (y.year, y.stranded_pence, y.net_loss_pence, sum(y.support.values()), y.donor_bears_pence)
        for y in found.years
    ]
    assert table == [
        ("2027/28", 5_000, 5_000, 3_000, 2_000),
        ("2028/29", 4_000, 4_000, 0, 4_000),
        ("2029/30", 1_000, 1_000, 0, 1_000),
        ("2030/31", 500, 500, 0, 500),
        ("2031/32", 0, 0, 0, 0),
    ]
    assert found.breaks_even == "2031/32"
    assert found.bearers() == {"trust": 7_500, "icb": 3_000}


def test_with_no_step_down_it_never_breaks_even():
    found = impact(terms(step_down=None))
    assert found.breaks_even == ""
    assert [year.stranded_pence for year in found.years] == [5_000, 5_000, 3_000, 3_000, 3_000]


def test_a_line_that_earned_more_than_it_cost_takes_its_margin_along():
    """Cost 90 of 100: even with all cost gone, ten a year are lost."""
    found = impact(terms(lines=(cost(cost_percent=Decimal(90)),)))
    assert found.lines[0].margin_pence == 1_000
    assert found.years[-1].stranded_pence == 0
    assert found.years[-1].net_loss_pence == 1_000
    assert found.breaks_even == ""


def split_of_hundred():
    return st.tuples(*[st.integers(0, 100)] * 3).map(
        lambda cuts: tuple(
            str(b - a) for a, b in zip((0, *sorted(cuts)), (*sorted(cuts), 100), strict=True)
        )
    )


@given(
    st.integers(0, 10**11),
    split_of_hundred(),
    st.integers(0, 6),
    st.decimals(0, 150, places=1),
    st.tuples(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1)),
)
def test_parts_equal_the_whole_whatever_is_assumed(amount, parts, lag, per_100, rest):
    share, points = rest
    down = StepDown(first_year=1, fixed_points=points, overhead_points=points / 2, **KNOWN)
    one = cost(parts, lag, cost_percent=per_100, donor_share_percent=share)
    found = impact(terms(lines=(one,), step_down=down), [line(amount)])
    for lost in found.lines:
        assert sum(lost.parts[part] for part in PARTS) == lost.cost_pence
        assert lost.income_pence == lost.cost_pence + lost.margin_pence
        assert 0 <= lost.income_pence <= amount
    for year in found.years:
        lost_margin = sum(lost.margin_pence for lost in found.lines)
        assert year.net_loss_pence == year.stranded_pence + lost_margin
        assert year.released_pence + year.stranded_pence == found.lines[0].cost_pence
        assert year.donor_bears_pence + sum(year.support.values()) == year.net_loss_pence
    assert sum(found.bearers().values()) == found.net_loss_total_pence
    stranded = [year.stranded_pence for year in found.years]
    assert stranded == sorted(stranded, reverse=True)


def test_each_share_names_its_denominator():
    other = line(30_000, "prescribing", None)
    found = impact(terms(income=Decimal(250)), [line(), other])
    assert found.shares() == (
        ("of the donor’s income", 10_000, 25_000),
        ("of the contract’s money", 10_000, 40_000),
    )
    assert impact(None, [line(), other]).shares()[0] == ("of the donor’s income", 10_000, None)


def test_the_rows_are_those_of_the_budget():
    example = appraise("budget-example")
    (found,) = example.donors()
    assert {lost.line.key: lost.income_pence for lost in found.lines} == {
        key: example.budget.line(key).amount_pence for key in ("community", "mental-health")
    }


def test_the_shipped_example_says_that_it_is_made():
    example = appraise("budget-example")
    (found,) = example.donors()
    assert example.made
    assert found.mark is ASSUMED
    assert found.income_pence == 9_972_037_632
    assert found.breaks_even == "2032/33"
    assert found.bearers() == {"trust": 2_658_341_188, "icb": 2_700_000_000}


@pytest.mark.parametrize(
    ("moves", "low", "high", "better"),
    [
        ("fixed_points_of_cost", "-10", "10", "low"),
        ("lag_years", "-1", "1", "low"),
        ("step_down_points", "-10", "10", "high"),
        ("cost_points", "-5", "5", "high"),
        ("line_amount_percent", "-5", "5", "low"),
    ],
)
def test_each_assumption_moves_the_loss_the_way_it_must(moves, low, high, better):
    """More cost for each 100 pounds of income means more that goes, so less is lost."""
    one = Sensitivity(id=moves, moves=moves, low=Decimal(low), high=Decimal(high), **KNOWN)
    found = impact(terms(sensitivity=(one,)))
    (bar,) = donor_tornado(found, [line()], PARTIES).bars
    small, large = (bar.low_pence, bar.high_pence)[:: 1 if better == "low" else -1]
    assert small < found.net_loss_total_pence < large


def test_a_move_that_leads_outside_nought_to_a_hundred_is_refused():
    one = Sensitivity(
        id="x", moves="fixed_points_of_cost", low=Decimal(-50), high=Decimal(1), **KNOWN
    )
    found = impact(terms(sensitivity=(one,)))
    with pytest.raises(InputFaults, match="outside 0 to 100"):
        donor_tornado(found, [line()], PARTIES)


def test_cost_parts_that_do_not_make_the_whole_are_refused():
    with pytest.raises(ValidationError, match="sum to 90 per cent"):
        cost(("50", "20", "20", "0"))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([line(key="other")], "the line 'community'"),
        ([line(None)], "for which no figure is held"),
        ([line(provider=ICB)], "which Board runs"),
    ],
)
def test_a_line_that_is_not_the_donors_or_has_no_figure_is_refused(rows, found):
    with pytest.raises(InputFaults, match=found):
        impact(None, rows)


def test_a_mark_travels_into_the_result():
    weak = cost().model_copy(update={"mark": EvidenceMark.UNVERIFIED})
    assert impact(terms(lines=(weak,))).mark is EvidenceMark.UNVERIFIED
    assert impact(None, [replace(line(), mark=EvidenceMark.UNVERIFIED)]).mark == "unverified"
