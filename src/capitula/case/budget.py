"""A budget by whatever name a person gives: a case, a contract that ships, a contract file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from capitula.case.contract_file import find_contract
from capitula.case.folder import find_case, made_cases, shipped_cases
from capitula.case.money import NoSuchBudget, is_priced, read_year
from capitula.case.opening import open_case
from capitula.contract.model import Contract
from capitula.ground.financial_year import FinancialYear
from capitula.money.budget.building import BudgetRequest, whole_population_budget
from capitula.money.budget.found_whole import FoundFigures
from capitula.money.budget.whole import WholePopulationBudget


def find_budget(
    name: str, year: str = "", known_on: date | None = None
) -> WholePopulationBudget | FoundFigures:
    """Return the budget of a contract: from terms where lines are priced, else from figures.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.
        year: the financial year; the last one with published figures, or that the contract counts
            people for, unless given.
        known_on: today unless given.

    Raises:
        NoSuchBudget: neither terms that price a year nor published figures for it.
        InputFaults: everything that is wrong with them.
    """
    if is_case(name):
        case = open_case(find_case(name).root)
        asked = year or case.money.last_figures_year() or str(_last_year(case.contract, name))
        return case.money.budget(asked, known_on)
    found = find_contract(name, known_on)
    asked_year = read_year(year) if year else _last_year(found.contract, name)
    if not is_priced(found.contract):
        raise NoSuchBudget(
            f"found no service line of {name} with a yearly worth; expected one at least; "
            "state `annual_value` and `price_year` of each line in scope"
        )
    request = BudgetRequest(
        found.contract, Path(name).name, asked_year, found.known_on, found.sources
    )
    return whole_population_budget(request)


def find_priced_budget(
    name: str, year: str = "", known_on: date | None = None
) -> WholePopulationBudget:
    """Return the budget of a contract whose terms price the year.

    Raises:
        NoSuchBudget: published figures only, which have no base, no steps and no months.
        InputFaults: everything that is wrong with the terms.
    """
    found = find_budget(name, year, known_on)
    if isinstance(found, WholePopulationBudget):
        return found
    raise NoSuchBudget(
        f"found published figures for {name}, and no terms that price a line; expected lines with "
        f"`annual_value`; `capitula money budget {name}` shows what was published"
    )


def is_case(name: str) -> bool:
    """Say whether a name is that of a case, or of a case folder."""
    return name in (*shipped_cases(), *made_cases()) or (Path(name) / "contract.yaml").is_file()


def _last_year(contract: Contract, name: str) -> FinancialYear:
    counted = [count.year for count in contract.budget.counts] if contract.budget else []
    priced = [line.price_year for line in contract.scope if line.price_year]
    years = counted or priced
    if not years:
        raise NoSuchBudget(
            f"found no year in {name} to take; expected one; say which, such as --year 2018/19"
        )
    return max(FinancialYear.parse(year) for year in years)
