"""A record in a SQLite database: the site's home of what happened."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Seal

TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    case_name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    identifier TEXT NOT NULL,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (case_name, sequence),
    UNIQUE (case_name, identifier)
) STRICT
"""


_COLUMNS = (
    "a number, identifier or hash beside the entry that is not the entry's own",
    "an entry as it was recorded, to the letter",
    "restore the record from a copy; entries are never edited",
)


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
        if not self.path.exists():
            return
        with closing(sqlite3.connect(self.path)) as connection:
            if not _has_table(connection):
                return
            rows = connection.execute(
                "SELECT sequence, identifier, hash, content FROM entry "
                "WHERE case_name = ? ORDER BY sequence",
                (self.case,),
            )
            for sequence, identifier, hash_, content in rows:
                place = Place(self.path.name, None, None, f"{self.case}, entry {sequence}")
                entry = Entry.from_stored(content, place)
                envelope = entry.envelope
                if (sequence, identifier, hash_) != (
                    envelope.sequence,
                    envelope.entry,
                    envelope.hash,
                ):
                    raise InputFaults([Fault(place, *_COLUMNS)])
                yield entry

    def head(self) -> Head:
        """Return where the chain ends."""
        if not self.path.exists():
            return Head()
        with closing(sqlite3.connect(self.path)) as connection:
            return self._head(connection) if _has_table(connection) else Head()

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append what `seal` returns for the present end of the chain, in one transaction."""
        with self._transaction() as connection:
            entries = seal(self._head(connection))
            connection.executemany(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        self.case,
                        entry.envelope.sequence,
                        entry.envelope.entry,
                        entry.envelope.hash,
                        entry.stored(),
                    )
                    for entry in entries
                ],
            )
        return entries

    def _head(self, connection: sqlite3.Connection) -> Head:
        row = connection.execute(
            "SELECT sequence, hash FROM entry WHERE case_name = ? ORDER BY sequence DESC LIMIT 1",
            (self.case,),
        ).fetchone()
        return Head(*row) if row else Head()

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        """Hold the write lock from the first statement to the commit, synced to disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=30)) as connection:
            _keep_a_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute(TABLE)
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
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone()
    return found is not None
