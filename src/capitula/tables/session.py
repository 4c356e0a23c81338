"""A session with DuckDB: bounded memory, a stated number of threads, results read whole."""

# ruff: noqa: S608 - names come from stages and schemas, never from a user
from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from capitula.ground.faults import CapitulaError
from capitula.tables.dialect import Dialect
from capitula.tables.duckdb_dialect import DuckDbDialect


class SumsTooLarge(CapitulaError):
    """A sum left the range of a 64-bit integer; it is never wrapped or widened."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How much of the machine a run may take.

    Attributes:
        threads: of the engine; results do not depend on it.
        memory_mib: the most the engine holds before it puts rows on disk.
    """

    threads: int = 2
    memory_mib: int = 512


class Session:
    """One connection to an engine in memory; what does not fit goes to a folder that is removed."""

    dialect: Dialect = DuckDbDialect()

    def __init__(self, settings: EngineSettings | None = None) -> None:
        """Open a connection."""
        settings = settings or EngineSettings()
        self._duckdb: Any = import_module("duckdb")
        self._spill = tempfile.TemporaryDirectory(prefix="capitula-")
        self._connection: Any = self._duckdb.connect(
            config={
                "threads": settings.threads,
                "memory_limit": f"{settings.memory_mib}MiB",
                "temp_directory": self._spill.name,
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._spill.cleanup()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query and return all its rows.

        Raises:
            SumsTooLarge: a sum does not fit in 64 bits.
        """
        try:
            return self._connection.execute(sql).fetchall()
        except (self._duckdb.ConversionException, self._duckdb.OutOfRangeException) as error:
            raise SumsTooLarge(
                "a sum or product of the rows does not fit in 64 bits; nothing was written; "
                "look for an amount in the wrong unit"
            ) from error

    def value(self, sql: str) -> Any:
        """Run a query and return its one value."""
        return self.rows(sql)[0][0]

    def columns(self, relation: str) -> list[str]:
        """Return the names of a relation's columns."""
        return [row[0] for row in self.rows(f"describe {relation}")]

    def view(self, name: str, sql: str) -> None:
        """Name a query; it is run whenever it is read."""
        self.rows(f"create or replace view {name} as {sql}")

    def table(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows in memory under a name."""
        self.rows(f"create or replace table {name} as {sql}")

    def write(self, sql: str, path: Path, order: Sequence[str]) -> None:
        """Write a query's rows to Parquet, sorted by columns if any, whole or not at all."""
        part = path.with_suffix(".part")
        by = ", ".join(f"{column} nulls first" for column in order)
        rows = f"select * from ({sql}) order by {by}" if by else sql
        self.rows(
            f"copy ({rows}) to {self.dialect.literal(str(part))} (format parquet, compression zstd)"
        )
        part.replace(path)

    def digest(self, relation: str) -> str:
        """Return the SHA-256 of a relation's rows, whatever their order."""
        return self.value(self.dialect.digest(relation, self.columns(relation)))

    def load(self, tables: Mapping[str, Any]) -> None:
        """Take in small Arrow tables under their names."""
        for name, table in tables.items():
            self._connection.register(f"given_{name}", table)
            self.table(name, f"select * from given_{name}")
            self._connection.unregister(f"given_{name}")
