"""`capitula population synthesise`: made-up people whose practice totals match published totals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.ground.financial_year import FinancialYear
    from capitula.population.synthetic.plan import PlacePlan

DEFAULT_PEOPLE = 10_000


def synthesise(
    out: Path = typer.Option(..., "--out", help="A new folder for the tables."),
    from_: Path | None = typer.Option(
        None,
        "--from",
        help="Official file with the lists: weighted populations, GP payments, ages.",
    ),
    place: str = typer.Option("", "--place", help="The place in that file, such as 05C or Dudley."),
    size: int | None = typer.Option(None, "--size", help="People; scales the lists to it."),
    year: str = typer.Option("2018/19", "--year", help="The first financial year."),
    years: int = typer.Option(1, "--years", help="How many financial years."),
    activity: Path | None = typer.Option(
        None, "--activity", help="Monthly Activity Return whose monthly totals are matched."
    ),
    commissioner: str = typer.Option("", "--commissioner", help="Its code there; else --place."),
    areas: Path | None = typer.Option(None, "--areas", help="File of small areas (LSOA)."),
    areas_named: str = typer.Option("", "--areas-named", help="Their name there; else --place."),
    workers: int = typer.Option(
        os.cpu_count() or 1, "--workers", help="Processes; the bytes do not depend on it."
    ),
    seed: int = typer.Option(1, "--seed", help="Another seed makes other people."),
    as_json: bool = AsJson,
) -> None:
    """Make a synthetic place: registers, spells, residence, activity and costs, as Parquet.

    Nobody in it is real. Totals of the files named are matched exactly; all else is drawn from
    stated assumptions, and the result is marked assumed.

    Exit status: 0 every total is met; 1 some are not; 2 the input is at fault.
    """
    from capitula.cli.progress import progress_bar
    from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
    from capitula.ground.financial_year import FinancialYear
    from capitula.population.synthetic.making import make_place

    try:
        first = FinancialYear.parse(year)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--year"))]) from fault
    faults = [
        Fault(Place(option), str(value), "1 or more", "correct it")
        for option, value in (("--years", years), ("--size", size or 1), ("--workers", workers))
        if value < 1
    ]
    if from_ and not place:
        remedy = "add --place, such as --place 05C"
        faults.append(Fault(Place("--place"), "no place", "a place of the file", remedy))
    if activity and size is not None:
        remedy = "leave out --size or --activity"
        found = "--activity beside --size"
        faults.append(Fault(Place("--size"), found, "published totals of the whole place", remedy))
    if faults:
        raise InputFaults(faults)
    with progress_bar("Making people") as progress:
        plan = _plan(first, years, seed, (from_, place, size), (activity, commissioner or place))
        plan = _with_areas(plan, areas, areas_named or place)
        made = make_place(plan, out, workers, progress)
    document = made.document()
    if as_json:
        print_json(document)
    else:
        _print_made(document, str(out))
    raise typer.Exit(0 if made.ok else 1)


def _plan(
    year: FinancialYear,
    years: int,
    seed: int,
    lists: tuple[Path | None, str, int | None],
    activity: tuple[Path | None, str],
) -> PlacePlan:
    from capitula.population.synthetic.plan import (
        PlacePlan,
        made_up_areas,
        made_up_practices,
        scaled_to,
    )
    from capitula.population.synthetic.targets import read_lists, read_monthly

    path, place, size = lists
    notes = ["nobody in these tables is real"]
    if path is None:
        people = size or DEFAULT_PEOPLE
        practices, matched = made_up_practices(people), ()
        notes.append("practices are made up: no official file was named")
    else:
        read = read_lists(path, place)
        practices, matched = read.practices, read.matched
        notes += read.notes
        if size is not None:
            practices, matched = scaled_to(practices, size), ()
            notes.append(f"lists are scaled to {size:,} people; nothing published is matched")
    monthly: dict[str, dict[int, int]] = {}
    if activity[0]:
        monthly, more = read_monthly(activity[0], activity[1], year, years)
        matched = (*matched, *more)
    people = sum(practice.people for practice in practices)
    return PlacePlan(
        name=place or "made-up place",
        seed=seed,
        year=year,
        years=years,
        practices=practices,
        areas=made_up_areas(people),
        monthly=monthly,
        matched=matched,
        notes=tuple(notes),
    )


def _with_areas(plan: PlacePlan, path: Path | None, named: str) -> PlacePlan:
    from dataclasses import replace

    from capitula.population.synthetic.targets import read_areas

    if path is None:
        note = "small areas are made up: their codes belong to no real area"
        return replace(plan, notes=(*plan.notes, note))
    areas, matched = read_areas(path, named)
    return replace(plan, areas=areas, matched=(*plan.matched, *matched))


def _print_made(document: dict[str, Any], folder: str) -> None:
    from capitula.ground.pence import pounds_text

    typer.echo(
        f"{document['name']}, {document['year']}, {document['years']} year(s): "
        f"{document['practices']} practices, {document['people_on_the_lists']:,} people on the "
        f"lists on {document['list_day']}"
    )
    rows = [[name, f"{count:,}"] for name, count in sorted(document["rows"].items())]
    print_table("Tables", ["Table", "Rows"], rows, numeric=(1,))
    rows = [
        [key, f"{each['rows']:,}", pounds_text(each["cost_pence"])]
        for key, each in document["services"].items()
    ]
    print_table("Activity", ["Service", "Rows", "Cost"], rows, numeric=(1, 2))
    missed = document["missed"]
    typer.echo(f"{document['targets'] - len(missed):,} of {document['targets']:,} totals met.")
    for each in missed[:20]:
        typer.echo(
            f"- missed: {each['what']}: {each['made']:,} of {each['asked']:,} {each['unit']}"
        )
    for each in document["matched"]:
        typer.echo(f"- matched: {each['what']}. {each['source']}")
    typer.echo(f"- assumed: all else; {document['assumed']['source']}")
    typer.echo(f"- assumed: {document['assumed']['ages']}")
    for note in document["notes"]:
        typer.echo(f"- {note}")
    typer.echo(f"Evidence: {document['mark']}. Written to {folder}; synthetic.json says it all.")
