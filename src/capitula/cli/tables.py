"""`capitula tables`: stages of SQL printed, folders checked and parted, the settlement run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli import tables_settle
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar
from capitula.cli.run_options import FOLDER, Memory, Threads

if TYPE_CHECKING:
    from capitula.tables.plan import Plan

app = typer.Typer(
    name="tables",
    help="Rows about many people: the SQL that counts them, and the settlement run.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


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
    folder: Path = FOLDER,
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


@app.command("terms")
def terms() -> None:
    """Print example terms of a settlement run, to be changed to those of the contract."""
    from importlib.resources import files

    example = files("capitula.money.cube") / "example_terms.yaml"
    typer.echo(example.read_text(encoding="utf-8"), nl=False)


app.command("settle")(tables_settle.settle)
