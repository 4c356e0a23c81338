"""Where everything in a fan chart stands, at a given width."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from capitula.ground.pence import Pence, short_text
from capitula.money.scenarios.fan import Fan
from capitula.reports.layers import (
    LINE,
    SMALL,
    WORDS,
    Layer,
    Margins,
    Wording,
    framed,
    stroke,
    symbol,
    words,
)
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, GRID, INK, QUIET_INK

OUTER, INNER = "#C9DDEF", "#8DB8DD"
"""Tints of one blue. Bands carry names at their ends, so no band is known by its tint alone."""

EDGE, NAMES, HALF = 8, 58, 22
"""Pixels: around everything, for names beside the last year, half the width of a lone year."""

_HEIGHT = 260
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class _Frame:
    """Years and pence to pixels."""

    years: int
    low: Pence
    high: Pence
    pixels: float

    def x(self, number: int) -> float:
        if self.years == 1:
            return self.pixels / 2
        return number / (self.years - 1) * self.pixels

    def y(self, pence: Pence) -> float:
        return _HEIGHT * (self.high - pence) / (self.high - self.low)


def draw_fan(found: Fan, title: str, width: int) -> Layer:
    """Return the specification of a fan chart for a width in pixels."""
    step, low, high = _scale(found)
    ticks = range(low, high + 1, step)
    left = EDGE + max(text_width(short_text(tick), WORDS) for tick in ticks) + 10
    right = EDGE + NAMES
    frame = _Frame(len(found.years), low, high, width - left - right)
    notes = [
        "Line: median. Inner band: half of all draws. Outer band: nine tenths.",
        "The scale does not begin at nought." if low > 0 else "",
        f"{found.count:,} draws. Evidence: {found.mark}.",
    ]
    wording = Wording.fit(title, "", [note for note in notes if note], width - 2 * EDGE)
    layers = [_band(found, frame, 5, 95, OUTER), _band(found, frame, 25, 75, INNER)]
    for tick in ticks:
        y = frame.y(tick)
        layers.append(stroke((0, y), (frame.pixels, y), colour=INK if tick == 0 else GRID))
        layers.append(words(short_text(tick), -8, y, align="right", baseline="middle"))
    layers += _median(found, frame)
    layers += _years(found, frame)
    layers += _names(found, frame)
    top, foot = wording.above + 18, _HEIGHT + WORDS * LINE + 18
    layers += wording.layers(EDGE - left, -top, foot)
    margins = Margins(left, right, top + EDGE, foot - _HEIGHT + wording.below + EDGE)
    return framed(layers, frame.pixels, _HEIGHT, margins)


def _scale(found: Fan) -> tuple[Pence, Pence, Pence]:
    """Return step, lowest and highest tick: round pounds, at most six of them."""
    values = [pence for year in found.years for pence in year.percentiles.values()]
    low, high = min(values), max(values)
    step = 100
    for factor in (2, 2.5, 2) * 20:
        if -(-high // step) - low // step < _MOST_TICKS:
            break
        step = int(step * factor)
    first, last = low // step * step, -(-high // step) * step
    return step, first, last if last > first else first + step


def _band(found: Fan, frame: _Frame, lower: int, upper: int, colour: str) -> Layer:
    points = [
        {"x": frame.x(n), "y": frame.y(y.percentiles[upper]), "y2": frame.y(y.percentiles[lower])}
        for n, y in enumerate(found.years)
    ]
    if len(points) == 1:
        (only,) = points
        points = [{**only, "x": only["x"] - HALF}, {**only, "x": only["x"] + HALF}]
    plain = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": points},
        "mark": {"type": "area", "fill": colour, "opacity": 1, "line": False},
        "encoding": {
            "x": {"field": "x", **plain},
            "y": {"field": "y", **plain},
            "y2": {"field": "y2"},
        },
    }


def _median(found: Fan, frame: _Frame) -> list[Layer]:
    points = [(frame.x(n), frame.y(y.percentiles[50])) for n, y in enumerate(found.years)]
    lines = [stroke(one, other, colour=BLUE, width=3) for one, other in pairwise(points)]
    return [*lines, *(symbol(x, y, "circle", BLUE, size=60) for x, y in points)]


def _years(found: Fan, frame: _Frame) -> list[Layer]:
    widest = max(text_width(year.year, WORDS) for year in found.years) + 10
    apart = frame.pixels / max(1, len(found.years) - 1)
    every = max(1, -(-int(widest) // max(1, int(apart))))
    last = len(found.years) - 1
    return [
        words(year.year, frame.x(n), _HEIGHT + 8, align="center")
        for n, year in enumerate(found.years)
        if (last - n) % every == 0
    ]


def _names(found: Fan, frame: _Frame) -> list[Layer]:
    """Name the edges beside the last year, where they leave room; the median always."""
    last = found.years[-1]
    at = frame.x(len(found.years) - 1) + (HALF if len(found.years) == 1 else 0) + 8
    placed = [frame.y(last.percentiles[50])]
    layers = [words("median", at, placed[0], size=SMALL, baseline="middle")]
    for percent in (95, 5, 75, 25):
        y = frame.y(last.percentiles[percent])
        if all(abs(y - other) >= SMALL * LINE for other in placed):
            placed.append(y)
            name = f"{percent}%"
            layers.append(words(name, at, y, size=SMALL, colour=QUIET_INK, baseline="middle"))
    return layers
