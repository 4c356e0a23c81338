"""All charts of measures judged together, by name."""

from __future__ import annotations

from capitula.outcomes.judging.together_explaining import tables_used
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.reports.chart import Chart
from capitula.reports.judgement.together_power_chart import joint_power_chart
from capitula.reports.judgement.together_sums_chart import sums_chart
from capitula.reports.judgement.together_windows_chart import windows_chart
from capitula.reports.outcome_chart import source_line


def together_charts(judged: TogetherJudgement) -> dict[str, Chart]:
    """Return sums, windows and power; a chart that has nothing to show is not there."""
    test, evidence = judged.test, judged.evidence
    if test is None or evidence is None:
        return {}
    lines = dict.fromkeys(source_line(table) for table in tables_used(judged))
    source = " ".join(lines)
    drawn = {
        "sums": sums_chart(judged, test, source),
        "windows": windows_chart(judged, evidence, source),
        "power": joint_power_chart(judged, test),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}
