"""`capitula money allocation CASE`: the case's target allocation, and one practice opened."""

import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import capitula.case
from capitula.cli import money
from capitula.ground.figure_table import read_figure_table
from harness.places import PACKAGE


@pytest.fixture(autouse=True)
def _dudley(monkeypatch):
    """The case as opened, with its figure tables and nothing else."""
    folder = PACKAGE / "cases" / "dudley" / "figures"
    figures = {path.stem: read_figure_table(path) for path in folder.glob("target*.csv")}
    monkeypatch.setattr(capitula.case, "open_case", lambda _: SimpleNamespace(figures=figures))


def run(*arguments):
    result = CliRunner().invoke(money.app, ["allocation", "dudley", *arguments])
    assert result.exit_code == 0
    return result.stdout


def test_lines_streams_total_and_caveats():
    said = run()
    for words in ["General and acute", "£263,559,250.88", "£432,339,011.69", "1.07771"]:
        assert words in said
    assert "- It is never the contract's budget" in said


def test_one_practice_opened():
    said = run("--practice", "M87007")
    assert "× WP_Presc 12515.64258 = 1703.8220" in said
    assert "£15,024,442.53" in said


def test_json_for_machines():
    report = json.loads(run("--json"))
    assert report["schema"] == "capitula.money.allocation/1"
    assert report["total_pence"] == 43_233_901_169
    assert sum(each["amount_pence"] for each in report["practices"]) == 43_233_901_169
    assert report["mark"] == "derived"
    opened = json.loads(run("--practice", "M87007", "--json"))
    assert opened["opened"]["total"]["amount_pence"] == 1_502_444_253
