"""`capitula programme forecast` and `backtest`: will it start when stated, and were they right?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table
from capitula.ground.faults import CapitulaError, ValueFault

if TYPE_CHECKING:
    from capitula.case.programme import StartForecast
    from capitula.record.text_table import TextTable


class NoSuchContract(CapitulaError):
    """A contract to be left out that is not among the comparable ones."""


def forecast(
    case: str = typer.Argument(help="A case that ships with the product, or a folder."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    plan: str = typer.Option(
        "", "--plan", help="Combine with this plan file, or assumed-durations, instead of its own."
    ),
    without: str | None = typer.Option(
        None,
        "--without",
        help="The code under which the case itself stands among comparable contracts, such as DUD.",
    ),
    draws: int | None = typer.Option(None, "--draws", min=1, max=1_000_000, help="How many."),
    seed: int | None = typer.Option(None, "--seed", min=0, help="Of the network's draws."),
    svg: Path | None = typer.Option(None, "--svg", help="Also write the curve to this SVG file."),
    as_json: bool = AsJson,
) -> None:
    """Forecast the start from comparable contracts, and say how far to trust it.

    Exit status: 0 done, also where there is nothing to forecast; 2 the input is at fault.
    """
    from capitula.case import open_case
    from capitula.case.plan import plan_by_name
    from capitula.programme.network.simulate import DRAWS, SEED

    day = read_day(known, "--known")
    opened = open_case(case)
    network = plan_by_name(plan, day).network if plan else None
    try:
        found = opened.programme.forecast(
            day,
            plan=network,
            without=without,
            seed=SEED if seed is None else seed,
            draws=draws or DRAWS,
        )
    except ValueFault as error:
        raise NoSuchContract(f"--without: {error}") from error
    if svg is not None and found.made is not None:
        from capitula.ground.writing import write_whole
        from capitula.reports.forecast_chart import forecast_chart

        chart = forecast_chart(opened.contract.population.place, found.made, found.both)
        write_whole(svg, chart.svg())
    if as_json:
        print_json(_document(opened.name, found))
        return
    _print(opened.contract.title, found)
    if found.made is not None:
        from capitula.programme.forecast.stated_start import said_since

        for sentence in said_since(opened.programme.histories(day)):
            typer.echo(f"  {sentence}")


def backtest(
    known: str | None = typer.Option(None, "--known", help="Scored by what was known then."),
    leave_one_out: bool = typer.Option(
        False,
        "--leave-one-out",
        help="Let each forecast see all other contracts as known at the end: this looks ahead.",
    ),
    as_json: bool = AsJson,
) -> None:
    """Score forecasts made on each report's day: against the stated date, and base rates.

    Exit status: 0 done, whichever forecaster did best.
    """
    from capitula.ground.today import today
    from capitula.programme.forecast import backtest_words as words
    from capitula.programme.forecast.backtest import SCORES
    from capitula.programme.forecast.backtest import backtest as run

    found = run(read_day(known, "--known") or today(), as_known=not leave_one_out)
    if as_json:
        from capitula.programme.forecast.document import backtest_document

        print_json(backtest_document(found))
        return
    typer.echo(words.conclusion(found))
    if not found.scored:
        return
    _show(words.means_table(found), numeric=(1, 2, 3))
    _show(words.means_table(found, "single_contract"), numeric=(1, 2, 3))
    for score in SCORES:
        _show(words.cases_table(found, score), numeric=(1, 2, 3, 4))
    _show(words.reports_table(found), numeric=(3, 4, 5))
    for sentence in words.verdicts(found):
        typer.echo(f"- {sentence}")
    typer.echo("")
    typer.echo(words.caution(found))


def _document(name: str, found: StartForecast) -> dict[str, object]:
    from capitula.programme.forecast.document import forecast_document

    made = forecast_document(found.made, found.both) if found.made else None
    head = {
        "schema": "capitula.programme.forecast/1",
        "case": name,
        "known_on": found.known_on.isoformat(),
        "why": found.why,
    }
    return {**head, "forecast": made}


def _print(title: str, found: StartForecast) -> None:
    from capitula.ground.date_words import date_text
    from capitula.programme.forecast import words

    typer.echo(
        f"{title}: will service start when stated? As known on {date_text(found.known_on)}.\n"
    )
    made = found.made
    if made is None or found.statement is None:
        typer.echo(found.why)
        return
    for line in words.headline(made, found.statement):
        typer.echo(line)
    typer.echo("")
    table = words.curve_table(made, found.both)
    _show(table, numeric=tuple(range(1, len(table.headers))))
    _show(words.members_table(made), numeric=(2, 4))
    typer.echo("How far to trust it")
    for sentence in words.trust_words(made):
        typer.echo(f"  {sentence}")
    if found.both and found.network:
        for sentence in words.combined_words(found.both, made, found.network.plan.title):
            typer.echo(f"  {sentence}")
    elif found.why:
        typer.echo(f"  {found.why}")


def _show(table: TextTable, numeric: tuple[int, ...] = ()) -> None:
    print_table(table.title, table.headers, table.rows, numeric=numeric)
