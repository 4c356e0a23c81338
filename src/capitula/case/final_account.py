"""The final account of a contract, drawn from its ledger, what was paid, and items of the end."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from capitula.case.account_parts import ContractAccount, account_items, account_of
from capitula.case.budget import is_case
from capitula.case.contract_file import find_contract
from capitula.case.folder import find_case
from capitula.case.ledger import contract_ledger
from capitula.case.money import is_priced
from capitula.case.opening import open_case
from capitula.contract.model import Contract
from capitula.exit.ending_kinds import AccountItem
from capitula.exit.final_account import Paid
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.pence import from_pounds
from capitula.ground.today import today
from capitula.money.ledger.entry import LedgerEntry

PAID_COLUMNS = ("payer", "payee", "pounds", "ring_fence")


def contract_account(
    name: str,
    *,
    year: str = "",
    settlements: Sequence[Path] = (),
    paid: Path | None = None,
    known_on: date | None = None,
) -> ContractAccount:
    """Return the final account of a contract.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.
        year: the financial year whose monthly runs are due; the contract's last one unless given.
        settlements: figures files, in the order of their stages.
        paid: a CSV file of what was paid: payer, payee, pounds, ring_fence.
        known_on: today unless given.

    Raises:
        InputFaults: everything that is wrong with the contract or with a file.
    """
    contract = find_contract(name, known_on).contract
    payments = _read_paid(paid, contract) if paid else ()
    due: tuple[LedgerEntry, ...] = ()
    runs: tuple[str, ...] = ()
    priced = is_priced(contract)
    if priced or settlements:
        ledger = contract_ledger(
            name, payments=priced, year=year, settlements=settlements, known_on=known_on
        )
        due = ledger.ledger.entries
        runs = tuple(run.title for run in ledger.runs)
    items = _items(name, contract, known_on)
    settled = bool(settlements)
    return account_of(contract, items, due, payments, runs=runs, settled=settled)


def _items(
    name: str, contract: Contract, known_on: date | None
) -> tuple[tuple[str, AccountItem], ...]:
    if not is_case(name):
        return ()
    case = open_case(find_case(name).root)
    return account_items(case.as_known(known_on or today()), contract)


def _read_paid(path: Path, contract: Contract) -> tuple[Paid, ...]:
    """Read what was paid; every fault of the file at once."""
    faults: list[Fault] = []
    found: list[Paid] = []
    known = [party.id for party in contract.parties]
    if not path.is_file():
        place, to_do = Place(str(path)), "give the path of a CSV file"
        raise InputFaults([Fault(place, "no such file", "a file of what was paid", to_do)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        heads = list(rows.fieldnames or ())
        missing = [c for c in PAID_COLUMNS[:3] if c not in heads]
        if missing:
            place, expected = Place(str(path), 1), ", ".join(PAID_COLUMNS)
            words = f"the columns {', '.join(heads) or '(none)'}"
            to_do = f"add {', '.join(missing)}"
            raise InputFaults([Fault(place, words, expected, to_do)])
        for row in rows:
            line = rows.line_num
            bad = [c for c in ("payer", "payee") if (row[c] or "") not in known]
            for column in bad:
                to_do = near_miss(row[column] or "", known) or "use an identifier of the contract"
                place = Place(str(path), line, None, column)
                expected = f"one of {', '.join(known)}"
                faults.append(Fault(place, repr(row[column]), expected, to_do))
            try:
                pence = from_pounds(row["pounds"] or "")
                if not bad:
                    fence = (row.get("ring_fence") or "").replace("_", " ")
                    found.append(Paid(row["payer"], row["payee"], pence, fence))
            except ValueFault as fault:
                faults.append(fault.at(Place(str(path), line, None, "pounds")))
    if faults:
        raise InputFaults(faults)
    return tuple(found)
