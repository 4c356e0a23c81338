"""Paths into a contract file: `terms[notice].value`, `scope[nursing@2027-04-01]`, `values[#2]`.

In brackets stands the item's identifier; where it stands more than once, with the date from which
it is in force; or `#` and its place in the list, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.yaml_source import FieldPath

_STEP = re.compile(r"([a-z_]+)(?:\[([^\[\]]+)\])?")
KEYS = ("id", "practice", "service", "party", "number")
"""The fields by which an item of a list is called, in this order."""


def resolve(text: str, data: Mapping[str, Any]) -> FieldPath:
    """Return where a path leads in a contract's data; its last step need not exist yet.

    Raises:
        ValueFault: it is no path, or leads nowhere.
    """
    path: list[str | int] = []
    here: Any = data
    steps = text.split(".") if text else []
    if not steps or not all(_STEP.fullmatch(step) for step in steps):
        raise ValueFault(
            repr(text),
            "a path such as terms[notice].value or scope",
            "join names by dots; an item's identifier stands in brackets",
        )
    for index, step in enumerate(steps):
        match = cast("re.Match[str]", _STEP.fullmatch(step))
        name, item = match.groups()
        last = index == len(steps) - 1 and item is None
        here = _field(text, here, name, last=last)
        path.append(name)
        if item is not None:
            position = _item(text, name, here, item)
            here = here[position]
            path.append(position)
    return tuple(path)


def item_key(item: Mapping[str, Any]) -> str | None:
    """Return how an item of a list is called: its identifier, or None if it has none."""
    return next((str(item[key]) for key in KEYS if item.get(key)), None)


def _field(text: str, here: Any, name: str, *, last: bool) -> Any:
    if isinstance(here, dict):
        fields = cast("dict[str, Any]", here)
        if name in fields or last:
            return fields.get(name)
        remedy = near_miss(name, list(fields)) or "add the part first, in an edit before this one"
        raise ValueFault(f"the path {text!r}: there is no {name!r}", _known(fields), remedy)
    if isinstance(here, list):
        found = f"the path {text!r}: which item, before {name!r}, is not said"
        raise ValueFault(found, "an identifier in brackets", "write for example terms[notice]")
    found = f"the path {text!r}: nothing below leads to {name!r}"
    raise ValueFault(found, "a part that has parts", "end the path one step earlier")


def _item(text: str, name: str, here: Any, wanted: str) -> int:
    items = cast("Sequence[Any]", here) if isinstance(here, list) else ()
    if re.fullmatch(r"#\d+", wanted):
        position = int(wanted[1:]) - 1
        if 0 <= position < len(items):
            return position
        found = f"the path {text!r}: no item {wanted} in {name!r}"
        raise ValueFault(found, f"#1 to #{len(items)}", "count the items from 1")
    identifier, _, start = wanted.partition("@")
    named = [
        position
        for position, item in enumerate(items)
        if isinstance(item, dict)
        and item_key(cast("dict[str, Any]", item)) == identifier
        and (not start or str(cast("dict[str, Any]", item).get("in_force_from")) == start)
    ]
    if len(named) == 1:
        return named[0]
    keys = [key for item in items if isinstance(item, dict) and (key := item_key(item))]  # pyright: ignore[reportUnknownArgumentType]
    if named:
        found = f"the path {text!r}: {identifier!r} stands {len(named)} times in {name!r}"
        remedy = f"say which by its first day: {name}[{identifier}@2027-04-01]"
        raise ValueFault(found, "one item", remedy)
    found = f"the path {text!r}: no {wanted!r} in {name!r}"
    listed = ", ".join(dict.fromkeys(keys)) or "no items yet"
    raise ValueFault(found, f"one of {listed}", near_miss(identifier, keys) or "add it first")


def _known(fields: Mapping[str, Any]) -> str:
    return "one of " + ", ".join(sorted(fields))
