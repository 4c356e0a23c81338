"""The place's own figures as a control chart, with limits from before the start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isnan

from capitula.ground.letters import capital
from capitula.outcomes.breaks.found import Break
from capitula.outcomes.charts.control_chart import ControlChart
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.judging.area_table import AreaTable, labels
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.measures import Direction
from capitula.outcomes.own_rules import chart_rebases
from capitula.reports.chart import Chart
from capitula.reports.control_chart import control_chart
from capitula.reports.outcome_chart import source_line


def own_control_chart(judgement: Judgement) -> Chart | None:
    """Return the XmR chart of the place, by month; None for a measure without monthly figures.

    The limits rest on the months before the start and go on after it. They begin anew only where
    the terms say so; what the screen for data breaks found besides is told beneath.
    """
    prepared = judgement.prepared
    if prepared is None:
        return None
    found = own_control(judgement, prepared)
    unit = judgement.measure.unit
    counted = capital(unit)
    return control_chart(found, counted=counted, source=source_line(prepared.table.table))


def own_control(judgement: Judgement, prepared: Prepared) -> ControlChart:
    """Return what the chart shows: points, limits, special causes."""
    times, terms = labels(prepared.months), prepared.terms.control_chart
    rebases = [each for each in chart_rebases(judgement.measure) if each.time in times]
    chart = xmr(
        [float(value) for value in prepared.own],
        name=f"{judgement.measure.name}, {prepared.place}",
        times=times,
        direction=judgement.measure.direction,
        screened=terms.screened,
        baseline=terms.points if rebases else terms.points or len(prepared.before),
        rebases=rebases,
    )
    anew = {each.time for each in rebases}
    told = [
        f"{each.words} Limits across it mix two levels."
        for each in breaks_of(judgement)
        if each.time not in anew
    ]
    return replace(chart, notes=(*chart.notes, *told))


def breaks_of(judgement: Judgement) -> tuple[Break, ...]:
    """Return every break and large change of the place, its own and a sister's that it mirrors."""
    screened = judgement.screened
    if screened is None:
        return ()
    return (*screened.own, *screened.elsewhere, *screened.noted)


def witness_charts(judgement: Judgement, tables: Iterable[AreaTable]) -> list[Chart]:
    """Return a control chart for each series that the terms name as a witness.

    A witness was counted by others and in one way; it stands for the place where the measure's own
    series breaks. Neither way is called better.
    """
    return [_witness(judgement, table) for table in tables]


def _witness(judgement: Judgement, table: AreaTable) -> Chart:
    area = judgement.place if judgement.place in table.areas else table.areas[0]
    row = table.areas.index(area)
    per_day = table.per_day(table.months)[row]
    what = table.table.meta["title"].split(" by month")[0]
    found = xmr(
        [None if isnan(value) else float(value) for value in per_day],
        name=f"{what}, {area}",
        times=table.labels,
        direction=Direction.NEUTRAL,
    )
    counted = f"{what} per day of the month"
    return control_chart(found, counted=counted, source=source_line(table.table))
