"""Reading a contract file: every fault at once, links between its parts checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from capitula.contract.links import broken_links, unknown_sources
from capitula.contract.model import Contract
from capitula.ground.faults import InputFaults
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import Located, read_yaml
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
    return contract_from(read_yaml(path, name=name), sources)


def contract_from(located: Located, sources: Mapping[str, Source] | None = None) -> Contract:
    """Check data of whatever origin, a file, a workbook or a fold, and return the contract.

    Raises:
        InputFaults: every fault, with its place in the origin.
    """
    contract = read_model(Contract, located.data, located)
    located.faults += broken_links(located)
    if sources is not None:
        located.faults += unknown_sources(located, sources)
    if contract is None or located.faults:
        raise InputFaults(located.faults)
    return contract
