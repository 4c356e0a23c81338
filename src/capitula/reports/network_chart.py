"""A plan over time: each task at its likeliest days, with the span from its least to its most."""

from __future__ import annotations

from functools import partial

from capitula.ground.date_words import date_text
from capitula.programme.network.critical_path import Network, Placed
from capitula.programme.network.model import Work
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.network_layers import NetworkPlan, Row, draw_network


def network_chart(found: Network) -> Chart | None:
    """Return the tasks of a plan over time; None where a duration is missing, or there is no start.

    Args:
        found: the plan, worked out.
    """
    start = found.start
    if start is None or start.likely is None:
        return None
    rows = [row for each in found.tasks if (row := _row(found, each)) is not None]
    day = date_text(found.begins(start.likely))
    title = f"Start on {day} by the likeliest durations ({found.mark})"
    path = ", ".join(each.task.name for each in found.critical)
    return Chart(
        title=title,
        description=(
            f"Bars over time for {len(rows)} tasks and milestones. Critical: {path}. Every day is "
            "in "
            "the table."
        ),
        draw=partial(draw_network, NetworkPlan(title, found.plan.work_from, tuple(rows))),
        table=ChartTable(
            "Days of each task",
            ("Task", "Begins", "Finished", "Least", "Most", "Critical"),
            tuple(
                (
                    row.name,
                    *map(date_text, (row.begin, row.finish, row.least, row.most)),
                    "critical" if row.critical else "",
                )
                for row in rows
            ),
        ),
        source=f"{found.plan.title}. Evidence: {found.mark}.",
        plain="",
    )


def _row(found: Network, each: Placed) -> Row | None:
    if each.task.done is not None or each.likely is None or each.most is None:
        return None
    return Row(
        each.task.name,
        found.begins(each.likely),
        found.ends(each.likely),
        found.ends(each.least),
        found.ends(each.most),
        each.is_critical,
        each.task.work is Work.MILESTONE,
    )
