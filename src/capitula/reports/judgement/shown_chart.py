"""Yearly figures that are shown and not judged, beside the middle half of all areas."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.shown_series import ShownSeries, ShownYear
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import EDGE, RIBBONS, Plot, scaled_frame
from capitula.reports.layers import LINE, WORDS, Layer, area, stroke, symbol, words
from capitula.reports.outcome_chart import source_line
from capitula.reports.palette import BLUE, INK

_TWO_LINES = 2 * WORDS * LINE + 16


def shown_chart(judgement: Judgement, shown: ShownSeries) -> Chart:
    """Return the chart: a mark a year for the place, a bar for the middle half of all areas."""
    measure = judgement.measure
    noun = "year" if shown.before == 1 else "years"
    title = (
        f"{measure.name}, {shown.place}: shown, not judged, with {shown.before} {noun} before the "
        "start"
    )
    subtitle = f"{measure.unit.capitalize()}. Bars: the middle half of all councils and its middle"
    headers = ("Year", shown.place, "Middle", "Lower quartile", "Upper quartile", "Councils")
    rows = tuple(
        (str(y.year), *(map(_cell, (y.value, y.middle, y.lower, y.upper))), str(y.areas))
        for y in shown.years
    )
    source = source_line(shown.table)
    return Chart(
        title=title,
        description=f"Dot chart. {subtitle}. Every value is in the table.",
        draw=partial(_draw, title, subtitle, source, shown),
        table=ChartTable(subtitle, headers, rows),
        source=source,
        plain="\n".join(f"{row[0]}  {row[1]}  (middle {row[2]})" for row in rows),
    )


def _cell(value: object) -> str:
    return "no figure" if value is None else f"{value}"


def _draw(title: str, subtitle: str, source: str, shown: ShownSeries, width: int) -> Layer:
    values = [
        float(v)
        for y in shown.years
        for v in (y.value, y.lower, y.upper, y.middle)
        if v is not None
    ]
    room = (max(values) - min(values)) * 0.1 or 1.0
    plot = Plot.over_numbers(
        (title, subtitle, source), 1.0, (min(values) - room, max(values) + room), width
    )
    step = plot.width / len(shown.years)
    layers: list[Layer] = []
    for number, year in enumerate(shown.years):
        layers += _year(plot, year, step * (number + 0.5), step)
    # Years are named by their own marks: no numbers stand below.
    return scaled_frame(replace(plot, least=0.0, most=0.0), layers, _TWO_LINES)


def _year(plot: Plot, year: ShownYear, x: float, step: float) -> list[Layer]:
    half = min(14.0, step / 3)
    layers: list[Layer] = []
    if year.lower is not None and year.upper is not None:
        foot, head = plot.value_at(float(year.lower)), plot.value_at(float(year.upper))
        layers.append(area(x - half, x + half, head, foot, RIBBONS[1]))
    if year.middle is not None:
        y = plot.value_at(float(year.middle))
        layers.append(stroke((x - half, y), (x + half, y), colour=INK, width=2))
    if year.value is not None:
        layers.append(symbol(x, plot.value_at(float(year.value)), "circle", BLUE))
    first, _, second = str(year.year).partition("/")
    layers.append(words([first, f"/{second}"], x, plot.height + EDGE, align="center"))
    return layers
