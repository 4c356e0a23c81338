"""What the parts of a page are made from: small frozen types, one for each macro.

Text is escaped where it is shown; pass `markupsafe.Markup` for what is HTML already. A value of
None is missing and is shown as missing, never as nought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from capitula.ground.marks import EvidenceMark

Tone = Literal["neutral", "info", "good", "attention", "stop"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `current` marks the page one is on."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or statement comes from."""

    publisher: str
    title: str
    period: str = ""
    licence: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a column; numbers stand right-aligned."""

    label: str
    numeric: bool = False


Cell: TypeAlias = "str | int | Link | None"
"""What stands in a cell: words ready to read, a link, or None for missing. `Markup` is a `str`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first cell of each row names the row.

    Attributes:
        caption: what the table shows; also the name of its scrolling region.
        columns: heads, as many as each row has cells.
        rows: the body.
        total: a last row, set apart.
        note: a line beneath, such as unit and rounding.
        compact: less space, for many rows.
        missing: what is shown for None.
        under_heading: a heading above says the same, so the caption is for screen readers only.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    note: str = ""
    compact: bool = False
    missing: str = "not stated"
    under_heading: bool = False

    def __post_init__(self) -> None:
        """Refuse a row that has not one cell for each column."""
        rows = [*self.rows, *([self.total] if self.total else [])]
        for number, row in enumerate(rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} of {self.caption!r} has {len(row)} cells; "
                    f"expected {len(self.columns)}"
                )


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a summary list: what it is, what it says, a note, and a link to change or see."""

    key: str
    value: str | None
    note: str = ""
    action: Link | None = None
    mark: EvidenceMark | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a figure, written as it is shown, with its own evidence mark."""

    name: str
    value: str | None
    mark: EvidenceMark
    source: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """How a figure came about; the law is that every figure shown can be opened.

    Attributes:
        label: what the figure is, in full; names it for those who cannot see its place.
        mark: its evidence mark, the weakest of its inputs.
        formula: the arithmetic in words and signs; empty for a figure taken as published.
        inputs: what went into the formula.
        clause: the clause of the contract it rests on.
        sources: what shows it.
        in_force: when it holds.
        known: when it was known.
        rounding: the rule of rounding, where one was applied.
        anchor: an id for links from elsewhere, such as a table's cell; unique on the page.
    """

    label: str
    mark: EvidenceMark
    formula: str = ""
    inputs: Sequence[Input] = ()
    clause: str | Link | None = None
    sources: Sequence[Source] = ()
    in_force: str = ""
    known: str = ""
    rounding: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Stat:
    """A headline figure: its label, its value as shown, what it is a figure of, how it came about.

    `basis` says a year, the whole term, per person, or "basis not stated"; it is never left out.
    """

    label: str
    value: str | None
    basis: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A point on a timeline. `kind` is shown by shape and must be in the words too."""

    when: str
    title: str
    text: str = ""
    state: str = ""
    tone: Tone = "neutral"
    kind: Literal["planned", "done", "dropped"] = "done"
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process, numbered by its place, with where it stands."""

    title: str
    state: str
    tone: Tone = "neutral"
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its finding, its drawing, the same numbers as a table, and its source.

    Attributes:
        ident: an id, unique on the page.
        title: the finding, as a sentence.
        description: what the drawing shows, for those who cannot see it.
        svg: the drawing as SVG text (`svg.drawing` makes it safe to show).
        narrow: the same laid out for a phone; shown instead where there is little room.
        table: the numbers drawn.
        sources: where they come from.
    """

    ident: str
    title: str
    description: str
    svg: str
    table: Table
    sources: Sequence[Source] = field(default=())
    narrow: str = ""
