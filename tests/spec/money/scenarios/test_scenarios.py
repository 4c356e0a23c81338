"""Scenarios: ten thousand draws of a budget, and every party's result under the same ones.

A scenario file says what is uncertain, by which distribution, how that is known and why. Nothing is
uncertain by default. Draw number k hangs on seed, assumption, year and k, and on nothing else.
"""

from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from capitula.case.contract_file import find_contract
from capitula.case.scenarios import scenario_report
from capitula.contract.model import Contract
from capitula.ground.faults import InputFaults
from capitula.ground.financial_year import FinancialYear
from capitula.money.scenarios.assumptions import (
    EXAMPLES,
    Normal,
    NoSuchScenario,
    Scenario,
    Triangular,
    Uniform,
    find_scenario,
    read_scenario,
)
from capitula.money.scenarios.draws import draw_millionths, quantile_of
from capitula.money.scenarios.fan import percentile
from capitula.money.scenarios.report import run_scenario
from capitula.money.scenarios.sharing import party_parts, sharing_program
from capitula.money.scenarios.sweep import SweepPlan, sweep
from spec.money.budget.made_contracts import budget_of, contract, line, uplift, worked_example

UNIFORM = Uniform(shape="uniform", low=-1, high=3)
TRIANGULAR = Triangular(shape="triangular", low=-1, mode=0, high=3)
NORMAL = Normal(shape="normal", mean=1, standard_deviation=2)


def as_file():
    return yaml.safe_load((EXAMPLES / "budget-example.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report():
    return scenario_report("budget-example", count=2_000)


@pytest.fixture(scope="module")
def plan():
    scenario = read_scenario(find_scenario("budget-example"))
    return SweepPlan(scenario, worked_example(), find_contract("budget-example").contract)


# Draws


@pytest.mark.parametrize("distribution", [UNIFORM, TRIANGULAR, NORMAL], ids=lambda d: d.shape)
def test_draw_k_is_the_same_whatever_the_count_and_the_block(distribution):
    whole = draw_millionths(distribution, 7, "prices 2027/28", 0, 1_000)
    assert (draw_millionths(distribution, 7, "prices 2027/28", 0, 10) == whole[:10]).all()
    assert (draw_millionths(distribution, 7, "prices 2027/28", 400, 600) == whole[400:]).all()
    assert (draw_millionths(distribution, 8, "prices 2027/28", 0, 1_000) != whole).any()
    assert (draw_millionths(distribution, 7, "prices 2028/29", 0, 1_000) != whole).any()


def test_a_block_begins_at_a_multiple_of_four():
    with pytest.raises(ValueError, match="multiple of four"):
        draw_millionths(UNIFORM, 7, "prices", 3, 4)


def test_draws_follow_their_distribution():
    """Mean and a tail of 100,000 draws against the textbook, within three standard errors."""
    count = 100_000
    uniform = draw_millionths(UNIFORM, 1, "u", 0, count) / 10_000
    assert (uniform.min(), uniform.max()) == pytest.approx((-1, 3), abs=0.001)
    assert uniform.mean() == pytest.approx(1, abs=3 * (16 / 12 / count) ** 0.5)
    triangular = draw_millionths(TRIANGULAR, 1, "t", 0, count) / 10_000
    assert triangular.mean() == pytest.approx(2 / 3, abs=0.01)
    assert (triangular < 0).mean() == pytest.approx(1 / 4, abs=0.005)
    normal = draw_millionths(NORMAL, 1, "n", 0, count) / 10_000
    assert normal.std() == pytest.approx(2, abs=0.02)
    assert (normal > 3).mean() == pytest.approx(1 - NormalDist(1, 2).cdf(3), abs=0.004)


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_quantiles_against_the_textbook(percent):
    assert quantile_of(UNIFORM, percent) == pytest.approx(-10_000 + 400 * percent, abs=1)
    expected = NormalDist(1, 2).inv_cdf(percent / 100) * 10_000
    assert quantile_of(NORMAL, percent) == pytest.approx(expected, abs=1)
    below = Fraction(quantile_of(TRIANGULAR, percent) + 10_000, 10_000)
    area = below**2 / 4 if below <= 1 else 1 - (4 - below) ** 2 / 12
    assert float(area) == pytest.approx(percent / 100, abs=1e-4)


# Sweeps


def test_with_every_draw_at_nought_it_is_the_contract_to_the_penny(report):
    assert report.sweep.central["budget"]["2027/28"] == 19_982_531_620
    assert set(report.sweep.central["pool"].values()) == {0}


def test_every_draw_is_the_budget_worked_out_by_itself(plan):
    """One draw in full, with fractions: rates moved by hand, lines multiplied and summed."""
    found = sweep(plan, count=8)
    scenario = plan.scenario
    at = 5
    moved = {
        each.id: Fraction(
            int(
                draw_millionths(
                    each.distribution,
                    scenario.seed,
                    f"{each.id} {'all years' if each.drawn == 'once' else '2027/28'}",
                    0,
                    8,
                )[at]
            ),
            10**6,
        )
        for each in scenario.assumptions
    }
    rates = {
        "community": (62, 32, 6, 11),
        "mental-health": (34, 32, 12, 11),
        "primary-medical": (25, 45, 0, 0),
        "prescribing": (52, 20, 15, 10),
        "public-health": (9, 20, 0, 0),
        "social-care": (10, 35, 20, 0),
    }
    total = sum(
        base
        * 10**8
        * (1 + Fraction(inflation, 1000) + moved["prices"])
        * (1 + Fraction(growth, 1000) + moved["activity"])
        * (1 - Fraction(efficiency, 1000))
        * (Fraction(353338, 350000) + moved["list-growth"])
        for base, inflation, growth, efficiency in rates.values()
    ).__floor__()
    assert found.amounts["budget"]["2027/28"][at] == total
    spend = (total * (1 + moved["spend"])).__floor__()
    assert found.amounts["spend"]["2027/28"][at] == spend
    assert found.amounts["pool"]["2027/28"][at] == total - spend


def test_the_first_draws_do_not_depend_on_how_many_there_are(plan):
    few, many = sweep(plan, count=10), sweep(plan, count=5_000)
    for measure, years in few.amounts.items():
        for year, amounts in years.items():
            assert (many.amounts[measure][year][:10] == amounts).all()


def test_the_order_of_assumptions_does_not_matter(plan):
    turned = plan.scenario.model_copy(update={"assumptions": plan.scenario.assumptions[::-1]})
    other = SweepPlan(turned, plan.budget, plan.contract)
    one, two = sweep(plan, count=50), sweep(other, count=50)
    assert (one.amounts["spend"]["2031/32"] == two.amounts["spend"]["2031/32"]).all()


def test_parties_parts_sum_to_the_pool_in_every_draw(report):
    amounts = report.sweep.amounts
    for year in report.sweep.years:
        parts = sum(amounts[party][year] for party in ("holder", "acute", "icb"))
        assert (parts == amounts["pool"][year]).all()


def test_marks_reasons_and_seed_are_told(report):
    said = report.text()
    for words in ["seed 20270401", "triangular from -1 to 2.5 points", "(assumed)", "independent"]:
        assert words in said
    assert report.fan.mark == "assumed"


def test_percentiles_are_values_that_were_drawn():
    """Rank (99 × 101 + 99) // 100 = 100 of 101 values; no interpolation."""
    values = np.arange(101, dtype=np.int64)
    assert [percentile(values, p) for p in (1, 50, 99, 100)] == [1, 50, 99, 100]


def test_the_fan_holds_its_draws(report):
    for year in report.fan.years:
        amounts = report.sweep.amounts["spend"][year.year]
        low, high = year.percentiles[5], year.percentiles[95]
        assert 0.89 < ((amounts >= low) & (amounts <= high)).mean() < 0.92


def test_the_tornado_is_ordered_and_each_end_is_worked_out(report):
    swings = [bar.swing_pence for bar in report.tornado.bars]
    assert swings == sorted(swings, reverse=True)
    assert report.tornado.bars[0].assumption == "prices"
    assert all(bar.low_pence < report.tornado.middle_pence < bar.high_pence
               for bar in report.tornado.bars)  # fmt: skip


# Sharing


def sharing(kind="hurdle", **more):
    """The terms of the specification's example: band 1, cap 3 per cent, shares 50, 20, 30."""
    terms = {
        "band": {"type": kind, "percent": 1},
        "gain_cap_percent": 3,
        "loss_cap_percent": 3,
        "gain_shares": [
            {"party": "holder", "percent": 50},
            {"party": "acute", "percent": 20},
            {"party": "icb", "percent": 30},
        ],
        "loss_shares": [{"party": "holder", "percent": 50}, {"party": "icb", "percent": 50}],
        "residual_party": "icb",
        "mark": "local",
        **more,
    }
    made = contract([line()]).model_dump(mode="json", by_alias=True)
    acute = {"id": "acute", "name": "The acute trust", "roles": ["donor"], "mark": "local"}
    made |= {"gain_loss": terms, "parties": [*made["parties"], acute]}
    made["payment"]["residual_party"] = "icb"
    return Contract.model_validate(made)


def parts_of(made, expected, actual):
    program = sharing_program(made, FinancialYear(2027))
    columns = [np.array(values, dtype=np.int64) for values in (expected, actual)]
    return {party: part.tolist() for party, part in party_parts(program, *columns).items()}


@pytest.mark.parametrize(
    ("kind", "holder", "acute", "commissioner"),
    [("hurdle", 1_000_000, 400_000, 600_000), ("deductible", 600_000, 240_000, 1_160_000)],
)
def test_eighty_million_expected_and_seventy_eight_spent(kind, holder, acute, commissioner):
    """The commissioner's part holds its share and what is not shared: £0.8m as a deductible."""
    parts = parts_of(sharing(kind), [8_000_000_000], [7_800_000_000])
    assert parts == {
        "holder": [holder * 100],
        "acute": [acute * 100],
        "icb": [commissioner * 100],
    }


def by_hand(kind, expected, pool):
    """Band, cap and shares in plain arithmetic; the commissioner takes what is left."""
    size = abs(pool)
    within = size * 100 <= expected
    counted = Fraction(0) if within else Fraction(size)
    if kind == "deductible" and not within:
        counted -= Fraction(expected, 100)
    counted = min(counted, Fraction(3 * expected, 100))
    shares = {"holder": Fraction(1, 2), "acute": Fraction(1, 5) if pool >= 0 else Fraction(0)}
    sign = 1 if pool >= 0 else -1
    return {party: sign * counted * share for party, share in shares.items()}


@given(
    st.sampled_from(["hurdle", "deductible"]),
    st.lists(
        st.tuples(st.integers(1, 10**12), st.integers(-(10**11), 10**11)), min_size=1, max_size=20
    ),
)
def test_for_any_pool_the_parts_sum_to_it_and_follow_the_terms(kind, draws):
    """Law 1, gains and losses; each named party within two pence of the terms worked by hand."""
    expected = [one for one, _ in draws]
    actual = [one - pool for one, pool in draws]
    parts = parts_of(sharing(kind), expected, actual)
    for row, (whole, pool) in enumerate(draws):
        assert sum(part[row] for part in parts.values()) == pool
        for party, exact in by_hand(kind, whole, pool).items():
            assert abs(parts[party][row] - exact) <= 2


def test_terms_that_need_quality_are_refused_since_none_is_drawn():
    """Failure over guess: no score is assumed."""
    with pytest.raises(InputFaults, match="quality"):
        parts_of(sharing(quality_scales_gain=True), [8_000_000_000], [7_000_000_000])


# Bad input


def test_one_report_of_everything_wrong(tmp_path):
    bad = as_file()
    bad["assumptions"][0] |= {"mark": "guessed", "why": ""}
    bad["assumptions"][1]["distribution"]["standard_deviation"] = -1
    bad["assumptions"][2]["distribution"] = {"shape": "uniform", "low": 1, "high": 1}
    del bad["seed"]
    path = tmp_path / "bad.yaml"
    path.write_text(yaml.safe_dump(bad), encoding="utf-8")
    with pytest.raises(InputFaults) as refused:
        read_scenario(path)
    assert len(refused.value.faults) == 5


def test_lines_that_are_not_in_the_budget(plan):
    scenario = as_file()
    scenario["assumptions"][0]["lines"] = ["comunity"]
    scenario["assumptions"][1]["lines"] = ["prescribing", "dentistry"]
    with pytest.raises(InputFaults) as refused:
        sweep(SweepPlan(Scenario.model_validate(scenario), plan.budget))
    assert [fault.found for fault in refused.value.faults] == [
        "the line 'comunity'",
        "the line 'dentistry'",
    ]
    assert refused.value.faults[0].remedy == "did you mean 'community'?"


def test_an_assumption_that_moves_nothing_is_refused(plan):
    scenario = as_file() | {"later_years": None}
    scenario["assumptions"][0]["moves"] = "scope_share"
    with pytest.raises(InputFaults, match="a step of the budget that it moves"):
        sweep(SweepPlan(Scenario.model_validate(scenario), plan.budget))


def test_twice_the_same_assumption_is_refused():
    scenario = as_file()
    scenario["assumptions"].append(scenario["assumptions"][0])
    with pytest.raises(ValueError, match="'prices' twice"):
        Scenario.model_validate(scenario)


def test_no_such_scenario_or_measure():
    with pytest.raises(NoSuchScenario, match="did you mean 'budget-example'"):
        find_scenario("budget-exampel")
    with pytest.raises(InputFaults, match="did you mean 'holder'"):
        scenario_report("budget-example", count=4, measure="holdr")


def test_without_a_gain_and_loss_share_there_are_no_parties(plan):
    unshared = plan.contract.model_copy(update={"gain_loss": None})
    found = run_scenario(plan.scenario, unshared, plan.budget, count=4)
    assert set(found.fans) == {"budget", "spend", "pool"}


def test_a_share_in_scope_above_the_whole_is_refused():
    made = contract(
        [line(standing="part", share_percent=99)], [uplift(inflation_percent=1)], without_need=["a"]
    )
    scenario = as_file() | {"later_years": None}
    scenario["assumptions"] = [
        {
            "id": "share",
            "moves": "scope_share",
            "drawn": "once",
            "mark": "assumed",
            "why": "made up",
            "distribution": {"shape": "uniform", "low": -5, "high": 5},
        }
    ]
    plan = SweepPlan(Scenario.model_validate(scenario), budget_of(made))
    with pytest.raises(InputFaults, match="above 100 per cent in"):
        sweep(plan, count=100)
