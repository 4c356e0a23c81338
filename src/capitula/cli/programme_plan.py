"""`capitula programme plan` and `critical-path`: what waits for what, what decides the start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from datetime import date

    from capitula.case.programme import LaidOut
    from capitula.programme.network.critical_path import Network
    from capitula.record.text_table import TextTable

_WHAT = "A case, a plan file, or a plan that ships: assumed-durations."


def plan(
    name: str = typer.Argument(help=_WHAT),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    as_json: bool = AsJson,
) -> None:
    """Print the plan as a network: tasks, gates and milestones, and what each waits for."""
    from capitula.ground.date_words import date_text
    from capitula.programme.network import tables

    laid_out = _laid_out(name, read_day(known, "--known"))
    found = laid_out.network
    if as_json:
        print_json(_document(laid_out))
        return
    _show(tables.plan_table(found, laid_out.dates))
    of = f"from {found.plan.source}" if found.plan.source else "no source"
    typer.echo(f"Known by {date_text(found.plan.known_on)}, {of}. Evidence: {found.mark}.")
    typer.echo(found.plan.note)
    _paragraph("Time that the stated dates leave", tables.between_words(laid_out.between))
    _paragraph("Open", [f"{each.rule}: {each.text}" for each in laid_out.findings])


def critical_path(
    name: str = typer.Argument(help=_WHAT),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    draws: int | None = typer.Option(None, "--draws", min=1, max=1_000_000, help="How many."),
    seed: int | None = typer.Option(None, "--seed", min=0, help="Of the draws."),
    svg: Path | None = typer.Option(None, "--svg", help="Also draw it to this SVG file."),
    as_json: bool = AsJson,
) -> None:
    """Print when each task is finished, its float, what decides the start, and draws of it.

    Exit status: 0 done; 2 the input is at fault. Where durations are missing nothing is drawn, and
    the output says which.
    """
    from capitula.programme.network import tables
    from capitula.programme.network.simulate import DRAWS, SEED, simulate

    laid_out = _laid_out(name, read_day(known, "--known"))
    found = laid_out.network
    can = found.start is not None and not found.missing
    seed, draws = (SEED if seed is None else seed), draws or DRAWS
    drawn = simulate(found, seed=seed, draws=draws) if can else None
    if svg is not None:
        _draw(found, svg)
    if as_json:
        print_json(_document(laid_out) | {"simulation": drawn.document() if drawn else None})
        return
    _show(tables.path_table(found))
    for sentence in tables.path_words(found):
        typer.echo(sentence)
    if drawn:
        for sentence in tables.simulation_words(found, drawn):
            typer.echo(sentence)
    _paragraph("Wide ranges, and why", tables.notices(found))


def _draw(found: Network, target: Path) -> None:
    from capitula.ground.writing import write_whole
    from capitula.reports.network_chart import network_chart

    chart = network_chart(found)
    if chart is not None:
        write_whole(target, chart.svg())


def _laid_out(name: str, day: date | None) -> LaidOut:
    from capitula.case.plan import plan_by_name

    return plan_by_name(name, day)


def _document(laid_out: LaidOut) -> dict[str, object]:
    from capitula.programme.network.tables import network_document

    return network_document(laid_out.network, laid_out.dates, laid_out.between, laid_out.findings)


def _show(table: TextTable) -> None:
    print_table(table.title, table.headers, table.rows)


def _paragraph(title: str, sentences: list[str]) -> None:
    if sentences:
        typer.echo(f"\n{title}")
        for sentence in sentences:
            typer.echo(f"  {sentence}")
