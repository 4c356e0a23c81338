"""A small table of words: what a result shows, for a terminal, a page or a notebook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of text under headers.

    Attributes:
        title: what the table shows.
        headers: one per column.
        rows: cells as text, as many as there are headers.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """Return the table with its columns under each other."""
        lines = [self.headers, *self.rows]
        widths = [max(len(line[n]) for line in lines) for n in range(len(self.headers))]
        laid_out = (
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return "\n".join([self.title, *laid_out])
