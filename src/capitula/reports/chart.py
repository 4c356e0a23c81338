"""A chart: a finding for a title, a table of every value, and a drawing that needs no script."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Specification: TypeAlias = dict[str, Any]
"""A Vega-Lite specification as a plain dictionary, its data inside it."""

WIDE, NARROW = 720, 360
"""Widths to draw at, in pixels: for a page, and for a phone. Words have one size at both."""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Every value of a chart as text, for readers, screen readers and spreadsheets."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    Attributes:
        title: the finding, computed, in one sentence.
        description: what a reader who does not see the drawing is told.
        draw: gives the specification for a width in pixels.
        table: every value that is drawn.
        source: publisher, period, licence.
        plain: the drawing in plain text.
    """

    title: str
    description: str
    draw: Callable[[int], Specification]
    table: ChartTable
    source: str
    plain: str

    def specification(self, width: int = WIDE) -> Specification:
        """Return the Vega-Lite specification for a width, to draw it elsewhere."""
        return self.draw(width)

    def svg(self, width: int = WIDE, *, key: str = "") -> str:
        """Return the drawing as SVG that may stand inside a page.

        Args:
            width: the width to lay it out for; it then fills what it is put in.
            key: a word for its ids; needed only if a page holds the same chart twice at one width.
        """
        from capitula.reports.svg import accessible_svg

        return accessible_svg(
            self.specification(width), key or self._key(width), self.title, self.description
        )

    def text(self) -> str:
        """Return the title, the drawing in plain text, and the source."""
        return "\n\n".join(part for part in (self.title, self.plain, self.source) if part)

    def _key(self, width: int) -> str:
        content = "\n".join((self.title, self.description, self.plain, str(width)))
        return "chart-" + hashlib.sha256(content.encode()).hexdigest()[:10]
