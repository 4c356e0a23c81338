"""Aims, measures and series as a page."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import EvidenceMark
from capitula.outcomes.comparison import Comparison
from capitula.outcomes.judging.numbers import better_is
from capitula.outcomes.measures import Measure, OutcomesFile
from capitula.outcomes.tables import headers, year_rows
from capitula.outcomes.words import decimal_text
from capitula.reports.chart import Chart as ReportChart
from capitula.web.parts import Chart, Column, Figure, Input, Stat, Table, Term
from capitula.web.presenters.charts import chart_part
from capitula.web.presenters.figures import table_source
from capitula.web.wording import date_text


@dataclass(frozen=True, slots=True)
class SeriesSection:
    """One measure beside England: its finding, its drawing, its years."""

    title: str
    findings: tuple[str, ...]
    stats: list[Stat]
    chart: Chart
    years: Table


def series_section(
    measure: Measure, comparison: Comparison, chart: ReportChart, table: FigureTable
) -> SeriesSection:
    """Return what a page shows of one measure."""
    return SeriesSection(
        title=measure.name,
        findings=comparison.finding(),
        stats=_stats(measure, comparison, table),
        chart=chart_part(chart, f"beside-{measure.id}", (table_source(table),)),
        years=_years(comparison),
    )


def _stats(measure: Measure, comparison: Comparison, table: FigureTable) -> list[Stat]:
    return [
        Stat(
            f"{standing.name}, last 12 months",
            "no figure" if standing.index is None else decimal_text(standing.index, 0),
            f"index: its own {comparison.baseline} is 100",
            Figure(
                label=f"{standing.name}, index of {comparison.counted} a day",
                mark=EvidenceMark.DERIVED,
                formula=(
                    f"index = 100 × mean of {comparison.latest} ÷ mean of {comparison.baseline}; "
                    f"each mean is {comparison.counted} ÷ days of the months"
                ),
                inputs=[
                    Input(
                        f"Mean of {comparison.latest}",
                        decimal_text(standing.latest_mean) if standing.latest_mean else None,
                        EvidenceMark.DERIVED,
                        f"{comparison.counted} a day",
                    ),
                    Input(
                        f"Mean of {comparison.baseline}, the baseline",
                        decimal_text(standing.baseline_mean),
                        measure.mark,
                        f"{comparison.counted} a day; the choice of baseline is this mark",
                    ),
                ],
                sources=(table_source(table),),
                in_force=str(comparison.months),
                known=f"data public {date_text(measure.data_known)}",
                rounding="for showing only",
            ),
        )
        for standing in comparison.standings
    ]


def _years(comparison: Comparison) -> Table:
    columns = headers(comparison, "Year")
    return Table(
        f"{comparison.counted.capitalize()} a day by financial year",
        [Column(words, numeric=index > 0) for index, words in enumerate(columns)],
        year_rows(comparison),
        compact=True,
    )


def stated_terms(measure: Measure) -> list[Term]:
    """Return how the measure was set, as its file states it."""
    return [
        Term("Unit", measure.unit),
        Term("Better is", better_is(measure)),
        Term("Divided by", measure.denominator),
        Term("Baseline", date_text(measure.baseline)),
        Term("Compared with", ", ".join(measure.comparators)),
        Term("Contract began", date_text(measure.start) if measure.start else measure.start_note),
        Term("Smallest effect that matters", _effect(measure)),
        Term("Note", measure.note),
    ]


def _effect(measure: Measure) -> str | None:
    effect = measure.smallest_effect
    return None if effect is None else f"{effect} {measure.unit}"


def aims(outcomes: OutcomesFile) -> Table | None:
    """Return every stated aim with what answers for it, or why nothing does."""
    if not outcomes.aims:
        return None
    return Table(
        "What it was to achieve, and what answers for it",
        [Column("Aim"), Column("Said by"), Column("Measured by")],
        [
            (
                aim.aim,
                f"{aim.said_by} ({aim.source})",
                ", ".join(aim.measures) or f"Unmeasured: {aim.why_unmeasured}",
            )
            for aim in outcomes.aims
        ],
    )
