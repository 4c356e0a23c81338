"""`capitula outcomes xmr` and `chart`: what changed?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli import outcomes_breaks
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.outcomes.charts.control_chart import ControlChart
    from capitula.outcomes.charts.request import ChartRequest

_SHORT = {"PASSES": "passes", "FAILS": "fails", "INCONSISTENT": "by chance", "NONE": "none"}
"""What the assurance icon says, where a column is narrow."""

_FILE = typer.Argument(help="CSV, CSV.gz, Parquet, or a figure table of a case.")
_GROUP = typer.Option("", "--group", help="Column that names the series, if there are several.")
_TIME = typer.Option("", "--time", help="Column of the period; else rows stand in order.")
_WIDE = typer.Option(False, "--wide", help="A row a series (--group), a column a period.")
_DIRECTION = typer.Option("neutral", "--direction", help="Which way is better: up, down, neutral.")
_UNSCREENED = typer.Option(False, "--unscreened", help="Use all moving ranges, as the workbook.")
_BASELINE = typer.Option(None, "--baseline", help="Limits from the first N points.", min=1)
_REBASE = typer.Option(
    [], "--rebase", help="PERIOD=REASON: limits begin anew there, for a written reason."
)
_TARGET = typer.Option(None, "--target", help="What the assurance icon is judged against.")
_MISSING = typer.Option(
    "refuse", "--missing", help="Where a figure is missing: refuse, leave-out, or part."
)
_ONLY = typer.Option("", "--only", help="Only this series.")


def xmr(
    file: Path = _FILE,
    value: str = typer.Option("value", "--value", help="Column of the figures."),
    group: str = _GROUP,
    time: str = _TIME,
    wide: bool = _WIDE,
    only: str = _ONLY,
    direction: str = _DIRECTION,
    unscreened: bool = _UNSCREENED,
    baseline: int | None = _BASELINE,
    rebase: list[str] = _REBASE,
    target: float | None = _TARGET,
    missing: str = _MISSING,
    as_json: bool = AsJson,
) -> None:
    """Print the XmR charts of a file: limits, special causes and icons of every series.

    Rules of NHS England's Making Data Count. Moving ranges are screened unless --unscreened.
    """
    from capitula.outcomes.charts.document import charts_document
    from capitula.outcomes.charts.request import ChartRequest, file_charts, read_rebases

    request = ChartRequest(
        kind="xmr",
        value=value,
        group=group,
        time=time,
        wide=wide,
        only=only,
        direction=direction,
        screened=not unscreened,
        baseline=baseline,
        rebases=read_rebases(rebase),
        target=target,
        missing=missing,
    )
    charts = file_charts(file, request)
    if as_json:
        document = charts_document(charts, "capitula.outcomes.xmr/1")
        print_json({"schema": document["schema"], "file": file.name} | document)
    elif len(charts) == 1:
        _print_chart(charts[0], value)
    else:
        _print_summary(charts)


def chart(
    source: str = typer.Argument(help="A file of figures, or a case that has a public series."),
    kind: str = typer.Option("xmr", "--kind", help="xmr, p, u, c, t or g."),
    value: str = typer.Option("value", "--value", help="Column of figures or counts."),
    denominator: str = typer.Option("", "--denominator", help="For p and u: column below."),
    prime: bool = typer.Option(False, "--prime", help="For p and u: Laney's wider limits."),
    measure: str = typer.Option("", "--measure", help="Of a case: which measure."),
    group: str = _GROUP,
    time: str = _TIME,
    wide: bool = _WIDE,
    only: str = _ONLY,
    direction: str = _DIRECTION,
    unscreened: bool = _UNSCREENED,
    baseline: int | None = _BASELINE,
    rebase: list[str] = _REBASE,
    target: float | None = _TARGET,
    missing: str = _MISSING,
    counted: str = typer.Option("", "--counted", help="What is drawn, and in which unit."),
    svg: Path | None = typer.Option(None, "--svg", help="Write the drawing to this file."),
    narrow: bool = typer.Option(False, "--narrow", help="Lay the drawing out for a phone."),
    as_json: bool = AsJson,
) -> None:
    """Draw one control chart, and print its table.

    xmr: any figure a period. p: a share. u: a rate. c: a count. t: time between rare events.
    g: cases or days between rare events.
    """
    from capitula.outcomes.charts.document import charts_document
    from capitula.outcomes.charts.request import ChartRequest, read_rebases
    from capitula.reports.chart import NARROW, WIDE
    from capitula.reports.control_chart import control_chart

    request = ChartRequest(
        kind=kind,
        value=value,
        denominator=denominator,
        prime=prime,
        group=group,
        time=time,
        wide=wide,
        only=only,
        direction=direction,
        screened=not unscreened,
        baseline=baseline,
        rebases=read_rebases(rebase),
        target=target,
        missing=missing,
    )
    found, told, origin = _chart_of(source, request, measure, counted)
    if svg is not None:
        from capitula.ground.writing import write_whole

        drawing = control_chart(found, counted=told, source=origin)
        write_whole(svg, drawing.svg(NARROW if narrow else WIDE))
    if as_json:
        document = charts_document([found], "capitula.outcomes.chart/1")
        print_json(document | {"counted": told, "origin": origin})
        return
    _print_chart(found, told, origin)
    if svg is not None:
        typer.echo(f"Drawn to {svg}.")


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command("xmr")(xmr)
    app.command("chart")(chart)
    app.command("breaks")(outcomes_breaks.breaks)


def _chart_of(
    source: str, request: ChartRequest, measure: str, counted: str
) -> tuple[ControlChart, str, str]:
    from capitula.outcomes.charts.request import file_charts, one_chart

    path = Path(source)
    if path.is_file():
        found = one_chart(file_charts(path, request), source)
        return found, counted or request.value, f"Source: {path.name}."
    from capitula.case import open_case
    from capitula.outcomes.charts.of_measure import measure_chart
    from capitula.reports.outcome_chart import case_comparisons, source_line

    opened = open_case(source)
    held = case_comparisons(opened.outcomes, opened.figures)
    found, told, table = measure_chart(opened.name, held, measure, request)
    return found, counted or told, source_line(opened.figures[table])


def _print_chart(found: ControlChart, counted: str, origin: str = "") -> None:
    from capitula.reports.control_chart import control_chart

    drawing = control_chart(found, counted=counted, source=origin)
    table = drawing.table
    print_table(table.caption, table.headers, table.rows, numeric=range(1, 5))
    typer.echo(f"{drawing.title}.")
    typer.echo(drawing.plain)
    if found.screening:
        typer.echo(f"Limits {found.screening}.")
    from capitula.reports.control_words import notes

    for note in notes(found, origin):
        typer.echo(note)


def _print_summary(charts: list[ControlChart]) -> None:
    from capitula.outcomes.charts.control_chart import CAUTION
    from capitula.reports.control_words import number_text

    rows = [
        [
            each.name,
            str(len(each.points)),
            number_text(each, each.last.value),
            number_text(each, each.last.centre),
            f"{number_text(each, each.last.lower)}…{number_text(each, each.last.upper)}",
            str(len(each.flagged)),
            each.variation.words,
            _SHORT[each.assurance.name],
        ]
        for each in charts
    ]
    headers = ["Series", "Points", "Latest", "Mean", "Limits", "Special", "Variation", "Target"]
    print_table(f"{len(rows)} XmR charts", headers, rows, numeric=range(1, 6))
    typer.echo(f"Limits {charts[0].screening}. {CAUTION}")
    trial = [each.name for each in charts if any(n.startswith("Trial") for n in each.notes)]
    if trial:
        typer.echo(f"{len(trial)} of them have trial limits, from fewer than 13 points.")
    typer.echo("--only NAME prints one of them point by point; --json prints all.")
