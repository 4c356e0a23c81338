"""Monthly series against each other, with the dates that a reader has to see beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from capitula.ground.financial_year import month_index, month_start
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.line_layers import draw_lines
from capitula.reports.line_plan import Line, LineChartPlan
from capitula.reports.mark_layers import Band, Rule
from capitula.reports.palette import LOOKS
from capitula.reports.sparkline import sparkline


def line_chart(
    title: str,
    subtitle: str,
    lines: Sequence[Line],
    *,
    source: str,
    rules: Sequence[Rule] = (),
    band: Band | None = None,
    level: float | None = None,
    places: int = 1,
) -> Chart:
    """Return a chart of up to four monthly series.

    Args:
        title: the finding, computed.
        subtitle: what is measured, in which unit.
        lines: the series; the first is the one the chart is about.
        source: publisher, period, licence.
        rules: days to mark.
        band: a stretch to shade.
        level: a value to mark across the chart.
        places: decimals in the table.

    Raises:
        ValueError: no series or more than four, or one of them without any value.
    """
    if not 1 <= len(lines) <= len(LOOKS):
        raise ValueError(f"{len(lines)} lines; a chart holds one to {len(LOOKS)}")
    if any(len(line.missing) == len(line.points) for line in lines):
        raise ValueError("a line without any value")
    gaps = tuple(
        f"No figure for {line.name}: {', '.join(map(_month, line.missing))}."
        for line in lines
        if line.missing
    )
    plan = LineChartPlan(
        title, subtitle, tuple(lines), tuple(rules), band, level, (*gaps, source), places
    )
    return Chart(
        title=title,
        description=_description(plan, gaps),
        draw=partial(draw_lines, plan),
        table=_table(plan),
        source=source,
        plain=sparkline([(line.name, [v for _, v in line.points]) for line in lines], _span(lines)),
    )


def _description(plan: LineChartPlan, gaps: Sequence[str]) -> str:
    parts = [f"Line chart, {_span(plan.lines)}. {plan.subtitle.rstrip('.')}."]
    for line in plan.lines:
        known = [(value, month) for month, value in line.points if value is not None]
        first, last, low, high = known[0], known[-1], min(known), max(known)
        parts.append(
            f"{line.name}: {_at(first)}, {_at(last)}; lowest {_at(low)}, highest {_at(high)}."
        )
    parts += [f"Marked: {rule.label}." for rule in plan.rules]
    parts += [f"Shaded: {plan.band.label}."] if plan.band else []
    return " ".join([*parts, *gaps, "Every value is in the table."])


def _table(plan: LineChartPlan) -> ChartTable:
    months = sorted({month for line in plan.lines for month, _ in line.points})
    values = [dict(line.points) for line in plan.lines]
    rows = [
        (_month(month), *(_cell(one.get(month), plan.places) for one in values)) for month in months
    ]
    headers = ("Month", *(line.name for line in plan.lines))
    return ChartTable(plan.subtitle, headers, tuple(rows))


def _cell(value: Fraction | None, places: int) -> str:
    return "no figure" if value is None else f"{float(value):,.{places}f}"


def _at(point: tuple[Fraction, date]) -> str:
    return f"{float(point[0]):,.0f} in {_month(point[1])}"


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _span(lines: Sequence[Line]) -> str:
    months = [month_index(month) for line in lines for month, _ in line.points]
    return f"{_month(month_start(min(months)))} to {_month(month_start(max(months)))}"


__all__ = ["Band", "Line", "LineChartPlan", "Rule", "line_chart"]
