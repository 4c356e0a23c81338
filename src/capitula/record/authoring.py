"""From files that people write to checked drafts; every fault of every file at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.ground.reading import read_model
from capitula.record.authored import FIELDS, Authored
from capitula.record.draft import Draft
from capitula.record.files import Row, read_rows
from capitula.record.kind import Body, Kinds
from capitula.record.links import links
from capitula.record.sources import Source


def read_drafts(
    paths: Sequence[Path],
    kinds: Kinds,
    sources: Mapping[str, Source] | None,
    root: Path,
    parties: Sequence[str] | None = None,
) -> list[Draft]:
    """Read all authored files of a case, in the order given.

    Args:
        paths: YAML and CSV files.
        kinds: the closed set of kinds.
        sources: the case's sources, by identifier; None when they could not be read, and citations
            can then not be checked.
        root: folder from which file names are shown.
        parties: the identifiers for which `speaks_for` may stand; None when they are not known.

    Raises:
        InputFaults: every fault of every file.
    """
    faults: list[Fault] = []
    drafts: list[Draft] = []
    rows: list[Row] = []
    complete = True
    columns = [*FIELDS, *sorted({name for kind in kinds.values() for name in kind.model_fields})]
    for path in paths:
        try:
            located, found = read_rows(path, str(path.relative_to(root)), columns)
        except InputFaults as error:
            faults += error.faults
            complete = False
            continue
        complete = complete and not located.faults
        drafts += [draft for row in found if (draft := read_draft(row, kinds, sources, parties))]
        faults += located.faults
        rows += found
    faults += links(rows, complete=complete)
    if faults:
        raise InputFaults(faults)
    return drafts


def read_draft(
    row: Row,
    kinds: Kinds,
    sources: Mapping[str, Source] | None,
    parties: Sequence[str] | None,
) -> Draft | None:
    """Read one row; its faults are added to those of its file, and None is returned."""
    before = len(row.located.faults)
    kind = _kind(row, kinds)
    envelope_data = {key: value for key, value in row.data.items() if key in FIELDS}
    body_data = {key: value for key, value in row.data.items() if key not in FIELDS}
    strange = [key for key in body_data if kind is None or key not in kind.model_fields]
    authored = read_model(Authored, envelope_data, row.located, row.path, beside=strange)
    body = read_model(kind, body_data, row.located, row.path, also_known=FIELDS) if kind else None
    if kind is None:
        _misspelt_keys(body_data, row)
    source = _source(row, sources)
    _voice(row, parties)
    if kind:
        _subject(kind, row)
    if authored is None or body is None:
        return None
    _evidence(authored, body, row)
    draft = _assemble(authored, body, source, row.located.place(row.path))
    _order(draft, row)
    return draft if len(row.located.faults) == before else None


def _assemble(authored: Authored, body: Body, source: Source | None, place: Place) -> Draft:
    known_to = authored.known_to or (source.not_after if source else None)
    known_from = authored.known_from or (source.not_before if source else None)
    start = authored.in_force_from
    if start is None and body.forward_plan and known_from:
        start = PartialDate.of(known_from)
    return Draft(
        entry=authored.entry,
        kind=authored.kind,
        about=authored.about,
        property_name=authored.property or body.stated_property,
        in_force_from=start,
        in_force_to=authored.in_force_to,
        known_from=known_from,
        known_to=known_to,
        speaker=authored.speaker,
        speaks_for=authored.speaks_for,
        source=authored.source,
        audience=authored.audience,
        supersedes=authored.supersedes,
        body=body,
        place=place,
    )


def _kind(row: Row, kinds: Kinds) -> type[Body] | None:
    name: Any = row.data.get("kind")
    if not isinstance(name, str):
        return None  # reading the envelope says so
    written = sorted(kind for kind in kinds if not kinds[kind].written_by)
    if name in written:
        return kinds[name]
    place = row.located.place((*row.path, "kind"))
    remedy = near_miss(str(name), written) or "choose one of these"
    if name in kinds:
        remedy = f"use `{kinds[name].written_by}`, which writes such an entry"
    row.located.faults.append(
        Fault(place, f"the kind {name!r}", "one of " + ", ".join(written), remedy)
    )
    return None


def _misspelt_keys(body_data: Mapping[str, Any], row: Row) -> None:
    """Without a kind its fields are not known; report keys that look like one of an entry's own."""
    for key in body_data:
        remedy = near_miss(key, FIELDS)
        if remedy:
            place = row.located.place((*row.path, key))
            expected = "one of " + ", ".join(FIELDS)
            row.located.faults.append(Fault(place, f"the key {key!r}", expected, remedy))


def _report(row: Row, key: str, found: str, expected: str, remedy: str) -> None:
    place = row.located.place((*row.path, key) if key else row.path)
    row.located.faults.append(Fault(place, found, expected, remedy))


def _source(row: Row, sources: Mapping[str, Source] | None) -> Source | None:
    cited: Any = row.data.get("source")
    if not isinstance(cited, str) or sources is None:
        return None
    if cited not in sources:
        remedy = near_miss(cited, list(sources)) or "list it in sources.yaml first"
        _report(row, "source", f"the source {cited!r}", "a source listed in sources.yaml", remedy)
    return sources.get(cited)


def _evidence(authored: Authored, body: Body, row: Row) -> None:
    """Ask for what each mark and each date rests on."""
    if authored.source is not None:
        return
    if body.mark is EvidenceMark.SOURCED:
        remedy = "add `source:`, or mark it local, assumed or unverified"
        found = "no source, where the mark is 'sourced' (it is, unless another is given)"
        _report(row, "source", found, "a source", remedy)
    elif authored.known_to is None:
        remedy = "add `known_to:`, the day by which it was known"
        _report(row, "", "neither a source nor `known_to`", "one of them", remedy)


def _voice(row: Row, parties: Sequence[str] | None) -> None:
    voice: Any = row.data.get("speaks_for")
    if parties is None or not isinstance(voice, str) or voice in parties:
        return
    remedy = near_miss(voice, parties) or "add the body to the parties in contract.yaml"
    expected = "a party of the contract by its id: " + ", ".join(parties)
    _report(row, "speaks_for", f"the party {voice!r}", expected, remedy)


def _subject(kind: type[Body], row: Row) -> None:
    about: Any = row.data.get("about")
    if isinstance(about, str) and not kind.takes(about):
        remedy = near_miss(about, kind.subjects) or "choose one of these"
        _report(row, "about", repr(about), "one of " + ", ".join(kind.subjects), remedy)


def _order(draft: Draft, row: Row) -> None:
    """Refuse an end before its beginning."""
    first, last = draft.known_from, draft.known_to
    if first and last and first > last:
        key = "known_from" if "known_from" in row.data else "known_to"
        found = f"known from {first} to {last}"
        remedy = "correct known_from, known_to or the dates of the source"
        _report(row, key, found, "the earlier day first", remedy)
    start, end = draft.in_force_from, draft.in_force_to
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        found = f"in force from {start} to {end}"
        _report(row, "in_force_to", found, "the earlier day first", "correct one of the two")
