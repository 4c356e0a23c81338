"""The leaves of a release, so that what was not taken over can be kept, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Any, cast

from capitula.ground.yaml_source import FieldPath


def leaves(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Return every value that holds no other, with its path; an empty list or object is one."""
    if isinstance(value, dict) and value:
        for key, item in cast("dict[str, Any]", value).items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(cast("list[Any]", value)):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


class Gone(Enum):
    """What `without` returns where nothing is left."""

    GONE = "gone"


def without(value: Any, taken: Collection[FieldPath], path: FieldPath = ()) -> Any:
    """Return a value without the leaves that were taken over, or `Gone.GONE`.

    Where something was taken, identifiers stay, so that what is left can be found again; alone
    they are nothing left. Where nothing was taken the value is as it was.
    """
    if path in taken:
        return Gone.GONE
    if not any(leaf[: len(path)] == path for leaf in taken):
        return value
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
        kept = {k: v if k == "id" else without(v, taken, (*path, k)) for k, v in items}
        left = {k: v for k, v in kept.items() if v is not Gone.GONE}
        return left if any(key != "id" for key in left) else Gone.GONE
    listed = cast("list[Any]", value)
    found = [without(item, taken, (*path, index)) for index, item in enumerate(listed)]
    return [item for item in found if item is not Gone.GONE] or Gone.GONE
