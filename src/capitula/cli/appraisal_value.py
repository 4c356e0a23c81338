"""`capitula appraisal value`: net present value, cost so far against benefit so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.made import made_words
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.appraisal.value.present import PresentValue
    from capitula.appraisal.value.to_date import ToDate


def value(
    case: str = typer.Argument(help="A case, a contract that ships, or an appraisal file."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    file: str | None = typer.Option(None, "--file", help="An appraisal file, or one that ships."),
    svg: Path | None = typer.Option(None, "--svg", help="Also write the tornado to this file."),
    as_json: bool = AsJson,
) -> None:
    """Print net present value by the Green Book, and cost so far against benefit so far.

    Streams of cost and benefit come from an appraisal file. Where nobody stated any, only what the
    record says of cost and benefit so far is shown; a missing sum stays missing.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise

    found = appraise(case, read_day(known, "--known"), file)
    stated = found.file is not None and found.file.value is not None
    result = found.value() if stated or svg else None
    so_far = found.to_date()
    if svg is not None and result is not None:
        _write_tornado(svg, result)
    if as_json:
        print_json(
            {
                "schema": "capitula.appraisal.value/1",
                "case": found.name,
                "known_on": found.known_on.isoformat(),
                "made": found.made,
                "present": result.document() if result else None,
                "to_date": so_far.document(),
            }
        )
        return
    if result is None:
        typer.echo(
            f"{found.title}: nobody stated streams of cost and benefit, so there is no net present "
            "value."
        )
    else:
        _print_value(result, found.title, made=found.made)
    if found.contract is not None:
        _print_to_date(so_far)


def _print_value(result: PresentValue, title: str, *, made: bool) -> None:
    from capitula.appraisal.value.terms import Side
    from capitula.ground.pence import pounds_text

    rows = [
        [
            each.stream.title,
            str(each.stream.side),
            str(each.stream.effect),
            f"{each.stream.optimism_bias_percent} %",
            pounds_text(each.undiscounted_pence),
            pounds_text(each.present_pence),
            str(each.mark),
        ]
        for each in result.streams
    ]
    heads = ["Stream", "Side", "Rates", "Optimism bias", "Sum", "Present value", "Evidence"]
    base, last = result.terms.base_year, result.terms.last_year
    print_table(
        f"Value of {title}, {base} to {last}, worth in {base}", heads, rows, numeric=(3, 4, 5)
    )
    made_words(made=made)
    cost, benefit = (result.present_pence(side) for side in (Side.COST, Side.BENEFIT))
    typer.echo(f"Costs {pounds_text(cost)}; benefits {pounds_text(benefit)}.")
    whole = "" if not result.missing else ", without what has no sum"
    typer.echo(f"Net present value {pounds_text(result.net_pence)}{result.mark.caution}{whole}.")
    if result.benefit_cost_percent is not None:
        typer.echo(f"Benefit for each £100 of cost: £{result.benefit_cost_percent}.")
    if result.switching_percent is not None:
        typer.echo(
            f"Switching value: the net is nought at {result.switching_percent} per cent of the "
            "benefits stated."
        )
    typer.echo(
        f"Breaks even from {result.breaks_even}."
        if result.breaks_even
        else f"Does not break even by {last}."
    )
    for each in result.missing:
        typer.echo(f"- missing: {each.title} ({each.side}): {each.why}")
    tornado = result.tornado()
    if tornado:
        bars = [
            [bar.words, pounds_text(bar.low_pence), pounds_text(bar.high_pence)]
            for bar in tornado.bars
        ]
        heads = ["One stream moved", "At its low end", "At its high end"]
        print_table("What moves the net present value", heads, bars, numeric=(1, 2))
    cumulative = [[year, pounds_text(total)] for year, total in result.cumulative().items()]
    print_table("All years up to and with", ["Year", "Net so far"], cumulative, numeric=(1,))
    typer.echo(
        "Rates: 3.5 per cent a year for money (a secondary source), 1.5 for health and the decline "
        "after year 30 unverified; an appraisal file may state others."
        if result.terms.rates is None
        else "Rates: those of the appraisal file."
    )


def _print_to_date(so_far: ToDate) -> None:
    typer.echo("\nCost so far against benefit so far")
    for each in so_far.said:
        typer.echo(f"- {each.side}: {each.text}, known by {each.known} [{each.source}]")
    for question in so_far.questions:
        typer.echo(f"- open: {question}")


def _write_tornado(path: Path, result: PresentValue) -> None:
    from capitula.appraisal.file import NoSuchAppraisal
    from capitula.ground.writing import write_whole
    from capitula.reports.tornado_chart import LOW_AND_HIGH, tornado_chart

    tornado = result.tornado()
    if tornado is None:
        raise NoSuchAppraisal(
            "found no stream with a range; expected `range` in one at least; state how far it may "
            "lie off"
        )
    write_whole(path, tornado_chart(tornado, "Net present value", result.mark, LOW_AND_HIGH).svg())
