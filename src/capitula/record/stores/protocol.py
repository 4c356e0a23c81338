"""What every home of a record can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

    def head(self) -> Head:
        """Return where the chain ends."""
        ...

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append entries behind the present end of the chain and return them.

        When this returns they have reached the disk. Two appends at once follow each other.
        """
        ...
