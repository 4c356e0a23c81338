"""`capitula outcomes series`: the table, the finding, the caution and the source, in that order."""

import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

import capitula.case
from capitula.cli.outcomes import app
from capitula.ground.figure_table import read_figure_table
from capitula.outcomes.comparison import CAUTION
from capitula.outcomes.file import read_outcomes
from harness.places import PACKAGE


def outcomes_of(name):
    """The part of a case that this command reads: its outcomes file and its figures."""
    folder = PACKAGE / "cases" / name
    figures = folder.glob("figures/delayed_transfers.csv")
    return SimpleNamespace(
        name=name,
        outcomes=read_outcomes(folder / "outcomes.yaml"),
        figures={path.stem: read_figure_table(path) for path in figures},
    )


@pytest.fixture(autouse=True)
def _only_what_it_reads(monkeypatch):
    """Faults in other files of a case are told by other tests."""
    monkeypatch.setattr(capitula.case, "open_case", outcomes_of)


def run(*arguments):
    return CliRunner().invoke(app, ["series", *arguments])


def test_a_person_reads_years_then_what_can_be_said():
    printed = run("wirral").output
    parts = [
        "2016/17",
        "an index of 59",
        "jumped to 2.8 times the former level in June 2016",
        CAUTION,
        "Source: NHS England",
    ]
    at = [printed.find(part) for part in parts]
    assert -1 not in at
    assert at == sorted(at)
    assert "registered after its data were seen" in printed
    assert "Unmeasured aim" in printed


def test_every_month_is_printed_when_asked_for():
    printed = run("dudley", "--months").output
    assert "April 2011" in printed
    assert "December 2019" in printed


def test_a_machine_reads_numbers_that_nobody_rounded():
    document = json.loads(run("wirral", "--json").output)
    (series,) = document["series"]
    wirral, england = series["places"]
    assert (wirral["name"], england["name"]) == ("Wirral", "England")
    assert len(wirral["months"]) == 105
    assert wirral["latest_index"] == pytest.approx(100 * (5880 / 365) / (9947 / 365))
    assert series["steps"][0]["month"] == "2016-06"
    assert document["unmeasured"]


def test_manchester_has_questions_and_no_series():
    printed = run("manchester").output
    assert "no public series is held" in printed
    assert "Open question" in printed


def test_a_chart_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "wirral.svg"
    assert run("wirral", "--svg", str(target)).exit_code == 0
    assert target.read_text().startswith("<svg")
    nowhere = tmp_path / "none.svg"
    assert run("manchester", "--svg", str(nowhere)).exit_code != 0
    assert not nowhere.exists()
