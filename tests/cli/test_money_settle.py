"""`capitula money settle` and `money reproduce` as a person types them: statuses and faults."""

import json
import os
import subprocess
import sys

COMMAND = [sys.executable, "-c", "from capitula.cli.main import run; run()"]

CONTRACT = """
schema: capitula.contract/1
case: made
title: Made up
summary: For a test.
form: {name: full, clause: "1"}
parties:
  - {id: icb, name: The board, roles: [commissioner], clause: "1"}
  - {id: trust, name: The trust, roles: [holder], clause: "1"}
population: {definition: All, place: Borough, clause: "1"}
payment:
  residual_party: icb
  clause: "3"
  steps:
    - {id: gap, mechanism: corridor, of: benchmark, party: trust, counterparty: icb, clause: "3.1",
       bands: [{from_percent: 0, to_percent: 3, share_percent: 50},
               {from_percent: 5, share_percent: 0}]}
    - {id: overlap, mechanism: corridor, of: benchmark, party: trust, counterparty: icb,
       clause: "3.2", bands: [{from_percent: 0, to_percent: 7, share_percent: 50},
                              {from_percent: 5, share_percent: 0}]}
    - {id: share, mechanism: share, side: gain, clause: "3.3",
       shares: [{party: trust, percent: 60}, {party: icb, percent: 30}]}
improvement:
  clause: "4"
  measures: [{id: days, name: Days, weight: -0.5, direction: down, clause: "4"}]
"""
FIGURES = """
schema: capitula.settlement-figures/1
stage: interim
period: {from: 2027-04-01, to: 2028-03-31}
figures: {benchmark: 99999999999999999}
late_data: {method: chain_ladder, origins: [{name: April, cumulative: [1]},
            {name: June, cumulative: [1, 2]}]}
"""
POT = "facility,people,payment\nNorth,60,600\nSouth,40,400\nweight,100,1000\n"


def run(*arguments, folder):
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "COLUMNS": "100"},
    )


def test_one_report_names_every_fault_of_contract_and_figures(tmp_path):
    """A gap, an overlap, shares of 90, a negative weight, a missing month, beyond the guard."""
    (tmp_path / "contract.yaml").write_text(CONTRACT)
    (tmp_path / "figures.yaml").write_text(FIGURES)
    arguments = ["money", "settle", "contract.yaml", "figures.yaml", "--workbook", "out.xlsx"]
    done = run(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    for part in (
        "a gap between the bands 0 to 3 per cent and 5 per cent up",
        "an overlap between the bands 0 to 7 per cent and 5 per cent up",
        "shares of 90 per cent together",
        "improvement.measures[0].weight",
        "the overflow guard",
        "1, 2 ages for the origins",
    ):
        assert part in done.stderr, part
    assert not (tmp_path / "out.xlsx").exists()


def test_a_settlement_from_start_to_end(tmp_path):
    figures = (
        "schema: capitula.settlement-figures/1\nstage: final\n"
        "period: {from: 2027-04-01, to: 2028-03-31}\n"
        "figures: {expected: 80000000, actual: 78000000, quality_score: 100}\n"
    )
    (tmp_path / "figures.yaml").write_text(figures)
    done = run("money", "settle", "iho-2027", "figures.yaml", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["parts_pence"]["trust"] == 60_000_000
    (tmp_path / "figures.yaml").write_text(figures.replace("actual: 78000000, ", ""))
    stopped = run("money", "settle", "iho-2027", "figures.yaml", "--json", folder=tmp_path)
    assert stopped.returncode == 1
    assert json.loads(stopped.stdout)["reason"] == "the actual spend is missing"


def test_reproducing_ends_with_the_floor(tmp_path):
    (tmp_path / "pot.csv").write_text(POT)
    assert run("money", "reproduce", "pot", "pot.csv", folder=tmp_path).returncode == 0
    (tmp_path / "pot.csv").write_text(POT.replace("600", "750"))
    assert run("money", "reproduce", "pot", "pot.csv", folder=tmp_path).returncode == 1
    done = run("money", "reproduce", "pots", "pot.csv", folder=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'pot'?" in done.stderr
