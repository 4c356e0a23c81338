"""Dudley's 2018/19 by line of the contract: what was published, what is blank, what is open."""

import sys
from datetime import date
from decimal import Decimal

import pytest

import capitula
from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import read_figure_table
from capitula.ground.pence import from_pounds
from capitula.money.budget.figures_file import read_budget_figures
from harness.places import PACKAGE, ROOT


@pytest.fixture(scope="module")
def dudley():
    return capitula.open("dudley")


@pytest.fixture(scope="module")
def found(dudley):
    return dudley.money.budget(year="2018/19", known_on=date(2024, 1, 1))


def test_each_line_has_its_figure_or_is_blank(found):
    assert {x.key: x.amount_pence for x in found.lines} == {
        "primary-care": from_pounds("47788405.36"),
        "community-health": from_pounds("23118312.17"),
        "community-mental-health": from_pounds("44846658.51"),
        "public-health": None,
        "social-care": None,
    }
    assert found.found_pence == from_pounds("70906717.53")


def test_lines_and_what_stands_beside_them_make_up_the_target_once(found):
    """No pound of the target allocation is counted twice, and none is lost."""
    target = [x for x in (*found.lines, *found.beside) if x.basis == "target"]
    assert sum(x.amount_pence for x in target) == from_pounds("432339011.69")


def test_the_gap_to_the_amount_of_2016(found):
    """£244.3m a year less what was found; nothing is taken from an amount of another basis."""
    first = found.stated[0]
    assert (first.amount_pence, first.annual) == (24_430_000_000, True)
    assert first.gap_pence == 24_430_000_000 - found.found_pence == from_pounds("173393282.47")
    others = found.stated[1:]
    assert {500_000_000_000, 36_000_000_000} <= {each.amount_pence for each in others}
    assert all(each.gap_pence is None and each.why_not for each in others)


def test_the_rows_carry_who_runs_each_line_or_ask(found):
    assert found.lines[0].provider == "General practices in Dudley"
    assert found.lines[1].provider_where == "R1, derived"
    asked = [question for question in found.questions if "Who runs it now?" in question]
    assert len(asked) == sum(x.provider is None for x in found.lines) == 3


def test_payments_by_practice_add_up_to_the_line(found):
    line = found.lines[0]
    assert len(line.by_practice) == 45
    assert sum(each.pence for each in line.by_practice) == line.amount_pence
    assert sum(pence for _, pence in line.parts) == line.amount_pence
    assert dict(line.parts)["QOF payments"] == from_pounds("147408.27")


def test_before_the_figures_were_public_every_line_is_blank(dudley):
    then = dudley.money.budget("2018/19", date(2018, 2, 1))
    assert all(x.amount_pence is None for x in (*then.lines, *then.beside))
    assert all(each.gap_pence is None for each in then.stated)
    assert "one was by 27 August 2020" in then.text()
    between = dudley.money.budget("2018/19", date(2021, 6, 1))
    assert [x.key for x in between.lines if x.amount_pence is not None] == ["primary-care"]


def test_the_table_keeps_blanks_blank(found):
    amounts = found.table().column("amount_pence").to_pylist()
    assert amounts[3] is None


def test_made_again_the_figures_are_the_same_bytes(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    from figures import gp_payments

    (written,) = gp_payments.make(shared / "data", tmp_path)
    kept = PACKAGE / "cases" / written.relative_to(tmp_path)
    assert written.read_bytes() == kept.read_bytes()


def test_the_figures_name_their_source_and_add_up():
    table = read_figure_table(PACKAGE / "cases/dudley/figures/gp_payments_2018_19.csv")
    assert table.meta["licence"] == "Open Government Licence v3.0"
    at = table.columns
    headings = at[at.index("global_sum") : at.index("total")]
    for row in table.records():
        parts = sum(Decimal(row[name]) for name in headings)
        assert parts == Decimal(row["total"])
        assert parts + Decimal(row["deductions"]) == Decimal(row["total_less_deductions"])


def test_a_part_counted_twice_is_refused(tmp_path):
    text = (PACKAGE / "cases/dudley/budgets/2018-19.yaml").read_text()
    path = tmp_path / "2018-19.yaml"
    path.write_text(text.replace("allocation: [maternity]", "allocation: [community]"))
    with pytest.raises(InputFaults, match="no pound is counted twice"):
        read_budget_figures(path)


def test_a_year_nobody_published(dudley):
    with pytest.raises(
        Exception, match="published figures of 2018/19; expected either for 2019/20"
    ):
        dudley.money.budget("2019/20")
