"""Releases that this product wrote, back as the drafts of the entries they were made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, cast

from capitula.case.ocds.fields import Json, read_field
from capitula.case.ocds.findings import not_taken_in
from capitula.case.ocds.mapping import form_at
from capitula.case.ocds.pointers import LocatedJson, pointer
from capitula.case.ocds.reading import Found
from capitula.case.ocds.release import ENTRIES
from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import FieldPath
from capitula.record.authored import FIELDS, Authored
from capitula.record.draft import Draft
from capitula.record.findings import Finding
from capitula.record.kind import Kinds


def own_drafts(
    found: Found,
    located: LocatedJson,
    kinds: Kinds,
    sources: Collection[str] | None,
    notes: list[Finding],
) -> Iterator[Draft]:
    """Return the drafts of a release's entries; faults go to `located`, what is withheld to notes.

    Args:
        found: the release.
        located: the file it stands in.
        kinds: the closed set of kinds.
        sources: the identifiers of the case's sources; None where they are not checked.
        notes: findings, added to.
    """
    for index, listed in enumerate(cast("list[Any]", found.release[ENTRIES])):
        path = (*found.path, ENTRIES, index)
        if not isinstance(listed, dict):
            located.fault(path, "no object", "an entry", "correct the file")
            continue
        entry = cast("Json", listed)
        if entry.get("withheld"):
            notes.append(not_taken_in(pointer(path), str(entry.get("id"))))
            continue
        draft = _draft(entry, found, path, located, kinds)
        if draft and draft.source and sources is not None and draft.source not in sources:
            remedy = near_miss(draft.source, list(sources)) or "list it in sources.yaml first"
            expected = "a source listed in sources.yaml"
            located.fault((*path, "source"), f"the source {draft.source!r}", expected, remedy)
        if draft:
            yield draft


def _draft(
    entry: Json, found: Found, path: FieldPath, located: LocatedJson, kinds: Kinds
) -> Draft | None:
    day = date.fromisoformat(found.release["date"][:10])
    stated = {key: value for key, value in entry.items() if key in FIELDS}
    authored = read_model(
        Authored, stated | {"entry": entry.get("id"), "known_to": day}, located, path
    )
    kind = kinds.get(str(entry.get("kind")))
    if kind is None:
        expected = "one of " + ", ".join(sorted(kinds))
        remedy = near_miss(str(entry.get("kind")), list(kinds)) or "use a later version"
        located.fault((*path, "kind"), f"the kind {entry.get('kind')!r}", expected, remedy)
        return None
    data = _body(entry, found, path, located)
    body = read_model(kind, data, located, (*path, "body")) if data is not None else None
    if authored is None or body is None:
        return None
    return Draft(
        entry=authored.entry,
        kind=authored.kind,
        about=authored.about,
        property_name=authored.property or body.stated_property,
        in_force_from=authored.in_force_from,
        in_force_to=authored.in_force_to,
        known_from=authored.known_from,
        known_to=day,
        speaker=authored.speaker,
        speaks_for=authored.speaks_for,
        source=authored.source,
        audience=authored.audience,
        supersedes=authored.supersedes,
        body=body,
        place=located.place(path),
    )


def _body(entry: Json, found: Found, path: FieldPath, located: LocatedJson) -> Json | None:
    """Return an entry's body: what its block holds, and what stands in its OCDS object."""
    body: Json = dict(entry.get("body") or {})
    at = entry.get("at")
    if at is None:
        return body
    array, _, identifier = str(at).rpartition("/")
    form, made = form_at(str(entry["kind"]), array), _object(found.release, array, identifier)
    if form is None or made is None:
        remedy = "the release was changed after it was written; ask for the original"
        located.fault((*path, "at"), repr(at), "an object of this release", remedy)
        return None
    before = len(located.faults)
    for name in cast("list[str]", entry.get("mapped") or []):
        target, sort = form.fields.get(name, (name, "text"))
        try:
            body[name] = read_field(target, sort, made)
        except ValueFault as error:
            located.faults.append(error.at(located.place((*found.path, *at.split("/"), target))))
    return body if len(located.faults) == before else None


def _object(release: Json, array: str, identifier: str) -> Json | None:
    here: Any = release
    for part in array.split("/"):
        try:
            step = int(part) if isinstance(here, list) else part
            here = cast("Any", here)[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    listed = cast("list[Any]", here) if isinstance(here, list) else []
    objects = [cast("Json", item) for item in listed if isinstance(item, dict)]
    return next((item for item in objects if item.get("id") == identifier), None)
