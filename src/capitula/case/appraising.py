"""An appraisal by whatever name a person gives: a case, a contract that ships, a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from capitula.appraisal.file import (
    AppraisalFile,
    NoSuchAppraisal,
    find_appraisal,
    read_appraisal,
    shipped_appraisals,
)
from capitula.case.appraisal import Appraisal
from capitula.case.budget import find_budget, is_case
from capitula.case.contract_file import find_contract, shipped_contracts
from capitula.case.folder import find_case, shipped_cases
from capitula.case.kinds import ALL_KINDS
from capitula.case.money import NoSuchBudget
from capitula.case.opening import open_case
from capitula.ground.faults import near_miss
from capitula.ground.today import today
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.found import Found
from capitula.record.view import Record


def appraise(name: str, known_on: date | None = None, file: str | None = None) -> Appraisal:
    """Return the appraisal of a case, of a contract that ships, or of an appraisal file.

    Args:
        name: a case, a case folder, a contract that ships, an appraisal that ships, or a file of
            either kind.
        known_on: today unless given.
        file: an appraisal file, or the name of one that ships; that of the case or contract, where
            there is one, unless given.

    Raises:
        NoSuchAppraisal: there is none.
        InputFaults: everything wrong with the files.
    """
    day = known_on or today()
    if is_case(name):
        case = open_case(find_case(name).root)
        return case.appraisal.at(day, find_appraisal(file) if file else None)
    shipped = shipped_appraisals()
    if name in shipped or (not file and _is_appraisal(name)):
        stated = read_appraisal(find_appraisal(file or name))
        return _of_contract(name, stated.contract, day, stated)
    if name in shipped_contracts() or Path(name).is_file():
        stated = read_appraisal(find_appraisal(file)) if file else None
        return _of_contract(name, name, day, stated)
    known = [*shipped_cases(), *shipped, *shipped_contracts()]
    hint = near_miss(name, known) or "give one of these, a case folder, or a file"
    raise NoSuchAppraisal(
        f"found nothing to appraise named {name!r}; expected one of {', '.join(known)}; {hint}"
    )


def _of_contract(
    name: str, contract: str, known_on: date, stated: AppraisalFile | None
) -> Appraisal:
    empty = Record((), ALL_KINDS).as_known(known_on)
    if not contract:
        title = stated.title if stated else name
        return Appraisal(name, title, empty, None, None, stated, {})
    found = find_contract(contract, known_on)
    return Appraisal(
        name=name,
        title=found.contract.title,
        view=found.view or empty,
        contract=found.contract,
        budget=_budget(contract, stated.year if stated else None, known_on),
        file=stated,
        figures={},
    )


def _budget(contract: str, year: str | None, known_on: date) -> Budgeted | Found | None:
    try:
        return find_budget(contract, year or "", known_on)
    except NoSuchBudget:
        return None


def _is_appraisal(name: str) -> bool:
    path = Path(name)
    return path.is_file() and "capitula.appraisal/" in path.read_text(encoding="utf-8")[:4000]
