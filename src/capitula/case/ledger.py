"""The ledger of a contract: its year of payments and its settlements, each run posted in turn.

A run says what is due, and only the difference to what stands is posted. The last run made twice
posts nothing the second time; that is tried, and the count is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from capitula.case.budget import find_priced_budget, is_case
from capitula.case.contract_file import find_contract
from capitula.case.folder import find_case
from capitula.case.opening import open_case
from capitula.case.payments import budgets_within
from capitula.case.settling import settled
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.ground.faults import CapitulaError, Fault, InputFaults, Place
from capitula.ground.financial_year import month_end, month_index
from capitula.ground.pence import Pence
from capitula.ground.today import today
from capitula.money.budget.whole import WholePopulationBudget
from capitula.money.ledger.entry import EntryKind, LedgerEntry
from capitula.money.ledger.ledger import Ledger
from capitula.money.ledger.making import About, payment


class NotSettled(CapitulaError):
    """A settlement that could not be computed has nothing to post."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class LedgerRun:
    """One run.

    Attributes:
        title: which.
        posted: what it added.
    """

    title: str
    posted: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class ContractLedger:
    """Runs in the order in which they were posted.

    Attributes:
        title: the contract's title.
        runs: each with what it added.
        ledger: everything posted.
        again: what the last run, made a second time, would post: nothing.
        names: of the parties, by identifier.
    """

    title: str
    runs: tuple[LedgerRun, ...]
    ledger: Ledger
    again: tuple[LedgerEntry, ...]
    names: dict[str, str]

    def balances(self) -> Iterator[tuple[str, str, Pence]]:
        """Return party, ring-fence and balance; balances of two ring-fences are never netted."""
        for party in sorted({entry.party for entry in self.ledger.entries}):
            for fence, pence in self.ledger.payable(party).items():
                yield party, fence, pence

    def document(self) -> dict[str, Any]:
        """Return `capitula.money.ledger/1`; amounts are whole pence."""
        return {
            "schema": "capitula.money.ledger/1",
            "title": self.title,
            "runs": [
                {"run": run.title, "entries": [entry.document() for entry in run.posted]}
                for run in self.runs
            ],
            "posted_by_the_last_run_again": len(self.again),
            "balances": [
                {"party": party, "ring_fence": fence, "balance_pence": pence}
                for party, fence, pence in self.balances()
            ],
        }


def contract_ledger(
    name: str,
    *,
    payments: bool = False,
    year: str = "",
    settlements: Sequence[Path] = (),
    known_on: date | None = None,
) -> ContractLedger:
    """Return the ledger of a contract.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.
        payments: whether the year's twelve monthly runs are posted.
        year: their financial year.
        settlements: figures files, in the order of their stages.
        known_on: today unless given.

    Raises:
        NotSettled: a settlement that a missing figure stops.
        InputFaults: everything that is wrong with the contract or with a file.
    """
    contract = find_contract(name, known_on).contract
    due: list[tuple[str, tuple[LedgerEntry, ...]]] = []
    if payments:
        due += _payment_runs(name, contract, year, known_on or today())
    faults: list[Fault] = []
    for path in settlements:
        try:
            done = settled(name, path, known_on)
        except InputFaults as error:
            faults += error.faults
            continue
        if done.reason:
            raise NotSettled(
                f"found {path.name} not settled: {done.reason}; expected every figure; state it"
            )
        first, last = done.period
        due.append((f"{done.stage.capitalize()} settlement, {first} to {last}", done.entries))
    if faults:
        raise InputFaults(faults)
    ledger = Ledger()
    runs: list[LedgerRun] = []
    for title, entries in due:
        posted = ledger.to_post(entries)
        ledger = Ledger((*ledger.entries, *posted))
        runs.append(LedgerRun(title, posted))
    again = ledger.to_post(due[-1][1]) if due else ()
    names = {party.id: party.name for party in contract.parties}
    return ContractLedger(contract.title, tuple(runs), ledger, again, names)


def _payment_runs(
    name: str, contract: Contract, year: str, day: date
) -> Iterator[tuple[str, tuple[LedgerEntry, ...]]]:
    last = find_priced_budget(name, year, day)
    case = open_case(find_case(name).root) if is_case(name) else None
    parties = _Parties.of(contract)
    seen: dict[date, list[tuple[int, WholePopulationBudget]]] = {}
    for month in range(1, 13):
        first = last.year.month(month)
        known = min(first, day)
        if known not in seen:
            seen[known] = budgets_within(case, last, known)
        due = [
            entry
            for service in range(1, month + 1)
            for budget in [[b for start, b in seen[known] if start <= service][-1]]
            for entry in _month_due(budget, service, month, parties)
        ]
        yield f"Payment run M{month} {first:%B %Y}", tuple(due)


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who pays for each line, who is paid, and where it stands."""

    holder: str
    commissioner: str
    payers: dict[str, str]
    clause: str

    @staticmethod
    def of(contract: Contract) -> _Parties:
        faults: list[Fault] = []
        found: dict[Role, str] = {}
        for role in (Role.HOLDER, Role.COMMISSIONER):
            held = contract.with_role(role)
            if not held:
                place, expected = Place(contract.case, field="parties"), f"a {role}"
                faults.append(Fault(place, f"no {role}", expected, "give a party that role"))
                continue
            found[role] = held[0].id
        if faults:
            raise InputFaults(faults)
        terms = contract.payment
        clause = (terms.clause or terms.source) if terms else None
        payers = {line.id: line.payer for line in contract.scope if line.payer}
        return _Parties(found[Role.HOLDER], found[Role.COMMISSIONER], payers, clause or "payment")


def _month_due(
    budget: WholePopulationBudget, service: int, run: int, parties: _Parties
) -> Iterator[LedgerEntry]:
    """Return what is due for a month, by who pays and by ring-fence."""
    first = budget.year.month(service)
    sums: defaultdict[tuple[str, str], Pence] = defaultdict(int)
    for line in budget.lines:
        payer = parties.payers.get(line.key, parties.commissioner)
        sums[payer, line.ring_fence] += budget.months(line.key)[service - 1]
    note = "arrears" if service < run else ""
    for (payer, fence), amount in sorted(sums.items()):
        subject = f"monthly payment by {payer}"
        about = About(first, month_end(month_index(first)), parties.clause, subject, fence)
        yield from payment(EntryKind.BASE, amount, payer, parties.holder, about, note=note)
