"""Where everything in a line chart stands, at a given width."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from capitula.ground.financial_year import month_index, month_start
from capitula.reports.layers import (
    WORDS,
    Layer,
    Margins,
    Wording,
    area,
    framed,
    stroke,
    words,
)
from capitula.reports.lettering import text_width
from capitula.reports.line_plan import Line, LineChartPlan
from capitula.reports.mark_layers import ROW, place_marks
from capitula.reports.palette import BAND, LOOKS, QUIET_INK, Look
from capitula.reports.scales import TimeScale, ValueScale, spread

EDGE, AXIS, GAP, FOOT = 8, 38, 10, 34
"""Pixels: around everything, for the values' names, before a line's name, for the years' names."""

PAGE = 500
"""From this width on a drawing is laid out for a page, below it for a phone."""

_MIDDLE = timedelta(days=14)
"""A month's value stands in the middle of it, so that a mark on its first day stands before it."""


def draw_lines(plan: LineChartPlan, width: int) -> Layer:
    """Return the specification of a line chart for a width in pixels."""
    longest = max(text_width(line.name, WORDS, bold=True) for line in plan.lines)
    wording = Wording.fit(plan.title, plan.subtitle, plan.notes, width - 2 * EDGE)
    left, right = EDGE + AXIS, EDGE + longest + GAP
    plot, height = width - left - right, 300 if width >= PAGE else 250
    time, value = _time_scale(plan, plot), _value_scale(plan, height)
    bands = [plan.band] if plan.band else []
    marks = place_marks([*bands, *plan.rules], time, -AXIS, plot + longest + GAP)
    margins = Margins(
        left, right, EDGE + wording.above + 14 + marks.height, FOOT + wording.below + EDGE
    )
    layers: list[Layer] = []
    for band in bands:
        ends = time.at(band.first), time.at(band.last + timedelta(days=1))
        layers.append(area(*ends, -marks.height - 6, height, BAND))
    layers.append(_grid(time, value, plot, height))
    if plan.level is not None:
        level = value.at(plan.level)
        layers.append(stroke((0, level), (plot, level), colour=QUIET_INK, dashes=(3, 3)))
    layers += marks.layers(height)
    looks = list(zip(plan.lines, LOOKS, strict=False))
    for line, look in reversed(looks):
        layers += _line(line, look, time, value, every=12 if width >= PAGE else 24)
    layers += _end_labels(looks, time, value, height)
    layers += wording.layers(-AXIS, EDGE - margins.top, height + FOOT)
    return framed(layers, plot, height, margins)


def _time_scale(plan: LineChartPlan, plot: float) -> TimeScale:
    months = [month_index(month) for line in plan.lines for month, _ in line.points]
    return TimeScale(month_start(min(months)), month_start(max(months) + 1), plot)


def _value_scale(plan: LineChartPlan, height: float) -> ValueScale:
    values = [float(v) for line in plan.lines for _, v in line.points if v is not None]
    return ValueScale.up_to(max([*values, plan.level or 0.0]), height)


def _grid(time: TimeScale, value: ValueScale, plot: float, height: float) -> Layer:
    """Return an empty layer that carries both axes."""
    years = time.years(least_pixels=44)
    return {
        "data": {"values": [{"month": time.first.isoformat(), "value": 0}]},
        "mark": {"type": "point", "opacity": 0},
        "encoding": {
            "x": {
                "field": "month",
                "type": "temporal",
                "title": None,
                "scale": {"type": "utc", "domain": time.domain, "range": [0, plot]},
                "axis": {
                    "values": [TimeScale.stamp(year) for year in years],
                    "format": "%Y",
                    "grid": False,
                    "labelPadding": 4,
                },
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": None,
                "scale": {"domain": [0, value.top], "range": [height, 0]},
                "axis": {"values": list(value.ticks), "ticks": False, "domain": False},
            },
        },
    }


def _line(line: Line, look: Look, time: TimeScale, value: ValueScale, every: int) -> list[Layer]:
    stretches = _stretches(line.points)
    rows = [
        {
            "month": month.isoformat(),
            "x": time.at(month + _MIDDLE),
            "value": float(known),
            "part": n,
        }
        for n, stretch in enumerate(stretches)
        for month, known in stretch
    ]
    alone = {stretch[0][0].isoformat() for stretch in stretches if len(stretch) == 1}
    last = rows[-1]["month"]
    marks = [
        row
        for row in rows
        if row["month"] in alone
        or row["month"] == last
        or month_index(date.fromisoformat(str(row["month"]))) % every == 0
    ]
    places = {
        "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [0, value.top]},
        },
    }
    path = {
        "type": "line",
        "stroke": look.colour,
        "strokeWidth": look.width,
        "strokeJoin": "round",
        **({"strokeDash": list(look.dashes)} if look.dashes else {}),
    }
    shapes = {
        "type": "point",
        "shape": look.shape,
        "filled": True,
        "fill": look.colour,
        "size": 60,
        "opacity": 1,
    }
    encoding = {**places, "detail": {"field": "part", "type": "nominal"}}
    return [
        {"name": line.name, "data": {"values": rows}, "mark": path, "encoding": encoding},
        {"data": {"values": marks}, "mark": shapes, "encoding": places},
    ]


def _stretches(
    points: tuple[tuple[date, Fraction | None], ...],
) -> list[list[tuple[date, Fraction]]]:
    """Split a series where a month is missing."""
    stretches: list[list[tuple[date, Fraction]]] = [[]]
    before: int | None = None
    for month, value in sorted(points, key=lambda point: point[0]):
        index = month_index(month)
        if value is None or (before is not None and index != before + 1):
            stretches.append([])
        if value is not None:
            stretches[-1].append((month, value))
        before = index
    return [stretch for stretch in stretches if stretch]


def _end_labels(
    looks: list[tuple[Line, Look]], time: TimeScale, value: ValueScale, height: float
) -> list[Layer]:
    ends = [
        next((month, float(v)) for month, v in reversed(line.points) if v is not None)
        for line, _ in looks
    ]
    placed = spread([value.at(v) for _, v in ends], ROW, 0, height)
    return [
        words(
            line.name,
            time.at(month + _MIDDLE) + 9,
            y,
            colour=look.colour,
            bold=True,
            baseline="middle",
        )
        for (line, look), (month, _), y in zip(looks, ends, placed, strict=True)
    ]
