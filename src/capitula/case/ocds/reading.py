"""Reading a release package or a record package: its releases, or every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from capitula.case.ocds.exact_json import read_json
from capitula.case.ocds.fields import Json
from capitula.case.ocds.merging import instant
from capitula.case.ocds.pointers import LocatedJson
from capitula.ground.faults import InputFaults
from capitula.ground.yaml_source import FieldPath

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """One release of a file, and where it stands there."""

    release: Json
    path: FieldPath


@dataclass(frozen=True, slots=True)
class Package:
    """The releases of a file, in the order of the file, and who published them."""

    located: LocatedJson
    publisher: str
    releases: tuple[Found, ...]


def read_package(path: Path) -> Package:
    """Read a release package, or a record package with its releases inside.

    Raises:
        InputFaults: the file is not JSON, or no such package; every fault of its releases.
    """
    located = LocatedJson(path.name, read_json(path))
    data = located.data
    if not isinstance(data, dict):
        located.fault((), "no object", "a release package or a record package", "give such a file")
        raise InputFaults(located.faults)
    package = cast("Json", data)
    found = [*_releases(package, (), located), *_records(package, located)]
    if not found and not located.faults:
        remedy = "give a release package, or a record package that holds its releases"
        located.fault((), "no releases", "a list `releases`, or `records`", remedy)
    _one_process(found, located)
    if located.faults:
        raise InputFaults(located.faults)
    publisher: Any = package.get("publisher")
    named = cast("Json", publisher).get("name") if isinstance(publisher, dict) else None
    return Package(located, str(named or "publisher not named"), tuple(found))


def _records(package: Json, located: LocatedJson) -> Iterator[Found]:
    records: Any = package.get("records", [])
    if not isinstance(records, list):
        located.fault(("records",), "no list", "a list of records", "correct the file")
        return
    for index, record in enumerate(cast("list[Any]", records)):
        if isinstance(record, dict):
            yield from _releases(cast("Json", record), ("records", index), located)
        else:
            located.fault(("records", index), "no object", "a record", "correct the file")


def _releases(holder: Json, at: FieldPath, located: LocatedJson) -> Iterator[Found]:
    listed: Any = holder.get("releases", [])
    if not isinstance(listed, list):
        located.fault((*at, "releases"), "no list", "a list of releases", "correct the file")
        return
    for index, release in enumerate(cast("list[Any]", listed)):
        path = (*at, "releases", index)
        if not isinstance(release, dict):
            located.fault(path, "no object", "a release", "correct the file")
        elif "url" in release and "ocid" not in release:
            remedy = "give the release package that the link leads to"
            located.fault(path, "a link to a release", "the release itself", remedy)
        elif _is_release(cast("Json", release), path, located):
            yield Found(cast("Json", release), path)


def _is_release(release: Json, path: FieldPath, located: LocatedJson) -> bool:
    before = len(located.faults)
    for key in ("ocid", "id", "date"):
        value = release.get(key)
        if not isinstance(value, str) or not value:
            remedy = f"ask the publisher for its {key}"
            located.fault((*path, key), _shown(value), "a text; OCDS requires it", remedy)
    if not isinstance(release.get("tag"), list):
        found = _shown(release.get("tag"))
        located.fault((*path, "tag"), found, "a list of release tags", "add the tag")
    when = release.get("date")
    if isinstance(when, str) and when and not _is_date(when):
        remedy = "write the day with its time and zone"
        located.fault((*path, "date"), repr(when), "such as 2018-02-01T00:00:00Z", remedy)
    for key, kind, word in (("parties", list, "a list"), ("planning", dict, "an object")):
        value = release.get(key)
        if value is not None and not isinstance(value, kind):
            located.fault((*path, key), _shown(value), word, "correct the file")
    return len(located.faults) == before


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(instant(text))
    except ValueError:
        return False


def _one_process(found: list[Found], located: LocatedJson) -> None:
    for other in found[1:]:
        if other.release["ocid"] != found[0].release["ocid"]:
            expected = f"one process, {found[0].release['ocid']!r}: a case is one"
            remedy = "part the file by ocid, a file for every case"
            located.fault((*other.path, "ocid"), repr(other.release["ocid"]), expected, remedy)


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value)
