"""A control chart drawn as NHS readers know it, and readable without colour."""

from __future__ import annotations

from functools import partial

from capitula.outcomes.charts.control_chart import ControlChart
from capitula.reports.chart import Chart
from capitula.reports.control_layers import ControlPlan, draw_control
from capitula.reports.control_words import (
    assurance_words,
    description,
    finding,
    notes,
    plain,
    subtitle,
    table,
    variation_words,
)


def control_chart(chart: ControlChart, *, counted: str = "", source: str = "") -> Chart:
    """Return the drawing of a control chart, with its table.

    Args:
        chart: what was computed.
        counted: what is drawn and in which unit, such as "Delayed days a day, by month".
        source: publisher, period, licence.
    """
    title = finding(chart)
    plan = ControlPlan(
        chart,
        title,
        subtitle(chart, counted),
        notes(chart, source),
        variation_words(chart),
        assurance_words(chart),
    )
    return Chart(
        title=title,
        description=description(chart, counted, source),
        draw=partial(draw_control, plan),
        table=table(chart, counted),
        source=source,
        plain=plain(chart),
    )
