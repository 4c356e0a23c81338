"""Options of commands that run stages over many people."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from capitula.population.member_months.terms import AgeBand
    from capitula.population.member_months.weights_file import NeedWeights

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

WeightsFile = typer.Option(
    None, "--weights", help="CSV file of need weights: age_band, sex, weight."
)
WeightsSource = typer.Option("", "--weights-source", help="Where the need weights come from.")
WeightsMark = typer.Option("local", "--weights-mark", help="How they are known, such as sourced.")


def need_weights(
    path: Path | None, source: str, mark: str, bands: Sequence[AgeBand]
) -> NeedWeights | None:
    """Read the file of need weights that the options name; None without one.

    Raises:
        InputFaults: everything wrong with it, or no word of where the weights come from.
    """
    from capitula.cli.evidence import read_mark
    from capitula.ground.faults import Fault, InputFaults, Place
    from capitula.population.member_months.weights_file import read_need_weights

    if path is None:
        if source:
            expected, remedy = "--weights FILE beside it", "name the file, or leave it out"
            fault = Fault(Place("--weights-source"), "a source without weights", expected, remedy)
            raise InputFaults([fault])
        return None
    if not source.strip():
        place, found = Place("--weights-source"), "need weights without a source"
        remedy = "name the publication, or the schedule of the contract"
        raise InputFaults([Fault(place, found, "where they come from", remedy)])
    return read_need_weights(path, bands, source, read_mark("--weights-mark", mark))


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
