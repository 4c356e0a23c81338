"""Reading a contract file: every fault at once, links between its parts checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from capitula.contract.model import Contract
from capitula.ground.faults import Fault, InputFaults, near_miss
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import FieldPath, Located, read_yaml
from capitula.record.sources import Source

CITED = ("form", "population", "length", "parties", "scope", "values", "terms")
"""The parts of a contract file that carry evidence."""


def read_contract(
    path: Path, sources: Mapping[str, Source] | None = None, name: str | None = None
) -> Contract:
    """Read and check one contract file.

    Args:
        path: the YAML file.
        sources: the case's sources; when given, every citation must be one of them.
        name: how faults call the file.

    Raises:
        InputFaults: every fault, with line and column.
    """
    located = read_yaml(path, name=name)
    contract = read_model(Contract, located.data, located)
    located.faults += _identifiers_twice(located)
    located.faults += _unknown_providers(located)
    if sources is not None:
        located.faults += _unknown_sources(located, sources)
    if contract is None or located.faults:
        raise InputFaults(located.faults)
    return contract


def _parts(located: Located, names: Sequence[str]) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    """Return the parts of a file as found, so that links are checked beside faults of form."""
    data: object = located.data
    whole = cast("dict[str, object]", data) if isinstance(data, dict) else {}
    for name in names:
        found = whole.get(name)
        if isinstance(found, dict):
            yield (name,), cast("dict[str, Any]", found)
        for index, part in enumerate(
            cast("list[object]", found) if isinstance(found, list) else ()
        ):
            if isinstance(part, dict):
                yield (name, index), cast("dict[str, Any]", part)


def _identifiers_twice(located: Located) -> Iterator[Fault]:
    for name, what in (("parties", "party"), ("scope", "scope line")):
        first: dict[object, FieldPath] = {}
        for path, part in _parts(located, (name,)):
            identifier = part.get("id")
            if isinstance(identifier, str) and first.setdefault(identifier, path) != path:
                line = located.place((*first[identifier], "id")).line
                expected = f"each {what} once; it stands already in line {line}"
                place = located.place((*path, "id"))
                yield Fault(place, f"the {what} {identifier!r} again", expected, "give it a new id")


def _unknown_providers(located: Located) -> Iterator[Fault]:
    known = [str(part.get("id")) for _, part in _parts(located, ("parties",))]
    if ("parties", 0) not in located.places:
        return  # there is no list of parties, and that is the fault
    for path, line in _parts(located, ("scope",)):
        provider: Any = line.get("provided_by")
        if isinstance(provider, str) and provider not in known:
            place = located.place((*path, "provided_by"))
            remedy = near_miss(provider, known) or "add it to the parties"
            expected = "a party of this contract by its id"
            yield Fault(place, f"the party {provider!r}", expected, remedy)


def _unknown_sources(located: Located, sources: Mapping[str, Source]) -> Iterator[Fault]:
    for path, part in _parts(located, CITED):
        source: Any = part.get("source")
        if isinstance(source, str) and source not in sources:
            place = located.place((*path, "source"))
            remedy = near_miss(source, list(sources)) or "list it in sources.yaml first"
            yield Fault(place, f"the source {source!r}", "a source listed in sources.yaml", remedy)
