"""A case of one's own: a folder begun from a contract file, ready for its first entry."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import yaml

from capitula.case.case import Case
from capitula.case.contract_file import contract_path
from capitula.case.folder import CaseFolder, check_name
from capitula.case.opening import open_case
from capitula.contract.links import cited_sources
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.writing import CannotWrite
from capitula.ground.yaml_source import read_yaml

START = "iho-2027"
"""The contract file a case is begun from unless another is named."""

_BLANK = Path(__file__).parent / "blank"
_SOURCES = (
    "# What the contract and the entries rest on, each source under its identifier: who published\n"
    "# it, when, and the first and last day on which it can have become known.\n\n"
)


def begin_case(
    folder: str | Path,
    origin: str = START,
    *,
    title: str | None = None,
    place: str | None = None,
) -> Case:
    """Make a case folder from a contract file, and open it; all of it is written, or nothing.

    The contract's text is copied with its comments; the name and the title are put in. Of the
    sources beside it, those that it cites come along.

    Args:
        folder: where; it must not be there yet, or be empty. Its name becomes the case's.
        origin: a contract file that ships, by name, or any contract file, by path.
        title: the contract's title; that of the file unless given.
        place: the area whose people it is for; that of the file unless given.

    Raises:
        NoSuchContract: no contract file of that name; a case is none.
        InputFaults: a folder that holds something, a name that cannot be a case's, or every fault
            of the contract file.
    """
    target = Path(folder).absolute()
    file = contract_path(origin)
    _check(target, str(folder))
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as around:
            draft = CaseFolder(Path(around) / target.name)
            (draft.root / "record").mkdir(parents=True)
            _fill(draft, file, {"title": title, "  place": place})
            open_case(draft.root)
            draft.root.replace(target)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    return open_case(target)


def _check(target: Path, shown: str) -> None:
    place = Place(shown)
    faults = check_name(target.name, place)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        found = "a folder that holds something" if target.is_dir() else "a file"
        faults.append(Fault(place, found, "no such folder, or an empty one", "name another"))
    if faults:
        raise InputFaults(faults)


def _fill(draft: CaseFolder, file: Path, put: Mapping[str, str | None]) -> None:
    data, text = read_yaml(file).data, file.read_text(encoding="utf-8")
    for field, value in {"case": draft.name, **put}.items():
        text = text if value is None else _put(text, field, value)
    draft.contract.write_text(text, encoding="utf-8")
    draft.sources.write_text(_SOURCES + "".join(_cited(file, data)), encoding="utf-8")
    for name, path in (
        ("outcomes.yaml", draft.outcomes),
        ("entries.yaml", draft.root / "record" / "entries.yaml"),
    ):
        path.write_text((_BLANK / name).read_text(encoding="utf-8"), encoding="utf-8")


def _put(text: str, field: str, value: str) -> str:
    """Put a value into the first line that begins with a field."""
    line = f"{field}: {json.dumps(value, ensure_ascii=False)}"
    return re.sub(rf"^{field}:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)


def _cited(file: Path, data: object) -> Iterator[str]:
    """Write the sources beside a contract file that it cites, one after the other."""
    beside = file.with_name("sources.yaml")
    cited = cited_sources(data)
    listed = cast("dict[str, object]", read_yaml(beside).data if beside.is_file() else {})
    kept = {key: source for key, source in listed.items() if key in cited}
    for key, source in kept.items():
        yield yaml.safe_dump({key: source}, sort_keys=False, allow_unicode=True, width=100) + "\n"
    if not kept:
        yield "{}\n"
