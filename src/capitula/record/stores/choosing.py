"""Naming a home of a record on a command line: a file, SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from capitula.ground.faults import CapitulaError
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.stores.protocol import Store

FORMS = "a file *.jsonl, sqlite:FILE or postgresql://…"


class NoSuchStore(CapitulaError):
    """Words that name no home of a record."""


def choose_store(words: str | None, chain: Path, case: str) -> Store:
    """Return the home that was named, or the chain in the case's folder.

    Raises:
        NoSuchStore: another form.
    """
    if words is None:
        return JsonLinesStore(chain)
    if words.startswith("sqlite:"):
        from capitula.record.stores.sqlite import SqliteStore

        return SqliteStore(Path(words.removeprefix("sqlite:")), case)
    if words.startswith(("postgresql://", "postgres://")):
        from capitula.record.stores.postgres import PostgresStore

        return PostgresStore(words, case)
    if words.endswith(".jsonl"):
        return JsonLinesStore(Path(words))
    raise NoSuchStore(f"--store: found {words!r}; expected {FORMS}; write one of these forms")
