"""People registered through a whole period, on one list or on several that follow each other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from capitula.population.registers.at import PACKAGE, lineage_at, read_result
from capitula.tables.folder import PopulationFolder
from capitula.tables.plan import Plan
from capitula.tables.running import Work, run
from capitula.tables.session import EngineSettings
from capitula.tables.stage import stages_of

CONTINUOUS = Plan(
    name="continuous",
    purpose="People registered through a whole period; a merged practice breaks nothing.",
    sources=("registrations",),
    given=("lineage",),
    stages=stages_of(PACKAGE, ("continuous_spells", "continuous")),
)


@dataclass(frozen=True, slots=True)
class ContinuousList:
    """People of one practice who were registered through the period.

    Attributes:
        holder: the practice that has their list at the end, after mergers.
        people: people.
        moved: of them, people who came from the list of another practice in the period.
    """

    holder: str
    people: int
    moved: int


def continuously_registered(
    folder: PopulationFolder,
    since: date,
    through: date,
    *,
    gap_days: int = 0,
    across_practices: bool = True,
    settings: EngineSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[ContinuousList, ...]:
    """Count the people registered on every day from `since` through `through`.

    Args:
        folder: with registrations; `successions` says which practices merged.
        since: the first day.
        through: the last day.
        gap_days: days without a list that still count as no gap, for the time a move takes.
        across_practices: whether a move to another practice goes on; if not, only a merger does.
        settings: threads and memory.
        progress: called with the pieces done and all of them.

    Raises:
        InputFaults: mergers in a circle.
    """
    with tempfile.TemporaryDirectory(prefix="capitula-") as place:
        work = Work(
            plan=CONTINUOUS,
            folder=folder,
            values={
                "since": since,
                "through": through,
                "gap_days": gap_days,
                "across_practices": int(across_practices),
            },
            given={"lineage": lineage_at(folder, through)},
            place=Path(place),
            buckets=folder.buckets,
            settings=settings or EngineSettings(),
        )
        run(work, progress)
        rows, _ = read_result(work, "continuous")
    return tuple(ContinuousList(*row) for row in rows)
