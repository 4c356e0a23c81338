"""All charts of one judgement, by name."""

from __future__ import annotations

from capitula.outcomes.judging.judgement import Judgement
from capitula.reports.chart import Chart
from capitula.reports.judgement.actual_chart import actual_chart
from capitula.reports.judgement.donor_chart import donor_chart
from capitula.reports.judgement.gap_chart import gap_chart
from capitula.reports.judgement.power_chart import power_chart
from capitula.reports.judgement.shown_chart import shown_chart


def judgement_charts(judgement: Judgement) -> dict[str, Chart]:
    """Return actual, gap, donors and power; for a measure only shown, its years.

    A chart that has nothing to show is not there.
    """
    if judgement.shown is not None:
        return {"years": shown_chart(judgement, judgement.shown)}
    found = judgement.main.estimate if judgement.main else None
    if found is None:
        return {}
    drawn = {
        "actual": actual_chart(judgement, found),
        "gap": gap_chart(judgement, found),
        "donors": donor_chart(judgement, found),
        "power": power_chart(judgement, found),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}
