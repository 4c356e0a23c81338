"""One answer of this room: tables and sentences, typed values, and the same for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Shown:
    """Words in a cell, and the entry that shows them; none where a file or a rule does."""

    text: str
    entry: str = ""

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = "str | Shown"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        caption: what it shows.
        headers: one for each column.
        rows: cells; the first names the row.
        note: a line beneath, such as what was left out and why.
        numeric: indices of the columns that hold numbers.
    """

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    numeric: Sequence[int] = field(default=())

    def words(self) -> list[list[str]]:
        """Return the cells as plain words."""
        return [[str(cell) for cell in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        name: its name, as in `capitula.exit.NAME/1`.
        case: the case or contract.
        known_on: nothing that became known later is in it.
        lead: the answer in a sentence or two.
        sheets: its tables, those without rows left out.
        questions: what nobody says, as questions.
        found: the typed values behind it.
        data: the same for machines.
    """

    name: str
    case: str
    known_on: date
    lead: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    questions: tuple[str, ...]
    found: Any
    data: Mapping[str, Any]

    def table(self) -> list[list[str]]:
        """Return the rows of the first table as words."""
        return self.sheets[0].words() if self.sheets else []

    def text(self) -> str:
        """Return the sentences, tables left out."""
        return "\n".join([*self.lead, *self.questions])

    def explain(self) -> str:
        """Return everything in plain lines: sentences, each row with its headers, questions."""
        lines = [*self.lead]
        for sheet in self.sheets:
            lines.append(sheet.caption)
            for row in sheet.words():
                cells = zip(sheet.headers, row, strict=True)
                lines.append("  " + "; ".join(f"{head}: {cell}" for head, cell in cells if cell))
            if sheet.note:
                lines.append(f"  {sheet.note}")
        return "\n".join([*lines, *self.questions])

    def document(self) -> dict[str, Any]:
        """Return the answer for machines."""
        return {
            "schema": f"capitula.exit.{self.name}/1",
            "case": self.case,
            "known_on": self.known_on.isoformat(),
            "summary": list(self.lead),
            **self.data,
            "questions": list(self.questions),
        }


def sheets(*tables: Sheet) -> tuple[Sheet, ...]:
    """Return the tables that have rows."""
    return tuple(table for table in tables if table.rows)


def day(when: date | PartialDate | str | None, missing: str = "not stated") -> str:
    """Return a date as people write it."""
    return missing if when is None else date_text(when)


def stated(text: str, missing: str = "not stated") -> str:
    """Return words, or that there are none."""
    return text or missing


def iso(when: date | PartialDate | None) -> str | None:
    """Return a date for machines, as stated."""
    return None if when is None else str(when)
