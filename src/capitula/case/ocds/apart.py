"""Objects that share an identifier within one array of one release, kept apart before merging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from capitula.case.ocds.exact_json import write_json
from capitula.case.ocds.fields import Json
from capitula.case.ocds.identifiers import APART

Clash = tuple[str, str, str, tuple[str, ...]]
"""The array, the identifier given, the identifier shared, the release."""


def apart(release: Json, rules: Mapping[tuple[str, ...], str]) -> tuple[Json, list[Clash]]:
    """Return a release in which no two different objects of an array share an identifier.

    Args:
        release: the release; it is not changed.
        rules: the merge rules; a list that is merged whole needs no identifiers.
    """
    clashes: list[Clash] = []
    made = _walk(release, (), rules, clashes, str(release.get("id")))
    return made, clashes


def _walk(
    value: Any,
    path: tuple[str, ...],
    rules: Mapping[tuple[str, ...], str],
    clashes: list[Clash],
    release: str,
) -> Any:
    if isinstance(value, dict):
        items = cast("Json", value).items()
        return {k: _walk(v, (*path, k), rules, clashes, release) for k, v in items}
    if not isinstance(value, list) or path in rules:
        return cast("Any", value)
    objects = [_walk(i, path, rules, clashes, release) for i in cast("list[Any]", value)]
    if any(not isinstance(item, dict) for item in objects):
        return objects
    return _own_ids(objects, path, clashes, release)


def _own_ids(
    objects: list[Json], path: tuple[str, ...], clashes: list[Clash], release: str
) -> list[Json]:
    """Number the objects of one identifier from the second on; equal ones count once."""
    seen: dict[str, list[str]] = {}
    taken = {str(item["id"]) for item in objects if "id" in item}
    made: list[Json] = []
    for item in objects:
        if "id" not in item:
            made.append(item)
            continue
        shared = str(item["id"])
        alike = seen.setdefault(shared, [])
        written = write_json(item)
        if written in alike:
            continue
        alike.append(written)
        if len(alike) == 1:
            made.append(item)
            continue
        own, number = f"{shared}{APART}{len(alike)}", len(alike)
        while own in taken:
            number += 1
            own = f"{shared}{APART}{number}"
        taken.add(own)
        made.append({**item, "id": own, "capitulaKeptApart": item["id"]})
        clashes.append(("/".join(path), own, shared, (release,)))
    return made
