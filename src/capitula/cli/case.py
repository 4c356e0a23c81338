"""`capitula case`: the cases at hand, and one case in one screen."""

from __future__ import annotations

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

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
