"""Payments beside a shared difference: blended, improvement, service credits, a pot; chance."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.improvement import ImprovementScheme
from capitula.contract.payment.budget_steps import VariableElement
from capitula.contract.payment.service_credit import ServiceCredit
from capitula.ground.faults import InputFaults, ValueFault
from capitula.money.mechanisms.chance import credibility, statistical_minimum_rate, warning
from capitula.money.mechanisms.improvement import attainment, improvement_earned
from capitula.money.mechanisms.pot import divide_pot
from capitula.money.mechanisms.service_credits import ServiceMonth, service_credits
from capitula.money.mechanisms.variable_element import priced_activity, variable_element


def variable(over, under):
    return VariableElement(
        id="v", mechanism="variable_element", over_percent=over, under_percent=under, clause="1"
    )


def test_blended_payment_pays_a_share_of_the_price_off_plan():
    """Plan 10,000, actual 9,600, price £1,500, market forces 1, 75%: −£450,000."""
    planned, actual = (priced_activity(n, 150_000, Fraction(1)) for n in (10_000, 9_600))
    done = variable_element(variable(75, 75), planned, actual)
    assert done.cash_pence == -45_000_000


def test_avoided_activity_frees_only_the_variable_part():
    """The cash-releasing trap: fixed + 20% variable, £1.0m fewer admissions, £0.2m of cash."""
    done = variable_element(variable(20, 20), 4_000_000_000, 3_900_000_000)
    assert (done.priced_pence, done.cash_pence) == (-100_000_000, -20_000_000)
    assert "worth £1,000,000.00 at its price and frees £200,000.00 of cash" in done.sentence()


def test_the_two_directions_may_differ():
    over = variable_element(variable(75, 50), 100_000, 110_000)
    under = variable_element(variable(75, 50), 110_000, 100_000)
    assert (over.cash_pence, under.cash_pence) == (7_500, -5_000)


def scheme(*weights):
    measures = [
        {
            "id": f"m{n}",
            "name": f"Measure {n}",
            "weight": weight,
            "direction": "up",
            "floor": "0",
            "target": "100",
            "clause": "1",
        }
        for n, weight in enumerate(weights)
    ]
    return ImprovementScheme.model_validate({"measures": measures, "clause": "1"})


def test_improvement_is_earned_by_attainment():
    """Weights 0.4, 0.3, 0.2, 0.1; attainment 0.75, 0.5, 1, 0: 0.65 of the pool."""
    values = {f"m{n}": Decimal(v) for n, v in enumerate((75, 50, 100, 0))}
    done = improvement_earned(scheme("0.4", "0.3", "0.2", "0.1"), 1_000_000, values)
    assert done.earned_pence == 650_000
    assert done.measures[0].sentence() == ("Measure 0: 75% of the way to its target, weight 40%")


def test_a_measure_without_a_value_is_not_nought():
    done = improvement_earned(scheme("0.5", "0.5"), 1_000_000, {"m0": Decimal(80)})
    assert done.earned_pence is None
    assert done.reason == "Measure 1: value not stated"


def test_attainment_is_sign_aware_and_bounded():
    """Fewer is better where the target lies below the floor."""
    found = [attainment(Fraction(v), Fraction(100), Fraction(90)) for v in (110, 100, 95, 90, 80)]
    assert found == [0, 0, Fraction(1, 2), 1, 1]
    with pytest.raises(ValueFault):
        attainment(Fraction(1), Fraction(5), Fraction(5))


def test_what_is_wrong_with_a_scheme_is_told_at_once():
    made = ImprovementScheme.model_validate(
        {
            "clause": "1",
            "measures": [
                {
                    "id": "days",
                    "name": "Days",
                    "weight": 1,
                    "direction": "down",
                    "floor": "90",
                    "target": "100",
                    "clause": "1",
                }
            ],
        }
    )
    with pytest.raises(InputFaults) as caught:
        improvement_earned(made, 100, {"days": Decimal(95), "dais": Decimal(1)})
    assert len(caught.value.faults) == 2


LEVELS = [
    {"below_percent": "99.8", "credit_percent": 2},
    {"below_percent": 98, "credit_percent": 3},
]


def credit_terms(**more):
    return ServiceCredit.model_validate(
        {"id": "c", "mechanism": "service_credit", "clause": "1", "levels": LEVELS, **more}
    )


def month(attained, charge=1_000):
    return ServiceMonth("May", charge, None if attained is None else Decimal(attained))


@pytest.mark.parametrize(
    ("attained", "credit"), [("100", 0), ("99.8", 0), ("99.7", 20), ("98.0", 20), ("97.0", 30)]
)
def test_service_credits_by_level(attained, credit):
    """A charge of £10: 100% → 0; 99.7% → £0.20; 97.0% → £0.30; meeting a level includes it."""
    (done,) = service_credits(credit_terms(monthly_cap_percent=10), [month(attained)])
    assert done.credit_pence == credit


def test_the_rolling_cap_leaves_what_headroom_there_is():
    """Eleven prior months charge £110 and credit £11.90; £10 at 97%: 10% of £120 less £11.90."""
    earlier = [(1_000, 108)] * 10 + [(1_000, 110)]
    (done,) = service_credits(credit_terms(rolling_cap_percent=10), [month("97.0")], earlier)
    assert sum(credit for _, credit in earlier) == 1_190
    assert done.credit_pence == 10
    assert done.words == "May: 97% attained, 3% of £10.00 is £0.30, of which the caps leave £0.10"


def test_a_month_that_was_not_measured_gives_no_figure():
    (done,) = service_credits(credit_terms(), [month(None)])
    assert done.credit_pence is None


def test_a_pot_is_divided_whole():
    """Two facilities, 60 and 40 on each of four measures of 25%: 600 and 400 of 1,000."""
    counts = {name: {"a": 60, "b": 40} for name in ("people", "families", "insured", "visits")}
    weights = dict.fromkeys(counts, Fraction(25))
    assert divide_pot(100_000, counts, weights) == {"a": 60_000, "b": 40_000}


@given(
    st.integers(0, 10**12),
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6),
    st.integers(0, 100),
)
def test_a_pot_is_conserved_for_any_weights(pot, counts, weight):
    """Law 1."""
    measures = {
        "one": {f"f{n}": one for n, (one, _) in enumerate(counts)},
        "two": {f"f{n}": two + 1 for n, (_, two) in enumerate(counts)},
    }
    paid = divide_pot(pot, measures, {"one": Fraction(weight), "two": Fraction(100 - weight)})
    assert sum(paid.values()) == pot


def test_what_is_wrong_with_a_pot_is_told_at_once():
    counts = {"people": {"a": 0, "b": 0}, "visits": {"a": 1, "b": -1}}
    with pytest.raises(InputFaults) as caught:
        divide_pot(100, counts, {"people": Fraction(50), "families": Fraction(-10)})
    text = str(caught.value)
    for part in (
        "weights that sum to 40",
        "a weight of -10",
        "a weight without a measure",
        "a measure without a weight",
        "a count below nought for b",
        "a total of nought",
    ):
        assert part in text


def test_a_threshold_below_chance_is_warned_of():
    """Z at 90% one-sided, coefficient of variation 2.0, 10,000 people: 0.0256."""
    assert f"{statistical_minimum_rate(Decimal(2), 10_000):.4f}" == "0.0256"
    assert warning(Decimal("0.03"), Decimal(2), 10_000) == ""
    assert "some of what is shared is luck" in warning(Decimal("0.02"), Decimal(2), 10_000)


def test_full_credibility():
    """(1.645 / 0.05)² = 1,082.4 events; below it the square root of the share."""
    assert credibility(1_083) == 1
    assert f"{credibility(271):.4f}" == "0.5004"


@pytest.mark.parametrize(
    "levels",
    [
        [],
        [{"below_percent": 98, "credit_percent": 3}, {"below_percent": 99, "credit_percent": 4}],
        [{"below_percent": 99, "credit_percent": 3}, {"below_percent": 98, "credit_percent": 2}],
    ],
)
def test_levels_that_make_no_sense_are_refused(levels):
    """None at all, a higher level further down, a smaller credit for a worse service."""
    with pytest.raises(ValueError, match="level"):
        credit_terms(levels=levels)


def test_the_monthly_cap_binds_before_the_rolling_one():
    """3% of £10.00 is 30p; a cap of 1% a month leaves 10p, and what was capped is not due later."""
    terms = credit_terms(monthly_cap_percent=1, rolling_cap_percent=10)
    done = service_credits(terms, [month("97"), month("100")])
    assert [each.credit_pence for each in done] == [10, 0]
