"""Colours that can be told from white, and the looks of lines that can be told from each other.

No line is known by its colour alone: each has its own dashes, its own mark and its name at its end.
"""

from __future__ import annotations

from dataclasses import dataclass

WHITE = "#FFFFFF"
INK = "#212B32"
QUIET_INK = "#4C6272"
GRID = "#D8DDE0"
BAND = "#E8EDEE"
"""Grid and band carry no meaning of their own: lines, words and the table do."""

BLUE, MAGENTA, GREEN = "#005EB8", "#AE2573", "#009639"


@dataclass(frozen=True, slots=True)
class Look:
    """How one line is drawn: colour, width, dashes (none for solid) and the shape of its marks."""

    colour: str
    width: float
    dashes: tuple[int, ...]
    shape: str


LOOKS = (
    Look(BLUE, 3, (), "circle"),
    Look(MAGENTA, 2.5, (9, 4), "square"),
    Look(GREEN, 2.5, (2, 3), "triangle-up"),
    Look(INK, 2, (12, 3, 2, 3), "diamond"),
)
"""At most four lines; the first is the one the page is about."""


def contrast(colour: str, ground: str = WHITE) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21.

    >>> round(contrast("#005EB8"), 1)
    6.4
    """
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
