"""`capitula population at` and `continuous`: lists on a day, people registered throughout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar
from capitula.cli.run_options import FOLDER, Memory, Threads

if TYPE_CHECKING:
    from capitula.population.registers.at import ListsAt, UnregisteredEstimate


def at(
    folder: Path = FOLDER,
    day: str = typer.Option(..., "--date", help="The day, such as 2018-10-01."),
    place_areas: Path | None = typer.Option(
        None, "--place", help="Text file of the place's LSOA codes, one a line."
    ),
    residents: int | None = typer.Option(
        None, "--residents", help="Residents by another count, to estimate the unregistered."
    ),
    residents_source: str = typer.Option("", "--source", help="Where that count is published."),
    threads: int = Threads,
    memory: int = Memory,
    as_json: bool = AsJson,
) -> None:
    """Print the lists on a day: one person on one list, after mergers, beside where people live."""
    from capitula.cli.run_options import whole_day
    from capitula.ground.faults import Fault, InputFaults, Place
    from capitula.population.registers.at import lists_at
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    if residents is not None and not (place_areas and residents_source):
        expected = "--place FILE and --source TEXT beside it"
        remedy = "an estimate needs the place and the source of the count"
        raise InputFaults([Fault(Place("--residents"), "a count alone", expected, remedy)])
    opened = open_folder(folder, ("registrations", "residences", "successions"))
    areas = None
    if place_areas is not None:
        from capitula.ground.yaml_source import read_text

        areas = read_text(place_areas, str(place_areas)).split()
    on = whole_day("--date", day)
    with progress_bar("Counting") as progress:
        found = lists_at(
            opened, on, areas, settings=EngineSettings(threads, memory), progress=progress
        )
    estimate = None if residents is None else found.unregistered(residents, residents_source)
    if as_json:
        print_json(_lists_document(found, estimate))
    else:
        _print_lists(found, estimate)


def _lists_document(found: ListsAt, estimate: UnregisteredEstimate | None) -> dict[str, Any]:
    rows = [
        {
            "practice": row.practice,
            "holder": row.holder,
            "lives": row.lives,
            "people": row.people,
            "on_more_lists": row.on_more_lists,
        }
        for row in found.rows
    ]
    document: dict[str, Any] = {
        "schema": "capitula.population.at/1",
        "on": found.on.isoformat(),
        "registered": found.count(listed=True),
        "chosen_among_lists": found.chosen,
        "lists": rows,
        "digest": found.digest,
    }
    if estimate is not None:
        document["unregistered_estimate"] = {
            "people": estimate.people,
            "residents": estimate.residents,
            "registered_residents": estimate.registered_residents,
            "source": estimate.source,
            "mark": estimate.mark,
        }
    return document


def _print_lists(found: ListsAt, estimate: UnregisteredEstimate | None) -> None:
    from capitula.ground.date_words import date_text

    rows = [[holder, f"{people:,}"] for holder, people in found.by_holder().items()]
    rows.append(["All lists", f"{found.count(listed=True):,}"])
    typer.echo(f"People on each list on {date_text(found.on)}")
    print_table("", ["Practice", "People"], rows, numeric=(1,))
    passed = sorted({(r.practice, r.holder) for r in found.rows if r.practice != r.holder})
    for practice, holder in passed:
        typer.echo(f"- The list of {practice} is counted with {holder}, which had it by that day.")
    if found.chosen:
        typer.echo(
            f"- {found.chosen:,} people stood on several lists; each is counted on the one that "
            "began last, then on the one that lasts longest, then on the lowest spell number."
        )
    if found.with_place:
        here = found.count(listed=True, lives="here")
        elsewhere = found.count(listed=True, lives="elsewhere")
        unknown = found.count(listed=True, lives="not_known")
        typer.echo(
            f"Registered and live here {here:,}; registered and live elsewhere {elsewhere:,}; "
            f"registered, home not known {unknown:,}; live here by the register and on no list "
            f"{found.count(listed=False):,}."
        )
    if estimate is not None:
        typer.echo(f"Unregistered, estimate [{estimate.mark}]: {estimate.people:,}")
        typer.echo(f"  {estimate.words}")


def continuous(
    folder: Path = FOLDER,
    since: str = typer.Option(..., "--from", help="First day of the period."),
    through: str = typer.Option(..., "--to", help="Last day of the period."),
    gap_days: int = typer.Option(0, "--gap-days", min=0, help="Days without a list that are none."),
    same_practice: bool = typer.Option(
        False, "--same-practice", help="A move ends it; only a merger does not."
    ),
    as_json: bool = AsJson,
) -> None:
    """Count people registered through a whole period; a merger of practices breaks nothing."""
    from capitula.cli.run_options import whole_day
    from capitula.ground.date_words import date_text
    from capitula.population.registers.continuous import continuously_registered
    from capitula.tables.folder import open_folder

    first, last = whole_day("--from", since), whole_day("--to", through)
    opened = open_folder(folder, ("registrations", "successions"))
    with progress_bar("Counting") as progress:
        found = continuously_registered(
            opened,
            first,
            last,
            gap_days=gap_days,
            across_practices=not same_practice,
            progress=progress,
        )
    if as_json:
        rows = [{"practice": f.holder, "people": f.people, "moved": f.moved} for f in found]
        head = {"schema": "capitula.population.continuous/1", "from": first.isoformat()}
        print_json(head | {"to": last.isoformat(), "gap_days": gap_days, "practices": rows})
        return
    rows = [[f.holder, f"{f.people:,}", f"{f.moved:,}"] for f in found]
    people, moved = sum(f.people for f in found), sum(f.moved for f in found)
    rows.append(["All", f"{people:,}", f"{moved:,}"])
    headers = ["Practice at the end", "People", "Of them, moved"]
    typer.echo(f"Registered on every day from {date_text(first)} to {date_text(last)}")
    print_table("", headers, rows, numeric=(1, 2))
