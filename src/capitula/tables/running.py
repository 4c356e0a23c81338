"""Running a plan bucket by bucket: memory bounded, resumable, the same bytes every time."""

# ruff: noqa: S608 - names come from stages and schemas, never from a user
from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from capitula.tables.dialect import Literal
from capitula.tables.folder import PopulationFolder
from capitula.tables.manifest import Manifest
from capitula.tables.plan import Plan
from capitula.tables.reading import source
from capitula.tables.session import EngineSettings, Session
from capitula.tables.stage import Scope, Stage

Progress = Callable[[int, int], None]
"""Called with the pieces of work done, and all of them."""


@dataclass(frozen=True, slots=True)
class Work:
    """What to run and where.

    Attributes:
        plan: the stages.
        folder: the tables read.
        values: the `$name` values of the stages.
        given: small Arrow tables by name, such as age bands.
        place: the folder for what is kept; it is made.
        buckets: person buckets; those of the folder if it was parted.
        settings: of the engine.
    """

    plan: Plan
    folder: PopulationFolder
    values: Mapping[str, Literal]
    given: Mapping[str, Any]
    place: Path
    buckets: int = 1
    settings: EngineSettings = field(default_factory=EngineSettings)

    def key(self) -> str:
        """Return the digest of everything that decides the results.

        Threads and memory are not in it: they decide nothing.
        """
        whole = hashlib.sha256(self.plan.digest(Session.dialect, self.values).encode())
        for name in sorted(self.given):
            whole.update(f"{name}\n{self.given[name].to_pylist()!r}\n".encode())
        files = [f for name in self.plan.sources for f in self.folder.files.get(name, ())]
        whole.update(f"{self.folder.digest(files)}\n{self.buckets}".encode())
        return whole.hexdigest()

    def file(self, stage: Stage, bucket: int | None) -> Path:
        """Return where a stage's rows are kept."""
        where = "whole" if bucket is None else f"bucket-{bucket:05d}"
        return self.place / where / f"{stage.name}.parquet"


def run(work: Work, progress: Progress | None = None, *, restart: bool = False) -> None:
    """Run a plan, or go on with one that was stopped; what was finished is not done again.

    Rows about single people are deleted once all stages are done.

    Raises:
        InputFaults: the work folder holds a run with other inputs or terms.
        SumsTooLarge: a sum does not fit in 64 bits.
    """
    if restart and work.place.is_dir():
        shutil.rmtree(work.place)
    work.place.mkdir(parents=True, exist_ok=True)
    manifest = Manifest.open(work.place, work.key())
    if manifest.has("done"):
        return
    pieces = [
        (f"{number} {'whole' if bucket is None else bucket}", stages, bucket)
        for number, (scope, stages) in enumerate(work.plan.phases())
        for bucket in (range(work.buckets) if scope is Scope.BUCKET else (None,))
    ]
    for done, (name, stages, bucket) in enumerate(pieces):
        if progress:
            progress(done, len(pieces))
        if not manifest.has(name):
            manifest.finish(name, _piece(work, stages, bucket))
    final = [s for s in work.plan.stages if s.scope is Scope.WHOLE and s.keep]
    manifest.finish("done", [work.file(stage, None) for stage in final])
    for stage in work.plan.stages:
        if stage.person_level and stage.keep:
            for bucket in range(work.buckets):
                work.file(stage, bucket).unlink(missing_ok=True)
    if progress:
        progress(len(pieces), len(pieces))


def _piece(work: Work, stages: Sequence[Stage], bucket: int | None) -> list[Path]:
    """Run stages over one bucket or over the whole; returns the files kept."""
    kept: list[Path] = []
    made: set[str] = set()
    with Session(work.settings) as session:
        session.load(work.given)
        for stage in stages:
            _bring(session, work, [n for n in stage.reads if n not in made], bucket)
            session.table(stage.name, work.plan.sql(stage, session.dialect, work.values))
            made.add(stage.name)
            if stage.keep:
                path = work.file(stage, bucket)
                path.parent.mkdir(exist_ok=True)
                order = () if stage.person_level else stage.column_names
                session.write(f"select * from {stage.name}", path, order)
                kept.append(path)
    return kept


def _bring(session: Session, work: Work, wanted: Iterable[str], bucket: int | None) -> None:
    """Make tables of the folder and kept stages readable under their names."""
    stages = {stage.name: stage for stage in work.plan.stages}
    for name in wanted:
        if name in stages:
            of_all = stages[name].scope is Scope.BUCKET and bucket is None
            places = range(work.buckets) if of_all else (bucket,)
            whole = stages[name].scope is Scope.WHOLE
            files = [work.file(stages[name], None if whole else each) for each in places]
            columns = stages[name].column_names
            session.view(name, session.dialect.source([str(f) for f in files], columns))
        elif name in work.plan.sources:
            session.view(name, source(session, work.folder, name, bucket, work.buckets))
