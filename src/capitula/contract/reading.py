"""Reading a contract file: every fault at once, links between its parts checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.ground.faults import Fault, InputFaults, near_miss
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import FieldPath, Located, read_yaml
from capitula.record.sources import Source


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
    if contract is not None:
        located.faults += _unknown_providers(contract, located)
        if sources is not None:
            located.faults += _unknown_sources(contract, located, sources)
    if contract is None or located.faults:
        raise InputFaults(located.faults)
    return contract


def cited_parts(contract: Contract) -> Iterator[tuple[FieldPath, Cited]]:
    """Return every part of a contract that carries evidence, with its path in the file."""
    yield ("form",), contract.form
    yield ("population",), contract.population
    if contract.length:
        yield ("length",), contract.length
    for name in ("parties", "scope", "values", "terms"):
        for index, part in enumerate(getattr(contract, name)):
            yield (name, index), part


def _unknown_providers(contract: Contract, located: Located) -> Iterator[Fault]:
    known = [party.id for party in contract.parties]
    for index, line in enumerate(contract.scope):
        if line.provided_by and line.provided_by not in known:
            place = located.place(("scope", index, "provided_by"))
            remedy = near_miss(line.provided_by, known) or "add it to the parties"
            yield Fault(place, f"the party {line.provided_by!r}", "a party by its id", remedy)


def _unknown_sources(
    contract: Contract, located: Located, sources: Mapping[str, Source]
) -> Iterator[Fault]:
    for path, part in cited_parts(contract):
        if part.source and part.source not in sources:
            place = located.place((*path, "source"))
            remedy = near_miss(part.source, list(sources)) or "add it to sources.yaml"
            yield Fault(place, f"the source {part.source!r}", "one of sources.yaml", remedy)
