"""A folder of tables: which files hold which table, and whether their columns are right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.tables.schemas import TABLES, Column, ColumnType, Table

BUCKETS_FILE = "buckets.json"
"""Stands in a folder that was parted into person buckets; says how many."""

_BUCKETED = "bucket="


@dataclass(frozen=True, slots=True)
class PopulationFolder:
    """A folder whose columns were checked.

    Attributes:
        path: the folder.
        files: for each table in it, its files in order of name.
        buckets: into how many person buckets it was parted; 1 if it was not.
    """

    path: Path
    files: Mapping[str, tuple[Path, ...]]
    buckets: int = 1

    def has(self, table: str) -> bool:
        """Whether the folder holds the table."""
        return bool(self.files.get(table))

    def of_bucket(self, table: str, bucket: int) -> tuple[Path, ...]:
        """Return the files that hold the rows of a bucket; other tables are in no bucket."""
        every = self.files.get(table, ())
        mark = f"{_BUCKETED}{bucket:05d}"
        inside = tuple(f for f in every if any(p.startswith(_BUCKETED) for p in f.parts))
        return tuple(f for f in every if mark in f.parts) if inside else every

    def shown(self, file: Path | str) -> str:
        """Return a file's name as it stands in the folder."""
        path = Path(file)
        return str(path.relative_to(self.path)) if path.is_relative_to(self.path) else path.name

    def digest(self, files: Iterable[Path] | None = None) -> str:
        """Return the SHA-256 over the names and bytes of files, of all files by default."""
        whole = hashlib.sha256()
        chosen = files if files is not None else (f for t in self.files.values() for f in t)
        for file in sorted(chosen):
            with file.open("rb") as stream:
                inner = hashlib.file_digest(stream, "sha256").hexdigest()
            whole.update(f"{self.shown(file)}\t{inner}\n".encode())
        return whole.hexdigest()


def open_folder(path: Path, tables: Iterable[str] = TABLES) -> PopulationFolder:
    """Find the tables of a folder and check their columns.

    Args:
        path: the folder.
        tables: the tables wanted; those not required may be missing.

    Raises:
        InputFaults: no such folder, a required table missing, or a column that is missing or of
            another type: all of them at once.
    """
    if not path.is_dir():
        raise InputFaults(
            [Fault(Place(str(path)), "no such folder", "a folder of tables", "check the path")]
        )
    found: dict[str, tuple[Path, ...]] = {}
    faults: list[Fault] = []
    for name in tables:
        table = TABLES[name]
        files = sorted(_files(path, name))
        if files:
            found[name] = tuple(files)
            faults.extend(f for file in files for f in _column_faults(path, file, table))
        elif table.required:
            faults.append(
                Fault(
                    Place(str(path)),
                    f"no table {name!r}",
                    f"{name}.parquet, or files {name}/*.parquet: a row per {table.row}",
                    "write the table, or give the folder that holds it",
                )
            )
    if faults:
        raise InputFaults(faults)
    return PopulationFolder(path, found, _buckets(path))


def _files(path: Path, name: str) -> Iterator[Path]:
    single = path / f"{name}.parquet"
    if single.is_file():
        yield single
    yield from (path / name).rglob("*.parquet")


def _buckets(path: Path) -> int:
    note = path / BUCKETS_FILE
    return int(json.loads(note.read_text("utf-8"))["buckets"]) if note.is_file() else 1


def _column_faults(root: Path, file: Path, table: Table) -> Iterator[Fault]:
    parquet: Any = import_module("pyarrow.parquet")
    arrow: Any = import_module("pyarrow")
    place = str(file.relative_to(root))
    try:
        schema = parquet.read_schema(file)
    except (arrow.ArrowInvalid, OSError):
        yield Fault(Place(place), "not a Parquet file", "a Parquet file", "write it anew")
        return
    kinds: dict[str, str] = {
        field.name: _kind(arrow, field.type)
        for field in schema  # narrower is as good
    }
    for column in table.columns:
        if column.name not in kinds:
            remedy = near_miss(column.name, list(kinds)) or f"write it: {column.meaning}"
            found, expected = f"no column {column.name!r}", f"{column.name}, {column.type}"
            yield Fault(Place(place, field=column.name), found, expected, remedy)
        elif kinds[column.name] != column.type and not _all_empty(kinds[column.name], column):
            yield Fault(
                Place(place, field=column.name), kinds[column.name], column.type, "write it anew"
            )


def _all_empty(kind: str, column: Column) -> bool:
    return kind == "null" and bool(column.empty)


def _kind(arrow: Any, given: Any) -> str:
    """Return the type's name, integers as the widest and text out of its dictionary."""
    if arrow.types.is_dictionary(given):
        given = given.value_type
    if arrow.types.is_integer(given) and str(given) != "uint64":
        return ColumnType.INTEGER
    if arrow.types.is_large_string(given) or str(given) == "string_view":
        return ColumnType.TEXT
    return str(given)
