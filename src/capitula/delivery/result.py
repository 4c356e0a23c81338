"""What every question of the room is answered with: typed, as tables and words, for machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from capitula.delivery.under_contract import UnderContract
from capitula.record.text_table import TextTable

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Result(Generic[Found]):
    """An answer that can be read, tabled and sent on.

    Attributes:
        schema: name and version of the object for machines.
        under: the contract as it stood.
        found: the typed answer.
        tables: the answer as tables of words.
        notes: what a reader must know beside them: rules, gaps, questions.
        body: the answer for machines.
    """

    schema: str
    under: UnderContract
    found: Found
    tables: tuple[TextTable, ...]
    notes: tuple[str, ...]
    body: Mapping[str, Any]

    def table(self) -> TextTable:
        """Return the first table: the answer itself."""
        return self.tables[0]

    def text(self) -> str:
        """Return the answer for reading; a table without rows is left out."""
        parts = [table.text() for table in self.tables if table.rows]
        return "\n\n".join([*parts, *self.notes])

    def document(self) -> dict[str, Any]:
        """Return the answer for machines."""
        return {
            "schema": self.schema,
            "name": self.under.name,
            "title": self.under.contract.title,
            "known_on": self.under.view.known_on.isoformat(),
            "in_force_on": self.under.view.in_force_on.isoformat(),
            **self.body,
        }
