"""JSON read and written exactly: amounts stay decimal numbers, and no key is lost to a twin."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.yaml_source import read_text


class _Twice(ValueError):
    """A key that stands twice in one object."""


def read_json(path: Path) -> Any:
    """Read a file of JSON; a number with a decimal point becomes a `Decimal`.

    Raises:
        InputFaults: the file cannot be read, is not JSON, or has a key twice in one object.
    """
    text = read_text(path, path.name)
    try:
        return parse_json(text)
    except json.JSONDecodeError as error:
        place = Place(path.name, error.lineno, error.colno)
        fault = Fault(place, error.msg, "JSON", "check brackets, commas and quotes near this place")
    except _Twice as error:
        remedy = "keep one of the two"
        fault = Fault(Place(path.name), f"the key {error} twice in one object", "it once", remedy)
    raise InputFaults([fault])


def parse_json(text: str) -> Any:
    """Read JSON from a text, exactly."""
    return json.loads(text, parse_float=Decimal, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(repr(next(key for key in keys if keys.count(key) > 1)))
    return found


def write_json(value: Any, indent: int = 0) -> str:
    """Return a value as JSON, its keys in the order given, decimals to the last digit.

    Args:
        value: objects, arrays, texts, whole numbers and decimals; never a float.
        indent: blanks per level; 0 writes one line.

    Raises:
        TypeError: a float, or something JSON cannot hold.
    """
    return _written(value, indent, 0)


def _written(value: Any, indent: int, depth: int) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float):
        raise TypeError(f"a float ({value!r}) where an exact number belongs")
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        inner = [
            f"{json.dumps(key, ensure_ascii=False)}: {_written(item, indent, depth + 1)}"
            for key, item in pairs
        ]
        return _bracketed("{}", inner, indent, depth)
    if isinstance(value, list | tuple):
        items = cast("Sequence[Any]", value)
        return _bracketed("[]", [_written(i, indent, depth + 1) for i in items], indent, depth)
    return json.dumps(value, ensure_ascii=False)


def _bracketed(brackets: str, inner: list[str], indent: int, depth: int) -> str:
    if not inner:
        return brackets
    if not indent:
        return brackets[0] + ", ".join(inner) + brackets[1]
    blank = "\n" + " " * indent * depth
    step = blank + " " * indent
    return brackets[0] + step + ("," + step).join(inner) + blank + brackets[1]
