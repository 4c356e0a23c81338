"""The settlement run: a folder of people's rows to the cube and the figures of a statement."""

# ruff: noqa: S608 - the names put in come from our own stages
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from capitula.ground.faults import InputFaults
from capitula.money.cube.checks import settlement_faults
from capitula.money.cube.plan import settlement_plan
from capitula.money.cube.terms import CubeTerms
from capitula.population.member_months.counting import MemberMonths, read_member_months
from capitula.population.member_months.weights_file import NeedWeights
from capitula.tables.folder import PopulationFolder
from capitula.tables.running import Work, run
from capitula.tables.session import EngineSettings, Session

SETTLEMENT_TABLES = ("people", "registrations", "participation", "activity")
RESULTS = ("cube", "member_months", "costs_by_year", "thresholds", "truncation")


@dataclass(frozen=True, slots=True)
class Cube:
    """A finished run.

    Attributes:
        terms: what was counted and added up.
        work: where its results lie, as Parquet.
        weights: the need weights that the months were weighed by; None without.
        digests: SHA-256 of the sorted rows of every result: equal for equal inputs, whatever the
            threads, the buckets and the order of rows.
    """

    terms: CubeTerms
    work: Work
    digests: Mapping[str, str]
    weights: NeedWeights | None = None

    def path(self, result: str) -> Path:
        """Return the Parquet file of a result."""
        return self.work.file(self.work.plan.stage(result), None)

    def rows(self, result: str) -> list[dict[str, Any]]:
        """Return a result's rows, sorted by their columns."""
        stage = self.work.plan.stage(result)
        names = stage.column_names
        order = ", ".join(f"{name} nulls first" for name in names)
        with Session(self.work.settings) as session:
            kept = session.dialect.source([str(self.path(result))], names)
            found = session.rows(f"select * from ({kept}) order by {order}")
        return [dict(zip(names, row, strict=True)) for row in found]

    def member_months(self) -> MemberMonths:
        """Return the member months counted in the same run."""
        return read_member_months(self.work, self.terms.counting(self.weights))


def settlement_run(
    folder: PopulationFolder,
    terms: CubeTerms,
    place: Path,
    *,
    weights: NeedWeights | None = None,
    buckets: int | None = None,
    settings: EngineSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
    restart: bool = False,
) -> Cube:
    """Check the folder, then make the cube; a run that was stopped goes on where it was.

    Args:
        folder: people, registrations and activity; `participation` limits the practices.
        terms: period, lines, rules.
        place: the work folder.
        weights: need weights that months are weighed by as well; None for none.
        buckets: person buckets; those of the folder if it was parted.
        settings: threads and memory.
        progress: called with the pieces done and all of them.
        restart: begin anew in a work folder that holds another run.

    Raises:
        InputFaults: every fault of the folder; nothing was computed and nothing written.
        SumsTooLarge: a sum does not fit in 64 bits.
    """
    settings = settings or EngineSettings()
    buckets = buckets or folder.buckets
    if faults := settlement_faults(folder, terms, buckets, settings, weights):
        raise InputFaults(faults)
    work = Work(
        plan=settlement_plan(terms.member_months, truncated=terms.truncation_percent is not None),
        folder=folder,
        values=terms.values(weights, every_practice=not folder.has("participation")),
        given=terms.given(weights),
        place=place,
        buckets=buckets,
        settings=settings,
    )
    run(work, progress, restart=restart)
    return Cube(terms, work, _digests(work), weights)


def _digests(work: Work) -> dict[str, str]:
    names = [stage.name for stage in work.plan.stages]
    digests: dict[str, str] = {}
    with Session(work.settings) as session:
        for name in (result for result in RESULTS if result in names):
            stage = work.plan.stage(name)
            kept = session.dialect.source([str(work.file(stage, None))], stage.column_names)
            session.view(name, kept)
            digests[name] = session.digest(name)
    return digests
