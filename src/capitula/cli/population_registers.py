"""`capitula population registers check` and `roster`: registers checked, practices on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from capitula.cli import population_at, population_months
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar
from capitula.cli.run_options import FOLDER, Memory, Threads

registers = typer.Typer(
    name="registers",
    help="Registers of people: spells, overlaps, one person on one list.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


def join(app: typer.Typer) -> None:
    """Add the commands to the group `population`."""
    app.add_typer(registers)
    app.command("roster")(roster)
    app.command("at")(population_at.at)
    app.command("continuous")(population_at.continuous)
    app.command("member-months")(population_months.member_months)


@registers.command("check")
def check(
    folder: Path = FOLDER,
    threads: int = Threads,
    memory: int = Memory,
    as_json: bool = AsJson,
) -> None:
    """Check registers before anything is joined: overlaps, unknown people and codes, dates.

    Exit status: 0 no fault; 2 there are some, each told with the first rows it stands in.
    """
    from capitula.ground.faults import InputFaults
    from capitula.population.registers.checks import REGISTER_TABLES, register_checks
    from capitula.tables.checking import run_checks
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    opened = open_folder(folder, REGISTER_TABLES)
    checks = register_checks()
    with progress_bar("Checking") as progress:
        faults = run_checks(
            opened,
            checks,
            buckets=opened.buckets,
            settings=EngineSettings(threads, memory),
            progress=progress,
        )
    if faults:
        raise InputFaults(faults)
    asked = [each for each in checks if opened.has(each.table)]
    if as_json:
        schema = {"schema": "capitula.population.registers.check/1"}
        print_json(schema | {"tables": sorted(opened.files), "checks": len(asked), "faults": []})
        return
    tables = ", ".join(sorted(opened.files))
    typer.echo(f"No fault: {len(asked)} checks of {tables}.")


def roster(
    case: str = typer.Argument(help="Name of the case, such as dudley."),
    on: str = typer.Option(..., "--on", help="The day, such as 2018-10-01."),
    register: Path | None = typer.Option(
        None, "--register", help="Published register of practices (epraccur), to go by instead."
    ),
    commissioner: str = typer.Option("", "--commissioner", help="Its code there, such as 05C."),
    known: str | None = typer.Option(None, "--known", help="By figures public by this day."),
    as_json: bool = AsJson,
) -> None:
    """Print the practices of a case on a day: lists by publication, and what the contract says.

    The day decides: a practice stands there if the case's copy of the organisation register has it
    open and with its commissioner on that day; who opened, closed or moved in the year is listed.
    With --register, another edition of the register, as published.
    """
    from capitula.ground.date_words import date_text

    if register is not None:
        _register_roster(register, commissioner, on, as_json)
        return
    from dataclasses import asdict

    from capitula.case import open_case
    from capitula.cli.dates import read_day
    from capitula.cli.run_options import whole_day
    from capitula.population.registers.roster import roster as find

    opened = open_case(case)
    day = whole_day("--on", on)
    since = read_day(known, "--known")
    figures = {
        name: table
        for name, table in opened.figures.items()
        if since is None or table.public_by <= since
    }
    contract = opened.contract_at(opened.as_known(since)) if since else opened.contract
    found = find(figures, contract.gp_participation if contract else (), day)
    tables = list(found.tables)
    if as_json:
        rows = [
            {
                "practice": row.practice,
                "name": row.name,
                "people": {each.table: each.people for each in row.listings},
                "participation": row.participation and row.participation.mode,
                "clause": row.participation and row.participation.clause,
                "commissioner": row.spell and row.spell.commissioner,
                "open_from": row.spell and row.spell.opened,
                "with_commissioner_from": row.spell and row.spell.first.isoformat(),
            }
            for row in found.rows
        ]
        head = {"schema": "capitula.population.roster/1", "case": case, "on": day.isoformat()}
        more = {"year": str(found.year), "tables": found.tables, "notes": found.notes}
        edition = found.register
        source = edition and {"table": edition.table, "until": edition.until}
        gone = [{"practice": row.practice, "name": row.name} for row in found.not_on_day]
        changes = [asdict(change) for change in found.changes]
        days = {"register": source, "not_open_on_the_day": gone, "changes_in_the_year": changes}
        print_json(head | more | days | {"practices": rows})
        return
    cells = [
        [
            row.practice,
            row.name,
            *(_people(row.people(table)) for table in tables),
            f"{row.spell.commissioner} since {date_text(row.spell.first)}" if row.spell else "",
            row.participation.mode.words if row.participation else "",
        ]
        for row in found.rows
    ]
    cells.append(["", "All", *(f"{found.total(table):,.1f}" for table in tables), "", ""])
    title = f"Practices of {case} on {date_text(day)}: {len(found.rows)}; lists of {found.year}"
    letters = dict(zip(tables, "abcdefgh", strict=False))
    headers = ["Code", "Practice", *(f"People, {letters[t]}" for t in tables), "With", "Contract"]
    typer.echo(title)
    print_table("", headers, cells, numeric=range(2, 2 + len(tables)))
    for table, words in found.tables.items():
        typer.echo(f"{letters[table]}: {words} ({table})")
    if found.register is not None:
        typer.echo(f"Days: {found.register.title} ({found.register.table})")
    for changed, words in found.change_words():
        typer.echo(f"- {changed}: {words}.")
    for note in found.notes:
        typer.echo(f"- {note}")


def _register_roster(path: Path, commissioner: str, on: str, as_json: bool) -> None:
    from dataclasses import asdict

    from capitula.cli.run_options import whole_day
    from capitula.ground.date_words import date_text
    from capitula.population.official.loading import read_official
    from capitula.population.registers.official_roster import KIND, register_roster

    day = whole_day("--on", on)
    with progress_bar("Reading") as progress:
        found = register_roster(read_official(KIND, path, progress=progress), commissioner, day)
    if as_json:
        rows = {
            name: [asdict(row) for row in getattr(found, name)]
            for name in ("rows", "gone", "to_come")
        }
        head = {"schema": "capitula.population.register-roster/1", "on": day.isoformat()}
        file = {"file": found.file, "sha256": found.sha256, "latest": found.latest.isoformat()}
        print_json(head | file | {"commissioner": commissioner} | rows)
        return
    rows = [[r.practice, r.name, str(r.opened or "–"), str(r.closed or "–")] for r in found.rows]
    typer.echo(
        f"{len(rows)} practices of {commissioner} on {date_text(day)}, by {found.file} "
        f"(to {date_text(found.latest)})"
    )
    print_table("", ["Code", "Practice", "Opened", "Last day"], rows)
    for row in found.gone:
        typer.echo(
            f"- {row.practice} {row.name}: gone, last day {date_text(row.closed or row.left)}."
        )
    for row in found.to_come:
        typer.echo(
            f"- {row.practice} {row.name}: not yet, from {date_text(row.joined or row.opened)}."
        )
    typer.echo("The register does not say which practice took over a list.")


def _people(number: Any) -> str:
    return "–" if number is None else f"{number:,.1f}"
