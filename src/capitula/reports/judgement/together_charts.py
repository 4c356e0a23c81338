"""All charts of measures judged together, by name."""

from __future__ import annotations

from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.reports.chart import Chart
from capitula.reports.judgement.together_power_chart import joint_power_chart
from capitula.reports.judgement.together_sums_chart import sums_chart
from capitula.reports.judgement.together_windows_chart import windows_chart


def together_charts(judged: TogetherJudgement) -> dict[str, Chart]:
    """Return sums, windows and power; a chart that has nothing to show is not there."""
    test, evidence = judged.test, judged.evidence
    if test is None or evidence is None:
        return {}
    drawn = {
        "sums": sums_chart(judged, test),
        "windows": windows_chart(judged, evidence),
        "power": joint_power_chart(judged, test),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}
