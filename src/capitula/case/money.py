"""The money of a case: `case.money.budget(year="2018/19")`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from capitula.contract.model import Contract
from capitula.contract.scope import Standing
from capitula.contract.variations import variations_in
from capitula.ground.faults import CapitulaError, InputFaults, Place, ValueFault
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear
from capitula.ground.today import today
from capitula.money.budget.building import BudgetRequest, whole_population_budget
from capitula.money.budget.figures_file import BudgetFigures, read_budget_figures
from capitula.money.budget.finding import find_figures
from capitula.money.budget.found_whole import FoundFigures
from capitula.money.budget.whole import WholePopulationBudget
from capitula.record.sources import Source
from capitula.record.view import Record, View


class NoSuchBudget(CapitulaError):
    """Neither terms that price a year nor published figures for it."""


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """What is owed, asked of one case.

    Attributes:
        name: the case's name.
        folder: where its files stand.
        record: all entries.
        figures: its figure tables.
        sources: what was published.
        contract_at: gives the contract at a view's dates.
    """

    name: str
    folder: Path
    record: Record
    figures: Mapping[str, FigureTable]
    sources: Mapping[str, Source]
    contract_at: Callable[[View], Contract]

    def budget(
        self, year: str, known_on: date | None = None, in_force_on: date | None = None
    ) -> WholePopulationBudget | FoundFigures:
        """Return the budget of a year: from terms where lines are priced, else from figures.

        Args:
            year: such as 2018/19.
            known_on: the day as known on; today unless given.
            in_force_on: the day whose terms price the whole year; its first day unless given, so
                that a variation from a later day of the year is left to the payments.

        Raises:
            NoSuchBudget: neither terms nor figures for that year.
            InputFaults: what is wrong with them.
        """
        asked = read_year(year)
        known = known_on or today()
        priced = self.contract_at(self.record.as_known(known, in_force_on or asked.first_day))
        if is_priced(priced):
            request = BudgetRequest(priced, self.name, asked, known, self.sources)
            return whole_population_budget(request)
        files = self._figures_files()
        if str(asked) not in files:
            there = ", ".join(files) or "no year"
            raise NoSuchBudget(
                f"found no service line of {self.name} with a yearly worth, and published figures "
                f"of {there}; expected either for {asked}; state `annual_value` in the contract"
            )
        view = self.record.as_known(known)
        contract = self.contract_at(view)
        every = [line.id for line in self.contract_at(self.record.as_known(date.max)).scope]
        return find_figures(
            self.name, files[str(asked)], contract, self.figures, view, every_line=every
        )

    def last_figures_year(self) -> str:
        """Return the last year of which published figures are put beside the lines; or nothing."""
        return max(self._figures_files(), default="")

    def changes_within(self, year: FinancialYear, known_on: date) -> tuple[date, ...]:
        """Return the days of a year, after its first, from which a variation known then holds."""
        made = variations_in(self.record.as_known(known_on, year.last_day))
        days = {each.effective.earliest for each in made if each.effective}
        inside = {day for day in days if day and year.first_day < day <= year.last_day}
        return tuple(sorted(inside))

    def _figures_files(self) -> dict[str, BudgetFigures]:
        paths = sorted((self.folder / "budgets").glob("*.yaml"))
        read = [read_budget_figures(path, f"budgets/{path.name}") for path in paths]
        return {each.year: each for each in read}


def is_priced(contract: Contract) -> bool:
    """Say whether any line in scope has a yearly worth, or heads are paid for."""
    lines = [x for x in contract.scope if x.standing in (Standing.IN, Standing.PART)]
    return contract.budget is not None or any(line.annual_value is not None for line in lines)


def read_year(text: str) -> FinancialYear:
    """Read a financial year as given on a command line or in Python.

    Raises:
        InputFaults: another form.
    """
    try:
        return FinancialYear.parse(text)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--year"))]) from fault
