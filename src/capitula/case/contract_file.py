"""A contract by whatever name a person gives: a case, a contract file that ships, or a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from capitula.case.folder import SHIPPED, find_case, made_cases, shipped_cases
from capitula.case.opening import open_case
from capitula.contract.as_known import as_known
from capitula.contract.fold import Folded
from capitula.contract.model import Contract
from capitula.contract.reading import read_contract
from capitula.contract.variations import current_contract
from capitula.ground.faults import CapitulaError, Fault, near_miss
from capitula.ground.today import today
from capitula.record.sources import Source, read_sources
from capitula.record.view import View

CONTRACTS = SHIPPED.parent / "contracts"
"""Contract files that ship without a record: templates, and published rules as contracts."""


class NoSuchContract(CapitulaError):
    """Neither a case, nor a contract that ships, nor a file."""


@dataclass(frozen=True, slots=True)
class FoundContract:
    """A contract as it stood, with what its citations lead to.

    Attributes:
        name: how it was asked for.
        contract: the contract.
        sources: its sources, by identifier.
        known_on: the day as known on.
        faults: variations that could not be worked in.
        view: the record at the same dates; None for a contract file that has none.
    """

    name: str
    contract: Contract
    sources: Mapping[str, Source]
    known_on: date
    faults: tuple[Fault, ...] = ()
    view: View | None = None


def shipped_contracts() -> tuple[str, ...]:
    """Return the names of the contract files that ship beside the cases."""
    return tuple(sorted(p.stem for p in CONTRACTS.glob("*.yaml") if p.stem != "sources"))


def find_contract(
    name_or_path: str | Path, known_on: date | None = None, in_force_on: date | None = None
) -> FoundContract:
    """Return a contract as known on a day, with the variations in force on a day worked in.

    Args:
        name_or_path: a case, a contract that ships, a case folder, or a contract file.
        known_on: today unless given.
        in_force_on: the known day unless given; a file alone has no variations.

    Raises:
        NoSuchContract: there is none; near misses are suggested.
        InputFaults: every fault of its files.
    """
    name = str(name_or_path)
    day = known_on or today()
    file = _file(name)
    if file is not None:
        return _from_file(name, file, day)
    cases = (*shipped_cases(), *made_cases())
    if name not in cases and not (Path(name) / "contract.yaml").is_file():
        known = [*cases, *shipped_contracts()]
        hint = near_miss(name, known) or "give one of these, a case folder, or a contract file"
        listed = ", ".join(known)
        raise NoSuchContract(f"found no contract {name!r}; expected one of {listed}; {hint}")
    case = open_case(find_case(name).root)
    view = case.as_known(day, in_force_on)
    folded: Folded = current_contract(case.contract, view)
    return FoundContract(name, case.contract_at(view), case.sources, day, folded.faults, view)


def contract_path(name: str) -> Path:
    """Return where a contract file lies: one that ships, by name, or any, by path; no case.

    Raises:
        NoSuchContract: there is none; near misses are suggested.
    """
    file = _file(name)
    if file is not None:
        return file
    known = shipped_contracts()
    hint = near_miss(name, known) or "give one of these, or a contract file's path"
    raise NoSuchContract(
        f"found no contract file {name!r}; expected one of {', '.join(known)} or a file; {hint}"
    )


def _file(name: str) -> Path | None:
    path = Path(name)
    if path.is_file():
        return path
    shipped = CONTRACTS / f"{name}.yaml"
    return shipped if name in shipped_contracts() else None


def _from_file(name: str, file: Path, day: date) -> FoundContract:
    beside = file.with_name("sources.yaml")
    sources = read_sources(beside) if beside.is_file() else None
    contract = read_contract(file, sources)
    listed = sources or {}
    return FoundContract(name, as_known(contract, day, listed, day), listed, day)
