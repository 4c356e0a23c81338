"""The history of a plan: each stated version on its own row, so that slip can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from capitula.ground.date_words import date_text
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.slip_layers import SlipChartPlan, draw_slips
from capitula.reports.slip_text import slip_text
from capitula.reports.stated_plan import Slip, StatedPlan, slips


def slip_chart(
    title: str, plans: Sequence[StatedPlan], *, source: str, subtitle: str = ""
) -> Chart:
    """Return the chart of a plan's history.

    Args:
        title: the finding, computed.
        plans: the versions in the order in which they became known, results among them; those of
            one milestone together.
        source: where they come from.
        subtitle: what is planned, in words.

    Raises:
        ValueError: no version at all.
    """
    if not plans:
        raise ValueError("no version of any plan")
    milestones = list(dict.fromkeys(plan.milestone for plan in plans))
    rows = tuple(slip for name in milestones for slip in slips(plans) if _of(slip, name))
    return Chart(
        title=title,
        description=_description(rows, subtitle),
        draw=partial(draw_slips, SlipChartPlan(title, subtitle, rows, source)),
        table=_table(rows, subtitle or title),
        source=source,
        plain=slip_text(rows),
    )


def _of(slip: Slip, milestone: str) -> bool:
    return slip.plan.milestone == milestone


def _description(rows: Sequence[Slip], subtitle: str) -> str:
    parts = [f"Timeline with a row for each stated version, {len(rows)} in all."]
    if subtitle:
        parts.append(f"{subtitle.rstrip('.')}.")
    for slip in rows:
        moved = f", {slip.words}" if slip.words else ""
        what = "result" if slip.plan.is_result else "planned"
        parts.append(f"{slip.plan.label}: {slip.plan.milestone}, {what} {slip.plan.words}{moved}.")
    return " ".join(parts)


def _table(rows: Sequence[Slip], caption: str) -> ChartTable:
    headers = ("Milestone", "Stated", "Known by", "Date", "Earliest", "Latest", "Slip")
    return ChartTable(
        caption,
        headers,
        tuple(
            (
                slip.plan.milestone,
                slip.plan.label,
                date_text(slip.plan.stated),
                slip.plan.words,
                date_text(slip.plan.earliest) if slip.plan.earliest else "not stated",
                date_text(slip.plan.latest) if slip.plan.latest else "not stated",
                slip.words,
            )
            for slip in rows
        ),
    )
