"""`capitula outcomes xmr`, `chart` and `breaks`: what changed, and can the figures be trusted?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.outcomes.breaks.found import Screening
    from capitula.outcomes.charts.control_chart import ControlChart
    from capitula.outcomes.charts.request import ChartRequest

_SHOWN, _FEW = 40, 5
"""How many breaks are listed, and up to how many all are told in sentences."""

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
        from capitula.reports.writing import write_whole

        drawing = control_chart(found, counted=told, source=origin)
        write_whole(svg, drawing.svg(NARROW if narrow else WIDE))
    if as_json:
        document = charts_document([found], "capitula.outcomes.chart/1")
        print_json(document | {"counted": told, "origin": origin})
        return
    _print_chart(found, told, origin)
    if svg is not None:
        typer.echo(f"Drawn to {svg}.")


def breaks(
    file: Path = _FILE,
    value: str = typer.Option("value", "--value", help="Column of the figures to screen."),
    unit: str = typer.Option(..., "--unit", help="Column of the area."),
    time: str = typer.Option("", "--time", help="Column of the period; none if a column a period."),
    series: str = typer.Option("", "--series", help="What the figures are, for sentences."),
    sister: list[str] = typer.Option([], "--sister", help="Column into which cases may move."),
    denominator: str = typer.Option("", "--denominator", help="Column of people or bed-days."),
    witness: Path | None = typer.Option(
        None, "--witness", help="File of a series that a real change would have moved too."
    ),
    witness_unit: str = typer.Option("", "--witness-unit", help="Its column of the unit."),
    witness_time: str = typer.Option("", "--witness-time", help="Its column of the period."),
    witness_value: str = typer.Option("value", "--witness-value", help="Its column of figures."),
    stands_for: list[str] = typer.Option(
        [], "--stands-for", help="AREA=UNIT: which unit there answers for an area here."
    ),
    reasons: Path | None = typer.Option(None, "--reasons", help="File of recorded reasons."),
    collection: str = typer.Option("", "--collection", help="Changes known beforehand, by name."),
    since: str | None = typer.Option(None, "--since", help="Leave out earlier periods."),
    until: str | None = typer.Option(None, "--until", help="Leave out later periods."),
    complete: bool = typer.Option(False, "--complete", help="Only areas with every figure."),
    leave_out_unnamed: bool = typer.Option(
        False, "--leave-out-unnamed", help="Leave out rows that name no area, such as totals."
    ),
    only: str = typer.Option("", "--only", help="Tell of this area only; all are screened."),
    as_json: bool = AsJson,
) -> None:
    """Screen every area's series for data breaks, and say what is flagged and why."""
    from capitula.outcomes.breaks.document import screening_document
    from capitula.outcomes.breaks.request import BreakRequest, WitnessRequest, screen_file

    asked = BreakRequest(
        value=value,
        unit=unit,
        time=time,
        series=series or value,
        sisters=tuple(sister),
        denominator=denominator,
        witness=None
        if witness is None
        else WitnessRequest(
            witness, witness_unit or unit, witness_time, witness_value, tuple(stands_for)
        ),
        reasons=reasons,
        collection=collection,
        since=since,
        until=until,
        complete=complete,
        unnamed=leave_out_unnamed,
    )
    found = screen_file(file, asked)
    if only:
        found = found.only(only)
    if as_json:
        print_json(screening_document(found) | {"file": file.name})
        return
    _print_screening(found, only)


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command("xmr")(xmr)
    app.command("chart")(chart)
    app.command("breaks")(breaks)


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


def _print_screening(found: Screening, only: str) -> None:
    from capitula.outcomes.breaks.document import HEADERS, break_row

    barred = [each for each in found.breaks if each.bars_judgement]
    count = f"{len(barred)} break" + ("" if len(barred) == 1 else "s")
    noun = "area" if len(found.flagged) == 1 else "areas"
    areas = f"{len(found.units)} areas screened"
    title = (
        f"{found.series}, {only}: {count}; {areas}"
        if only
        else f"{found.series}: {count} in {len(found.flagged)} {noun}; {areas}"
    )
    shown = found.breaks[:_SHOWN]
    print_table(title, HEADERS, [break_row(each) for each in shown], numeric=(4,))
    if len(found.breaks) > len(shown):
        typer.echo(f"{len(found.breaks) - len(shown)} more are in --json.")
    for each in shown:
        if len(shown) <= _FEW or each.mirrors or each.witness or each.reason:
            typer.echo(f"{each.unit}, {each.time}: {each.words}")
    for each in found.noted:
        typer.echo(f"Noted, {each.unit}, {each.time}: {each.words}")
    if found.gradual:
        typer.echo(
            f"{len(found.gradual)} areas changed by more than a tenth without a step; they pass, "
            "as a real effect may look like that."
        )
    left_out: dict[str, list[str]] = {}
    for each in found.not_screened:
        left_out.setdefault(each.why, []).append(each.unit)
    for why, units in left_out.items():
        typer.echo(f"Not screened, {len(units)}: {', '.join(units)}: {why}.")
