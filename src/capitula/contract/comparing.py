"""What differs between two contracts, or two versions of one, in words and as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from capitula.contract.edit_path import item_key
from capitula.contract.fold import as_data
from capitula.contract.model import Contract
from capitula.contract.numbers import plain
from capitula.ground.date_words import date_text
from capitula.ground.pence import from_pounds, pounds_text

LEFT_OUT = frozenset({"calendar", "variations"})
"""The frozen calendar and the log itself are not terms."""

NOT_SHOWN = frozenset({"id", "mark", "source", "clause", "note", "label", "name", "item", "text"})
"""Fields left out of a sentence about a whole part: its title says them, or its evidence does."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        action: added, removed or changed.
        path: where, as edits write it.
        what: the part in words.
        before: what stood; None for what was added.
        after: what stands; None for what was removed.
    """

    action: Literal["added", "removed", "changed"]
    path: str
    what: str
    before: Any = None
    after: Any = None

    def words(self) -> str:
        """Return the change as a sentence."""
        field = self.path.rsplit(".", 1)[-1]
        if self.action == "added":
            return f"{self.what}: added{_shown(self.after, field)}."
        if self.action == "removed":
            return f"{self.what}: removed{_shown(self.before, field)}."
        before, after = _value(self.before, field), _value(self.after, field)
        return f"{self.what}: changed from {before} to {after}."

    def as_json(self) -> dict[str, Any]:
        """Return the change for machines."""
        return {
            "action": self.action,
            "path": self.path,
            "what": self.what,
            "before": self.before,
            "after": self.after,
        }


def compare(before: Contract, after: Contract) -> tuple[Change, ...]:
    """Return every difference between two contracts, in the order of the file."""
    one, other = _numbers_alike(as_data(before)), _numbers_alike(as_data(after))
    return tuple(_fields(one, other, "", "", LEFT_OUT))


def _numbers_alike(part: Any) -> Any:
    """Return data in which 2.0 and 2 are written alike."""
    if isinstance(part, dict):
        return {k: _numbers_alike(v) for k, v in cast("dict[str, Any]", part).items()}
    if isinstance(part, list):
        return [_numbers_alike(item) for item in cast("list[Any]", part)]
    if isinstance(part, str) and _DECIMAL.fullmatch(part):
        return plain(Decimal(part))
    return part


_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)


def _fields(
    one: Mapping[str, Any],
    other: Mapping[str, Any],
    path: str,
    what: str,
    left_out: frozenset[str] = frozenset(),
) -> Iterator[Change]:
    for name in [*one, *(name for name in other if name not in one)]:
        if name in left_out or one.get(name) == other.get(name):
            continue
        here = f"{path}.{name}" if path else name
        words = name.replace("_", " ")
        label = f"{what}, {words}" if what else words.capitalize()
        yield from _part(one.get(name), other.get(name), here, label)


def _part(one: Any, other: Any, path: str, what: str) -> Iterator[Change]:
    if _items(one) is not None or _items(other) is not None:
        yield from _lists(_items(one) or {}, _items(other) or {}, path, what)
    elif isinstance(one, dict) and isinstance(other, dict):
        old, new = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        yield from _fields(old, new, path, what)
    elif one is None:
        yield Change("added", path, what, after=other)
    elif other is None:
        yield Change("removed", path, what, before=one)
    else:
        yield Change("changed", path, what, one, other)


def _items(value: Any) -> dict[str, dict[str, Any]] | None:
    """Return the items of a list of parts by how they are called; None for anything else."""
    if not isinstance(value, list):
        return None
    parts = cast("list[Any]", value)
    if not parts or not all(isinstance(part, dict) for part in parts):
        return None
    return _called(cast("Sequence[dict[str, Any]]", parts))


def _called(parts: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    keys = [item_key(part) for part in parts]
    called: dict[str, dict[str, Any]] = {}
    for position, (key, part) in enumerate(zip(keys, parts, strict=True), start=1):
        name = key or f"#{position}"
        if key and keys.count(key) > 1:
            name = f"{key}@{part.get('in_force_from', '')}"
        called[name if name not in called else f"#{position}"] = part
    return called


def _lists(
    one: Mapping[str, dict[str, Any]], other: Mapping[str, dict[str, Any]], path: str, what: str
) -> Iterator[Change]:
    for name in [*one, *(name for name in other if name not in one)]:
        here = f"{path}[{name}]"
        old, new = one.get(name), other.get(name)
        label = f"{what}, {_title(new or old or {}, name)}"
        if old is None:
            yield Change("added", here, label, after=new)
        elif new is None:
            yield Change("removed", here, label, before=old)
        else:
            yield from _fields(old, new, here, label)


def _title(part: Mapping[str, Any], name: str) -> str:
    """Return the words by which people know a part, else its identifier or its place."""
    for key in ("label", "name", "item", "text"):
        if part.get(key):
            return f"“{part[key]}”"
    return name if not name.startswith("#") else f"number {name[1:]}"


def _shown(value: Any, field: str = "") -> str:
    if isinstance(value, dict):
        part = cast("dict[str, Any]", value)
        shown = {
            key: found
            for key, found in part.items()
            if not isinstance(found, dict | list) and key not in NOT_SHOWN
        }
        listed = "; ".join(f"{k.replace('_', ' ')} {_value(v, k)}" for k, v in shown.items())
        return f" ({listed})" if listed else ""
    return f": {_value(value, field)}"


def _value(value: Any, field: str = "") -> str:
    """Return a value as people write it: pounds, people, dates, words."""
    if isinstance(value, list):
        return ", ".join(_value(item, field) for item in cast("list[Any]", value)) or "none"
    if isinstance(value, dict):
        return _shown(cast("dict[str, Any]", value)).strip(" ()")
    if isinstance(value, int):
        return f"{value:,}" if not isinstance(value, bool) else "yes" if value else "no"
    return _text(str(value), field)


def _text(text: str, field: str) -> str:
    if field in MONEY:
        return pounds_text(from_pounds(text)).removesuffix(".00")
    if _WORD.fullmatch(text):
        return text.replace("_", " ")
    return f"“{text}”" if " " in text else date_text(text)


MONEY = frozenset({"amount", "annual_value", "per_head", "attachment", "pool_amount"})
"""Fields that hold pounds."""

_WORD = re.compile(r"[a-z]+(_[a-z0-9]+)+")
