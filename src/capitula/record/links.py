"""How authored entries name each other: no identifier twice, none missing, no circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from capitula.ground.faults import Fault, near_miss
from capitula.record.files import Row


def links(rows: Sequence[Row], *, complete: bool) -> list[Fault]:
    """Check the identifiers of all rows of a case against each other.

    Rows with faults of their own count too, so that one fault does not bring others with it.

    Args:
        rows: the rows that could be read.
        complete: whether these are all; where a file or a row could not be read, an entry that is
            not found may stand there.
    """
    faults: list[Fault] = []
    first: dict[str, Row] = {}
    for row in rows:
        name: Any = row.data.get("entry")
        if not isinstance(name, str):
            continue
        if name in first:
            stands = first[name].located.place((*first[name].path, "entry"))
            expected = f"each identifier once; it stands already at {stands}"
            place = row.located.place((*row.path, "entry"))
            faults.append(Fault(place, f"the entry {name!r} again", expected, "give it a new one"))
        first.setdefault(name, row)
    for row in rows:
        for target in _targets(row):
            if complete and target not in first:
                remedy = near_miss(target, list(first)) or "name an entry of this case"
                faults.append(_superseding(row, f"supersedes {target!r}", remedy))
    for name, row in first.items():
        if _leads_to(name, first):
            found = f"{name!r} supersedes itself, directly or through others"
            faults.append(_superseding(row, found, "let only the later entry supersede"))
    return faults


def _superseding(row: Row, found: str, remedy: str) -> Fault:
    place = row.located.place((*row.path, "supersedes"))
    return Fault(place, found, "another entry of this case", remedy)


def _targets(row: Row) -> list[str]:
    stated: Any = row.data.get("supersedes")
    if isinstance(stated, str):
        return stated.split()
    listed = cast("list[Any]", stated) if isinstance(stated, list) else []
    return [target for target in listed if isinstance(target, str)]


def _leads_to(name: str, first: Mapping[str, Row]) -> bool:
    """Say whether the entry supersedes itself, following what each superseded one supersedes."""
    ahead, seen = _targets(first[name]), set[str]()
    while ahead:
        target = ahead.pop()
        if target == name:
            return True
        if target not in seen and target in first:
            seen.add(target)
            ahead += _targets(first[target])
    return False
