"""Framework files: those that ship, those of a case, and a user's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from capitula.assurance.frameworks.model import Framework
from capitula.assurance.sources import report_unknown_sources
from capitula.ground.faults import CapitulaError, Fault, InputFaults, near_miss
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

FOLDER = Path(__file__).parent


class NoSuchFramework(CapitulaError):
    """No framework of this name, and no such file."""


def read_framework(path: Path) -> Framework:
    """Read and check one framework file.

    Raises:
        InputFaults: every fault, with line, what was found, what was expected and what to do.
    """
    located = read_yaml(path)
    framework = read_model(Framework, located.data, located)
    report_unknown_sources(located)
    if framework and framework.id != path.stem:
        fault = Fault(
            located.place(("id",)),
            f"the id {framework.id!r} in {path.name}",
            f"the stem of the file's name, {path.stem!r}",
            "rename one of the two",
        )
        located.faults.append(fault)
    if framework is None or located.faults:
        raise InputFaults(located.faults)
    return framework


@cache
def shipped_frameworks() -> Mapping[str, Framework]:
    """Return the frameworks that ship with the product, by their identifier."""
    return frameworks_in(FOLDER)


def frameworks_in(folder: Path) -> dict[str, Framework]:
    """Return the frameworks of a folder, by their identifier; none where there is no folder.

    Raises:
        InputFaults: every fault of every file.
    """
    found: dict[str, Framework] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            framework = read_framework(path)
        except InputFaults as error:
            faults += error.faults
        else:
            found[framework.id] = framework
    if faults:
        raise InputFaults(faults)
    return found


def find_framework(name_or_path: str) -> Framework:
    """Return a framework that ships, by name, or a user's own, by path.

    Raises:
        NoSuchFramework: neither.
        InputFaults: what is wrong with the file.
    """
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml"):
        return read_framework(path)
    shipped = shipped_frameworks()
    if name_or_path not in shipped:
        remedy = near_miss(name_or_path, list(shipped)) or "give one of these, or a file's path"
        raise NoSuchFramework(
            f"found no framework {name_or_path!r}; expected one of {', '.join(shipped)} or the "
            f"path of a YAML file; {remedy}"
        )
    return shipped[name_or_path]


def framework_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check a framework file."""
    schema = Framework.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
