"""A record in one file, an entry a line; the file can be kept in git and read by eye.

An append writes its lines behind the last one, flushes them to disk and only then returns, under a
lock on the folder; it takes the same time whatever the file holds. What marks the lines of one
append, and what becomes of one that never finished, stands in `lines`. A reader sees the record
before an append or after it, never between. Erasing alone writes the file anew, beside the old one
and then in its place.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.lines import ALONE, find_end, line_of, part_and_entry, written
from capitula.record.stores.protocol import Seal

_OUT_OF_PLACE = (
    "a line that is not the next of its append",
    "the lines of an append, counted from 1",
    "restore the record from a copy; entries are never edited",
)
_IDENTIFIER = b',"entry":"'


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
        before = ALONE
        for number, line in enumerate(self._lines(), start=1):
            part, stored = part_and_entry(line)
            if not part.follows(before):
                raise InputFaults([Fault(Place(self.path.name, number), *_OUT_OF_PLACE)])
            yield self._read(stored, number)
            before = part

    def held(self, identifiers: Collection[str]) -> Mapping[str, Entry]:
        """Return those of the named entries that the file holds; other lines are not parsed."""
        wanted = {json.dumps(name, ensure_ascii=False)[1:-1].encode() for name in identifiers}
        found: dict[str, Entry] = {}
        for number, line in enumerate(self._lines() if wanted else (), start=1):
            at = line.rfind(_IDENTIFIER) + len(_IDENTIFIER)
            if line[at : line.find(b'","hash":"', at)] in wanted:
                entry = self._read(part_and_entry(line)[1], number)
                found[entry.envelope.entry] = entry
        return found

    def head(self) -> Head:
        """Return where the chain ends, from the last line."""
        if not self.path.exists():
            return Head()
        with self.path.open("rb") as file:
            return self._head(find_end(file).line)

    def append(self, seal: Seal) -> Sequence[Entry]:
        """Append what `seal` returns for the present end of the chain."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(self.path.parent) as folder:
            fresh = not self.path.exists()
            entries = seal(self.head())
            if entries:
                with self.path.open("x+b" if fresh else "r+b") as file:
                    _write_behind(file, written(entries))
                if fresh:
                    os.fsync(folder)
        return entries

    def erase(self, identifier: str, seal: Seal) -> Sequence[Entry]:
        """Append entries and remove the body of one: the file is written anew.

        Copies kept elsewhere, such as older versions in git, still hold the body.
        """
        with _locked(self.path.parent) as folder:
            target = self.held([identifier])[identifier]
            entries = seal(self.head())
            self._replace(target, written(entries))
            os.fsync(folder)
        return entries

    def unfinished(self) -> int:
        """Return how many bytes at the end of the file an append that never finished has left."""
        if not self.path.exists():
            return 0
        with self.path.open("rb") as file:
            return find_end(file).cut_off

    def _replace(self, erased: Entry, more: bytes) -> None:
        home = self.path.resolve()
        beside = home.with_name(home.name + ".part")
        with beside.open("wb") as file:
            for line in self._lines():
                part, stored = part_and_entry(line)
                is_it = stored == erased.stored().encode()
                file.write(line_of(erased.without_body(), part) if is_it else line)
            file.write(more)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(home, beside)
        beside.replace(home)

    def _lines(self) -> Iterator[bytes]:
        """Return the lines that stood in the file when the first is asked for.

        Appends only ever write behind them.
        """
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            left = find_end(file).size
            file.seek(0)
            while left > 0:
                line = file.readline()
                left -= len(line)
                yield line

    def _head(self, line: bytes | None) -> Head:
        if line is None:
            return Head()
        envelope = self._read(part_and_entry(line)[1], None).envelope
        return Head(envelope.sequence, envelope.hash)

    def _read(self, stored: bytes, number: int | None) -> Entry:
        try:
            text = stored.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        return Entry.from_stored(text, Place(self.path.name, number))


def _write_behind(file: BinaryIO, lines: bytes) -> None:
    """Write lines behind the last that counts; what an unfinished append left is cut off."""
    end = find_end(file)
    file.truncate(end.size)
    file.seek(end.size)
    whole = end.line is None or end.line.endswith(b"\n")
    file.write(lines if whole else b"\n" + lines)
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _locked(folder: Path) -> Generator[int]:
    """Hold the folder's lock; appends to one folder follow each other."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
