"""What every home of a record can do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

from capitula.record.chain import Head
from capitula.record.entry import Entry

Seal = Callable[[Head], Sequence[Entry]]
"""Given where the chain ends, return the entries to append. Called once, with the store locked."""


class Store(Protocol):
    """A home of one case's record. Entries are appended, whole or not at all, and never changed."""

    def entries(self) -> Iterator[Entry]:
        """Return all entries in order of the chain."""
        ...

    def held(self, identifiers: Collection[str]) -> Mapping[str, Entry]:
        """Return those of the named entries that this home holds."""
        ...

    def head(self) -> Head:
        """Return where the chain ends; this does not read the whole chain."""
        ...

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append entries behind the present end of the chain and return them.

        When this returns they have reached the disk. Two appends at once follow each other.
        """
        ...

    def erase(self, identifier: str, seal: Seal) -> Sequence[Entry]:
        """Append entries, and remove the body and the salt of one that is held: both or neither.

        The envelope stays as it is, and with it the digest of the body.
        """
        ...
