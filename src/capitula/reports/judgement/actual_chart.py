"""What was seen beside what was foretold."""

from __future__ import annotations

from fractions import Fraction

from capitula.ground.financial_year import month_start
from capitula.outcomes.breaks.periods import month_of
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import method_name
from capitula.outcomes.words import month_name
from capitula.reports.chart import Chart
from capitula.reports.judgement.own_chart import breaks_of
from capitula.reports.line_chart import line_chart
from capitula.reports.line_plan import Line
from capitula.reports.mark_layers import Band, Rule
from capitula.reports.outcome_chart import source_line


def actual_chart(judgement: Judgement, found: Estimate) -> Chart:
    """Return the chart of the place and of what its comparison foretold, by month."""
    months = list(found.months)
    seen, foretold = (
        tuple((month_start(m), Fraction(float(v))) for m, v in zip(months, values, strict=True))
        for values in (found.actual, found.counterfactual)
    )
    table = judgement.table_source
    barred = " (not to be read as an effect)" if judgement.obstacles else ""
    start = month_start(found.start)
    what = judgement.estimate_of or "contract"
    return line_chart(
        f"{judgement.measure.name}, {found.place}: seen and foretold{barred}",
        f"{judgement.measure.unit.capitalize()}, by month. Foretold by {method_name(found.method)} "
        f"from {found.comparison_areas} areas, fitted before {month_name(found.start)}",
        [Line(found.place, seen), Line("Foretold", foretold)],
        source="" if table is None else source_line(table.table),
        rules=sorted(
            [Rule(start, f"{month_name(found.start)}: {what} starts"), *_breaks(judgement)],
            key=lambda rule: rule.day,
        ),
        band=Band(month_start(found.months.first), month_start(found.start), "Fitted"),
    )


def _breaks(judgement: Judgement) -> list[Rule]:
    """A line for each month in which the place's series breaks."""
    found = {month_of(each): str(each.classed) for each in breaks_of(judgement)}
    return [Rule(month_start(m), f"{month_name(m)}: {words}") for m, words in found.items()]
