"""A record in one file, an entry a line; the file can be kept in git and read by eye.

An append is one write of whole lines under a lock, then a flush to disk. A process that dies in
the middle leaves a line without its end; such a line was never acknowledged and is cut off at the
next append.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.canonical import canonical_json
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Seal


class JsonLinesStore:
    """A record kept as JSON lines."""

    def __init__(self, path: Path) -> None:
        """Keep the path; the file is created by the first append."""
        self.path = path

    def entries(self) -> Iterator[Entry]:
        """Return all entries whose line is whole.

        Raises:
            InputFaults: a whole line is not an entry; the place is given.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.endswith(b"\n"):
                    yield self._read(line, number)

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append what `seal` returns for the present end of the chain."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            whole = _length_of_whole_lines(file.fileno())
            head = self._head()
            entries = seal(head)
            lines = "".join(canonical_json(entry.as_json()) + "\n" for entry in entries)
            file.truncate(whole)
            file.write(lines.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        return entries

    def _head(self) -> Head:
        last = next(iter(deque(self.entries(), maxlen=1)), None)
        return Head(last.envelope.sequence, last.envelope.hash) if last else Head()

    def _read(self, line: bytes, number: int) -> Entry:
        try:
            return Entry.from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            place = Place(self.path.name, number)
            raise InputFaults(
                [
                    Fault(
                        place,
                        f"a line that is no entry ({error})",
                        "one entry a line",
                        "restore the file from a copy; entries are never edited",
                    )
                ]
            ) from error


def _length_of_whole_lines(descriptor: int) -> int:
    """Return the number of bytes up to and including the last line end."""
    position = os.fstat(descriptor).st_size
    while position > 0:
        start = max(0, position - 65536)
        found = os.pread(descriptor, position - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        position = start
    return 0
