"""`capitula outcomes reproduce`: known answers of the estimators, computed again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar

if TYPE_CHECKING:
    from capitula.money.reproduce import Reproduction


def register(app: typer.Typer) -> None:
    """Add the command of this module to the group."""
    app.command("reproduce")(reproduce)


def reproduce(
    name: str = typer.Argument(help="Which known answers; a wrong name lists them."),
    file: Path = typer.Argument(help="The published file."),
    out: Path | None = typer.Option(None, "--out", help="Write a row per figure to this CSV."),
    as_json: bool = AsJson,
) -> None:
    """Compute known answers of the estimators again from a published file.

    Status 0: all met; 1: not all; 2: the input is at fault.
    """
    from capitula.ground.writing import write_whole
    from capitula.outcomes.reproducing.registry import reproduce as run

    with progress_bar("Computing") as progress:
        result = run(name, file, progress)
    if out is not None:
        write_whole(out, result.rows_csv())
    if as_json:
        print_json(result.document())
    else:
        _print_reproduction(result)
    raise typer.Exit(0 if result.ok else 1)


def _print_reproduction(result: Reproduction) -> None:
    worst = "none" if result.worst is None else f"{result.worst:.3g}"
    typer.echo(f"{result.name}: {result.files[0]}, {result.rows:,} figures read")
    typer.echo(
        f"{result.matched:,} of {result.compared:,} known answers met; the worst uses {worst} "
        f"{result.tolerance_unit}"
    )
    rows = [
        [
            c.key,
            "–" if c.expected is None else f"{c.expected:f}",
            "–" if c.computed is None else f"{c.computed:.9f}",
            "met" if c.matched else c.reason,
        ]
        for c in result.comparisons
    ]
    print_table("Known answers", ["Figure", "Known", "Computed", ""], rows, numeric=(1, 2))
