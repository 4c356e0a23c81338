"""From files that people write to checked drafts; every fault of every file at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.partial_date import PartialDate
from capitula.ground.reading import read_model
from capitula.record.authored import FIELDS, Authored
from capitula.record.draft import Draft
from capitula.record.files import Row, read_rows
from capitula.record.kind import Body, Kinds
from capitula.record.sources import Source


def read_drafts(
    paths: Sequence[Path], kinds: Kinds, sources: Mapping[str, Source], root: Path
) -> list[Draft]:
    """Read all authored files of a case, in the order given.

    Args:
        paths: YAML and CSV files.
        kinds: the closed set of kinds.
        sources: the case's sources, by identifier.
        root: folder from which file names are shown.

    Raises:
        InputFaults: every fault of every file.
    """
    faults: list[Fault] = []
    drafts: list[Draft] = []
    for path in paths:
        try:
            located, rows = read_rows(path, str(path.relative_to(root)))
        except InputFaults as error:
            faults += error.faults
            continue
        drafts += [draft for row in rows if (draft := _draft(row, kinds, sources))]
        faults += located.faults
    faults += _links(drafts)
    if faults:
        raise InputFaults(faults)
    return drafts


def _draft(row: Row, kinds: Kinds, sources: Mapping[str, Source]) -> Draft | None:
    before = len(row.located.faults)
    kind = _kind(row, kinds)
    envelope_data = {key: value for key, value in row.data.items() if key in FIELDS}
    body_data = {key: value for key, value in row.data.items() if key not in FIELDS}
    authored = read_model(Authored, envelope_data, row.located, row.path)
    body = read_model(kind, body_data, row.located, row.path, FIELDS) if kind else None
    if kind is None:
        _misspelt_keys(body_data, row)
    if authored is None or body is None:
        return None
    source = _source(authored, row, sources)
    _subject(authored, body, row)
    if len(row.located.faults) > before:
        return None
    return _assemble(authored, body, source, row.located.place(row.path))


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
    if name is None or name in kinds:
        return kinds[name] if name else None
    place = row.located.place((*row.path, "kind"))
    remedy = near_miss(str(name), list(kinds)) or "choose one of these"
    row.located.faults.append(
        Fault(place, f"the kind {name!r}", "one of " + ", ".join(sorted(kinds)), remedy)
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


def _source(authored: Authored, row: Row, sources: Mapping[str, Source]) -> Source | None:
    if authored.source is None:
        if authored.known_to is None:
            place = row.located.place(row.path)
            row.located.faults.append(
                Fault(
                    place, "no source", "a source, or `known_to`", "say where it was read or heard"
                )
            )
        return None
    if authored.source not in sources:
        place = row.located.place((*row.path, "source"))
        remedy = near_miss(authored.source, list(sources)) or "add it to sources.yaml"
        row.located.faults.append(
            Fault(place, f"the source {authored.source!r}", "one of sources.yaml", remedy)
        )
    return sources.get(authored.source)


def _subject(authored: Authored, body: Body, row: Row) -> None:
    if body.subjects and authored.about not in body.subjects:
        place = row.located.place((*row.path, "about"))
        remedy = near_miss(authored.about, body.subjects) or "choose one of these"
        expected = "one of " + ", ".join(body.subjects)
        row.located.faults.append(Fault(place, repr(authored.about), expected, remedy))


def _links(drafts: Sequence[Draft]) -> list[Fault]:
    """Check identifiers against each other: none twice, none missing."""
    faults: list[Fault] = []
    first: dict[str, Place] = {}
    for draft in drafts:
        if draft.entry in first:
            expected = f"each identifier once; it stands already at {first[draft.entry]}"
            faults.append(
                Fault(
                    draft.place, f"the entry {draft.entry!r} again", expected, "give it a new one"
                )
            )
        first.setdefault(draft.entry, draft.place)
    for draft in drafts:
        for target in draft.supersedes:
            if target not in first:
                remedy = near_miss(target, list(first)) or "name an entry of this case"
                faults.append(
                    Fault(draft.place, f"supersedes {target!r}", "an entry of this case", remedy)
                )
    return faults
