"""The ledger of a contract: its year of payments and its settlements, each run posted in turn.

A run says what is due, and only the difference to what stands is posted. The last run made twice
posts nothing the second time; that is tried, and the count is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from capitula.case.contract_file import find_contract
from capitula.case.ledger_payments import list_runs, payment_runs
from capitula.case.settling import settled
from capitula.ground.faults import CapitulaError, Fault, InputFaults, Place
from capitula.ground.pence import Pence
from capitula.ground.today import today
from capitula.money.ledger.entry import LedgerEntry
from capitula.money.ledger.ledger import Ledger


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
    lists: Sequence[Path] = (),
    year: str = "",
    settlements: Sequence[Path] = (),
    known_on: date | None = None,
) -> ContractLedger:
    """Return the ledger of a contract.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.
        payments: whether the year's twelve monthly runs are posted.
        lists: files of lists by quarter; the year's runs are then posted practice by practice, each
            at the lists and prices known on its first day.
        year: their financial year.
        settlements: figures files, in the order of their stages.
        known_on: today unless given.

    Raises:
        NotSettled: a settlement that a missing figure stops.
        InputFaults: everything that is wrong with the contract or with a file.
    """
    contract = find_contract(name, known_on).contract
    due: list[tuple[str, tuple[LedgerEntry, ...]]] = []
    if payments and lists:
        place, found = Place("money ledger"), "the runs of the budget and those of the lists"
        expected, remedy = "one way of paying the year", "leave --payments or --lists out"
        raise InputFaults([Fault(place, found, expected, remedy)])
    if payments:
        due += payment_runs(name, contract, year, known_on or today())
    if lists:
        due += list_runs(name, contract, lists, year, known_on or today())
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
