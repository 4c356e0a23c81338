"""The differences of the place among those of all areas, fitted in the same way."""

from __future__ import annotations

from functools import partial

import numpy as np

from capitula.ground.financial_year import month_start
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import figure
from capitula.outcomes.words import month_name
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import (
    FOOT,
    Plot,
    polyline,
    ribbon,
    scaled_frame,
)
from capitula.reports.layers import Layer, stroke, words
from capitula.reports.outcome_chart import source_line
from capitula.reports.palette import BLUE, INK, QUIET_INK

_LEVELS = (2.5, 25.0, 50.0, 75.0, 97.5)


def gap_chart(judgement: Judgement, found: Estimate) -> Chart:
    """Return the chart: the place's differences, and bands that hold half and 95% of the others."""
    place = found.areas.index(found.place)
    gaps = found.scaled_gaps * found.unit_factor
    others = np.delete(gaps, place, axis=0)
    others = others[np.isfinite(others).all(axis=1)]
    bands = np.percentile(others, _LEVELS, axis=0)
    own = gaps[place]
    barred = " (not to be read as an effect)" if judgement.obstacles else ""
    title = (
        f"{judgement.measure.name}: differences of {found.place} among {len(others)} other "
        f"areas{barred}"
    )
    unit = judgement.measure.unit
    subtitle = (
        f"Seen less foretold, {unit}. Dark band: half of the other areas; light band: 95 in 100"
    )
    rows = tuple(
        (
            month_name(m),
            figure(float(own[n])),
            *(figure(float(bands[k, n])) for k in range(len(_LEVELS))),
        )
        for n, m in enumerate(found.months)
    )
    headers = ("Month", found.place, "2.5th percentile", "25th", "Middle", "75th", "97.5th")
    table = judgement.table_source
    source = "" if table is None else source_line(table.table)
    outside = int(((own < bands[0]) | (own > bands[-1]))[found.start - found.months.first :].sum())
    after = len(found.months) - (found.start - found.months.first)
    return Chart(
        title=title,
        description=(
            f"Line chart. {subtitle}. Since {month_name(found.start)} the line lies outside the "
            f"light band in {outside} of {after} months. Every value is in the table."
        ),
        draw=partial(_draw, (title, subtitle, source), found, (own, bands)),
        table=ChartTable(subtitle, headers, rows),
        source=source,
        plain=f"Outside the light band in {outside} of {after} months since the start.",
    )


def _draw(
    said: tuple[str, str, str],
    found: Estimate,
    lines: tuple[np.ndarray, np.ndarray],
    width: int,
) -> Layer:
    own, bands = lines
    low, high = float(min(own.min(), bands.min())), float(max(own.max(), bands.max()))
    plot = Plot.over_months(said, found.months, (low, high), width, name=found.place)
    xs = [plot.time_at(month_start(m)) for m in found.months]
    start = plot.time_at(month_start(found.start))
    layers: list[Layer] = [
        ribbon(xs, [plot.value_at(v) for v in bands[0]], [plot.value_at(v) for v in bands[-1]], 0),
        ribbon(xs, [plot.value_at(v) for v in bands[1]], [plot.value_at(v) for v in bands[3]], 1),
        stroke((0, plot.value_at(0)), (plot.width, plot.value_at(0)), colour=QUIET_INK),
        stroke((start, 0), (start, plot.height), colour=INK, width=1.5),
        words(f"{month_name(found.start)}: start", start + 4, 2, colour=INK),
        polyline(xs, [plot.value_at(v) for v in own], BLUE, 3),
        words(
            found.place,
            xs[-1] + 6,
            plot.value_at(float(own[-1])),
            colour=BLUE,
            bold=True,
            baseline="middle",
        ),
    ]
    return scaled_frame(plot, layers, FOOT)
