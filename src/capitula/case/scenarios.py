"""A scenario by name or path, run on the contract that it names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from capitula.case.budget import find_priced_budget
from capitula.case.contract_file import find_contract
from capitula.money.scenarios.assumptions import EXAMPLES, find_scenario, read_scenario
from capitula.money.scenarios.report import ScenarioReport, run_scenario


def scenario_report(
    name: str,
    *,
    measure: str = "",
    count: int | None = None,
    seed: int | None = None,
    known_on: date | None = None,
) -> ScenarioReport:
    """Run a scenario file, or one that ships.

    Args:
        name: the file, or the name of one that ships.
        measure: what the tornado shows.
        count: draws; those of the scenario unless given.
        seed: that of the scenario unless given.
        known_on: the contract as known on this day; today unless given.

    Raises:
        NoSuchScenario: there is none.
        InputFaults: everything that is wrong with scenario or contract.
    """
    path = find_scenario(name)
    scenario = read_scenario(path)
    beside: Path = path.parent / scenario.contract
    contract = str(beside) if beside.exists() else scenario.contract
    budget = find_priced_budget(contract, scenario.year, known_on)
    terms = find_contract(contract, known_on).contract
    return run_scenario(scenario, terms, budget, measure=measure, count=count, seed=seed)


def scenario_of(contract: str) -> str:
    """Return the name of the scenario that ships for a contract file; empty where none does."""
    for path in sorted(EXAMPLES.glob("*.yaml")):
        if read_scenario(path).contract == contract:
            return path.stem
    return ""
