"""Settlement: `capitula money settle` with a contract and a small figures file."""

import json

import openpyxl
import pytest
from typer.testing import CliRunner

from capitula.case.contract_file import find_contract
from capitula.cli import money
from capitula.ground.faults import InputFaults
from capitula.money.ledger.ledger import Ledger
from capitula.money.settlement.figures_file import read_settlement_figures
from capitula.money.settlement.settle import settle

HEAD = """
schema: capitula.settlement-figures/1
stage: final
period: {from: 2027-04-01, to: 2028-03-31}
"""
FIGURES = "figures: {expected: 80000000, actual: 78000000, quality_score: 100}\n"


def written(folder, text, name="figures.yaml"):
    path = folder / name
    path.write_text(text)
    return path


def statement(folder, text, contract="iho-2027"):
    return settle(find_contract(contract).contract, read_settlement_figures(written(folder, text)))


def run(*arguments):
    return CliRunner().invoke(money.app, ["settle", *map(str, arguments)])


def test_the_worked_example_of_a_gain_share(tmp_path):
    """Expected £80m, actual £78m, a deductible of 1%, a cap of 3%, shares 50, 20 and 30.

    £1.2m is shared: provider £0.60m, acute £0.24m, commissioner £0.36m; £0.80m is unshared.
    """
    done = statement(tmp_path, HEAD + FIGURES)
    assert dict(done.parts_pence) == {"trust": 60_000_000, "acute": 24_000_000, "icb": 36_000_000}
    assert (done.shared_pence, done.unshared_pence) == (120_000_000, 80_000_000)
    assert sum(entry.amount_pence for entry in done.entries) == 0
    assert str(done.mark) == "assumed"


def test_the_statement_for_reading(tmp_path):
    result = run("iho-2027", written(tmp_path, HEAD + FIGURES))
    assert result.exit_code == 0
    text = result.stdout
    assert "The designated foundation trust receives £600,000.00 of an underspend" in text
    assert "The integrated care board, which takes the rest: £360,000.00" in text
    assert "Unshared, stays with The integrated care board: £800,000.00" in text
    assert "Terms that are assumed entered this settlement." in text


def test_the_statement_as_data(tmp_path):
    result = run("iho-2027", written(tmp_path, HEAD + FIGURES), "--json")
    found = json.loads(result.stdout)
    assert found["schema"] == "capitula.money.settlement/1"
    assert found["parts_pence"]["trust"] == 60_000_000
    assert [step["id"] for step in found["steps"]] == ["band", "gain-cap", "gain-share", "quality"]


def test_the_statement_as_a_workbook(tmp_path):
    """Four sheets, amounts as numbers, no merged cells."""
    path = tmp_path / "statement.xlsx"
    assert run("iho-2027", written(tmp_path, HEAD + FIGURES), "--workbook", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Statement", "Steps", "Parties", "Entries"]
    assert all(not sheet.merged_cells.ranges for sheet in book)
    amounts = {row[0].value: row[1].value for row in book["Parties"].iter_rows(min_row=2)}
    assert amounts["The designated foundation trust"] == 600_000
    assert amounts["Unshared"] == 800_000
    assert book["Entries"].freeze_panes == "A2"


def test_only_cash_is_shared_after_the_acute_payment_rule(tmp_path):
    """Expected £80m; other spend £38.2m; acute activity planned at £40m and £1.0m less of it.

    With 20% variable the acute provider is paid £39.8m, so £2.0m is there, not £2.8m.
    """
    text = HEAD + (
        "figures: {expected: 80000000, actual: 38200000, quality_score: 100}\n"
        "acute: {planned_priced: 40000000, actual_priced: 39000000, over_percent: 20,\n"
        "  under_percent: 20}\n"
    )
    done = statement(tmp_path, text)
    assert done.acute.cash_pence == -20_000_000
    assert (done.actual_pence, done.pool_pence) == (7_800_000_000, 200_000_000)
    assert "frees £200,000.00 of cash" in run("iho-2027", tmp_path / "figures.yaml").stdout


INTERIM = """
schema: capitula.settlement-figures/1
stage: interim
period: {from: 2027-04-01, to: 2028-03-31}
figures: {expected: 80000000, quality_score: 100}
late_data:
  method: METHOD
  origins:
    - {name: first half, cumulative: [26000000, 39000000], prior: 39000000}
    - {name: second half, cumulative: [26000000], prior: 39600000}
"""


@pytest.mark.parametrize(
    ("method", "actual"), [("chain_ladder", 78_000_000), ("bornhuetter_ferguson", 78_200_000)]
)
def test_an_interim_settlement_completes_late_data(tmp_path, method, actual):
    """£26m became £39m, so two thirds of a half-year are known after its first look.

    Chain ladder: 39 + 26 × 1.5 = £78.0m. Bornhuetter–Ferguson: 39 + 26 + 39.6/3 = £78.2m.
    """
    done = statement(tmp_path, INTERIM.replace("METHOD", method))
    assert done.actual_pence == actual * 100
    assert str(done.mark) == "assumed"
    assert any("restates" in warning for warning in done.warnings)


def test_the_final_settlement_restates_the_interim_one(tmp_path):
    """Interim gave the trust £600,000; run-out makes £400,000 due, so £200,000 goes back."""
    text = HEAD.replace("stage: final", "stage: restated") + (
        "figures: {expected: 80000000, actual: 78400000, quality_score: 100}\n"
        "earlier: {stage: interim, parts: {trust: 600000, acute: 240000}}\n"
    )
    done = statement(tmp_path, text)
    assert done.parts_pence["trust"] == 40_000_000
    moved = {entry.party: 0 for entry in done.restated}
    for entry in done.restated:
        moved[entry.party] += entry.amount_pence
    assert moved == {"trust": -20_000_000, "acute": -8_000_000, "icb": 28_000_000}


def test_what_was_withheld_is_earned_back_in_part(tmp_path):
    """2% of £192m is £3.84m; 65% of the measures are met: £2,496,000 released, £1,344,000 kept."""
    text = HEAD + FIGURES.replace("100}", "100, budget: 192000000, attainment: 65}")
    (line,) = statement(tmp_path, text).withheld
    assert (line.held_pence, line.released_pence) == (384_000_000, 249_600_000)
    assert "£1,344,000.00 kept" in line.sentence


def test_a_missing_figure_stops_the_settlement_by_name(tmp_path):
    result = run("iho-2027", written(tmp_path, HEAD + "figures: {expected: 80000000}\n"))
    assert result.exit_code == 1
    assert "This settlement cannot be computed: the actual spend is missing" in result.stdout


def test_a_settlement_posted_twice_posts_once(tmp_path):
    entries = statement(tmp_path, HEAD + FIGURES).entries
    assert Ledger().post(entries).to_post(entries) == ()


def test_a_us_track_is_settled_by_the_same_command(tmp_path):
    """Balance ACO 2018, Track 1: 10% of the benchmark binds: $12,118,222.50."""
    text = """
schema: capitula.settlement-figures/1
stage: final
period: {from: 2018-01-01, to: 2018-12-31}
paid_on: 2019-10-01
figures: {benchmark: 121182225, actual: 83501144, people: 10000, quality_score: 95,
  quality_met: true}
"""
    done = statement(tmp_path, text, "mssp-t1")
    assert done.parts_pence["aco"] == 1_211_822_250
    assert "$12,118,222.50" in done.steps[-1].sentence


BAD = """
schema: capitula.settlement-figures/1
stage: final
period: {from: 2027-04-01, to: 2028-03-31}
figures: {expcted: 1, actual: 99999999999999999, quality_score: 190, quality_met: 3, people: 1.5}
late_data:
  method: bornhuetter_ferguson
  origins:
    - {name: April, cumulative: [1]}
    - {name: May, cumulative: [1, 2]}
"""


def test_bad_figures_are_told_at_once(tmp_path):
    """An unknown name, one beyond the guard, a share above 100, a missing month, and the rest."""
    with pytest.raises(InputFaults) as caught:
        read_settlement_figures(written(tmp_path, BAD))
    text = str(caught.value)
    for part in (
        "did you mean 'expected'?",
        "the overflow guard",
        "a share from 0 to 100 per cent",
        "true or false",
        "a whole number, not below nought",
        "an actual spend beside late data",
        "1, 2 ages for the origins",
        "no prior for April, May",
    ):
        assert part in text
    assert len(caught.value.faults) == 8


def test_a_contract_with_nothing_to_share_says_so(tmp_path):
    """Dudley's file of 2017 names no holder and no party that takes the rest."""
    with pytest.raises(InputFaults) as caught:
        statement(tmp_path, HEAD + FIGURES, "dudley-2017")
    assert [fault.found for fault in caught.value.faults] == ["0 holders", "no residual party"]


def test_an_expected_spend_of_nought_stops_by_name(tmp_path):
    done = statement(tmp_path, HEAD + FIGURES.replace("80000000", "0"))
    assert done.reason == "the expected spend is not above nought"
    assert done.entries == ()


def test_a_threshold_that_chance_alone_passes_is_warned_of(tmp_path):
    """A band of 1% with 10,000 people whose cost varies by twice its mean: luck moves 2.56%."""
    text = HEAD + FIGURES.replace("100}", "100, people: 10000, cost_variation: 200}")
    assert any("luck" in warning for warning in statement(tmp_path, text).warnings)
    many = text.replace("people: 10000", "people: 1000000")
    assert not any("luck" in warning for warning in statement(tmp_path, many).warnings)


def test_an_earlier_stage_names_only_parties_of_the_contract(tmp_path):
    text = HEAD + FIGURES + "earlier: {stage: interim, parts: {trsut: 1}}\n"
    with pytest.raises(InputFaults, match="did you mean 'trust'"):
        statement(tmp_path, text)
