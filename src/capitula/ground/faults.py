"""Errors a person may see: where, what was found, what was expected, what to do.

A reader collects every fault before it gives up, so that one look shows all of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file something stands: the file's name, line and column from 1, and the field."""

    file: str
    line: int | None = None
    column: int | None = None
    field: str = ""

    def __str__(self) -> str:
        position = "".join(f":{part}" for part in (self.line, self.column) if part is not None)
        field = f" ({self.field})" if self.field else ""
        return f"{self.file}{position}{field}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with an input.

    Attributes:
        place: where it stands.
        found: what was found there, in the words of the file.
        expected: what would have been right.
        remedy: what to do about it.
    """

    place: Place
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return (
            f"{self.place}\n  found     {self.found}\n"
            f"  expected  {self.expected}\n  to do     {self.remedy}"
        )


class CapitulaError(Exception):
    """Base of every error shown to a person without a traceback.

    `exit_code` is what the command line ends with: 2 means that the input is at fault.
    """

    exit_code = 2


class InputFaults(CapitulaError):
    """All the faults of an input, in the order in which they stand in it. Nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, sorted by place."""
        self.faults: tuple[Fault, ...] = tuple(
            sorted(faults, key=lambda f: (f.place.file, f.place.line or 0, f.place.column or 0))
        )
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.faults)
        noun = "fault" if count == 1 else "faults"
        return "\n".join([f"{count} {noun}; nothing was written.", *map(str, self.faults)])


class ValueFault(ValueError):
    """A value that cannot be read, raised before its place is known; the reader adds that."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        """Keep the three parts of the message."""
        self.found, self.expected, self.remedy = found, expected, remedy
        super().__init__(f"found {found}; expected {expected}; {remedy}")

    def at(self, place: Place) -> Fault:
        """The same fault, with its place."""
        return Fault(place, self.found, self.expected, self.remedy)


def near_miss(found: str, known: Sequence[str]) -> str:
    """Return `did you mean 'x'?` for the nearest known word, or an empty string.

    >>> near_miss("spekaer", ["speaker", "source"])
    "did you mean 'speaker'?"
    """
    close = difflib.get_close_matches(found.casefold(), [k.casefold() for k in known], n=1)
    if not close:
        return ""
    original = next(k for k in known if k.casefold() == close[0])
    return f"did you mean {original!r}?"
