"""The sources of frameworks and of rules of readiness, by their key."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict

from capitula.ground.faults import Fault, InputFaults, near_miss
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import FieldPath, Located, read_yaml

_FILE = Path(__file__).with_name("sources.yaml")


class AssuranceSource(BaseModel):
    """A source: its title, and where it can be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    address: str = ""


@cache
def assurance_sources() -> dict[str, AssuranceSource]:
    """Return the sources by key.

    Raises:
        InputFaults: everything wrong with the file.
    """
    located = read_yaml(_FILE)
    found: dict[str, AssuranceSource] = {}
    for key, data in cast("dict[str, Any]", located.data).items():
        source = read_model(AssuranceSource, data, located, (key,))
        if source:
            found[key] = source
    if located.faults:
        raise InputFaults(located.faults)
    return found


def report_unknown_sources(located: Located) -> None:
    """Add a fault for every key of a source, however deep, that is not in the list."""
    _walk(located, located.data, ())


def _walk(located: Located, data: object, path: FieldPath) -> None:
    if isinstance(data, dict):
        for key, value in cast("dict[str, object]", data).items():
            if key == "source" and isinstance(value, list):
                _keys(located, cast("list[object]", value), (*path, key))
            else:
                _walk(located, value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(cast("list[object]", data)):
            _walk(located, value, (*path, index))


def _keys(located: Located, keys: list[object], path: FieldPath) -> None:
    known = assurance_sources()
    for index, key in enumerate(keys):
        if isinstance(key, str) and key not in known and not _is_address(key):
            remedy = near_miss(key, list(known)) or "give its address, https://…, instead of a key"
            place = located.place((*path, index))
            expected = "a key of the sources that ship, or an address"
            located.faults.append(Fault(place, f"the source {key!r}", expected, remedy))


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))
