"""A file of OCDS releases as drafts of entries; known on the date of their release."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from capitula.case.ocds.foreign_releases import PREFIX, Reader
from capitula.case.ocds.merging import in_order, order
from capitula.case.ocds.own_releases import own_drafts
from capitula.case.ocds.reading import read_package
from capitula.case.ocds.release import ENTRIES
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.draft import Draft
from capitula.record.envelope import Envelope
from capitula.record.findings import Finding
from capitula.record.kind import Kinds


@dataclass(frozen=True)
class Imported:
    """The drafts of a file, and what had to be settled or could not be taken in."""

    drafts: list[Draft]
    findings: list[Finding]


def read_releases(
    path: Path,
    kinds: Kinds,
    sources: Collection[str] | None = None,
    source: str | None = None,
    held: Sequence[Envelope] = (),
) -> Imported:
    """Read a release package or a record package into drafts.

    Args:
        path: the file.
        kinds: the closed set of kinds.
        sources: the identifiers of the case's sources; None where they are not checked.
        source: which of them a foreign file is; without it what it says is marked unverified.
        held: what the record holds; a later foreign release supersedes what earlier ones said.

    Raises:
        InputFaults: every fault of the file, each with its JSON pointer.
    """
    package = read_package(path)
    releases = [found.release for found in package.releases]
    notes = in_order(releases)[1]
    reader = Reader(package.located, kinds, package.publisher, source)
    for envelope in held:
        if envelope.entry.startswith(PREFIX):
            key = (envelope.kind, envelope.about, envelope.property_name)
            reader.last[key] = (envelope.entry, envelope.known.last.isoformat())
            reader.seen.add(envelope.entry)
    drafts: list[Draft] = []
    for found in (package.releases[place] for place in order(releases)):
        if isinstance(found.release.get(ENTRIES), list):
            drafts += own_drafts(found, package.located, kinds, sources, notes)
        else:
            drafts += reader.drafts(found)
    faults = [*package.located.faults, *_twice(drafts)]
    if faults:
        raise InputFaults(faults)
    return Imported(drafts, notes)


def _twice(drafts: list[Draft]) -> list[Fault]:
    seen: dict[str, Place] = {}
    faults: list[Fault] = []
    for draft in drafts:
        if draft.entry in seen:
            expected = f"each identifier once; it stands already at {seen[draft.entry]}"
            found = f"the entry {draft.entry!r} again"
            faults.append(Fault(draft.place, found, expected, "ask for the original release"))
        seen.setdefault(draft.entry, draft.place)
    return faults
