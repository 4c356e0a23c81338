"""`capitula contract template`, `to-excel`, `from-excel`: a contract as a workbook."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.dates import read_day
from capitula.ground.writing import write_whole


def template(out: Path = typer.Argument(help="The workbook to write (.xlsx).")) -> None:
    """Write an empty workbook to fill in."""
    from capitula.contract.workbook.writing import to_workbook

    write_whole(out, to_workbook(None))
    typer.echo(f"{out}: an empty contract; read it back with `capitula contract from-excel`.")


def to_excel(
    contract: str = typer.Argument(help="A case, a contract that ships, or a contract file."),
    out: Path = typer.Argument(help="The workbook to write (.xlsx)."),
    *,
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
) -> None:
    """Write a contract as a workbook: cover, contents, one table a sheet, notes."""
    from capitula.case.contract_file import find_contract
    from capitula.contract.workbook.writing import to_workbook

    found = find_contract(contract, read_day(known, "--known"))
    write_whole(out, to_workbook(found.contract))
    typer.echo(f"{out}: {found.contract.title}.")


def from_excel(
    file: Path = typer.Argument(help="A workbook that was filled in."),
    out: Path = typer.Argument(help="The contract file to write (.yaml)."),
) -> None:
    """Read a workbook and write it as a contract file; every mistake at once, none written."""
    from capitula.contract.workbook.reading import from_workbook
    from capitula.contract.yaml_file import to_yaml

    contract = from_workbook(file)
    write_whole(out, to_yaml(contract))
    typer.echo(f"{out}: {contract.title}.")
