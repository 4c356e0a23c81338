"""The lists on one day: one person on one list, after mergers, beside where people live."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.marks import EvidenceMark
from capitula.population.registers.lineage import Succession, holders, lineage_table
from capitula.tables.dialect import Literal
from capitula.tables.folder import PopulationFolder
from capitula.tables.plan import Plan
from capitula.tables.reading import source
from capitula.tables.running import Work, run
from capitula.tables.session import EngineSettings, Session
from capitula.tables.stage import stages_of

PACKAGE = "capitula.population.registers"

LISTS_AT = Plan(
    name="lists-at",
    purpose="How many people are on each list on a day, and whether they live in the place.",
    sources=("registrations", "residences"),
    given=("place_areas", "lineage"),
    stages=stages_of(PACKAGE, ("people_at", "list_at")),
)


@dataclass(frozen=True, slots=True)
class ListAt:
    """People of one list on the day.

    Attributes:
        practice: ODS code of the list as the spells name it; None for people on no list.
        holder: the practice that has the list on the day, after mergers; None for no list.
        lives: here, elsewhere or not_known.
        people: people.
        on_more_lists: of them, people whose list was chosen among several.
    """

    practice: str | None
    holder: str | None
    lives: str
    people: int
    on_more_lists: int


@dataclass(frozen=True, slots=True)
class UnregisteredEstimate:
    """People who live in the place and are on no list: an estimate, never a count.

    Attributes:
        residents: residents by a count from outside the registers.
        registered_residents: people of the registers who live there.
        people: the difference; below nought where lists hold more people than live there.
        source: where the count of residents comes from.
        mark: `assumed`, since two counts of different making are set against each other.
    """

    residents: int
    registered_residents: int
    source: str
    mark: EvidenceMark = EvidenceMark.ASSUMED

    @property
    def people(self) -> int:
        """Residents less those of them who are on a list."""
        return self.residents - self.registered_residents

    @property
    def words(self) -> str:
        """The estimate for reading."""
        if self.people < 0:
            return (
                f"the lists hold {-self.people:,} more residents than the {self.residents:,} "
                f"counted by {self.source}: no estimate of the unregistered can be made"
            )
        return f"{self.residents:,} residents ({self.source}) less {self.registered_residents:,}"


@dataclass(frozen=True, slots=True)
class ListsAt:
    """All lists on one day."""

    on: date
    rows: tuple[ListAt, ...]
    with_place: bool
    digest: str

    def count(self, *, listed: bool | None = None, lives: str | None = None) -> int:
        """Return people, of a list or of none, who live here, elsewhere or nobody knows where."""
        return sum(
            row.people
            for row in self.rows
            if (listed is None or (row.practice is not None) is listed)
            and (lives is None or row.lives == lives)
        )

    @property
    def chosen(self) -> int:
        """People whose list was chosen among several."""
        return sum(row.on_more_lists for row in self.rows)

    def by_holder(self) -> dict[str, int]:
        """Return people by the practice that has their list on the day."""
        totals: dict[str, int] = {}
        for row in self.rows:
            if row.holder is not None:
                totals[row.holder] = totals.get(row.holder, 0) + row.people
        return dict(sorted(totals.items()))

    def unregistered(self, residents: int, source: str) -> UnregisteredEstimate:
        """Estimate the people who live here and are on no list."""
        return UnregisteredEstimate(residents, self.count(listed=True, lives="here"), source)


def read_successions(folder: PopulationFolder) -> tuple[Succession, ...]:
    """Return the folder's mergers and takeovers; none if it has no such table."""
    with Session() as session:
        rows = session.rows(source(session, folder, "successions"))
    return tuple(Succession(*row) for row in rows)


def lineage_at(folder: PopulationFolder, on: date) -> Any:
    """Return which practice has which list on a day, as an Arrow table.

    Raises:
        InputFaults: a list that passes on twice or in a circle.
    """
    name = folder.shown(folder.files["successions"][0]) if folder.has("successions") else ""
    return lineage_table(holders(read_successions(folder), on, name))


def lists_at(
    folder: PopulationFolder,
    on: date,
    areas: Iterable[str] | None = None,
    *,
    buckets: int | None = None,
    settings: EngineSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ListsAt:
    """Count the people of every list on a day.

    A person whom several lists hold is counted once: on the list that began last; of those, the
    one that lasts longest; of those, the spell with the lowest number. How many were chosen so is
    part of the answer.

    Args:
        folder: with registrations, and residences if people's homes are wanted.
        on: the day.
        areas: the LSOA codes of the place; None leaves homes aside.
        buckets: person buckets; those of the folder if it was parted.
        settings: threads and memory.
        progress: called with the pieces done and all of them.

    Raises:
        InputFaults: homes wanted and the folder has none, or mergers in a circle.
    """
    if areas is not None and not folder.has("residences"):
        remedy = "add the table, or ask without the place's areas"
        raise InputFaults(
            [Fault(Place(str(folder.path)), "no table 'residences'", "where people live", remedy)]
        )
    pa: Any = import_module("pyarrow")
    place_areas = pa.table({"lsoa": pa.array(sorted(set(areas or ())), pa.string())})
    values: dict[str, Literal] = {"on": on, "with_place": int(areas is not None)}
    with tempfile.TemporaryDirectory(prefix="capitula-") as place:
        work = Work(
            plan=LISTS_AT,
            folder=folder,
            values=values,
            given={"place_areas": place_areas, "lineage": lineage_at(folder, on)},
            place=Path(place),
            buckets=buckets or folder.buckets,
            settings=settings or EngineSettings(),
        )
        run(work, progress)
        rows, digest = read_result(work, "list_at")
    return ListsAt(on, tuple(ListAt(*row) for row in rows), areas is not None, digest)


def read_result(work: Work, name: str) -> tuple[list[tuple[Any, ...]], str]:
    """Return the sorted rows of a finished stage, and their digest."""
    stage = work.plan.stage(name)
    order = ", ".join(f"{column} nulls first" for column in stage.column_names)
    with Session(work.settings) as session:
        kept = session.dialect.source([str(work.file(stage, None))], stage.column_names)
        session.view(name, kept)
        rows = session.rows(f"select * from {name} order by {order}")  # noqa: S608 - our own stage
        return rows, session.digest(name)
