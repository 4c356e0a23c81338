"""The two icons of a control chart, drawn as rings with a letter, each with its words, and the key.

Variation: H, L or C (high, low, common cause). Assurance: P, F or ? (passes, fails, by chance).
"""

from __future__ import annotations

from dataclasses import dataclass

from capitula.outcomes.charts.control_chart import ControlChart
from capitula.reports.control_looks import (
    ASSURANCE_LETTERS,
    PointLook,
    key_of,
    look_of,
    variation_letter,
)
from capitula.reports.layers import LINE, SMALL, WORDS, Layer, symbol, words
from capitula.reports.lettering import text_width, wrap
from capitula.reports.palette import QUIET_INK

_RING, _BESIDE, _ROW, _APART = 26, 8, 34, 22


@dataclass(frozen=True, slots=True)
class _Icon:
    letter: str
    colour: str
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        return _RING + _BESIDE + max(text_width(line, WORDS, bold=True) for line in self.lines)

    @property
    def rise(self) -> float:
        """How far the words begin above the middle of the ring."""
        return (len(self.lines) - 1) * WORDS * LINE / 2


@dataclass(frozen=True, slots=True)
class IconRow:
    """Icons and key, each with the pixel it stands at: from the left, and from the top."""

    icons: tuple[tuple[float, float, _Icon], ...]
    key: tuple[tuple[float, float, PointLook], ...]
    height: float

    def layers(self, left: float, top: float) -> list[Layer]:
        """Return the drawing, from a corner in plot pixels."""
        layers: list[Layer] = []
        for x, y, icon in self.icons:
            middle = (left + x + _RING / 2, top + y + _RING / 2)
            layers.append(symbol(*middle, "circle", icon.colour, size=540, hollow=True))
            layers.append(words(icon.letter, *middle, bold=True, align="center", baseline="middle"))
            after = left + x + _RING + _BESIDE
            first = middle[1] - icon.rise
            layers.append(words(icon.lines, after, first, bold=True, baseline="middle"))
        for x, y, look in self.key:
            middle = (left + x + 6, top + y + 8)
            layers.append(symbol(*middle, look.shape, look.colour, size=look.size))
            after = left + x + 6 + 12
            layers.append(
                words(look.word, after, middle[1], size=SMALL, colour=QUIET_INK, baseline="middle")
            )
        return layers


def icon_row(chart: ControlChart, variation: str, assurance: str, width: float) -> IconRow:
    """Place icons and key in rows of a width."""
    said = [(variation_letter(chart.variation), look_of(chart.variation).colour, variation)]
    if assurance:
        said.append((*ASSURANCE_LETTERS[chart.assurance], assurance))
    room = width - _RING - _BESIDE
    icons = [
        _Icon(letter, colour, tuple(wrap(text, room, WORDS, bold=True)))
        for letter, colour, text in said
    ]
    spots, y = _flow([icon.width for icon in icons], width, _ROW)
    below = y + _ROW
    looks = key_of(chart.direction)
    sizes = [18 + text_width(look.word, SMALL) for look in looks]
    keyed, last = _flow(sizes, width, 22)
    return IconRow(
        tuple((x, y, icon) for (x, y), icon in zip(spots, icons, strict=True)),
        tuple((x, below + y, look) for (x, y), look in zip(keyed, looks, strict=True)),
        below + last + 18,
    )


def _flow(sizes: list[float], width: float, row: float) -> tuple[list[tuple[float, float]], float]:
    """Return where things stand, left to right, in as many rows as they need; and the last row."""
    spots: list[tuple[float, float]] = []
    x = y = 0.0
    for size in sizes:
        if x and x + size > width:
            x, y = 0.0, y + row
        spots.append((x, y))
        x += size + _APART
    return spots, y
