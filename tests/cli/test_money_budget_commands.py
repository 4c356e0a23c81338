"""`capitula money budget`, `waterfall`, `payments` and `scenarios`, as a person runs them."""

import json
import shutil
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from typer.testing import CliRunner

from capitula.cli import money
from capitula.ground.faults import InputFaults
from harness.commands import run as process
from harness.places import PACKAGE

EXAMPLE = PACKAGE / "contracts" / "budget-example.yaml"


def run(*arguments):
    result = CliRunner().invoke(money.app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0
    return result.stdout


def test_a_budget_from_a_file_for_people_and_machines(tmp_path):
    path = tmp_path / "our-contract.yaml"
    shutil.copy(EXAMPLE, path)
    said = run("budget", path)
    for words in ["£64,266,990.20", "£199,825,316.20", "11 × £16,652,109.68", "assumed"]:
        assert words in said
    document = json.loads(run("budget", path, "--year", "2027/28", "--json"))
    assert document["schema"] == "capitula.money.budget/1"
    assert document["kind"] == "computed"
    assert document["total_pence"] == 19_982_531_620
    assert sum(each["amount_pence"] for each in document["lines"]) == 19_982_531_620
    assert sum(document["months_pence"]) == 19_982_531_620
    paid = [each["months_pence"] for each in document["lines"]]
    by_line = [sum(month) for month in zip(*paid, strict=True)]
    assert by_line == document["months_pence"]


def test_dudley_by_line_with_its_gap_and_its_questions():
    said = run("budget", "dudley", "--year", "2018/19", "--known", "2024-01-01")
    for words in [
        "£47,788,405.36",
        "£173,393,282.47 more than was found",
        "£360m, basis not stated",
        "Who runs it now?",
        "Without a figure: public health, social care",
    ]:
        assert words in said
    document = json.loads(run("budget", "dudley", "--year", "2018/19", "--json"))
    assert document["kind"] == "from_published_figures"
    assert document["lines"][3]["amount_pence"] is None


def test_one_line_opened():
    assert "353,338 weighted registered people" in run(
        "budget", "budget-example", "--line", "community"
    )
    said = run("budget", "dudley", "--year", "2018/19", "--line", "primary-care")
    assert "Global sum £26,657,872.07" in said
    assert "sha256 9539ef62e6ac" in said
    opened = json.loads(
        run("budget", "dudley", "--year", "2018/19", "--line", "primary-care", "--json")
    )
    assert opened["amount_pence"] == 4_778_840_536
    with pytest.raises(InputFaults, match="did you mean 'community'"):
        run("budget", "budget-example", "--line", "comunity")


def test_the_waterfall_and_its_drawing(tmp_path):
    drawn = tmp_path / "waterfall.svg"
    said = run("waterfall", "budget-example", "--svg", drawn)
    assert "+£5,767,000.00" in said
    assert ET.fromstring(drawn.read_text()).get("role") == "img"  # noqa: S314
    document = json.loads(run("waterfall", "budget-example", "--line", "prescribing", "--json"))
    assert sum(bar["change_pence"] for bar in document["bars"]) == document["total_pence"]


def test_a_year_of_payments():
    document = json.loads(run("payments", "budget-example", "--json"))
    posted = [each["month_pence"] + each["arrears_pence"] for each in document["runs"]]
    assert posted == [1_665_210_968] * 11 + [1_665_210_972]
    assert document["posted_pence"] == document["budget_pence"] == 19_982_531_620
    assert "equal to the year's budget" in run("payments", "budget-example")


def test_payments_by_practice_on_screen_and_in_the_workbook(tmp_path):
    """Two practices by list; one joins in the middle of January."""
    path, book = tmp_path / "ours.yaml", tmp_path / "ours.xlsx"
    text = EXAMPLE.read_text() + (
        "gp_participation:\n"
        "  - {practice: M87001, mode: full, list_size: 6000, mark: assumed}\n"
        "  - {practice: M87002, mode: partial, list_size: 4000, in_force_from: 2028-01-15,\n"
        "     mark: assumed}\n"
    )
    path.write_text(text)
    assert "from 15 January 2028" in run("payments", path)
    document = json.loads(run("budget", path, "--json", "--workbook", book))
    first, second = document["practices"]
    assert first["not_paid_pence"] == 0
    assert second["months_pence"][:9] == [0] * 9
    paid = sum(first["months_pence"]) + sum(second["months_pence"])
    assert paid + second["not_paid_pence"] == document["total_pence"]
    sheet = openpyxl.load_workbook(book)["By practice"]
    assert [sheet["A4"].value, sheet["A5"].value] == ["M87001", "M87002"]


def test_scenarios_with_charts_and_every_draw(tmp_path):
    fan, tornado, draws = (tmp_path / name for name in ("fan.svg", "tornado.svg", "draws.csv"))
    arguments = ["--draws", 200, "--svg", fan, "--tornado", tornado, "--out", draws]
    said = run("scenarios", "budget-example", *arguments)
    assert "200 draws, seed 20270401" in said
    assert "invented" in said
    head, *rows = draws.read_text().splitlines()
    assert head.startswith("draw,budget 2027/28 (pence)")
    assert len(rows) == 200
    for path in (fan, tornado):
        assert ET.fromstring(path.read_text()).get("role") == "img"  # noqa: S314
    document = json.loads(run("scenarios", "budget-example", "--draws", 200, "--json"))
    assert document["draws"] == 200
    assert document["tornado"]["measure"] == "spend"


def test_the_workbook_of_a_priced_budget(tmp_path):
    path = tmp_path / "budget.xlsx"
    run("budget", "budget-example", "--workbook", path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Cover", "By line", "By month", "Waterfall", "Derivations"]
    months = list(book["By month"].iter_rows(min_row=4, values_only=True))
    assert round(sum(row[-1] for row in months[:-1]), 2) == months[-1][-1] == 199825316.2
    formulas = [row[2] for row in book["Derivations"].iter_rows(min_row=4, values_only=True)]
    assert "growth 0.6 per cent in 2027/28" in formulas
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)


def test_the_workbook_of_published_figures(tmp_path):
    path = tmp_path / "dudley.xlsx"
    run("budget", "dudley", "--year", "2018/19", "--workbook", path)
    book = openpyxl.load_workbook(path)
    practices = list(book["By practice"].iter_rows(min_row=4, values_only=True))
    paid = [row[3] for row in practices if row[0] == "primary care"]
    assert round(sum(paid), 2) == 47788405.36
    blank = {row[0]: row[2] for row in book["By line"].iter_rows(min_row=4, values_only=True)}
    assert blank["social care"] is None


def test_a_contract_without_a_price_ends_with_two():
    done = process("money", "budget", "iho-2027")
    assert (done.returncode, done.stdout) == (2, "")
    assert "found no year in iho-2027 to take; expected one; say which" in done.stderr


def test_an_unpriced_line_is_named_and_nothing_is_written(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(EXAMPLE.read_text().replace("annual_value: 9000000, ", ""))
    book = tmp_path / "bad.xlsx"
    done = process("money", "budget", str(path), "--workbook", str(book))
    assert done.returncode == 2
    assert "a budget line without a price: no `annual_value`" in done.stderr
    assert not book.exists()
    assert "Traceback" not in done.stderr


def test_published_figures_have_no_months():
    done = process("money", "payments", "dudley", "--year", "2018/19")
    assert done.returncode == 2
    assert "no terms that price a line" in done.stderr
