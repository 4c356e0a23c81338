"""Where everything in a control chart stands, at a given width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from capitula.outcomes.charts.assembling import segment_bounds
from capitula.outcomes.charts.control_chart import ControlChart, Point
from capitula.reports.control_axis import period_ticks
from capitula.reports.control_icons import IconRow, icon_row
from capitula.reports.control_looks import GREY, RED, look_of
from capitula.reports.control_words import number_text, tick_texts
from capitula.reports.layers import SMALL, WORDS, Layer, Margins, Wording, framed, stroke, words
from capitula.reports.lettering import text_width
from capitula.reports.palette import GRID, INK, QUIET_INK
from capitula.reports.scales import spread
from capitula.reports.span_scale import SpanScale

EDGE, FOOT, GAP, INSET = 8, 36, 8, 12
"""Pixels: around everything, for the periods' names, before a line's name, inside the plot."""

PAGE = 500
"""From this width on a drawing is laid out for a page, below it for a phone."""


@dataclass(frozen=True, slots=True)
class ControlPlan:
    """A chart and every word of its drawing."""

    chart: ControlChart
    title: str
    subtitle: str
    notes: tuple[str, ...]
    variation: str
    assurance: str


def draw_control(plan: ControlPlan, width: int) -> Layer:
    """Return the specification of a control chart for a width in pixels."""
    chart = plan.chart
    height = 300 if width >= PAGE else 250
    scale = _scale(chart, height)
    labels = tick_texts(chart, scale.ticks)
    axis = max(text_width(label, WORDS) for label in labels) + 8
    names = _line_names(chart)
    side = max(text_width(name, SMALL, bold=True) for name, _ in names) + GAP
    left, right = EDGE + axis, EDGE + side
    plot = width - left - right
    wording = Wording.fit(plan.title, plan.subtitle, plan.notes, width - 2 * EDGE)
    icons = icon_row(chart, plan.variation, plan.assurance, width - 2 * EDGE)
    anew = 18 if chart.rebases else 0
    above = EDGE + wording.above + 12 + icons.height + 14 + anew
    margins = Margins(left, right, above, FOOT + wording.below + EDGE)
    places = _places(len(chart.points), plot)
    layers = _grid(scale, labels, plot)
    layers += _limits(chart, scale, places, plot)
    layers += _target(chart, scale, plot)
    layers += _anew(chart, places, height)
    layers += _points(chart, scale, places)
    layers += _names(names, scale, plot, height)
    layers += period_ticks([point.time for point in chart.points], places, height)
    layers += wording.layers(-axis, EDGE - above, height + FOOT)
    layers += _icons(icons, -axis, EDGE - above + wording.above + 12)
    return framed(layers, plot, height, margins)


def _icons(icons: IconRow, left: float, top: float) -> list[Layer]:
    return icons.layers(left, top)


def _places(count: int, plot: float) -> list[float]:
    if count == 1:
        return [plot / 2]
    return [INSET + n * (plot - 2 * INSET) / (count - 1) for n in range(count)]


def _scale(chart: ControlChart, height: float) -> SpanScale:
    values = [point.value for point in chart.points]
    for point in chart.points:
        values += [x for x in (point.centre, point.lower, point.upper) if x is not None]
    values += [chart.target] if chart.target is not None else []
    return SpanScale.of(min(values), max(values), height)


def _line_names(chart: ControlChart) -> list[tuple[str, float]]:
    """Return the names of the lines at the right edge, each with its value."""
    last = chart.last
    named = [("Mean" if chart.kind != "g" else "Middle", last.centre)]
    named += [
        (name, x) for name, x in (("Upper", last.upper), ("Lower", last.lower)) if x is not None
    ]
    if len(named) == 3 and named[1][1] == named[2][1]:
        named = [("Mean and limits", last.centre)]
    if chart.target is not None:
        named.append(("Target", chart.target))
    return [(f"{name} {number_text(chart, value)}", value) for name, value in named]


def _names(
    names: list[tuple[str, float]], scale: SpanScale, plot: float, height: float
) -> list[Layer]:
    placed = spread([scale.at(value) for _, value in names], 17, 0, height)
    return [
        words(
            name,
            plot + GAP,
            y,
            size=SMALL,
            bold=True,
            colour=RED if name.startswith("Target") else INK,
            baseline="middle",
        )
        for (name, _), y in zip(names, placed, strict=True)
    ]


def _grid(scale: SpanScale, labels: list[str], plot: float) -> list[Layer]:
    layers: list[Layer] = []
    for tick, label in zip(scale.ticks, labels, strict=True):
        y = scale.at(tick)
        layers.append(stroke((0, y), (plot, y), colour=GRID))
        layers.append(words(label, -6, y, align="right", baseline="middle"))
    return layers


def _limits(chart: ControlChart, scale: SpanScale, places: list[float], plot: float) -> list[Layer]:
    """Return centre and limits, a stretch a segment; limits that vary go in steps."""
    half = (places[1] - places[0]) / 2 if len(places) > 1 else plot / 2
    layers: list[Layer] = []
    for first, last in segment_bounds([point.segment for point in chart.points]):
        points = chart.points[first:last]
        xs = places[first:last]
        lines = (
            ([p.centre for p in points], INK, 1.5, ()),
            ([p.lower for p in points], GREY, 1.5, (6, 4)),
            ([p.upper for p in points], GREY, 1.5, (6, 4)),
        )
        for values, colour, wide, dashes in lines:
            path = [
                (x, scale.at(value))
                for at, value in zip(xs, values, strict=True)
                if value is not None
                for x in (max(0.0, at - half), min(plot, at + half))
            ]
            if path:
                layers.append(_path(path, colour, wide, dashes))
    return layers


def _path(
    path: list[tuple[float, float]], colour: str, wide: float, dashes: tuple[int, ...]
) -> Layer:
    mark: dict[str, Any] = {"type": "line", "stroke": colour, "strokeWidth": wide}
    if dashes:
        mark["strokeDash"] = list(dashes)
    rows = [{"x": x, "y": y, "order": n} for n, (x, y) in enumerate(path)]
    order = {"order": {"field": "order", "type": "quantitative"}}
    return {"data": {"values": rows}, "mark": mark, "encoding": _at() | order}


def _at() -> dict[str, Any]:
    bare = {"type": "quantitative", "scale": None, "axis": None}
    return {"x": {"field": "x", **bare}, "y": {"field": "y", **bare}}


def _target(chart: ControlChart, scale: SpanScale, plot: float) -> list[Layer]:
    if chart.target is None:
        return []
    y = scale.at(chart.target)
    return [stroke((0, y), (plot, y), colour=RED, width=2, dashes=(2, 3))]


def _anew(chart: ControlChart, places: list[float], height: float) -> list[Layer]:
    times = [point.time for point in chart.points]
    layers: list[Layer] = []
    for n, rebase in enumerate(chart.rebases, start=1):
        if rebase.time not in times[1:]:
            continue
        at = times.index(rebase.time)
        x = (places[at] + places[at - 1]) / 2
        layers.append(stroke((x, -4), (x, height), colour=QUIET_INK, dashes=(1, 3), width=1.5))
        layers.append(words(f"R{n}", x, -20, size=SMALL, bold=True, align="center"))
    return layers


def _points(chart: ControlChart, scale: SpanScale, places: list[float]) -> list[Layer]:
    """Return the line through the points, and the points kind by kind, chance first."""
    path = [(x, scale.at(p.value)) for x, p in zip(places, chart.points, strict=True)]
    layers = [_path(path, GREY, 1.2, ())]
    apart = places[1] - places[0] if len(places) > 1 else 10.0
    share = min(1.0, max(0.4, apart / 6))
    kinds = sorted({abs(point.type) for point in chart.points})
    for kind in kinds:
        held = [(x, p) for x, p in zip(places, chart.points, strict=True) if abs(p.type) == kind]
        layers.append(_marks([(x, scale.at(p.value), p) for x, p in held], share))
    return layers


def _marks(held: list[tuple[float, float, Point]], share: float) -> Layer:
    look = look_of(held[0][2].type)
    mark: dict[str, Any] = {
        "type": "point",
        "shape": look.shape,
        "size": look.size * share,
        "fill": look.colour,
        "stroke": look.outline,
        "strokeWidth": 1,
        "opacity": 1,
    }
    rows = [{"x": x, "y": y, "period": p.time, "figure": p.value} for x, y, p in held]
    return {"name": look.word, "data": {"values": rows}, "mark": mark, "encoding": _at()}
