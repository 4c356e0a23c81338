"""A control chart in words and as a table: for readers, screen readers and terminals."""

from __future__ import annotations

import math
from fractions import Fraction

from capitula.ground.letters import capital
from capitula.outcomes.breaks.sentences import period_name
from capitula.outcomes.charts.control_chart import (
    CAUTION,
    Assurance,
    ControlChart,
    Missing,
)
from capitula.outcomes.charts.rules import chart_rule
from capitula.outcomes.measures import Direction
from capitula.reports.chart import ChartTable
from capitula.reports.sparkline import sparkline

NOTHING = "none"

_DIRECTIONS = {
    Direction.UP: "up is better",
    Direction.DOWN: "down is better",
    Direction.NEUTRAL: "neither way is called better",
}


def number_text(chart: ControlChart, value: float | None) -> str:
    """Return a figure as the chart shows it: a share as a percentage, else as few decimals as do.

    What is shown is rounded; nothing is computed from it.
    """
    if value is None:
        return NOTHING
    if chart.kind == "p":
        return f"{value:.1%}"
    points = [abs(point.value) for point in chart.points]
    most = max([*points, *(abs(p.upper) for p in chart.points if p.upper is not None)])
    places = 0 if most == 0 else max(0, min(6, 2 - math.floor(math.log10(most))))
    text = f"{value:,.{places}f}"
    return text if float(text.replace(",", "")) else text.lstrip("-")


def tick_texts(chart: ControlChart, ticks: tuple[float, ...]) -> list[str]:
    """Return the names of the values on the axis, all with the decimals that they need."""
    if chart.kind == "p":
        ticks = tuple(100 * tick for tick in ticks)
    plain = [f"{tick:.10f}".rstrip("0").rstrip(".") for tick in ticks]
    places = max(len(text.partition(".")[2]) for text in plain)
    return [f"{tick:,.{places}f}" + ("%" if chart.kind == "p" else "") for tick in ticks]


def finding(chart: ControlChart) -> str:
    """Return the finding in one sentence, for the head of the chart."""
    count, last = len(chart.flagged), chart.last
    what = f"{last.type.words} ({last.flag.words})" if last.flag else last.type.words
    name = f"{chart.name}: " if chart.name else ""
    sentence = f"{name}the latest point, {period_name(last.time)}, is {what}"
    if len(chart.points) > 1:
        verb = "are" if count > 1 else "is"
        sentence += f"; {count or 'none'} of {len(chart.points)} points {verb} special cause"
    return capital(sentence)


def subtitle(chart: ControlChart, counted: str) -> str:
    """Return what is drawn and by which rules."""
    rule = chart_rule(chart.kind)
    name = (
        f"{chart.kind}-prime chart" if chart.dispersion and chart.dispersion.applied else rule.name
    )
    parts = [counted, f"{name}, {_DIRECTIONS[chart.direction]}"]
    if chart.screened is not None:
        parts.append(f"limits {chart.screening.partition(':')[0]}")
    if chart.baseline is not None:
        parts.append(f"limits from the first {chart.baseline} points")
    return "; ".join(part for part in parts if part)


def notes(chart: ControlChart, source: str) -> tuple[str, ...]:
    """Return what stands below the drawing."""
    anew = [
        f"R{n}: limits begin anew in {period_name(rebase.time)}: {rebase.reason.rstrip('.')}."
        for n, rebase in enumerate(chart.rebases, start=1)
    ]
    return tuple(part for part in (*anew, *chart.notes, CAUTION, source) if part)


def variation_words(chart: ControlChart) -> str:
    """Return what the variation icon says."""
    return f"Variation: {chart.variation.words}"


def assurance_words(chart: ControlChart) -> str:
    """Return what the assurance icon says; empty where there is none."""
    if chart.assurance is Assurance.NONE or chart.target is None:
        return ""
    return f"Target {number_text(chart, chart.target)}: {chart.assurance}"


def description(chart: ControlChart, counted: str, source: str) -> str:
    """Return what a reader who does not see the drawing is told."""
    first, last = chart.points[0], chart.last
    parts = [
        f"Control chart, {period_name(first.time)} to {period_name(last.time)}, "
        f"{len(chart.points)} points. {subtitle(chart, counted)}.",
        f"Latest: {number_text(chart, last.value)}; centre {number_text(chart, last.centre)}, "
        f"lower limit {number_text(chart, last.lower)}, upper limit "
        f"{number_text(chart, last.upper)}.",
        f"{variation_words(chart)}.",
    ]
    if assurance_words(chart):
        parts.append(f"{assurance_words(chart)}.")
    return " ".join([*parts, *notes(chart, source)[:-1], "Every value is in the table."])


def table(chart: ControlChart, counted: str) -> ChartTable:
    """Return every value that is drawn, and what each point means."""
    headers = ("Period", "Figure", "Centre", "Lower limit", "Upper limit", "What it shows")
    rows = tuple(
        (
            period_name(point.time),
            *(number_text(chart, x) for x in (point.value, point.centre, point.lower, point.upper)),
            f"{point.type.words}: {point.flag.words}" if point.flag else point.type.words,
        )
        for point in chart.points
    )
    return ChartTable(subtitle(chart, counted), headers, rows)


def plain(chart: ControlChart) -> str:
    """Return the chart as plain text: bars where nothing is below nought, and the icons."""
    lines: list[str] = []
    if min(point.value for point in chart.points) >= 0:
        values = [Fraction(point.value) for point in chart.points]
        span = f"{period_name(chart.points[0].time)} to {period_name(chart.last.time)}"
        lines.append(sparkline([(chart.name or "figures", values)], span))
    lines += [variation_words(chart), assurance_words(chart)]
    return "\n".join(line for line in lines if line)


def gap_words(chart: ControlChart) -> str:
    """Return the rule for gaps in words; empty where it did not matter."""
    if not chart.missing:
        return ""
    left_out = chart.missing_rule is Missing.LEAVE_OUT
    return "left out, neighbours joined" if left_out else "left out, nothing crosses the gap"
