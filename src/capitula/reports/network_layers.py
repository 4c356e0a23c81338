"""Where everything in the drawing of a plan stands, at a given width."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from capitula.reports.layers import (
    LINE,
    WORDS,
    Layer,
    Margins,
    Wording,
    area,
    framed,
    stroke,
    symbol,
    words,
)
from capitula.reports.lettering import wrap
from capitula.reports.palette import BLUE, GRID, MAGENTA, QUIET_INK
from capitula.reports.scales import TimeScale

EDGE, BAR, GAP = 8, 10, 14
"""Pixels: around everything, the height of a bar, between rows."""

_SUBTITLE = "Each task at its likeliest days, with the span of the day on which it is finished"
_NOTES = (
    "Bar: work at the likeliest durations. Diamond: a milestone. Thin line: finished with every "
    "duration at its least to every one at its most. Magenta, and named so: critical.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One task: when it begins and is finished, the span of that, whether it is critical."""

    name: str
    begin: date
    finish: date
    least: date
    most: date
    critical: bool
    milestone: bool

    @property
    def words(self) -> str:
        """Its name, and that it is critical."""
        return f"{self.name}: critical" if self.critical else self.name


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """What is drawn: the finding, the first day, the rows from the top."""

    title: str
    first: date
    rows: tuple[Row, ...]


def draw_network(plan: NetworkPlan, width: int) -> Layer:
    """Return the specification of the drawing for a width in pixels."""
    pixels = width - 2 * EDGE - 8
    names = [wrap(row.words, pixels, WORDS) for row in plan.rows]
    height = sum(len(lines) * WORDS * LINE + BAR + GAP for lines in names)
    last = max(row.most for row in plan.rows) + timedelta(days=20)
    time = TimeScale(plan.first, last, pixels)
    wording = Wording.fit(plan.title, _SUBTITLE, _NOTES, width - 2 * EDGE)
    layers: list[Layer] = []
    for year in time.years(least_pixels=44):
        layers.append(stroke((time.at(year), 0), (time.at(year), height), colour=GRID))
        layers.append(words(str(year.year), time.at(year), height + 6, align="center"))
    y = 0.0
    for row, lines in zip(plan.rows, names, strict=True):
        layers.append(words(lines, 0, y))
        y += len(lines) * WORDS * LINE
        layers += _row(row, y + BAR / 2, time)
        y += BAR + GAP
    top, foot = wording.above + 14, height + WORDS * LINE + 16
    layers += wording.layers(0, -top, foot)
    margins = Margins(EDGE, EDGE + 8, top + EDGE, foot - height + wording.below + EDGE)
    return framed(layers, pixels, height, margins)


def _row(row: Row, middle: float, time: TimeScale) -> list[Layer]:
    colour = MAGENTA if row.critical else BLUE
    begin, finish = time.at(row.begin), time.at(row.finish + timedelta(days=1))
    span = (time.at(row.least), middle), (time.at(row.most), middle)
    layers = [stroke(*span, colour=QUIET_INK, width=1.5)]
    if row.milestone:
        return [*layers, symbol(begin, middle, "diamond", colour, size=110)]
    return [*layers, area(begin, finish, middle - BAR / 2, middle + BAR / 2, colour)]
