"""Entries added one at a time: from words on a command line, or from a small file.

They pass through the same reader as the files that people write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_origin

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.yaml_source import Located, read_yaml
from capitula.record.authored import FIELDS
from capitula.record.authoring import read_draft
from capitula.record.draft import Draft
from capitula.record.files import Row, read_rows
from capitula.record.kind import Kinds
from capitula.record.links import links
from capitula.record.sources import Source
from capitula.record.stores.protocol import Store

COMMAND_LINE = "command line"


def row_of_words(kind: str, words: Sequence[str], kinds: Kinds) -> Row:
    """Read `key=value` words; a key that stands twice is a list of both values.

    What is wrong with the words is in the faults of the row's `located`.
    """
    located = Located(COMMAND_LINE, {})
    located.places[()] = Place(COMMAND_LINE)
    lists = {"supersedes", *_lists(kind, kinds)}
    data: dict[str, Any] = {"kind": kind}
    for word in words:
        key, equals, value = word.partition("=")
        located.places[(key,)] = Place(COMMAND_LINE, None, None, key)
        if not equals or not key:
            place = Place(COMMAND_LINE)
            remedy = "put quotes around a value that holds blanks: 'text=two words'"
            located.faults.append(Fault(place, repr(word), "key=value", remedy))
        elif key in lists:
            data.setdefault(key, []).append(value)
        elif key in data:
            place, remedy = located.places[(key,)], "keep one of the two"
            located.faults.append(Fault(place, f"{key!r} twice", "each key once", remedy))
        else:
            data[key] = value
    return Row(data, located, ())


def rows_of_file(kind: str, path: Path, kinds: Kinds) -> list[Row]:
    """Read a YAML file that holds the fields of one entry, or a file of entries of this kind.

    Raises:
        InputFaults: the file cannot be read at all.
    """
    located = read_yaml(path)
    data: object = located.data
    if isinstance(data, dict) and "entries" not in data:
        rows = [Row(cast("dict[str, Any]", data), located, ())]
    else:
        columns = [*FIELDS, *(kinds[kind].model_fields if kind in kinds else ())]
        rows = read_rows(path, path.name, columns)[1]
    for row in rows:
        if row.data.setdefault("kind", kind) != kind:
            place = row.located.place((*row.path, "kind"))
            found = f"the kind {row.data['kind']!r}"
            row.located.faults.append(Fault(place, found, repr(kind), "leave the line out"))
    return rows


def drafts_to_add(
    rows: Sequence[Row],
    kinds: Kinds,
    sources: Mapping[str, Source] | None,
    parties: Sequence[str] | None,
    store: Store,
) -> list[Draft]:
    """Check rows against each other and the record they are to join.

    A row without an identifier is given one: its kind and its place in the chain.

    Raises:
        InputFaults: every fault.
    """
    next_place = store.head().sequence + 1
    for number, row in enumerate(rows, start=next_place):
        name = str(row.data.get("kind", "entry")).replace("_", "-")
        row.data.setdefault("entry", f"{name}-{number}")
    drafts = [draft for row in rows if (draft := read_draft(row, kinds, sources, parties))]
    faults = [fault for located in _files(rows) for fault in located.faults]
    faults += links(rows, complete=False)
    faults += _not_held(rows, drafts, store)
    if faults:
        raise InputFaults(faults)
    return drafts


def _not_held(rows: Sequence[Row], drafts: Sequence[Draft], store: Store) -> list[Fault]:
    """Report what would be superseded, withheld or linked to and is not in the record."""
    wanted = {target for draft in drafts for target in draft.supersedes}
    known = {row.data.get("entry") for row in rows} | set(store.held(wanted))
    return [
        Fault(
            draft.place,
            f"supersedes {target!r}",
            "an entry of this record",
            "give the identifier of an entry, as `capitula record history` shows it",
        )
        for draft in drafts
        for target in draft.supersedes
        if target not in known
    ]


def _files(rows: Sequence[Row]) -> list[Located]:
    return list({id(row.located): row.located for row in rows}.values())


def _lists(kind: str, kinds: Kinds) -> set[str]:
    fields = kinds[kind].model_fields if kind in kinds else {}
    return {name for name, field in fields.items() if get_origin(field.annotation) is tuple}
