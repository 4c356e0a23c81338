"""Taking a file of OCDS releases into the record of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from capitula.case.folder import CaseFolder
from capitula.case.kinds import ALL_KINDS
from capitula.case.ocds.importing import read_releases
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.record.entry import Entry
from capitula.record.findings import Finding
from capitula.record.importing import import_drafts
from capitula.record.sources import read_sources
from capitula.record.stores.json_lines import JsonLinesStore


def import_releases(
    path: Path, folder: CaseFolder, source: str | None = None, now: datetime | None = None
) -> tuple[Sequence[Entry], list[Finding]]:
    """Append what a file says that the case does not hold yet.

    Args:
        path: a release package or a record package.
        folder: the case.
        source: which of the case's sources a foreign file is; without it, it is unverified.
        now: when the system takes it in; the clock unless given.

    Returns:
        The entries appended, and what had to be settled or could not be taken in.

    Raises:
        InputFaults: every fault of the file; nothing is appended.
    """
    sources = read_sources(folder.sources) if folder.sources.is_file() else {}
    if source is not None and source not in sources:
        remedy = near_miss(source, list(sources)) or "list it in sources.yaml first"
        expected = "a source listed in sources.yaml"
        raise InputFaults([Fault(Place("--source"), repr(source), expected, remedy)])
    store = JsonLinesStore(folder.chain)
    held = [entry.envelope for entry in store.entries()]
    found = read_releases(path, ALL_KINDS, sources, source, held)
    return import_drafts(found.drafts, store, folder.name, now), found.findings
