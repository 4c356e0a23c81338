"""An entry as a row of a database: its parts side by side, its keys beside them."""

from __future__ import annotations

from typing import NamedTuple

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.entry import Entry

_COLUMNS = (
    "a number, identifier or hash beside the entry that is not the entry's own",
    "an entry as it was recorded, to the letter",
    "restore the record from a copy; entries are never edited",
)

CHANGED = "an entry is never changed or removed; only its body may be erased"
"""What a database answers to a statement that would."""


class Row(NamedTuple):
    """One entry in a database, but for the name of its case."""

    sequence: int
    identifier: str
    hash: str
    envelope: str
    body: str | None
    salt: str | None


def row_of(entry: Entry) -> Row:
    """Return the row of an entry."""
    envelope = entry.envelope
    return Row(envelope.sequence, envelope.entry, envelope.hash, *entry.texts())


def entry_of(row: Row, place: Place) -> Entry:
    """Read the entry of a row.

    Raises:
        InputFaults: it is not an entry as it was recorded.
    """
    entry = Entry.from_texts(row.envelope, row.body, row.salt, place)
    envelope = entry.envelope
    if (envelope.sequence, envelope.entry, envelope.hash) != row[:3]:
        raise InputFaults([Fault(place, *_COLUMNS)])
    return entry


def place_of(home: str, case: str, row: Row) -> Place:
    """Return how faults call the place of a row."""
    return Place(home, None, None, f"{case}, entry {row.sequence}")
