"""A record in one file, an entry a line; the file can be kept in git and read by eye.

An append writes the file anew beside the old one, flushes it to disk and puts it in the old one's
place in one step, under a lock on the folder. A process that dies in the middle leaves the record
as it was, and a part file that the next append overwrites. A reader sees the record before an
append or after it, never between.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from capitula.ground.faults import Place
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Seal


class JsonLinesStore:
    """A record kept as JSON lines."""

    def __init__(self, path: Path) -> None:
        """Keep the path; the file is created by the first append."""
        self.path = path

    def entries(self) -> Iterator[Entry]:
        """Return all entries in order of the chain.

        Raises:
            InputFaults: a line is not an entry as it was recorded; the place is given.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield self._read(line, number)

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append what `seal` returns for the present end of the chain."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(self.path.parent) as folder:
            entries = seal(self.head())
            if entries:
                self._replace("".join(f"{entry.stored()}\n" for entry in entries).encode())
                os.fsync(folder)
        return entries

    def _replace(self, more: bytes) -> None:
        home = self.path.resolve()
        part = home.with_name(home.name + ".part")
        with part.open("wb") as file:
            if home.exists():
                with home.open("rb") as present:
                    shutil.copyfileobj(present, file)
                shutil.copymode(home, part)
            file.write(more)
            file.flush()
            os.fsync(file.fileno())
        part.replace(home)

    def head(self) -> Head:
        """Return where the chain ends."""
        last = next(iter(deque(self.entries(), maxlen=1)), None)
        return Head(last.envelope.sequence, last.envelope.hash) if last else Head()

    def _read(self, line: bytes, number: int) -> Entry:
        place = Place(self.path.name, number)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        # The last line lacks its end when the file was cut short: then it is not what was stored.
        return Entry.from_stored(text[:-1] if text.endswith("\n") else "", place)


@contextmanager
def _locked(folder: Path) -> Generator[int]:
    """Hold the folder's lock; appends to one folder follow each other."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
