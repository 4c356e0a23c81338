"""Checks of a folder's rows before anything is computed: one report that names every fault.

A check finds rows that are at fault. What is told is how many, and the file and number of the
first few rows: never a person, never a value of a person.
"""

# ruff: noqa: S608 - names come from checks and schemas, never from a user
from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from capitula.ground.faults import Fault, Place
from capitula.tables.check import Check
from capitula.tables.folder import PopulationFolder
from capitula.tables.footers import column_bounds
from capitula.tables.reading import source
from capitula.tables.schemas import TABLES
from capitula.tables.session import EngineSettings, Session

EXAMPLES = 3
"""Rows named for each fault."""


@dataclass(slots=True)
class Found:
    """How often a check failed, and where first."""

    count: int = 0
    first: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])

    def add(self, count: int, first: Iterable[tuple[str, int]]) -> None:
        """Take in what another bucket found."""
        self.count += count
        self.first = heapq.nsmallest(EXAMPLES, [*self.first, *first])


def run_checks(
    folder: PopulationFolder,
    checks: Sequence[Check],
    *,
    given: Mapping[str, Any] | None = None,
    buckets: int = 1,
    settings: EngineSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Fault]:
    """Run checks bucket by bucket; returns a fault for each check that some row fails."""
    found = [Found() for _ in checks]
    proven = _proven(folder, checks)
    with Session(settings) as session:
        session.load(given or {})
        for bucket in range(buckets):
            if progress:
                progress(bucket, buckets)
            _bucket(session, folder, checks, found, proven, part=(bucket, buckets))
    return [
        _fault(folder, check, each) for check, each in zip(checks, found, strict=True) if each.count
    ]


def _proven(folder: PopulationFolder, checks: Sequence[Check]) -> frozenset[int]:
    """Return the checks that the footers of the files answer: no row need be read for them."""
    bounds = {name: column_bounds(files) for name, files in folder.files.items()}
    return frozenset(
        number
        for number, check in enumerate(checks)
        if check.holds
        and (known := bounds.get(check.table, {}).get(check.column))
        and check.holds(known)
    )


def _bucket(
    session: Session,
    folder: PopulationFolder,
    checks: Sequence[Check],
    found: Sequence[Found],
    proven: frozenset[int],
    *,
    part: tuple[int, int],
) -> None:
    bucket, buckets = part
    for name in folder.files:
        about_people = any(column.name == "person_id" for column in TABLES[name].columns)
        rest = " where false" if bucket and not about_people else ""  # read with bucket 0
        for prefix, located in (("located", True), ("plain", False)):
            sql = source(session, folder, name, bucket, buckets, located=located)
            session.view(f"{prefix}_{name}", f"{sql}{rest}")
    simple = sorted(
        (
            (number, check)
            for number, check in enumerate(checks)
            if check.condition and number not in proven
        ),
        key=lambda pair: pair[1].table,
    )
    for table, group in groupby(simple, key=lambda pair: pair[1].table):
        if folder.has(table):
            _conditions(session, table, list(group), found)
    for number, check in enumerate(checks):
        if check.query and all(folder.has(name) for name in check.reads):
            found[number].add(*_examples(session, check.query))


def _conditions(
    session: Session, table: str, group: Sequence[tuple[int, Check]], found: Sequence[Found]
) -> None:
    """Count what fails in one reading of the table; only then look where."""
    cells = ", ".join(
        f"count(case when {check.condition} then 1 end) as failed_{number}"
        for number, check in group
    )
    counts = session.rows(f"select {cells} from plain_{table}")[0]
    for (number, check), count in zip(group, counts, strict=True):
        if count:
            rows = f"select source_file, source_row from located_{table} where {check.condition}"
            found[number].add(*_examples(session, rows))


def _examples(session: Session, rows: str) -> tuple[int, list[tuple[str, int]]]:
    count = session.value(f"select count(*) from ({rows}) as faulty")
    if not count:
        return 0, []
    order = f"order by source_file, source_row limit {EXAMPLES}"
    return count, [(file, row) for file, row in session.rows(f"{rows} {order}")]


def _fault(folder: PopulationFolder, check: Check, found: Found) -> Fault:
    file, row = found.first[0]
    others = ", ".join(
        f"{row:,}" if other == file else f"{folder.shown(other)} row {row:,}"
        for other, row in found.first[1:]
    )
    more = "" if found.count <= len(found.first) else " and more"
    rows = "" if found.count == 1 else f" in {found.count:,} rows (also row {others}{more})"
    return Fault(
        Place(folder.shown(file), row, field=check.column),
        f"{check.found}{rows}",
        check.expected,
        check.remedy,
    )
