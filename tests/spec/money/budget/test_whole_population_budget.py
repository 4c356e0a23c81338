"""The whole population budget, line by line and to the penny.

    line[l, y] = base[l] · scope share[l] · Π (1 + inflation)(1 + growth)(1 − efficiency) · W[y] ÷ W[base]

Six lines of £192m are rolled forward by a year. Every line has its own uplift; all move with one
change in need, 353,338 weighted people for 350,000, as an exact ratio.
"""  # noqa: E501

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import from_pounds
from capitula.money.budget.line import StepKind
from capitula.money.budget.placing import place_pence
from spec.money.budget.made_contracts import budget_of, contract, line, uplift, worked_example

WORKED = {
    "community": "64266990.20",
    "mental-health": "35453386.12",
    "primary-medical": "26374157.86",
    "prescribing": "53805547.43",
    "public-health": "9267550.97",
    "social-care": "10657683.62",
}


@pytest.fixture(scope="module")
def example():
    return worked_example()


def test_the_worked_example_to_the_penny(example):
    assert {x.key: x.amount_pence for x in example.lines} == {
        key: from_pounds(pounds) for key, pounds in WORKED.items()
    }
    assert example.total_pence == 19_982_531_620
    assert example.months() == (1_665_210_968,) * 11 + (1_665_210_972,)


def test_four_pence_are_placed_by_largest_remainder(example):
    """Lines floored one by one are four pence short; four named lines take one penny each."""
    floors = {x.key: x.exact.__floor__() for x in example.lines}
    assert sum(floors.values()) == 19_982_531_616
    assert {x.key for x in example.lines if x.amount_pence > floors[x.key]} == {
        "prescribing",
        "mental-health",
        "primary-medical",
        "social-care",
    }


def test_the_sum_is_worked_out_by_another_road(example):
    """The same total with decimals, one product a line, the ratio last."""
    rates = {
        "community": (62, "3.2", "0.6", "1.1"),
        "mental-health": (34, "3.2", "1.2", "1.1"),
        "primary-medical": (25, "4.5", "0", "0"),
        "prescribing": (52, "2.0", "1.5", "1.0"),
        "public-health": (9, "2.0", "0", "0"),
        "social-care": (10, "3.5", "2.0", "0"),
    }
    total = Fraction(0)
    for base, inflation, growth, efficiency in rates.values():
        product = Decimal(base) * 10**8
        product *= (1 + Decimal(inflation) / 100) * (1 + Decimal(growth) / 100)
        product *= 1 - Decimal(efficiency) / 100
        total += Fraction(product) * Fraction(353338, 350000)
    assert total == example.exact
    assert total.__floor__() == example.total_pence


def test_nhs_lines_count_registered_people_and_council_lines_residents(example):
    """Both counts stay on every line, whichever pays."""
    assert {x.key for x in example.lines if x.denominator == "resident"} == {
        "public-health",
        "social-care",
    }
    assert all(
        (x.registered_people, x.resident_people) == (350_000, 341_500) for x in example.lines
    )


def test_ring_fences_stay_apart_and_lines_carry_who_runs_them(example):
    assert example.by_ring_fence["public health grant"] == from_pounds("9267550.97")
    assert sum(example.by_ring_fence.values()) == example.total_pence
    assert example.line("prescribing").provider == "The general practices"


def test_an_assumed_rate_marks_line_total_and_print(example):
    assert example.mark is EvidenceMark.ASSUMED
    assert example.text().count("(assumed)") == len(example.lines) + 1


def test_an_unverified_rate_shows_on_its_line_and_no_other():
    found = contract(
        [line("a"), line("b")],
        [
            uplift("one", lines=["a"], inflation_percent=2, mark="unverified"),
            uplift("two", lines=["b"], inflation_percent=2),
        ],
        without_need=["a", "b"],
    )
    budget = budget_of(found)
    assert [x.mark for x in budget.lines] == [EvidenceMark.UNVERIFIED, EvidenceMark.LOCAL]
    assert budget.mark is EvidenceMark.UNVERIFIED
    assert "£1,020.00 (unverified)" in budget.text()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("multiplied", 102_069), ("subtracted", 102_100)],
)
def test_the_two_net_rules_differ(rule, expected):
    """£1,000 with 3.1 per cent inflation and 1 per cent efficiency: £1,020.69 or £1,021.00."""
    rates = {"inflation_percent": Decimal("3.1"), "efficiency_percent": 1}
    found = contract([line()], [uplift(net_rule=rule, **rates)], without_need=["a"])
    assert budget_of(found).total_pence == expected


def test_years_are_rolled_one_by_one_with_the_uplift_of_each():
    """Two years: 2 per cent, then 3. An uplift without dates would hold in both."""
    steps = [
        uplift(inflation_percent=2, in_force_from="2026-04-01", in_force_to="2027-03-31"),
        uplift(inflation_percent=3, in_force_from="2027-04-01", in_force_to="2028-03-31"),
    ]
    found = contract([line(prices="2025/26")], steps, without_need=["a"])
    assert budget_of(found).total_pence == 105_060
    assert budget_of(found, FinancialYear(2026)).total_pence == 102_000


def test_a_part_of_a_line_a_transfer_and_a_single_sum():
    """60 per cent of £1,000, plus 100 in, less 50 out, 25 once, 5 taken off by agreement."""

    def of(kind, pounds):
        known = {"id": kind, "label": kind, "kind": kind, "line": "a", "year": "2027/28"}
        return {**known, "amount": pounds}

    found = contract(
        [line(standing="part", share_percent=60)],
        [uplift(inflation_percent=0)],
        without_need=["a"],
        adjustments=[
            of("transfer_in", 100),
            of("transfer_out", 50),
            of("non_recurrent", 25),
            of("agreed", -5),
        ],
    )
    budget = budget_of(found)
    assert budget.total_pence == 67_000
    assert budget.expected_annual_value_pence == 64_500
    (only,) = budget.lines
    assert only.change(StepKind.SCOPE_SHARE) == -40_000
    assert budget_of(found, FinancialYear(2026)).total_pence == 60_000


def test_so_much_a_head():
    """£571.25 a head of 350,000.5 weighted people, raised by 2 per cent."""
    steps = [
        {
            "id": "heads",
            "mechanism": "capitation",
            "label": "By head",
            "per_head": "571.25",
            "price_year": "2026/27",
            "weights": "need index",
            "lines": ["a", "b"],
        },
        uplift(inflation_percent=2),
    ]
    counts = [
        {
            "id": "lists",
            "year": "2027/28",
            "people": 1,
            "weighted_people": "350000.5",
            "index": "need index",
        }
    ]
    priceless = {"annual_value": None, "price_year": None}
    found = contract([line("a", **priceless), line("b", **priceless)], steps, counts=counts)
    budget = budget_of(found)
    exact = Fraction(57125) * Fraction("350000.5") * Fraction(102, 100)
    assert [x.title for x in budget.lines] == ["By head"]
    assert budget.total_pence == exact.__floor__()


def test_a_discount_comes_off_the_budget():
    cut = {"id": "cut", "mechanism": "discount", "of": "budget"}
    rate = {"percent": 2, "mark": "local"}
    steps = [uplift(inflation_percent=0), {**cut, "rates": [rate]}]
    assert budget_of(contract([line()], steps, without_need=["a"])).total_pence == 98_000


def test_every_figure_opens(example):
    opened = example.explain("community")
    assert "353,338 weighted registered people" in opened.text()
    assert sum(each.value for each in opened.inputs) == pytest.approx(opened.result * 1000)
    whole = example.explain()
    assert whole.amount_pence == example.total_pence
    with pytest.raises(KeyError, match="mental-health"):
        example.explain("mental")


def test_the_table_is_whole_pence(example):
    table = example.table()
    assert str(table.schema.field("amount_pence").type) == "int64"
    *lines, total = table.column("amount_pence").to_pylist()
    assert sum(lines) == total == 19_982_531_620


def test_the_waterfall_ends_where_the_budget_stands(example):
    found = example.waterfall()
    assert [bar.title for bar in found.bars] == [
        "Base",
        "Inflation",
        "Growth",
        "Efficiency",
        "Change in need",
    ]
    assert found.bars[0].change_pence == 19_200_000_000
    assert sum(bar.change_pence for bar in found.bars) == example.total_pence
    assert found.bars[-1].after_pence == example.total_pence
    assert "+£5,767,000.00" in found.text()
    assert example.waterfall("public-health").total_pence == from_pounds("9267550.97")


EXACT = st.fractions(-(10**9), 10**9, max_denominator=10**6)


@given(st.dictionaries(st.sampled_from("abcdefgh"), EXACT, min_size=1))
def test_placed_pence_add_up_and_no_line_moves_by_a_penny(exact):
    """Laws 1 and 5, for amounts of either sign."""
    placed = place_pence(exact)
    assert sum(placed.values()) == sum(exact.values()).__floor__()
    assert all(abs(placed[key] - exact[key]) < 1 for key in exact)
    assert place_pence(dict(reversed(exact.items()))) == placed


@given(
    st.lists(st.integers(0, 10**10), min_size=1, max_size=6),
    st.integers(1, 1000),
    st.integers(-50, 200),
)
def test_scale(bases, times, rate):
    """Law 10: money inputs times an integer move the total by that and at most its rounding."""

    def total(factor):
        lines = [line(str(n), Decimal(base * factor).scaleb(-2)) for n, base in enumerate(bases)]
        keys = [str(n) for n in range(len(bases))]
        steps = [uplift(inflation_percent=Decimal(rate).scaleb(-1))]
        return budget_of(contract(lines, steps, without_need=keys)).total_pence

    assert 0 <= total(times) - times * total(1) < times
