"""Opening a case: every file read, every fault of every file reported at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from capitula.case.case import Case
from capitula.case.folder import CaseFolder, find_case
from capitula.case.kinds import ALL_KINDS
from capitula.case.outcomes import CaseOutcomes
from capitula.case.programme import CaseProgramme, read_plans
from capitula.contract.model import Contract
from capitula.contract.reading import read_contract
from capitula.contract.variations import check_variations
from capitula.ground.faults import Fault, InputFaults
from capitula.ground.figure_table import FigureTable, read_figure_table
from capitula.outcomes.file import read_outcomes
from capitula.record.authoring import read_drafts
from capitula.record.draft import Draft
from capitula.record.sources import Source, read_sources
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.stores.protocol import Store
from capitula.record.view import Record

Read = TypeVar("Read")


def open_case(name_or_path: str | Path, store: Store | None = None) -> Case:
    """Open a case that ships with the product, by name, or any case folder, by path.

    Args:
        name_or_path: "dudley", or a folder that holds a contract.yaml.
        store: where its record lies; the chain in the folder unless given.

    Raises:
        NoSuchCase: there is none.
        InputFaults: every fault of its files.
    """
    folder = find_case(name_or_path)
    record = Record((store or JsonLinesStore(folder.chain)).entries(), ALL_KINDS)
    faults: list[Fault] = []
    sources = _collect(faults, lambda: read_sources(folder.sources, _shown(folder, folder.sources)))
    contract = _collect(
        faults, lambda: read_contract(folder.contract, sources, _shown(folder, folder.contract))
    )
    figures = _collect(faults, lambda: _figures(folder))
    outcomes = _collect(faults, lambda: read_outcomes(folder.outcomes))
    plans = _collect(faults, lambda: read_plans(folder.plans, folder.root, record, sources or {}))
    if sources is None or contract is None or figures is None or outcomes is None:
        raise InputFaults(faults)
    if plans is None:
        raise InputFaults(faults)
    return Case(
        folder=folder,
        contract=contract,
        sources=sources,
        record=record,
        outcomes=CaseOutcomes.of(outcomes, folder.name, figures, record, sources),
        figures=figures,
        programme=CaseProgramme(folder.name, contract.form.name, record, plans),
    )


def read_authored(folder: CaseFolder) -> list[Draft]:
    """Read all the entries that people wrote for a case, checked against its contract and sources.

    Raises:
        InputFaults: every fault of every file.
    """
    faults: list[Fault] = []
    sources = _collect(faults, lambda: read_sources(folder.sources, _shown(folder, folder.sources)))
    contract = _collect(
        faults, lambda: read_contract(folder.contract, sources, _shown(folder, folder.contract))
    )
    parties = None if contract is None else [party.id for party in contract.parties]
    drafts = _collect(
        faults, lambda: read_drafts(folder.authored, ALL_KINDS, sources, folder.root, parties)
    )
    if contract is not None and drafts is not None:
        faults += check_variations(contract, drafts, sources)
    if faults or drafts is None:
        raise InputFaults(faults)
    return drafts


def read_parties_and_sources(folder: CaseFolder) -> tuple[Contract, Mapping[str, Source]]:
    """Read the contract file and the sources, which entries are checked against.

    Raises:
        InputFaults: every fault of both files.
    """
    faults: list[Fault] = []
    sources = _collect(faults, lambda: read_sources(folder.sources, _shown(folder, folder.sources)))
    contract = _collect(
        faults, lambda: read_contract(folder.contract, sources, _shown(folder, folder.contract))
    )
    if contract is None or sources is None:
        raise InputFaults(faults)
    return contract, sources


def _figures(folder: CaseFolder) -> Mapping[str, FigureTable]:
    return {path.stem: read_figure_table(path) for path in folder.figures}


def _collect(faults: list[Fault], read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except InputFaults as error:
        faults += error.faults
        return None


def _shown(folder: CaseFolder, path: Path) -> str:
    return str(path.relative_to(folder.root))
