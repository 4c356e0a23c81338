"""Options of commands that run stages over many people."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

FOLDER = typer.Argument(help="Folder of tables; `capitula tables schema` lists their columns.")
Threads = typer.Option(2, "--threads", min=1, help="Threads of the engine; results stay the same.")
Memory = typer.Option(512, "--memory", min=64, help="Most memory of the engine, in MiB.")
Buckets = typer.Option(
    0, "--buckets", min=0, help="Person buckets, one worked at a time; those of the folder if 0."
)
WorkFolder = typer.Option(
    None, "--work", help="Folder for results and what is finished; a stopped run goes on there."
)
Restart = typer.Option(False, "--restart", help="Begin anew in a work folder that holds a run.")


@contextmanager
def work_folder(given: Path | None) -> Generator[Path]:
    """Give the work folder: the one named, which stays, or one that is removed."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="capitula-") as made:
        yield Path(made) / "run"


def whole_day(option: str, text: str) -> date:
    """Return the day that an option gives.

    Raises:
        NotADay: not a whole day.
    """
    from capitula.cli.dates import NotADay, read_day

    day = read_day(text, option)
    if day is None:
        raise NotADay(f"{option}: found nothing; expected a whole day such as 2018-02-01")
    return day
