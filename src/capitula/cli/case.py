"""`capitula case`: the cases at hand, and one case in one screen."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_prose, print_table

app = typer.Typer(
    name="case",
    help="One place's contract, loaded whole.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("list")
def list_(as_json: bool = AsJson) -> None:
    """List the cases that ship with the product, and those that are made up."""
    from capitula.case import open_case
    from capitula.case.folder import made_cases, shipped_cases

    cases = [open_case(name) for name in shipped_cases()]
    if as_json:
        print_json(
            {
                "schema": "capitula.case.list/1",
                "cases": [{"case": c.name, "title": c.contract.title} for c in cases],
                "made": list(made_cases()),
            }
        )
        return
    print_table(
        "Cases",
        ("Case", "Contract", "Form", "Entries"),
        [
            (c.name, c.contract.title, c.contract.form.name, str(len(c.record.entries)))
            for c in cases
        ],
        numeric=(3,),
    )
    typer.echo(f"Made up, to be tried: {', '.join(made_cases())}.")


@app.command("new")
def new(
    folder: Path = typer.Argument(help="Where; it must not be there yet."),
    origin: str | None = typer.Option(
        None, "--from", help="A contract file that ships, or any by path; iho-2027 unless given."
    ),
    title: str | None = typer.Option(None, "--title", help="The contract's title."),
    place: str | None = typer.Option(None, "--place", help="The area it is for."),
) -> None:
    """Begin a case of your own from a contract file; every room answers at once.

    What the file leaves open is a question from the first day. Exit status: 0 begun; 2 the folder
    or the file is at fault, and nothing was written.
    """
    from capitula.case.contract_file import shipped_contracts
    from capitula.case.starting import START, begin_case

    begun = begin_case(folder, origin or START, title=title, place=place)
    typer.echo(f"Begun: {begun.contract.title}, in {folder}")
    others = [name for name in shipped_contracts() if name != (origin or START)]
    print_prose(
        f"from {origin or START}; other contract files that ship: {', '.join(others)}", indent=2
    )
    typer.echo("Put your own names and figures into contract.yaml; then look at it, and go on:")
    for command in (
        f"capitula contract print {folder}",
        f"capitula assurance readiness {folder} --act start",
        f"capitula record add milestone_planned --case {folder} about='service start' …",
    ):
        typer.echo(f"  {command}")


@app.command("overview")
def overview_(
    case: str = typer.Argument(help="A case that ships with the product, or a folder."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    as_json: bool = AsJson,
) -> None:
    """One screen: what it is, who is in it, its stage, its value, its start, what stands open."""
    from capitula.case import open_case
    from capitula.case.overview import overview
    from capitula.case.overview_text import overview_text

    opened = open_case(case)
    found = overview(opened, opened.as_known(read_day(known, "--known")))
    if as_json:
        print_json(found.as_json())
        return
    typer.echo(overview_text(found))
