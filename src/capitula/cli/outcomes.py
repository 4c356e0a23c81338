"""`capitula outcomes`: did it work?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from capitula.cli import (
    outcomes_charts,
    outcomes_counterfactual,
    outcomes_judge,
    outcomes_power,
    outcomes_reproduce,
    outcomes_staggered,
)
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.outcomes.comparison import Comparison
    from capitula.outcomes.measures import OutcomesFile

app = typer.Typer(
    name="outcomes",
    help="Did it work?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
outcomes_counterfactual.register(app)
outcomes_reproduce.register(app)
outcomes_staggered.register(app)
outcomes_judge.register(app)
outcomes_power.register(app)
outcomes_charts.register(app)


@app.command("series")
def series(
    case: str = typer.Argument(help="A case that ships with the product, or a folder."),
    months: bool = typer.Option(False, "--months", help="Print every month, not only years."),
    svg: str | None = typer.Option(None, "--svg", help="Write the chart to this SVG file too."),
    as_json: bool = AsJson,
) -> None:
    """Print a case's public outcome series beside England, with what can be said of it."""
    from capitula.case import open_case
    from capitula.ground.date_words import date_text
    from capitula.outcomes.tables import series_document
    from capitula.reports.outcome_chart import case_comparisons, outcome_charts, source_line

    opened = open_case(case)
    comparisons = case_comparisons(opened.outcomes, opened.figures)
    if svg:
        from capitula.ground.writing import write_whole
        from capitula.reports.writing import NothingToDraw

        charts = outcome_charts(opened.outcomes, opened.figures)
        if not charts:
            raise NothingToDraw(f"{opened.name}: no public series is held; nothing was written")
        write_whole(svg, charts[0].svg())
    if as_json:
        documents = [
            series_document(comparison, measure, opened.figures[measure.series])
            for measure, comparison in comparisons
        ]
        print_json(
            {
                "schema": "capitula.outcomes.series/1",
                "case": opened.name,
                "series": documents,
                "unmeasured": [aim.model_dump(mode="json") for aim in opened.outcomes.unmeasured],
                "questions": [q.model_dump(mode="json") for q in opened.outcomes.questions],
            }
        )
        return
    for measure, comparison in comparisons:
        _print_comparison(measure.name, comparison, months=months)
        typer.echo(
            f"\n{measure.name}: {measure.registration}, on {date_text(measure.registered_on)}."
        )
        typer.echo(source_line(opened.figures[measure.series]) + "\n")
    if not comparisons:
        typer.echo(f"{opened.name}: no public series is held.\n")
    _print_open(opened.outcomes)


def _print_comparison(name: str, comparison: Comparison, *, months: bool) -> None:
    from capitula.outcomes.tables import headers, month_rows, year_rows

    rows = month_rows(comparison) if months else year_rows(comparison)
    columns = headers(comparison, "Month" if months else "Year")
    print_table(name, columns, rows, numeric=range(1, len(columns)))
    for sentence in comparison.finding():
        typer.echo(sentence)


def _print_open(outcomes: OutcomesFile) -> None:
    for aim in outcomes.unmeasured:
        stated = f"{aim.said_by} ({aim.source})"
        typer.echo(f"Unmeasured aim, stated by {stated}: {aim.aim} {aim.why_unmeasured}")
    for question in outcomes.questions:
        typer.echo(f"Open question: {question.question} {question.why_open}")
