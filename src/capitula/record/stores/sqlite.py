"""A record in a SQLite database: the site's home of what happened."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Seal
from capitula.record.stores.rows import CHANGED, Row, entry_of, place_of, row_of

_TABLE = """
CREATE TABLE IF NOT EXISTS record_entry (
    case_name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    identifier TEXT NOT NULL,
    hash TEXT NOT NULL,
    envelope TEXT NOT NULL,
    body TEXT,
    salt TEXT,
    PRIMARY KEY (case_name, sequence),
    UNIQUE (case_name, identifier)
) STRICT
"""
_NO_DELETE = f"""
CREATE TRIGGER IF NOT EXISTS record_entry_is_not_removed BEFORE DELETE ON record_entry
BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
"""
_NO_UPDATE = f"""
CREATE TRIGGER IF NOT EXISTS record_entry_is_not_changed BEFORE UPDATE ON record_entry
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR
    (NEW.case_name, NEW.sequence, NEW.identifier, NEW.hash, NEW.envelope) IS NOT
    (OLD.case_name, OLD.sequence, OLD.identifier, OLD.hash, OLD.envelope)
BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
"""
_SELECT = "SELECT sequence, identifier, hash, envelope, body, salt FROM record_entry "


class SqliteStore:
    """The record of one case in a database that may hold many."""

    def __init__(self, path: Path, case: str) -> None:
        """Keep the database's path and the case's name; the table is made by the first append."""
        self.path = path
        self.case = case

    def entries(self) -> Iterator[Entry]:
        """Return all entries in order of the chain.

        Raises:
            InputFaults: a row is not an entry as it was recorded; the place is given.
        """
        with self._reading() as connection:
            if connection is None:
                return
            found = connection.execute(
                _SELECT + "WHERE case_name = ? ORDER BY sequence", (self.case,)
            )
            for columns in found:
                yield self._entry(Row(*columns))

    def held(self, identifiers: Collection[str]) -> Mapping[str, Entry]:
        """Return those of the named entries that the database holds, by its index."""
        with self._reading() as connection:
            found: dict[str, Entry] = {}
            if connection is None:
                return found
            for name in identifiers:
                columns = connection.execute(
                    _SELECT + "WHERE case_name = ? AND identifier = ?", (self.case, name)
                ).fetchone()
                if columns:
                    found[name] = self._entry(Row(*columns))
            return found

    def head(self) -> Head:
        """Return where the chain ends."""
        with self._reading() as connection:
            return self._head(connection) if connection else Head()

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append what `seal` returns for the present end of the chain, in one transaction."""
        with self._transaction() as connection:
            return self._insert(connection, seal)

    def erase(self, identifier: str, seal: Seal) -> Sequence[Entry]:
        """Append entries and remove the body of one, in one transaction.

        What it held is overwritten in the file and in its log. Copies kept elsewhere still hold it.
        """
        with self._transaction() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            entries = self._insert(connection, seal)
            connection.execute(
                "UPDATE record_entry SET body = NULL, salt = NULL "
                "WHERE case_name = ? AND identifier = ?",
                (self.case, identifier),
            )
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return entries

    def _insert(self, connection: sqlite3.Connection, seal: Seal) -> Sequence[Entry]:
        entries = seal(self._head(connection))
        connection.executemany(
            "INSERT INTO record_entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(self.case, *row_of(entry)) for entry in entries],
        )
        return entries

    def _entry(self, row: Row) -> Entry:
        return entry_of(row, place_of(self.path.name, self.case, row))

    def _head(self, connection: sqlite3.Connection) -> Head:
        row = connection.execute(
            "SELECT sequence, hash FROM record_entry WHERE case_name = ? "
            "ORDER BY sequence DESC LIMIT 1",
            (self.case,),
        ).fetchone()
        return Head(*row) if row else Head()

    @contextmanager
    def _reading(self) -> Generator[sqlite3.Connection | None]:
        """Give a connection, or None while there is no table to read."""
        if not self.path.exists():
            yield None
            return
        with closing(sqlite3.connect(self.path, timeout=30)) as connection:
            yield connection if _has_table(connection) else None

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        """Hold the write lock from the first statement to the commit, synced to disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=30)) as connection:
            _keep_a_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                for statement in (_TABLE, _NO_DELETE, _NO_UPDATE):
                    connection.execute(statement)
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Set the write-ahead log; while another process sets it too, SQLite refuses and we wait."""
    for wait in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            time.sleep(wait)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _has_table(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'record_entry'").fetchone()
    return found is not None
