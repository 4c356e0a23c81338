"""A view as a sheet: rows of text with the entry behind each, notes, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read, and the entry that shows it; empty where there is none."""

    cells: tuple[str, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the room, for a terminal, a page and a document alike.

    Attributes:
        title: what it shows.
        headers: one for each cell of a row.
        rows: the rows; none where nothing is known, which `empty` then says.
        notes: how it is to be read, and the rule it rests on.
        questions: what is not known, as questions.
        empty: what to say where there is no row.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    empty: str = "Nothing of this was known by that day."

    def table(self) -> list[dict[str, str]]:
        """Return the rows as plain data, by header."""
        return [dict(zip(self.headers, row.cells, strict=True)) for row in self.rows]

    def text(self) -> str:
        """Return the sheet as plain text, a line a row."""
        lines = [self.title, *(f"  {' | '.join(filter(None, row.cells))}" for row in self.rows)]
        if not self.rows:
            lines.append(f"  {self.empty}")
        lines += [f"  {note}" for note in self.notes]
        lines += [f"  ? {question}" for question in self.questions]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets that belong together, and the same as plain data.

    Attributes:
        schema: name and version of the plain data.
        case: the case's name.
        known_on: the day as known on, as an ISO date.
        sheets: the sheets.
        data: what machines read, by its own names.
    """

    schema: str
    case: str
    known_on: str
    sheets: tuple[Sheet, ...]
    data: Mapping[str, object] = field(default_factory=dict[str, object])

    def as_json(self) -> dict[str, object]:
        """Return the plain data with its envelope."""
        head = {"schema": self.schema, "case": self.case, "known_on": self.known_on}
        return {**head, **self.data, "questions": list(self.questions)}

    def text(self) -> str:
        """Return every sheet as plain text."""
        return "\n\n".join(sheet.text() for sheet in self.sheets)

    def table(self) -> list[dict[str, str]]:
        """Return the rows of every sheet, each with the sheet's title."""
        return [{"sheet": s.title} | row for s in self.sheets for row in s.table()]

    @property
    def questions(self) -> Sequence[str]:
        """Everything that is not known."""
        return [question for sheet in self.sheets for question in sheet.questions]
