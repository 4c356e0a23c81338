"""A table as it comes: CSV parted by commas, semicolons or tabs, compressed or not, or Parquet."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place

_GZIP, _ZIP, _PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"PAR1"
_MARKS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The cells of a file as text.

    Attributes:
        name: the file's name.
        sha256: digest of the file as it lies there.
        header: names of the columns.
        rows: number of the line (of the row in Parquet, from 1), and cells; empty lines left out.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_source(path: Path) -> SourceTable:
    """Read a table.

    Raises:
        InputFaults: no such file, no table in it, a column named twice, or rows longer or shorter
            than the header: all of them.
    """
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if raw.startswith(_GZIP) else raw
    except FileNotFoundError as error:
        raise _refuse(path, "no such file", "check the name and the folder") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _refuse(path, "a damaged gzip file", "fetch the file again") from error
    except OSError as error:
        raise _refuse(path, error.strerror or "cannot be read", "check the file") from error
    digest = hashlib.sha256(raw).hexdigest()
    if content.startswith(_PARQUET):
        return _parquet(path, content, digest)
    if content.startswith(_ZIP):
        raise _refuse(path, "a workbook or zip archive", "save the sheet as CSV UTF-8")
    return _csv(path, content, digest)


def _refuse(path: Path, found: str, remedy: str) -> InputFaults:
    return InputFaults([Fault(Place(path.name), found, "a CSV or Parquet file", remedy)])


def _csv(path: Path, content: bytes, digest: str) -> SourceTable:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse(path, f"byte {error.start} is not UTF-8", "save it as CSV UTF-8") from error
    first = text.partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    faults: list[Fault] = []
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        header = tuple(" ".join(cell.split()) for cell in next(reader, ()))
        for row in reader:
            if not any(map(str.strip, row)):
                continue
            if len(row) != len(header):
                found, expected = f"{len(row)} cells", f"{len(header)}, as the header has"
                remedy = "quote a cell that holds the mark, or add the missing cell"
                faults.append(Fault(Place(path.name, reader.line_num), found, expected, remedy))
            rows.append((reader.line_num, tuple(map(str.strip, row))))
    except csv.Error as error:
        place = Place(path.name, reader.line_num)
        faults.append(Fault(place, str(error), "CSV", "close every quoted cell"))
    return _checked(SourceTable(path.name, digest, header, tuple(rows)), faults)


def _parquet(path: Path, content: bytes, digest: str) -> SourceTable:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    try:
        table = parquet.read_table(arrow.BufferReader(content))
    except arrow.ArrowException as error:
        raise _refuse(path, "a damaged Parquet file", "write the file again") from error
    columns: list[list[Any]] = [column.to_pylist() for column in table.columns]
    rows = tuple(
        (number, tuple("" if cell is None else str(cell) for cell in row))
        for number, row in enumerate(zip(*columns, strict=True), start=1)
    )
    header = tuple(str(name) for name in table.column_names)
    return _checked(SourceTable(path.name, digest, header, rows), [])


def _checked(table: SourceTable, faults: list[Fault]) -> SourceTable:
    place = Place(table.name, 1)
    if not any(table.header):
        remedy = "put the names of the columns in line 1"
        faults.append(Fault(place, "no header line", "names of columns", remedy))
    elif not table.rows and not faults:
        remedy = "give the whole file"
        faults.append(Fault(Place(table.name, 2), "no rows", "a row at least", remedy))
    faults += [
        Fault(place, f"the column {name!r} {count} times", "each column once", "delete the others")
        for name, count in Counter(table.header).items()
        if name and count > 1
    ]
    if faults:
        raise InputFaults(faults)
    return table
