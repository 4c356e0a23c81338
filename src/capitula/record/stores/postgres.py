"""A record in a PostgreSQL database: the home of a site that many use at once.

Entries are inserted and never updated or deleted: triggers refuse it to everybody, and the role
that writes need not hold the right to (`grant_writing`). Only the body and salt of an entry can be
set to nothing, which is what erasing by law means.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from capitula.ground.faults import CapitulaError
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Seal
from capitula.record.stores.rows import CHANGED, Row, entry_of, place_of, row_of

if TYPE_CHECKING:
    from psycopg import Connection

_NAME = "PostgreSQL"
_MAKE = f"""
CREATE TABLE IF NOT EXISTS record_entry (
    case_name text NOT NULL,
    sequence bigint NOT NULL,
    identifier text NOT NULL,
    hash text NOT NULL,
    envelope text NOT NULL,
    body text,
    salt text,
    PRIMARY KEY (case_name, sequence),
    UNIQUE (case_name, identifier)
);
CREATE OR REPLACE FUNCTION record_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.body IS NULL AND NEW.salt IS NULL AND
            (NEW.case_name, NEW.sequence, NEW.identifier, NEW.hash, NEW.envelope) =
            (OLD.case_name, OLD.sequence, OLD.identifier, OLD.hash, OLD.envelope)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '{CHANGED}';
END $$;
CREATE OR REPLACE TRIGGER record_entry_is_kept BEFORE UPDATE OR DELETE ON record_entry
    FOR EACH ROW EXECUTE FUNCTION record_entry_refuse();
CREATE OR REPLACE TRIGGER record_entry_is_not_emptied BEFORE TRUNCATE ON record_entry
    FOR EACH STATEMENT EXECUTE FUNCTION record_entry_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON record_entry FROM PUBLIC;
"""
_SELECT = (
    "SELECT sequence, identifier, hash, envelope, body, salt FROM record_entry WHERE case_name = %s"
)
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_AT_ONCE = 5_000
"""Rows fetched from the server at a time."""


class NoDatabase(CapitulaError):
    """The database, or what is needed to speak with it, cannot be reached."""


class PostgresStore:
    """The record of one case in a database that may hold many."""

    def __init__(self, address: str, case: str) -> None:
        """Keep the database's address and the case's name; the first append makes the table."""
        self.address = address
        self.case = case

    def entries(self) -> Iterator[Entry]:
        """Return all entries in order of the chain, as they stood when the first is asked for.

        Raises:
            InputFaults: a row is not an entry as it was recorded; the place is given.
        """
        with self._transaction() as connection:
            if not _has_table(connection):
                return
            with connection.cursor(name="entries") as cursor:
                cursor.itersize = _AT_ONCE
                cursor.execute(_SELECT + " ORDER BY sequence", (self.case,))
                for columns in cursor:
                    yield self._entry(columns)

    def held(self, identifiers: Collection[str]) -> Mapping[str, Entry]:
        """Return those of the named entries that the database holds, by its index."""
        with self._transaction() as connection:
            if not identifiers or not _has_table(connection):
                return {}
            found = connection.execute(
                _SELECT + " AND identifier = ANY(%s)", (self.case, list(identifiers))
            )
            entries = [self._entry(columns) for columns in found]
            return {entry.envelope.entry: entry for entry in entries}

    def head(self) -> Head:
        """Return where the chain ends."""
        with self._transaction() as connection:
            return self._head(connection) if _has_table(connection) else Head()

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append what `seal` returns for the present end of the chain, in one transaction."""
        with self._alone() as connection:
            return self._insert(connection, seal)

    def erase(self, identifier: str, seal: Seal) -> Sequence[Entry]:
        """Append entries and remove the body of one, in one transaction.

        PostgreSQL overwrites the old row when it next vacuums the table, and its log and backups
        later still, by their own rules.
        """
        with self._alone() as connection:
            entries = self._insert(connection, seal)
            connection.execute(
                "UPDATE record_entry SET body = NULL, salt = NULL "
                "WHERE case_name = %s AND identifier = %s",
                (self.case, identifier),
            )
        return entries

    def grant_writing(self, role: str, *, erasing: bool = False) -> None:
        """Let a role read and append, and nothing more; `erasing` lets it remove bodies too.

        For the owner of the table to call, once.
        """
        from psycopg import sql

        with self._alone() as connection:
            name = sql.Identifier(role)
            connection.execute(sql.SQL("REVOKE ALL ON record_entry FROM {}").format(name))
            connection.execute(sql.SQL("GRANT SELECT, INSERT ON record_entry TO {}").format(name))
            if erasing:
                rights = sql.SQL("GRANT UPDATE (body, salt) ON record_entry TO {}").format(name)
                connection.execute(rights)

    def _insert(self, connection: Connection[Any], seal: Seal) -> Sequence[Entry]:
        entries = seal(self._head(connection))
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO record_entry VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [(self.case, *row_of(entry)) for entry in entries],
            )
        return entries

    def _head(self, connection: Connection[Any]) -> Head:
        row = connection.execute(
            "SELECT sequence, hash FROM record_entry WHERE case_name = %s "
            "ORDER BY sequence DESC LIMIT 1",
            (self.case,),
        ).fetchone()
        return Head(*row) if row else Head()

    def _entry(self, columns: Sequence[Any]) -> Entry:
        row = Row(*columns)
        return entry_of(row, place_of(_NAME, self.case, row))

    @contextmanager
    def _alone(self) -> Generator[Connection[Any]]:
        """Hold the lock of this case's record until the commit."""
        self._make_table()
        with self._transaction() as connection:
            connection.execute("SET LOCAL synchronous_commit = on")
            connection.execute(_LOCK, (f"record_entry of {self.case}",))
            yield connection

    def _make_table(self) -> None:
        """Make the table if need be, in a transaction of its own.

        Making it locks it. Whoever held that lock and waited for the lock of a record, while the
        holder of that one waited to insert, would wait for ever.
        """
        with self._transaction() as connection:
            if not _has_table(connection):
                connection.execute(_LOCK, ("record_entry",))
                connection.execute(_MAKE)

    @contextmanager
    def _transaction(self) -> Generator[Connection[Any]]:
        """Give a connection whose work is committed at the end, or undone when it fails."""
        try:
            import psycopg
        except ImportError as error:
            raise NoDatabase(
                "found no psycopg, which speaks with PostgreSQL; expected it to be installed; "
                "install capitula with the extra `postgres`"
            ) from error
        try:
            connection = psycopg.connect(self.address)
        except psycopg.OperationalError as error:
            raise NoDatabase(
                "found no PostgreSQL database at the address given; expected one that answers; "
                "check that the server runs, and the name, user and password in the address"
            ) from error
        with connection:
            yield connection


def _has_table(connection: Connection[Any]) -> bool:
    found = connection.execute("SELECT to_regclass('record_entry')").fetchone()
    return found is not None and found[0] is not None
