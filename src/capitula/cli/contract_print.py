"""`capitula contract print`: the whole contract in plain English."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.dates import read_day
from capitula.ground.writing import write_whole


def print_contract(
    contract: str = typer.Argument(help="A case, a contract that ships, or a contract file."),
    *,
    docx: Path | None = typer.Option(None, "--docx", help="Write a Word document to this file."),
    html: Path | None = typer.Option(None, "--html", help="Write a page to this file."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    in_force: str | None = typer.Option(None, "--in-force", help="In force on this day."),
) -> None:
    """Print the whole contract in plain English; without a file, as text.

    Example: capitula contract print iho-2027 --docx contract.docx
    """
    from capitula.case.contract_file import find_contract
    from capitula.reports.contract_print.making import make_print

    found = find_contract(contract, read_day(known, "--known"), read_day(in_force, "--in-force"))
    document = make_print(found.contract, found.sources, found.known_on)
    if docx is not None:
        from capitula.reports.contract_print.docx import to_docx

        write_whole(docx, to_docx(document))
        typer.echo(f"{docx}: {document.title}.")
    if html is not None:
        from capitula.reports.contract_print.html import to_html

        write_whole(html, to_html(document))
        typer.echo(f"{html}: {document.title}.")
    if docx is None and html is None:
        from capitula.reports.contract_print.text import to_text

        typer.echo(to_text(document))
    for fault in found.faults:
        typer.echo(f"left out of this print: {fault}", err=True)
