"""Changes of coding and boundary known beforehand, as data with sources: `known_changes.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.ground.yaml_source import read_yaml
from capitula.outcomes.breaks.found import Kind, NotScreened

_FILE = Path(__file__).with_name("known_changes.yaml")


@dataclass(frozen=True, slots=True)
class KnownChange:
    """From `time` on figures mean something else, for these units or, if none is named, for all."""

    time: str
    kind: Kind
    units: tuple[str, ...]
    words: str
    source: str
    mark: EvidenceMark

    def touches(self, unit: str) -> bool:
        """Whether it holds for a unit."""
        return not self.units or unit in self.units


@dataclass(frozen=True, slots=True)
class Collection:
    """What is known of one collection: changes, and codes that are no area."""

    name: str
    title: str
    changes: tuple[KnownChange, ...]
    not_areas: tuple[NotScreened, ...]


NOTHING_KNOWN = Collection("", "no collection named", (), ())


def known_changes(collection: str) -> Collection:
    """Return what is known of a collection.

    Raises:
        InputFaults: there is none of this name.
    """
    held = _read()
    if collection not in held:
        names = list(held)
        remedy = near_miss(collection, names) or "choose one of these, or name none"
        place = Place("collection")
        raise InputFaults([Fault(place, repr(collection), f"one of: {', '.join(names)}", remedy)])
    return held[collection]


@cache
def _read() -> dict[str, Collection]:
    document: dict[str, Any] = dict(read_yaml(_FILE).data)
    return {name: _collection(name, entry) for name, entry in document.items()}


def _collection(name: str, entry: dict[str, Any]) -> Collection:
    changes = tuple(
        KnownChange(
            each["time"],
            Kind(each["kind"]),
            tuple(each["units"]),
            each["words"],
            each["source"],
            EvidenceMark(each["mark"]),
        )
        for each in entry["changes"]
    )
    others = tuple(
        NotScreened(unit, f"{each['why']} ({each['source']})")
        for unit, each in entry["not_areas"].items()
    )
    return Collection(name, entry["title"], changes, others)
