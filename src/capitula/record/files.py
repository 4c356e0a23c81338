"""Files of authored entries, YAML or CSV, as located rows of the same shape."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from capitula.ground.faults import Fault, Place, near_miss
from capitula.ground.yaml_source import FieldPath, Located, read_yaml

FILE_KEYS = ("source", "speaker", "speaks_for", "audience", "entries")
"""Keys at the head of a YAML file: defaults for its entries, and the entries."""


@dataclass(frozen=True, slots=True)
class Row:
    """One authored entry as found: its data, the file, and its path there."""

    data: dict[str, Any]
    located: Located
    path: FieldPath


def read_rows(path: Path, name: str) -> tuple[Located, list[Row]]:
    """Read the rows of one file; faults of form are in the returned `Located`."""
    located = _read_csv(path, name) if path.suffix == ".csv" else read_yaml(path, name=name)
    rows = _csv_rows(located) if path.suffix == ".csv" else _yaml_rows(located)
    return located, list(rows)


def _yaml_rows(located: Located) -> Iterator[Row]:
    data: object = located.data
    head = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    entries: Any = head.get("entries")
    if not isinstance(entries, list):
        located.faults.append(
            Fault(
                located.place(()),
                "no list of entries",
                "`entries:` followed by a list",
                "put the entries under `entries:`, each beginning with a dash",
            )
        )
        return
    for key in head:
        if key not in FILE_KEYS:
            remedy = near_miss(key, FILE_KEYS) or "move it into the entries"
            expected = "one of " + ", ".join(FILE_KEYS)
            located.faults.append(
                Fault(located.place((key,)), f"the key {key!r}", expected, remedy)
            )
    defaults = {key: value for key, value in head.items() if key in FILE_KEYS[:-1]}
    for index, data in enumerate(cast("list[Any]", entries)):
        path = ("entries", index)
        if isinstance(data, dict):
            yield Row(defaults | cast("dict[str, Any]", data), located, path)
        else:
            located.faults.append(
                Fault(located.place(path), "no entry", "keys and values", "write `key: value`")
            )


def _read_csv(path: Path, name: str) -> Located:
    located = Located(name, data=[])
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = [cell.strip() for cell in next(reader, list[str]())]
        for column in sorted({c for c in header if header.count(c) > 1}):
            located.faults.append(
                Fault(Place(name, 1), f"two columns {column!r}", "each once", "rename one")
            )
        for cells in reader:
            line = reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(header):
                located.faults.append(
                    Fault(
                        Place(name, line),
                        f"{len(cells)} cells",
                        f"{len(header)}, as in the header",
                        "quote cells that hold a comma, or fill up the row",
                    )
                )
                continue
            index = len(located.data)
            located.data.append(
                {k: v.strip() for k, v in zip(header, cells, strict=True) if v.strip()}
            )
            located.places[(index,)] = Place(name, line)
            for column in header:
                located.places[(index, column)] = Place(name, line, None, column)
    return located


def _csv_rows(located: Located) -> Iterator[Row]:
    for index, data in enumerate(located.data):
        yield Row(data, located, (index,))
