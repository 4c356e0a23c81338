"""Taking in a formal letter: one file, from which the letter and each of its parts become entries.

    letter: the ward's letter          what the letter is called
    speaker: The ward                  source, known_to, mark … as for any entry
    from_whom: Nurses of ward 4
    received: 2020-07-08
    addressed_to: [Smalltown CCG]
    concerns:
      - it would not be safe           words, or `text`, `about` and `codes`
    asks:
      - asked_for: a pause             the fields of a request

Everything is checked like any entry; at a fault nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from capitula.agreement.concern_kinds import LetterReceived
from capitula.case.folder import CaseFolder
from capitula.case.kinds import ALL_KINDS
from capitula.case.opening import read_parties_and_sources
from capitula.ground.faults import Fault, InputFaults, near_miss
from capitula.ground.yaml_source import FieldPath, Located, read_yaml
from capitula.record.adding import drafts_to_add
from capitula.record.authored import FIELDS
from capitula.record.entry import Entry
from capitula.record.files import Row
from capitula.record.importing import import_drafts
from capitula.record.stores.protocol import Store

_MADE_HERE = ("concerns", "asks", "counted_in")
_SHARED = tuple(f for f in FIELDS if f not in ("entry", "kind", "about", "property", "supersedes"))
_OF_LETTER = tuple(f for f in LetterReceived.model_fields if f not in _MADE_HERE)
_BODY_SHARED = ("mark",)


def take_in_letter(folder: CaseFolder, store: Store, file: Path) -> Sequence[Entry]:
    """Append a letter with its parts and return the entries: the letter first.

    Args:
        folder: the case.
        store: where its record lies.
        file: the letter as a YAML file.

    Raises:
        InputFaults: every fault of the file. Nothing is appended.
    """
    contract, sources = read_parties_and_sources(folder)
    located = read_yaml(file)
    data: object = located.data
    if not isinstance(data, dict):
        place = located.place(())
        fault = Fault(place, "no letter", "keys and values", "write `key: value` lines")
        raise InputFaults([*located.faults, fault])
    rows = list(_rows(cast("dict[str, Any]", data), located, store.head().sequence + 1))
    parties = [party.id for party in contract.parties]
    drafts = drafts_to_add(rows, ALL_KINDS, sources, parties, store)
    return import_drafts(drafts, store, folder.name)


def _rows(data: dict[str, Any], located: Located, number: int) -> Iterator[Row]:
    known = ("letter", "entry", "asks", "concerns", *_SHARED, *_OF_LETTER)
    for key in data:
        if key not in known:
            remedy = near_miss(key, known) or "leave it out"
            expected = f"one of {', '.join(dict.fromkeys(known))}"
            fault = Fault(located.place((key,)), f"the key {key!r}", expected, remedy)
            located.faults.append(fault)
    entry = str(data.get("entry", f"letter-{number}"))
    name = data.get("letter", "")
    if not name:
        remedy = "add `letter:`, what the letter is called"
        located.faults.append(Fault(located.place(()), "no `letter`", "a name of it", remedy))
    shared = {key: data[key] for key in (*_SHARED, *_BODY_SHARED) if key in data}
    parts = list(_parts(data, located, entry, str(name), shared))
    letter = {key: data[key] for key in _OF_LETTER if key in data}
    head = {"entry": entry, "kind": LetterReceived.kind, "about": name, **shared, **letter}
    head["concerns"] = [row.data["entry"] for row in parts if row.data["kind"] == "concern_raised"]
    head["asks"] = [row.data["entry"] for row in parts if row.data["kind"] == "request_made"]
    if not head["concerns"]:
        place, remedy = located.place(("concerns",)), "list each concern of the letter"
        located.faults.append(Fault(place, "no concern", "at least one", remedy))
    yield Row(head, located, ())
    yield from parts


def _parts(
    data: dict[str, Any], located: Located, entry: str, name: str, shared: dict[str, Any]
) -> Iterator[Row]:
    by = data.get("from_whom", "")
    count = {key: data[key] for key in ("how_many", "bound", "addressed_to") if key in data}
    for n, part, path in _listed(data, "concerns", located):
        fields = dict(part) if isinstance(part, dict) else {"text": part}
        codes = fields.pop("codes", None)
        about = fields.pop("about", f"{name}: concern {n}")
        mine = {"entry": f"{entry}.concern-{n}", "kind": "concern_raised", "about": about}
        yield Row({**shared, **mine, "raised_by": by, **count, **fields}, located, path)
        if codes is not None:
            coding = {"entry": f"{entry}.code-{n}", "kind": "matter_coded", "about": about}
            of = {"coded_entries": [mine["entry"]], "codes": codes}
            yield Row({**shared, **coding, **of}, located, path)
    for n, part, path in _listed(data, "asks", located):
        fields = dict(part) if isinstance(part, dict) else {"asked_for": part}
        about = fields.pop("about", f"{name}: request {n}")
        mine = {"entry": f"{entry}.ask-{n}", "kind": "request_made", "about": about, "by": by}
        yield Row({**shared, **mine, **fields}, located, path)


def _listed(
    data: dict[str, Any], key: str, located: Located
) -> Iterator[tuple[int, dict[str, Any] | str, FieldPath]]:
    found: object = data.get(key, [])
    if not isinstance(found, list):
        place, remedy = located.place((key,)), "begin each with `- `"
        located.faults.append(Fault(place, repr(found), f"a list of {key}", remedy))
        return
    for n, part in enumerate(cast("list[Any]", found), start=1):
        path: FieldPath = (key, n - 1)
        if isinstance(part, dict | str):
            yield n, cast("dict[str, Any] | str", part), path
        else:
            expected, remedy = "words, or keys and values", "write what it says"
            located.faults.append(Fault(located.place(path), repr(part), expected, remedy))
