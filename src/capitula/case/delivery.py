"""Whether a contract is kept: `case.delivery.returns(known=date(2023, 2, 28))`.

The same questions can be put to a contract file that has no record; nothing is then received.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from capitula.case.money import is_priced, read_year
from capitula.contract.model import Contract
from capitula.delivery import findings as delivery_findings
from capitula.delivery.control import ControlChange
from capitula.delivery.flow_down import (
    MONTH,
    Amount,
    FlowDown,
    flow_down,
    flow_down_of_month,
    head_lines,
)
from capitula.delivery.ladder import Ladder
from capitula.delivery.notices import ServedAsOf
from capitula.delivery.open_book import OpenBooks
from capitula.delivery.reminders import Reminders
from capitula.delivery.result import Result
from capitula.delivery.returns import ReturnsRegister
from capitula.delivery.reviews import Reviews
from capitula.delivery.shown_flow import shown_control, shown_flow, shown_open_books
from capitula.delivery.shown_notices import shown_disputes, shown_notices, shown_remedies
from capitula.delivery.shown_returns import shown_reminders, shown_returns
from capitula.delivery.shown_reviews import shown_reviews
from capitula.delivery.shown_withholding import shown_withholdings
from capitula.delivery.under_contract import UnderContract
from capitula.delivery.withholding import Withholdings
from capitula.ground.faults import InputFaults
from capitula.ground.financial_year import FinancialYear, month_index, month_start
from capitula.ground.pence import Pence
from capitula.ground.today import today
from capitula.money.budget.building import BudgetRequest, whole_population_budget
from capitula.money.budget.whole import WholePopulationBudget
from capitula.record.findings import Finding
from capitula.record.sources import Source
from capitula.record.view import Record, View

MOST = 64
"""How many views, contracts and budgets are kept, the last used."""


@dataclass(frozen=True)
class CaseDelivery:
    """Whether a contract is kept, asked of one case or contract file.

    Attributes:
        name: how it was asked for.
        record: all entries; empty for a contract file.
        sources: what was published.
        contract_at: gives the contract at a view's dates.
    """

    name: str
    record: Record
    sources: Mapping[str, Source]
    contract_at: Callable[[View], Contract]

    @cached_property
    def _kept(self) -> _Kept:
        return _Kept(self)

    def under(self, known: date | None = None, in_force: date | None = None) -> UnderContract:
        """Return the contract and its record at two dates, as the room reads them."""
        day = known or today()
        return self._kept.under(day, in_force or day)

    def in_view(self, view: View) -> UnderContract:
        """Return the same for a view."""
        return self._kept.under(view.known_on, view.in_force_on)

    def returns(
        self, known: date | None = None, until: date | None = None
    ) -> Result[ReturnsRegister]:
        """Return the register of returns: due, received, late, accepted, refused, overdue."""
        return shown_returns(self.under(known), until)

    def reminders(self, first: date, last: date, known: date | None = None) -> Result[Reminders]:
        """Return what falls due between two days."""
        return shown_reminders(self.under(known), first, last)

    def reviews(self, known: date | None = None) -> Result[Reviews]:
        """Return meetings, decisions and actions."""
        return shown_reviews(self.under(known))

    def notices(self, known: date | None = None) -> Result[tuple[ServedAsOf, ...]]:
        """Return notices served while the contract runs, each with its deemed day."""
        return shown_notices(self.under(known))

    def remedies(
        self, known: date | None = None, in_force: date | None = None
    ) -> Result[tuple[Ladder, ...]]:
        """Return every remedy, step by step."""
        return shown_remedies(self.under(known, in_force))

    def withholdings(self, known: date | None = None) -> Result[Withholdings]:
        """Return what is withheld, released and retained, with the requests to the ledger."""
        return shown_withholdings(self.under(known))

    def disputes(self, known: date | None = None) -> Result[tuple[Ladder, ...]]:
        """Return every dispute, step by step."""
        return shown_disputes(self.under(known))

    def flow_down(
        self, year: str = "", month: date | None = None, known: date | None = None
    ) -> Result[FlowDown]:
        """Return money and terms handed on, against the head contract.

        Args:
            year: the financial year whose lines are held against the contract's own amounts; that
                of the day as known on unless given.
            month: a month whose payments are held against the month's lines instead.
            known: the day as known on; today unless given.
        """
        day = known or today()
        if month is not None:
            first = month_start(month_index(month))
            under = self.under(day)
            return shown_flow(under, self._of_month(under, first))
        asked = read_year(year) if year else FinancialYear.of(day)
        under = self.under(day, asked.first_day if year else None)
        return shown_flow(under, self._of_year(under, asked))

    def control(self, known: date | None = None) -> Result[tuple[ControlChange, ...]]:
        """Return changes of control, and which consent is wanting."""
        return shown_control(self.under(known))

    def open_books(self, known: date | None = None) -> Result[OpenBooks]:
        """Return open-book returns with their margins."""
        return shown_open_books(self.under(known))

    def findings(self, view: View) -> tuple[Finding, ...]:
        """Return what stands open in keeping the contract."""
        under = self.in_view(view)
        flow = None
        if under.contract.flow_down:
            flow = self._of_year(under, FinancialYear.of(view.in_force_on))
        return delivery_findings.findings(under, flow)

    def _of_year(self, under: UnderContract, year: FinancialYear) -> FlowDown:
        budget = self._kept.budget(year, under.day)
        if budget is None:
            return flow_down(under, head_lines(under.contract), "as the contract file states it")
        heads = {
            line.key: Amount(line.amount_pence, "a year", str(year), line.mark)
            for line in budget.lines
        }
        return flow_down(under, heads, str(year))

    def _of_month(self, under: UnderContract, month: date) -> FlowDown:
        text = f"{month:%Y-%m}"
        heads = {
            line: Amount(under.head_value(line, month), MONTH, text, head.mark)
            for line, head in head_lines(under.contract_on(month)).items()
        }
        return flow_down_of_month(under, heads, month)


class _Kept:
    """What the room computed before: a case's record does not change while it is open."""

    def __init__(self, room: CaseDelivery) -> None:
        self._room = room
        self.under = lru_cache(MOST)(self._under)
        self.contract = lru_cache(MOST)(self._contract)
        self.budget = lru_cache(MOST)(self._budget)

    def _contract(self, known_on: date, in_force_on: date) -> Contract:
        return self._room.contract_at(self._room.record.as_known(known_on, in_force_on))

    def _under(self, known_on: date, in_force_on: date) -> UnderContract:
        def contract_on(day: date) -> Contract:
            return self.contract(known_on, day)

        def head_value(line: str, month: date) -> Pence | None:
            year = FinancialYear.of(month)
            budget = self.budget(year, known_on)
            if budget is None or (line and line not in {each.key for each in budget.lines}):
                return None
            return budget.months(line or None)[year.month_number(month) - 1]

        view = self._room.record.as_known(known_on, in_force_on)
        contract = self.contract(known_on, in_force_on)
        return UnderContract(self._room.name, contract, view, contract_on, head_value)

    def _budget(self, year: FinancialYear, known_on: date) -> WholePopulationBudget | None:
        """Return the year's budget; None where the contract's terms do not price it."""
        contract = self.contract(known_on, year.first_day)
        if not is_priced(contract):
            return None
        request = BudgetRequest(contract, self._room.name, year, known_on, self._room.sources)
        try:
            return whole_population_budget(request)
        except InputFaults:
            return None
