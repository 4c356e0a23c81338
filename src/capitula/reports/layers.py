"""Parts of a drawing at stated pixels, and the frame that holds them.

Everything is placed here, by arithmetic; nothing is left to the fonts of a machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from capitula.reports.lettering import FONT, wrap
from capitula.reports.palette import GRID, INK, QUIET_INK, WHITE

Layer: TypeAlias = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WORDS = 14
HEADLINE = 18
SMALL = 13
LINE = 1.3
"""Height of a line of words, in times of its size."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Pixels around the plot."""

    left: float
    right: float
    top: float
    bottom: float


def words(
    text: str | Sequence[str],
    x: float,
    y: float,
    *,
    size: float = WORDS,
    colour: str = INK,
    bold: bool = False,
    align: str = "left",
    baseline: str = "top",
) -> Layer:
    """Return a layer with words at a point; several lines stand below each other."""
    mark = {
        "type": "text",
        "text": text if isinstance(text, str) else list(text),
        "align": align,
        "baseline": baseline,
        "fontSize": size,
        "lineHeight": size * LINE,
        "fill": colour,
        "fontWeight": "bold" if bold else "normal",
    }
    return _placed(mark, x=x, y=y)


def stroke(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str = INK,
    width: float = 1,
    dashes: Sequence[int] = (),
) -> Layer:
    """Return a layer with one straight stroke."""
    mark: dict[str, Any] = {"type": "rule", "stroke": colour, "strokeWidth": width}
    if dashes:
        mark["strokeDash"] = list(dashes)
    (x, y), (x2, y2) = start, end
    return _placed(mark, x=x, y=y, x2=x2, y2=y2)


def area(x: float, x2: float, y: float, y2: float, colour: str) -> Layer:
    """Return a layer with one filled rectangle."""
    return _placed({"type": "rect", "fill": colour}, x=x, x2=x2, y=y, y2=y2)


def symbol(
    x: float, y: float, shape: str, colour: str, *, size: float = 90, hollow: bool = False
) -> Layer:
    """Return a layer with one mark: filled, or white with an outline."""
    mark: dict[str, Any] = {
        "type": "point",
        "shape": shape,
        "size": size,
        "fill": WHITE if hollow else colour,
        "stroke": colour,
        "strokeWidth": 2,
        "opacity": 1,
    }
    return _placed(mark, x=x, y=y)


def cross(x: float, y: float, colour: str) -> Layer:
    """Return a layer with an X."""
    mark: dict[str, Any] = {
        "type": "point",
        "shape": "M-1,-1L1,1M1,-1L-1,1",
        "size": 160,
        "filled": False,
        "stroke": colour,
        "strokeWidth": 3,
        "opacity": 1,
    }
    return _placed(mark, x=x, y=y)


def _placed(mark: dict[str, Any], **pixels: float) -> Layer:
    encoding = {channel: {"value": pixel} for channel, pixel in pixels.items()}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": encoding}


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and subtitle above a drawing and notes below it, broken to its width."""

    title: list[str]
    subtitle: list[str]
    notes: list[str]

    @classmethod
    def fit(cls, title: str, subtitle: str, notes: Sequence[str], width: float) -> Wording:
        """Break the words to a width in pixels."""
        return cls(
            wrap(title, width, HEADLINE, bold=True),
            wrap(subtitle, width, WORDS),
            [line for note in notes for line in wrap(note, width, SMALL)],
        )

    @property
    def above(self) -> float:
        """The height of title and subtitle."""
        return len(self.title) * HEADLINE * LINE + 4 + len(self.subtitle) * WORDS * LINE

    @property
    def below(self) -> float:
        """The height of the notes."""
        return len(self.notes) * SMALL * LINE

    def layers(self, left: float, top: float, foot: float) -> list[Layer]:
        """Return the words, from `left` and `top`, and the notes from `foot`, in plot pixels."""
        below = top + len(self.title) * HEADLINE * LINE + 4
        placed = [words(self.title, left, top, size=HEADLINE, bold=True)]
        if self.subtitle:
            placed.append(words(self.subtitle, left, below, colour=QUIET_INK))
        if self.notes:
            placed.append(words(self.notes, left, foot, size=SMALL, colour=QUIET_INK))
        return placed


def framed(layers: Sequence[Layer], width: float, height: float, margins: Margins) -> Layer:
    """Return the whole specification: layers in a plot of a fixed size with fixed margins."""
    return {
        "$schema": SCHEMA,
        "background": WHITE,
        "autosize": {"type": "none"},
        "width": width,
        "height": height,
        "padding": {
            "left": margins.left,
            "right": margins.right,
            "top": margins.top,
            "bottom": margins.bottom,
        },
        "layer": list(layers),
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": WORDS,
                "labelColor": INK,
                "titleFontSize": WORDS,
                "gridColor": GRID,
                "domainColor": INK,
                "tickColor": INK,
                "labelBound": False,
                "labelOverlap": False,
                "labelFlush": False,
            },
        },
    }
