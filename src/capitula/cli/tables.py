"""`capitula tables`: stages of SQL printed, folders checked and parted, the settlement run."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar
from capitula.cli.run_options import Buckets, Memory, Restart, Threads, WorkFolder, work_folder

if TYPE_CHECKING:
    from capitula.money.cube.run import Cube
    from capitula.money.cube.statement import YearFigures
    from capitula.tables.plan import Plan

app = typer.Typer(
    name="tables",
    help="Rows about many people: the SQL that counts them, and the settlement run.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

_FOLDER = typer.Argument(help="Folder of tables; `capitula tables schema` lists their columns.")


@app.command("schema")
def schema(as_json: bool = AsJson) -> None:
    """Print the tables of a population folder: columns, types, units, what an empty cell means."""
    from capitula.tables.schemas import TABLES

    if as_json:
        tables = {
            table.name: {
                "row": table.row,
                "required": table.required,
                "columns": [
                    {"name": c.name, "type": c.type, "meaning": c.meaning, "empty": c.empty or None}
                    for c in table.columns
                ],
            }
            for table in TABLES.values()
        }
        print_json({"schema": "capitula.tables.schema/1", "tables": tables})
        return
    for table in TABLES.values():
        needed = "" if table.required else "; a folder need not have it"
        rows = [[c.name, c.type, c.meaning, c.empty or "never"] for c in table.columns]
        print_table(
            f"{table.name}: a row is {table.row}{needed}",
            ["Column", "Type", "Meaning", "Empty means"],
            rows,
        )


@app.command("explain")
def explain(
    stage: str = typer.Argument("", help="One stage; all stages in order without it."),
    plan: str = typer.Option("settlement", "--plan", help="Plan; `--plan ?` lists them."),
    dialect: str = typer.Option("duckdb", "--dialect", help="Engine whose SQL is printed."),
    written: bool = typer.Option(False, "--written", help="As written, before any engine's words."),
    as_json: bool = AsJson,
) -> None:
    """Print what is computed: the stages of a plan in order, or the SQL of one of them."""
    from capitula.money.cube.explained import EXAMPLE_VALUES, dialects, plans
    from capitula.tables.explaining import stage_document, stage_text

    known, engines = plans(), dialects()
    if plan == "?":
        for each in known.values():
            typer.echo(f"{each.name:<28}{each.purpose}")
        return
    chosen = known[_one_of("--plan", plan, known)]
    engine = engines[_one_of("--dialect", dialect, engines)]
    if stage:
        named = {each.name: each for each in chosen.stages}
        found = [named[_one_of("STAGE", stage, named)]]
    else:
        found = list(chosen.stages)
    if as_json:
        stages = [stage_document(chosen, each, engine, EXAMPLE_VALUES) for each in found]
        head = {"schema": "capitula.tables.explain/1", "plan": chosen.name, "dialect": dialect}
        print_json(head | {"stages": stages})
    elif stage:
        values = None if written else EXAMPLE_VALUES
        typer.echo(stage_text(chosen, found[0], engine, values))
    else:
        _print_plan(chosen)


def _print_plan(plan: Plan) -> None:
    typer.echo(f"{plan.name}: {plan.purpose}")
    typer.echo(f"Reads {', '.join(plan.sources)}; is given {', '.join(plan.given)}.")
    rows = [
        [str(number), each.name, each.scope.words, "kept" if each.keep else "", each.makes]
        for number, each in enumerate(plan.stages, 1)
    ]
    print_table("Stages in order", ["", "Stage", "Runs", "Rows", "Makes"], rows, numeric=(0,))
    typer.echo("One stage with its SQL: capitula tables explain STAGE. Other plans: --plan '?'.")


def _one_of(place: str, found: str, known: Any) -> str:
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss

    if found in known:
        return found
    words = list(known)
    remedy = near_miss(found, words) or "choose one of these"
    raise InputFaults([Fault(Place(place), repr(found), f"one of {', '.join(words)}", remedy)])


@app.command("ingest")
def ingest(
    folder: Path = _FOLDER,
    out: Path = typer.Argument(help="Folder to write; it must not be there yet."),
    buckets: int = typer.Option(25, "--buckets", min=1, help="Person buckets."),
    threads: int = Threads,
    memory: int = Memory,
) -> None:
    """Part a folder into person buckets once, so that later runs read one bucket at a time."""
    from capitula.tables.folder import open_folder
    from capitula.tables.ingest import part_into_buckets
    from capitula.tables.session import EngineSettings

    opened = open_folder(folder)
    with progress_bar("Parting") as progress:
        part_into_buckets(opened, out, buckets, EngineSettings(threads, memory), progress)
    noun = "bucket" if buckets == 1 else "buckets"
    typer.echo(f"Wrote {', '.join(sorted(opened.files))} to {out}: {buckets} person {noun}.")


@app.command("settle")
def settle(
    folder: Path = _FOLDER,
    terms: Path = typer.Option(..., "--terms", help="Terms of the run, a YAML file."),
    buckets: int = Buckets,
    threads: int = Threads,
    memory: int = Memory,
    work: Path | None = WorkFolder,
    restart: bool = Restart,
    as_json: bool = AsJson,
) -> None:
    """Run a settlement over people's rows: the cube, member months and a statement's figures.

    Exit status: 0 done; 2 the folder or the terms are at fault and nothing was computed.
    """
    from capitula.money.cube.run import SETTLEMENT_TABLES, settlement_run
    from capitula.money.cube.statement import statement_figures
    from capitula.money.cube.terms import read_cube_terms
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    read = read_cube_terms(terms)
    opened = open_folder(folder, SETTLEMENT_TABLES)
    with work_folder(work) as place, progress_bar("Settling") as progress:
        cube = settlement_run(
            opened,
            read,
            place,
            buckets=buckets or None,
            settings=EngineSettings(threads, memory),
            progress=progress,
            restart=restart,
        )
        figures = statement_figures(cube)
    if as_json:
        print_json(_settle_document(cube, figures, work))
    else:
        _print_figures(cube, figures, work)


def _settle_document(
    cube: Cube, figures: tuple[YearFigures, ...], work: Path | None
) -> dict[str, Any]:
    from dataclasses import asdict

    years = [
        {
            "year": str(year.year),
            "months": year.months,
            "member_months": str(year.member_months),
            "cost_pence": year.cost_pence,
            "unpriced_rows": year.unpriced_rows,
            "people": year.people,
            "threshold_pence": year.threshold_pence,
            "people_above": year.people_above,
            "excess_pence": year.excess_pence,
            "truncated_cost_pence": year.truncated_cost_pence,
            "payment_pence": year.payment_pence,
            "difference_pence": year.difference_pence,
            "lines": [asdict(line) for line in year.lines],
        }
        for year in figures
    ]
    kept = {} if work is None else {name: str(cube.path(name)) for name in cube.digests}
    head = {"schema": "capitula.tables.settle/1", "rule": cube.terms.member_months}
    return head | {"digests": dict(cube.digests), "files": kept, "years": years}


def _print_figures(cube: Cube, figures: tuple[YearFigures, ...], work: Path | None) -> None:
    for year in figures:
        _print_year(cube, year)
    if work is not None:
        typer.echo(f"The cube and the other results lie under {work / 'whole'}.")
    typer.echo(f"Digest of the cube: {cube.digests['cube']}")


def _print_year(cube: Cube, year: YearFigures) -> None:
    from capitula.ground.pence import pounds_text

    def pounds(pence: int | None) -> str:
        return "–" if pence is None else pounds_text(pence)

    rows = [
        [
            line.line,
            f"{line.quantity:,}",
            pounds(line.cost_pence),
            pounds(line.payment_pence),
            f"{line.unpriced_rows:,}",
            f"{line.outside_rows:,}",
        ]
        for line in year.lines
    ]
    part = "" if year.months == 12 else f" ({year.months} months of it)"
    print_table(
        f"{year.year}{part}: {_months(year.member_months)} member months, "
        f"{cube.terms.member_months.words}",
        ["Line", "Quantity", "Cost", "Paid by rate", "Rows without a price", "Rows outside"],
        rows,
        numeric=range(1, 6),
    )
    typer.echo(f"Cost {pounds(year.cost_pence)}.")
    if year.threshold_pence is not None:
        typer.echo(
            f"Truncation at percentile {cube.terms.truncation_percent} of the costs of "
            f"{year.people:,} people: {pounds(year.threshold_pence)}; {year.people_above:,} cost more, together "
            f"{pounds(year.excess_pence)} above it; cost after truncation "
            f"{pounds(year.truncated_cost_pence)}."
        )
    if year.difference_pence is not None:
        typer.echo(f"Paid {pounds(year.payment_pence)}; less cost {pounds(year.difference_pence)}.")
    elif year.unpriced_rows:
        typer.echo(
            f"The cost is not complete: {year.unpriced_rows:,} rows have no price. They are "
            "counted, and no difference from a payment is drawn."
        )
    typer.echo("")


def _months(number: Fraction) -> str:
    return f"{int(number):,}" if number.denominator == 1 else f"{float(number):,.2f}"
