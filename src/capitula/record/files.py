"""Files of authored entries, YAML or CSV, as located rows of the same shape."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from capitula.ground.faults import Fault, Place, near_miss
from capitula.ground.yaml_source import FieldPath, Located, read_text, read_yaml

FILE_KEYS = ("source", "speaker", "speaks_for", "audience", "entries")
"""Keys at the head of a YAML file: defaults for its entries, and the entries."""


@dataclass(frozen=True, slots=True)
class Row:
    """One authored entry as found: its data, the file, and its path there."""

    data: dict[str, Any]
    located: Located
    path: FieldPath


def read_rows(path: Path, name: str, columns: Sequence[str]) -> tuple[Located, list[Row]]:
    """Read the rows of one file; faults of form are in the returned `Located`.

    Args:
        path: a YAML or a CSV file.
        name: how faults call it.
        columns: the columns that a CSV file may have.
    """
    is_csv = path.suffix == ".csv"
    located = _read_csv(path, name, columns) if is_csv else read_yaml(path, name=name)
    rows = _csv_rows(located) if is_csv else _yaml_rows(located)
    return located, list(rows)


def _yaml_rows(located: Located) -> Iterator[Row]:
    data: object = located.data
    head = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    entries: Any = head.get("entries")
    if not isinstance(entries, list):
        located.faults.append(
            Fault(
                located.place(()),
                "an empty file" if data is None else "no list of entries",
                "`entries:` followed by a list",
                "put the entries under `entries:`, each beginning with a dash",
            )
        )
        return
    defaults = {key: value for key, value in head.items() if key in FILE_KEYS[:-1]}
    for key in head:
        if key not in FILE_KEYS:
            meant = near_miss(key, FILE_KEYS)
            remedy = meant or "move it into the entries"
            expected = "one of " + ", ".join(FILE_KEYS)
            located.faults.append(
                Fault(located.place((key,)), f"the key {key!r}", expected, remedy)
            )
            # Read on as if it were spelt well, so that its entries are not reported for it.
            defaults |= {name: head[key] for name in FILE_KEYS[:-1] if near_miss(key, (name,))}
    for index, data in enumerate(cast("list[Any]", entries)):
        path = ("entries", index)
        if isinstance(data, dict):
            yield Row(defaults | cast("dict[str, Any]", data), located, path)
        else:
            located.faults.append(
                Fault(
                    located.place(path),
                    "nothing" if data is None else repr(data),
                    "an entry: keys and values",
                    "write `key: value` lines behind the dash",
                )
            )


def _read_csv(path: Path, name: str, known: Sequence[str]) -> Located:
    located = Located(name, data=[])
    reader = csv.reader(io.StringIO(read_text(path, name), newline=""), strict=True)
    header: list[str] | None = None
    begun = 1
    try:
        for cells in reader:
            if header is None and any(cells):
                header = [cell.strip() for cell in cells]
                located.faults += _header_faults(Place(name, begun), header, known)
                if located.faults:
                    return located
            elif header is not None and any(cell.strip() for cell in cells):
                _csv_row(located, begun, header, cells)
            begun = reader.line_num + 1
    except csv.Error:
        located.faults.append(Fault(Place(name, begun), *_QUOTES))
    if header is None and not located.faults:
        located.faults.append(Fault(Place(name), *_EMPTY))
    return located


_QUOTES = (
    "quotation marks that do not pair up",
    "a cell with a comma or a quotation mark in one pair of quotation marks, those within doubled",
    'write the cell as "He said ""no"", twice"',
)
_EMPTY = ("an empty file", "a line with the names of the columns", "write it, or remove the file")
_NEEDED = ("entry", "kind", "about", "speaker")


def _header_faults(place: Place, header: list[str], known: Sequence[str]) -> Iterator[Fault]:
    """Report what is wrong with the columns once, and not once a row."""
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        remedy = "save it as CSV with commas"
        yield Fault(place, "columns that are not parted by commas", "commas", remedy)
        return
    for column in sorted({c for c in header if c and header.count(c) > 1}):
        yield Fault(place, f"two columns {column!r}", "each column once", "rename one of them")
    unknown = [column for column in header if column and column not in known]
    free = [column for column in known if column not in header]
    for column in unknown:
        remedy = near_miss(column, free) or "rename or remove it"
        yield Fault(place, f"the column {column!r}", "a field of an entry or of a kind", remedy)
    for column in _NEEDED:
        if column not in header and not any(near_miss(c, (column,)) for c in unknown):
            expected = "the columns " + ", ".join(_NEEDED)
            yield Fault(place, f"no column {column!r}", expected, f"add the column {column!r}")


def _csv_row(located: Located, line: int, header: list[str], cells: list[str]) -> None:
    place = Place(located.file, line)
    if len(cells) != len(header):
        columns = f"{len(header)} cells, as in the header"
        remedy = (
            "put a cell that holds a comma in quotation marks"
            if len(cells) > len(header)
            else "add the commas of the empty cells"
        )
        located.faults.append(Fault(place, f"{len(cells)} cells", columns, remedy))
        return
    index = len(located.data)
    stated = {key: cell.strip() for key, cell in zip(header, cells, strict=True) if cell.strip()}
    nameless = stated.pop("", None)
    if nameless is not None:
        remedy = "name the column in the first line, or remove the cell"
        fault = Fault(place, repr(nameless), "cells only in columns that have a name", remedy)
        located.faults.append(fault)
    located.data.append(stated)
    located.places[(index,)] = place
    for column in header:
        located.places[(index, column)] = Place(located.file, line, None, column)


def _csv_rows(located: Located) -> Iterator[Row]:
    for index, data in enumerate(located.data):
        yield Row(data, located, (index,))
