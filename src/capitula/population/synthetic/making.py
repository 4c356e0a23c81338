"""Making a whole synthetic place, with any number of workers, and holding it against its targets.

Nothing is written into a folder that holds something already. A part is the unit of work; its bytes
depend on the plan alone. At the end the rows made are counted again and compared with every target.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ClassVar

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.marks import EvidenceMark
from capitula.population.synthetic.plan import PlacePlan
from capitula.population.synthetic.writing import Written, write_part, write_practices

NOTE = "synthetic.json"
SCHEMA = "capitula.population.synthetic/1"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TargetMet:
    """A target, what was asked and what was made."""

    what: str
    asked: int
    made: int
    unit: str

    @property
    def met(self) -> bool:
        """Whether they are equal."""
        return self.asked == self.made


@dataclass(frozen=True, slots=True)
class SyntheticPlace:
    """What was made.

    Attributes:
        folder: where it lies.
        rows: rows by table.
        services: rows and pence by service.
        targets: every total that was to be matched.
        mark: assumed, whatever is matched.
    """

    plan: PlacePlan
    folder: Path
    rows: dict[str, int]
    services: dict[str, tuple[int, int]]
    targets: tuple[TargetMet, ...]
    files: Written
    mark: EvidenceMark

    @property
    def ok(self) -> bool:
        """Whether every target is met exactly."""
        return all(target.met for target in self.targets)

    def document(self) -> dict[str, Any]:
        """Return plain data: what is matched, what is assumed, and the digest of every file."""
        plan = self.plan
        return {
            "schema": SCHEMA,
            "name": plan.name,
            "seed": plan.seed,
            "year": str(plan.year),
            "years": plan.years,
            "list_day": plan.year.month(7).isoformat(),
            "practices": len(plan.practices),
            "people_on_the_lists": sum(practice.people for practice in plan.practices),
            "rows": self.rows,
            "services": {
                key: {"rows": rows, "cost_pence": pence}
                for key, (rows, pence) in self.services.items()
            },
            "matched": [{"what": each.what, "source": each.source} for each in plan.matched],
            "assumed": {
                "mark": plan.assumptions.mark.value,
                "source": plan.assumptions.source,
                "ages": plan.assumptions.ages.note,
            },
            "notes": list(plan.notes),
            "targets": len(self.targets),
            "missed": [
                {"what": t.what, "asked": t.asked, "made": t.made, "unit": t.unit}
                for t in self.targets
                if not t.met
            ],
            "mark": self.mark.value,
            "files": {name: {"rows": n, "sha256": d} for name, (n, d) in self.files.items()},
        }


def make_place(
    plan: PlacePlan, folder: Path, workers: int = 1, progress: Progress | None = None
) -> SyntheticPlace:
    """Make a place and write it as a population folder.

    Args:
        plan: what to make.
        folder: a new or empty folder.
        workers: processes; the bytes do not depend on it.
        progress: called with parts done and parts in all.

    Raises:
        InputFaults: the folder holds something, or fewer than one worker.
    """
    _check(folder, workers)
    folder.mkdir(parents=True, exist_ok=True)
    files = write_practices(plan, folder)
    sums: dict[str, Any] = {"lists": {}, "gp_pence": {}, "monthly": {}, "services": {}}
    parts = len(plan.parts)
    for done, (written, of_part) in enumerate(_all_parts(plan, folder, workers), start=1):
        files |= written
        _gather(sums, of_part)
        if progress:
            progress(done, parts)
    rows: dict[str, int] = {}
    for name, (count, _) in files.items():
        table = name.partition("/")[0]
        rows[table] = rows.get(table, 0) + count
    place = SyntheticPlace(
        plan=plan,
        folder=folder,
        rows=rows,
        services=dict(sums["services"]),
        targets=tuple(_targets(plan, sums)),
        files=dict(sorted(files.items())),
        mark=plan.assumptions.mark,
    )
    text = json.dumps(place.document(), ensure_ascii=False, indent=1) + "\n"
    (folder / NOTE).write_text(text, encoding="utf-8")
    return place


def _check(folder: Path, workers: int) -> None:
    faults: list[Fault] = []
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        remedy = "name a folder that does not exist yet"
        faults.append(Fault(Place(str(folder)), "something is there", "a new folder", remedy))
    if workers < 1:
        faults.append(Fault(Place("--workers"), str(workers), "1 or more", "use 1"))
    if faults:
        raise InputFaults(faults)


def _all_parts(
    plan: PlacePlan, folder: Path, workers: int
) -> Iterator[tuple[Written, dict[str, Any]]]:
    parts = range(len(plan.parts))
    if workers == 1:
        yield from (_one_part(plan, part, folder) for part in parts)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_Worker.begin, initargs=(plan, folder)
    ) as pool:
        yield from pool.map(_Worker.work, parts)


class _Worker:
    """What a process of its own holds: the plan is sent to it once."""

    plan: ClassVar[PlacePlan]
    folder: ClassVar[Path]

    @classmethod
    def begin(cls, plan: PlacePlan, folder: Path) -> None:
        """Take the plan."""
        cls.plan, cls.folder = plan, folder

    @classmethod
    def work(cls, part: int) -> tuple[Written, dict[str, Any]]:
        """Make one part of it."""
        return _one_part(cls.plan, part, cls.folder)


def _one_part(plan: PlacePlan, part: int, folder: Path) -> tuple[Written, dict[str, Any]]:
    """Write one part on one thread, and give its memory back."""
    arrow: Any = import_module("pyarrow")
    arrow.set_cpu_count(1)
    made = write_part(plan, part, folder)
    arrow.default_memory_pool().release_unused()
    return made


def _gather(sums: dict[str, Any], part: dict[str, Any]) -> None:
    sums["lists"] |= part["lists"]
    sums["gp_pence"] |= part["gp_pence"]
    for service, (rows, pence) in part["services"].items():
        before = sums["services"].get(service, (0, 0))
        sums["services"][service] = (before[0] + rows, before[1] + pence)
    for service, months in part["monthly"].items():
        whole = sums["monthly"].setdefault(service, {})
        for month, count in months.items():
            whole[month] = whole.get(month, 0) + count


def _targets(plan: PlacePlan, sums: dict[str, Any]) -> Iterator[TargetMet]:
    for practice in plan.practices:
        made = sums["lists"].get(practice.code, 0)
        yield TargetMet(f"list of {practice.code}", practice.people, made, "people")
        if practice.payments_pence is not None:
            pence = sums["gp_pence"].get(practice.code, 0)
            what = f"general practice at {practice.code}"
            yield TargetMet(what, practice.payments_pence, pence, "pence")
    for service, months in plan.monthly.items():
        for month, asked in months.items():
            made = sums["monthly"].get(service, {}).get(month, 0)
            what = f"{service} in {month // 12}-{month % 12 + 1:02d}"
            yield TargetMet(what, asked, made, "rows")
