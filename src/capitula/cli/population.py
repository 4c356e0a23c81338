"""`capitula population`: who is covered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from capitula.cli import population_needs, population_synthesise, population_weights
from capitula.cli.output import AsJson, print_json, print_table

app = typer.Typer(
    name="population",
    help="Who is covered: official files, need weights, a synthetic place, registers.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("files")
def files(as_json: bool = AsJson) -> None:
    """List the kinds of official files that can be read, and the years known of each."""
    from capitula.population.official.catalogue import kinds_of_files

    kinds = kinds_of_files()
    if as_json:
        rows = [
            {"kind": k.kind, "title": k.title, "publisher": k.publisher, "years": k.years}
            for k in kinds
        ]
        print_json({"schema": "capitula.population.files/1", "kinds": rows})
        return
    for each in kinds:
        years = "" if each.years == "any" else f"; {each.years}"
        typer.echo(f"{each.kind:<22}{each.title}\n{'':<22}{each.publisher}{years}")
    typer.echo("\nRead one with: capitula population load KIND FILE")


@app.command("load")
def load(
    kind: str = typer.Argument(help="Kind of file; `capitula population files` lists them."),
    file: Path = typer.Argument(help="The file as published, compressed or not."),
    year: str = typer.Option("", "--year", help="The year or day it should be of; else refused."),
    as_json: bool = AsJson,
) -> None:
    """Read an official file and say what was read: columns, period, totals, gaps, sums.

    Exit status: 0 every sum holds; 1 some do not; 2 the file is at fault.
    """
    from capitula.cli.progress import progress_bar
    from capitula.population.official.catalogue import load_document

    with progress_bar("Reading") as progress:
        document = load_document(kind, file, year, progress)
    if as_json:
        print_json({"schema": "capitula.population.load/1"} | document)
    else:
        _print_load(document)
    raise typer.Exit(0 if document["ok"] else 1)


def _print_load(document: dict[str, Any]) -> None:
    period = document["period"] or "period not known"
    typer.echo(f"{document['title']}, {period} ({document['period_from']})")
    typer.echo(f"{document['publisher']}; {document['licence']}")
    columns = document["columns"]
    typer.echo(f"{document['file']}: {document['rows']:,} rows, {len(columns)} columns read")
    if document["note"]:
        typer.echo(document["note"])
    rows = [[each["column"], each["key"], _unit(each), _gaps(each["missing"])] for each in columns]
    print_table("Columns", ["In the file", "Read as", "Type", "Without a figure"], rows)
    if document["totals"]:
        rows = [[each["column"], _amount(each), _lacking(each)] for each in document["totals"]]
        print_table("Totals", ["Column", "Total", ""], rows, numeric=(1,))
    if document["checks"]:
        rows = [[c["statement"], f"{c['compared']:,}", _verdict(c)] for c in document["checks"]]
        print_table("What must hold", ["Statement", "Compared", ""], rows, numeric=(1,))
    unknown = document["unknown_columns"]
    if unknown:
        typer.echo(f"Columns not known and not read: {', '.join(unknown)}.")
    if document["absent_columns"]:
        absent = ", ".join(document["absent_columns"])
        typer.echo(f"Columns of other years that this file lacks: {absent}.")


def _unit(column: dict[str, Any]) -> str:
    form = column.get("printed_as", "fraction")
    printed = f", printed as {form}" if form != "fraction" else ""
    unit = column["unit"] if column["unit"] not in ("", "number") else column["type"]
    return f"{unit}{printed}"


def _gaps(missing: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {why}" for why, count in missing.items())


def _amount(total: dict[str, Any]) -> str:
    value = total["sum_of_stated"]
    if value is None:
        return "–"
    if total["unit"] in ("pence", "cents"):
        from capitula.ground.pence import pounds_text

        return pounds_text(value).replace("£", "£" if total["unit"] == "pence" else "$")
    return f"{value:,}" if value == value // 1 else f"{value:,.4f}"


def _lacking(total: dict[str, Any]) -> str:
    missing = total["missing"]
    return f"without {missing:,} rows that have no figure" if missing else ""


def _verdict(check: dict[str, Any]) -> str:
    if check["holds"]:
        return "holds"
    if not check["compared"]:
        return f"cannot be checked: {check['reason'] or 'a figure is missing in every row'}"
    shown = "; ".join(check["examples"])
    reason = f" ({check['reason']})" if check["reason"] else ""
    return f"{check['failed']:,} off, worst {check['worst']:f} {check['unit']}: {shown}{reason}"


app.command("indices")(population_needs.indices)
app.command("weigh")(population_weights.weigh)
app.command("carr-hill")(population_weights.carr_hill)
app.command("synthesise")(population_synthesise.synthesise)
