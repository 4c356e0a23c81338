"""The lines of a record's file: an entry a line, and what marks the lines of one append.

The lines of one append stand together or not at all. Each says which of how many it is:
`{"batch":[2,40],"body":…}`; the single line of an append of one says nothing. A process that died
while it wrote leaves the beginning of an append at the end of the file. Those lines were never
acknowledged: they do not count, and the next append cuts them off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from capitula.record.entry import Entry

_MARK = re.compile(rb'\{"batch":\[([1-9][0-9]*),([1-9][0-9]*)\],')
_CHUNK = 1 << 16


class Part(NamedTuple):
    """Which of the lines of one append a line is."""

    number: int
    of: int

    @property
    def is_last(self) -> bool:
        """Whether the append ends here."""
        return self.number == self.of

    def follows(self, other: Part) -> bool:
        """Say whether a line may stand behind another."""
        if other.is_last:
            return self.number == 1
        return self == (other.number + 1, other.of)


ALONE = Part(1, 1)


class End(NamedTuple):
    """Where what was acknowledged ends: how many bytes, and the last line, None in an empty file.

    `cut_off` counts the bytes behind it, which an append that never finished has left.
    """

    size: int
    line: bytes | None
    cut_off: int = 0


def written(entries: Sequence[Entry]) -> bytes:
    """Return the lines of one append."""
    count = len(entries)
    return b"".join(
        line_of(entry, Part(number, count)) for number, entry in enumerate(entries, start=1)
    )


def line_of(entry: Entry, part: Part) -> bytes:
    """Return the line of an entry that is part of an append."""
    mark = "{" if part == ALONE else f'{{"batch":[{part.number},{part.of}],'
    return f"{mark}{entry.stored()[1:]}\n".encode()


def part_and_entry(line: bytes) -> tuple[Part, bytes]:
    """Return which part of an append a line is, and the entry in it as stored, without the end."""
    entry = line[:-1] if line.endswith(b"\n") else line
    mark = _MARK.match(entry)
    if mark is None:
        return ALONE, entry
    return Part(int(mark[1]), int(mark[2])), b"{" + entry[mark.end() :]


def find_end(file: BinaryIO) -> End:
    """Find where the last finished append ends, reading the file from its end.

    Where the lines of an unfinished append do not count up from 1, somebody changed them: then all
    of the file counts, and whoever reads it comes upon the fault.
    """
    size = file.seek(0, 2)
    above: Part | None = None
    last: bytes | None = None
    for start, line in _backward(file, size):
        if above is None and not line.endswith(b"\n") and not _is_whole(line):
            continue
        last = last or line
        part = part_and_entry(line)[0]
        if above is not None and not above.follows(part):
            return End(size, last)
        if part.is_last:
            return End(start + len(line), line, size - start - len(line))
        above = part
    return End(size, last) if above and above.number > 1 else End(0, None, size)


def _is_whole(line: bytes) -> bool:
    """Say whether a line without its end is all there but for that; editors may take it off."""
    try:
        json.JSONDecoder().raw_decode(line.decode("utf-8"))
    except ValueError:
        return False
    return True


def _backward(file: BinaryIO, end: int) -> Iterator[tuple[int, bytes]]:
    """Return the lines of a file from the last to the first, each with where it begins."""
    position, ahead = end, b""
    while position or ahead:
        before = ahead.rfind(b"\n", 0, max(0, len(ahead) - 1))
        if before >= 0 or not position:
            yield position + before + 1, ahead[before + 1 :]
            ahead = ahead[: before + 1]
        else:
            step = min(_CHUNK, position)
            position -= step
            file.seek(position)
            ahead = file.read(step) + ahead
