"""Figures found for a contract's lines, as an object that can be tabled, opened and read."""

from __future__ import annotations

from typing import Any

from capitula.money.budget.found import Found
from capitula.money.budget.found_view import found_text, line_document, opened


class FoundFigures(Found):
    """The budget of a contract by line as far as figures were published."""

    __slots__ = ()

    def table(self) -> Any:
        """Return the rows as a `pyarrow.Table`; a blank amount is null."""
        from capitula.money.budget.arrow import arrow_table

        return arrow_table(self.rows())

    def text(self) -> str:
        """Return the lines for reading."""
        return found_text(self)

    def explain(self, key: str) -> str:
        """Open one line: its figure, parts, sources and questions.

        Raises:
            KeyError: no such line.
        """
        return opened(self, key)

    def document_of(self, key: str) -> dict[str, Any]:
        """Return one line as plain data.

        Raises:
            KeyError: no such line.
        """
        return line_document(self, key)
