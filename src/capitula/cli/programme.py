"""`capitula programme`: when?"""

from __future__ import annotations

import typer

from capitula.cli import programme_forecast, programme_plan
from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

app = typer.Typer(
    name="programme",
    help="When?",
    rich_markup_mode=None,
    no_args_is_help=True,
)


app.command("plan")(programme_plan.plan)
app.command("critical-path")(programme_plan.critical_path)
app.command("forecast")(programme_forecast.forecast)
app.command("backtest")(programme_forecast.backtest)


@app.command("slip")
def slip(
    case: str = typer.Argument(help="A case that ships with the product, or a folder."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    svg: str | None = typer.Option(None, "--svg", help="Write the chart to this SVG file too."),
    as_json: bool = AsJson,
) -> None:
    """Print every version of every plan, with its slip, and a chart."""
    from capitula.case import open_case
    from capitula.ground.date_words import date_text
    from capitula.programme.slip_table import HEADERS, slip_document, slip_rows
    from capitula.reports.plan_chart import plan_chart

    opened = open_case(case)
    view = opened.as_known(read_day(known, "--known"))
    histories = opened.plan(view)
    chart = plan_chart(opened.contract.title, histories, opened.sources) if histories else None
    if svg and chart:
        from capitula.ground.writing import write_whole

        write_whole(svg, chart.svg())
    if as_json:
        print_json(slip_document(opened.name, view, histories))
        return
    for history in histories:
        title = f"{history.milestone}: {history.meaning}"
        rows = slip_rows(history)
        print_table(title, HEADERS[:-1], [row[:-1] for row in rows], numeric=(4, 5))
        for known_by, planned, *_, why in rows:
            if why:
                typer.echo(f"  {date_text(planned)}, known by {date_text(known_by)}: {why}")
        typer.echo("")
    typer.echo(
        chart.text()
        if chart
        else f"{opened.name}: no plan was known on {date_text(view.known_on)}."
    )
