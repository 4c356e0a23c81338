"""`capitula contract compare`: what differs between two versions, or two contracts."""

from __future__ import annotations

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json


def compare(
    one: str = typer.Argument(help="A case, a contract that ships, or a contract file."),
    other: str | None = typer.Argument(
        None, help="Another; the same one at two days unless given."
    ),
    *,
    known: str | None = typer.Option(None, "--known", help="The first, as known on this day."),
    and_: str | None = typer.Option(None, "--and", help="The second, as known on this day."),
    in_force: str | None = typer.Option(None, "--in-force", help="The first, as in force then."),
    and_in_force: str | None = typer.Option(
        None, "--and-in-force", help="The second, as in force then."
    ),
    as_json: bool = AsJson,
) -> None:
    """Compare two versions of a contract, or two contracts, in words or as data.

    Example: capitula contract compare dudley --known 2018-01-31 --and 2020-07-31
    """
    from capitula.case.contract_file import find_contract
    from capitula.contract.comparing import compare as differences
    from capitula.ground.date_words import date_text

    first = find_contract(one, read_day(known, "--known"), read_day(in_force, "--in-force"))
    second = find_contract(
        other or one, read_day(and_, "--and"), read_day(and_in_force, "--and-in-force")
    )
    changes = differences(first.contract, second.contract)
    if as_json:
        print_json(
            {
                "schema": "capitula.contract.compare/1",
                "before": {"contract": first.name, "known_on": first.known_on.isoformat()},
                "after": {"contract": second.name, "known_on": second.known_on.isoformat()},
                "changes": [change.as_json() for change in changes],
            }
        )
        return
    typer.echo(f"{first.contract.title}, as known on {date_text(first.known_on)}, against")
    typer.echo(f"{second.contract.title}, as known on {date_text(second.known_on)}\n")
    for change in changes:
        typer.echo(f"  - {change.words()}")
    noun = "difference" if len(changes) == 1 else "differences"
    typer.echo(f"\n{len(changes)} {noun}.")
