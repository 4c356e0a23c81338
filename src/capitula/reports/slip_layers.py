"""Where everything in a plan's history stands, at a given width."""

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
    cross,
    framed,
    stroke,
    symbol,
    words,
)
from capitula.reports.lettering import text_width, wrap
from capitula.reports.palette import BLUE, GRID, INK, MAGENTA, QUIET_INK, WHITE
from capitula.reports.scales import TimeScale
from capitula.reports.slip_key import Key
from capitula.reports.stated_plan import Slip, StatedPlan

EDGE, FOOT, SIDE = 8, 34, 14
PAGE, COLUMN = 500, 270
"""From this width on, the words stand in a column of their own; below it, above their tracks."""

_LINE, _TRACK, _HEAD = WORDS * LINE, 30, 32
"""Pixels of a line of words, of a row's track, and of a milestone's name above its rows."""


@dataclass(frozen=True, slots=True)
class SlipChartPlan:
    """Everything the chart shows."""

    title: str
    subtitle: str
    rows: tuple[Slip, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One version with its words broken, the pixel they start at and that of its track."""

    slip: Slip
    lines: list[str]
    top: float
    track: float


def draw_slips(plan: SlipChartPlan, width: int) -> Layer:
    """Return the specification of a plan's history for a width in pixels."""
    inner = width - 2 * EDGE
    left = COLUMN if width >= PAGE else SIDE
    plot = inner - left - SIDE
    wording = Wording.fit(plan.title, plan.subtitle, [plan.source], inner)
    time = _time_scale(plan, plot)
    key = Key.of(plan.rows, inner, -left)
    rows, heads, height = _rows(plan, left if width >= PAGE else None, inner)
    top = EDGE + wording.above + 12 + key.height + 10
    margins = Margins(EDGE + left, EDGE + SIDE, top, FOOT + wording.below + EDGE)
    layers = [_calendar(time, plot, height)]
    tracks = {id(row.slip.plan): row.track for row in rows}
    for row in rows:
        layers += [*_lead(row, time), *_moved(row, tracks, time)]
    for y, name in heads:
        layers.append(words(name.capitalize(), -left, y + 8, size=WORDS + 2, bold=True))
    for row in rows:
        layers += [*_words(row, -left), *_version(row, time)]
    layers += key.layers(-key.height - 8)
    layers += wording.layers(-left, EDGE - margins.top, height + FOOT)
    return framed(layers, plot, height, margins)


def _rows(
    plan: SlipChartPlan, column: float | None, inner: float
) -> tuple[list[_Row], list[tuple[float, str]], float]:
    """Place the rows below each other: words beside the track in a column, or above it."""
    several = len({slip.plan.milestone for slip in plan.rows}) > 1
    rows: list[_Row] = []
    heads: list[tuple[float, str]] = []
    y, milestone = 0.0, ""
    for slip in plan.rows:
        if several and slip.plan.milestone != milestone:
            milestone = slip.plan.milestone
            heads.append((y, milestone))
            y += _HEAD
        moved = f" ({slip.words})" if slip.words else ""
        said = f"{slip.plan.label}: {slip.plan.words}{moved}"
        lines = wrap(said, column - 2 * SIDE if column else inner, WORDS)
        block = len(lines) * _LINE
        if column:
            height = max(block + 14, _TRACK)
            rows.append(_Row(slip, lines, y + (height - block) / 2, y + height / 2))
        else:
            height = block + 6 + _TRACK
            rows.append(_Row(slip, lines, y + 6, y + 6 + block + _TRACK / 2 - 3))
        y += height
    return rows, heads, y


def _time_scale(plan: SlipChartPlan, plot: float) -> TimeScale:
    days = [
        day
        for slip in plan.rows
        for day in (slip.plan.stated, slip.plan.earliest, slip.plan.latest)
        if day
    ]
    return TimeScale(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1), plot)


def _calendar(time: TimeScale, plot: float, height: float) -> Layer:
    years = time.years(least_pixels=44)
    return {
        "data": {"values": [{"day": time.first.isoformat()}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {
            "x": {
                "field": "day",
                "type": "temporal",
                "title": None,
                "scale": {"type": "utc", "domain": time.domain, "range": [0, plot]},
                "axis": {
                    "values": [TimeScale.stamp(year) for year in years],
                    "format": "%Y",
                    "grid": True,
                    "gridColor": GRID,
                    "labelPadding": 4,
                },
            },
            "y": {"value": height},
        },
    }


def _words(row: _Row, left: float) -> list[Layer]:
    """Return the words on a ground of white, so that no stroke runs through them."""
    plan = row.slip.plan
    bold = plan.is_result
    ends = [left + text_width(line, WORDS, bold=bold) + 2 for line in row.lines]
    tops = [row.top + n * _LINE for n in range(len(row.lines))]
    ground = [
        area(left, end, top - 2, top + _LINE, WHITE) for end, top in zip(ends, tops, strict=True)
    ]
    colour = QUIET_INK if plan.overtaken else INK
    return [*ground, words(row.lines, left, row.top, colour=colour, bold=bold)]


def _lead(row: _Row, time: TimeScale) -> list[Layer]:
    """Return the thin line from the day it was stated to the day planned."""
    plan, y = row.slip.plan, row.track
    if not plan.planned:
        return []
    ends = (time.at(plan.stated), y), (time.at(plan.planned), y)
    return [stroke(*ends, colour=QUIET_INK, width=1.5)]


def _version(row: _Row, time: TimeScale) -> list[Layer]:
    """Return a ring for when it was stated, and a mark for the date planned or reached."""
    plan, y = row.slip.plan, row.track
    stated = time.at(plan.stated)
    if plan.is_result:
        if not plan.planned:
            return [cross(stated, y, INK)]
        return [symbol(time.at(plan.planned), y, "square", INK, size=130)]
    layers = [symbol(stated, y, "circle", INK, hollow=True)]
    if plan.earliest and plan.latest and (plan.latest - plan.earliest).days > 1:
        ends = time.at(plan.earliest), time.at(plan.latest + timedelta(days=1))
        layers.append(area(*ends, y - 5, y + 5, BLUE))
    if plan.planned:
        place = time.at(plan.planned)
        layers.append(symbol(place, y, _shape(plan), BLUE, size=150, hollow=plan.overtaken))
    return layers


def _shape(plan: StatedPlan) -> str:
    """A date open at one end points to where it is open."""
    if plan.earliest is None:
        return "triangle-left"
    return "triangle-right" if plan.latest is None else "diamond"


def _moved(row: _Row, tracks: dict[int, float], time: TimeScale) -> list[Layer]:
    """Return the step from the date planned before down to this row and along to the new one."""
    before, plan = row.slip.before, row.slip.plan
    if before is None or before.planned is None or plan.planned is None:
        return []
    x, x2 = time.at(before.planned), time.at(plan.planned)
    layers = [
        stroke((x, tracks[id(before)] + 8), (x, row.track), colour=MAGENTA, width=2, dashes=(5, 3))
    ]
    if abs(x2 - x) > 1:
        layers.append(stroke((x, row.track), (x2, row.track), colour=MAGENTA, width=5))
    return layers
