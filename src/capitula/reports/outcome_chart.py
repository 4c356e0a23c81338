"""The chart of a place beside wider places, each against its own baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from capitula.ground.date_words import date_text
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import month_start
from capitula.outcomes.breaks.periods import is_up, month_of
from capitula.outcomes.comparison import Comparison
from capitula.outcomes.delayed_transfers import SERIES, read_delayed_transfers
from capitula.outcomes.measures import Measure, OutcomesFile
from capitula.outcomes.own_rules import screen_thresholds
from capitula.outcomes.words import month_name
from capitula.reports.chart import Chart
from capitula.reports.line_chart import line_chart
from capitula.reports.line_plan import Line
from capitula.reports.mark_layers import Band, Rule


def comparison_chart(comparison: Comparison, *, source: str, rules: Sequence[Rule] = ()) -> Chart:
    """Return the chart of a comparison: one line a place, its own baseline as 100.

    Args:
        comparison: the places and the baseline.
        source: publisher, period, licence.
        rules: days to mark, such as the start of the contract.
    """
    lines = [
        Line(one.series.name, tuple((month_start(m), one.at(m)) for m in comparison.months))
        for one in comparison.indexed
    ]
    jumps = [
        Rule(
            month_start(month_of(step)),
            f"{month_name(month_of(step))}: count {'jumps' if is_up(step) else 'drops'}",
        )
        for step in comparison.steps
    ]
    return line_chart(
        comparison.title(),
        f"{comparison.counted.capitalize()} a day, by month; each place’s own mean of "
        f"{comparison.baseline} is 100. The title gives the 12 months to "
        f"{month_name(comparison.latest.last)}",
        lines,
        source=source,
        rules=sorted(chain(jumps, rules), key=lambda rule: rule.day),
        band=Band(
            comparison.baseline.first_day,
            comparison.baseline.last_day,
            f"Baseline {comparison.baseline}",
        ),
        level=100,
    )


def case_comparisons(
    outcomes: OutcomesFile, figures: Mapping[str, FigureTable]
) -> list[tuple[Measure, Comparison]]:
    """Return the measures of a case whose series can be read, each with its comparison."""
    return [
        (measure, replace(compared, thresholds=screen_thresholds(measure)))
        for measure in outcomes.measures
        if measure.series == SERIES and SERIES in figures
        for series in [read_delayed_transfers(figures[SERIES], measure.column)]
        for compared in [series.compare(measure.index_months)]
    ]


def outcome_charts(outcomes: OutcomesFile, figures: Mapping[str, FigureTable]) -> list[Chart]:
    """Return a chart for each of them, the contract's start marked where it is known."""
    charts: list[Chart] = []
    for measure, comparison in case_comparisons(outcomes, figures):
        day = measure.start.earliest if measure.start else None
        rules = [Rule(day, f"{day:%B %Y}: contract starts")] if day else []
        source = source_line(figures[measure.series])
        charts.append(comparison_chart(comparison, source=source, rules=rules))
    return charts


def source_line(table: FigureTable) -> str:
    """Return publisher, period and attribution of a figure table, and its licence, in one line."""
    meta = table.meta
    attribution = meta["attribution"]
    licence = "" if meta["licence"] in attribution else f"Licence: {meta['licence']}. "
    return f"Source: {meta['publisher']}, {date_text(meta['period'])}. {licence}{attribution}"
