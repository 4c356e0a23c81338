"""Every figure shown can be opened: formula, inputs with units, source, dates and mark."""

from decimal import Decimal

import pytest

from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import read_figure_table
from capitula.ground.marks import EvidenceMark
from capitula.money.formula import load_formula
from capitula.money.target_allocation import case_target_allocation, target_allocation
from harness.places import PACKAGE

FIGURES = PACKAGE / "cases" / "dudley" / "figures"


@pytest.fixture(scope="module")
def dudley():
    return case_target_allocation({p.stem: read_figure_table(p) for p in FIGURES.glob("t*.csv")})


def test_a_line_of_one_practice(dudley):
    """Prescribing need of M87007: the rate × the share for need × its weighted people."""
    opened = dudley.explain("prescribing_need", "M87007")
    assert opened.subject == "Prescribing need, The Ridgeway Surgery (M87007), 2018/19"
    assert opened.formula == "£ thousand = b × need share × WP_Presc"
    assert opened.worked == (
        "b 0.15126155084385132 × need share 0.9 × WP_Presc 12515.64258 = 1703.8220"
    )
    assert [(i.unit, i.mark) for i in opened.inputs] == [
        ("£ thousand per weighted head", EvidenceMark.DERIVED),
        ("share", EvidenceMark.DERIVED),
        ("weighted people", EvidenceMark.SOURCED),
    ]
    assert opened.mark is EvidenceMark.DERIVED
    assert opened.in_force == "financial year 2018/19"
    assert any("sha256 1098d0872ac0" in source for source in opened.sources)


def test_the_inputs_give_the_result(dudley):
    """Whoever multiplies the inputs shown gets the result shown, line by line."""
    for code in (None, "M87007"):
        for line in dudley.formula.lines:
            opened = dudley.explain(line, code)
            result = Decimal(1)
            for each in opened.inputs:
                result *= each.value
            assert abs(result - opened.result) < Decimal("1e-15") * opened.result


def test_streams_and_total_open_into_their_lines(dudley):
    for key in ("total", "hospital_community", "prescribing"):
        opened = dudley.explain(key)
        assert sum(i.value for i in opened.inputs) == pytest.approx(opened.result)
        assert opened.amount_pence == dudley.amount_pence(key)


def test_where_cost_factors_differ_by_practice_the_sum_says_so():
    """Two practices with different market forces factors have no one product to show."""
    table = read_figure_table(FIGURES / "target_allocation_2018_19.csv")
    at = table.columns.index("market_forces_factor")
    first, *others = table.rows
    changed = (*first[:at], "1.2", *first[at + 1 :])
    mixed = type(table)(table.name, table.entries, table.columns, (changed, *others))
    assert "open one practice" in target_allocation(mixed).explain("community").worked


def test_a_result_carries_the_weakest_mark_of_its_inputs():
    """One assumed rate makes every figure it enters assumed, and no other."""
    formula = load_formula()
    assumed = formula.parameters["prescribing_rate"].model_copy(
        update={"mark": EvidenceMark.ASSUMED}
    )
    changed = formula.model_copy(
        update={"parameters": {**formula.parameters, "prescribing_rate": assumed}}
    )
    table = read_figure_table(FIGURES / "target_allocation_2018_19.csv")
    found = target_allocation(table, formula=changed)
    assert found.mark is EvidenceMark.ASSUMED
    assert found.explain("prescribing_need").mark is EvidenceMark.ASSUMED
    assert found.explain("prescribing").mark is EvidenceMark.ASSUMED
    assert found.explain("general_acute").mark is EvidenceMark.DERIVED
    assert found.explain("hospital_community").mark is EvidenceMark.DERIVED


def test_the_text_reads_from_figure_to_source(dudley):
    said = dudley.explain("general_acute").text()
    assert said.startswith("General and acute, NHS Dudley CCG (05C), 2018/19: £263,559,250.88")
    for words in [
        "formula",
        "worked",
        "Market forces factor (MFF) = 0.952249825 index",
        "rounding",
    ]:
        assert words in said


def test_an_unknown_line_or_practice_lists_the_known_ones(dudley):
    with pytest.raises(KeyError, match="general_acute"):
        dudley.explain("acute")
    with pytest.raises(InputFaults, match="M87001"):
        dudley.explain("total", "M99999")
