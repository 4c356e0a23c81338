"""One part of a synthetic place as Parquet files in the schema of a population folder."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from capitula.population.synthetic.activity import Rows, activity_of_year
from capitula.population.synthetic.draws import Integers, choose, draw, stream_key
from capitula.population.synthetic.nhs_numbers import artificial_nhs_numbers
from capitula.population.synthetic.people import NEVER, People, make_people
from capitula.population.synthetic.plan import PlacePlan
from capitula.tables.schemas import ACTIVITY, PEOPLE, PRACTICES, REGISTRATIONS, RESIDENCES, Table

NHS_NUMBERS = "artificial_nhs_numbers"

Written = dict[str, tuple[int, str]]
"""Rows and SHA-256 by name of file."""


def write_part(plan: PlacePlan, part: int, folder: Path) -> tuple[Written, dict[str, Any]]:
    """Make and write one part; return its files and the sums by practice that were made."""
    people = make_people(plan, part)
    name = f"part-{part:05d}.parquet"
    written: Written = {}
    written |= _write(folder, PEOPLE, name, _people(people))
    written |= _write(folder, REGISTRATIONS, name, _registrations(plan, people))
    written |= _write(folder, RESIDENCES, name, _residences(plan, people))
    written |= _write_numbers(folder, name, people)
    sums = _list_sums(plan, part, people)
    arrow: Any = import_module("pyarrow")
    codes = arrow.array([practice.code for practice in plan.practices], arrow.string())
    for year in range(plan.year.start, plan.year.start + plan.years):
        columns: list[Any] = []
        for rows in activity_of_year(plan, part, people, year):
            _add(sums, plan, rows)
            columns.append(_activity(plan, people, rows, codes))
        table = arrow.concat_tables(columns)
        written |= _write(folder, ACTIVITY, f"{year}-{name}", table)
    return written, sums


def write_practices(plan: PlacePlan, folder: Path) -> Written:
    """Write the table of practices."""
    arrow: Any = import_module("pyarrow")
    none = arrow.nulls(len(plan.practices), arrow.date32())
    columns = {
        "practice": [practice.code for practice in plan.practices],
        "name": [practice.name for practice in plan.practices],
        "open_date": none,
        "close_date": none,
    }
    return _write(folder, PRACTICES, "part-00000.parquet", columns)


def _people(people: People) -> dict[str, Any]:
    return {
        "person_id": people.person,
        "birth_date": _days(people.birth),
        "sex": _words(people.female.astype(np.int64), ("male", "female")),
        "death_date": _days(people.death),
    }


def _registrations(plan: PlacePlan, people: People) -> dict[str, Any]:
    """Two numbers are kept for each person: their spell of the list day, and another."""
    has = people.other >= 0
    person = np.concatenate([people.person, people.person[has]])
    practice = np.concatenate([people.practice, people.other[has]])
    order = np.lexsort((np.concatenate([people.start, people.other_start[has]]), person))
    number = np.concatenate([people.person * 2, people.person[has] * 2 + 1])
    return {
        "registration_id": number[order],
        "person_id": person[order],
        "practice": _words(practice[order], tuple(p.code for p in plan.practices)),
        "start_date": _days(np.concatenate([people.start, people.other_start[has]])[order]),
        "end_date": _days(np.concatenate([people.end, people.other_end[has]])[order]),
    }


def _residences(plan: PlacePlan, people: People) -> dict[str, Any]:
    """Everybody lives in one area; those who change practice within the place move house too."""
    codes = tuple(code for code, _ in plan.areas)
    weights = [weight for _, weight in plan.areas]
    before = choose(draw(stream_key(plan.seed, "home"), people.person), weights)
    after = choose(draw(stream_key(plan.seed, "new home"), people.person), weights)
    has = people.other >= 0
    came = has & (people.other_start < people.start)
    moved = np.where(came, people.start, people.other_start)
    first = np.where(has & came, people.other_start, people.start)
    gone = np.where(has, NEVER, people.end)
    ends = np.minimum(np.where(has, moved, gone), people.death.clip(max=NEVER - 1) + 1)
    person = np.concatenate([people.person, people.person[has]])
    start = np.concatenate([first, moved[has]])
    last = np.minimum(np.where(came, people.end, NEVER), people.death.clip(max=NEVER - 1) + 1)
    end = np.concatenate([ends, last[has]])
    order = np.lexsort((start, person))
    area = np.concatenate([before, after[has]])
    return {
        "person_id": person[order],
        "lsoa": _words(area[order], codes),
        "start_date": _days(start[order]),
        "end_date": _days(end[order]),
    }


def _activity(plan: PlacePlan, people: People, rows: Rows, codes: Any) -> Any:
    arrow: Any = import_module("pyarrow")
    size = rows.person.size
    service = plan.assumptions.services[rows.service]
    at = arrow.array(rows.practice, mask=rows.practice < 0)
    columns = [
        arrow.array(people.person[rows.person]),
        _days(rows.day),
        arrow.repeat(arrow.scalar(rows.service), size),
        codes.take(at),
        arrow.array(rows.quantity),
        arrow.array(rows.cost_pence),
        arrow.repeat(arrow.scalar(service.priced), size),
    ]
    return arrow.Table.from_arrays(columns, schema=ACTIVITY.arrow())


def _days(days: Integers) -> Any:
    arrow: Any = import_module("pyarrow")
    return arrow.array(days.astype(np.int32), mask=days >= NEVER).cast(arrow.date32())


def _words(positions: Integers, words: tuple[str, ...]) -> Any:
    arrow: Any = import_module("pyarrow")
    return arrow.array(words, arrow.string()).take(arrow.array(positions))


def _write(folder: Path, table: Table, name: str, columns: Any) -> Written:
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    made = arrow.table(columns, schema=table.arrow()) if isinstance(columns, dict) else columns
    path = folder / table.name / name
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(made, path, compression="zstd", row_group_size=1_000_000)
    return _signed(folder, path, made.num_rows)


def _write_numbers(folder: Path, name: str, people: People) -> Written:
    """Artificial NHS numbers in a table of their own, for those for whom the range has one."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    numbers = artificial_nhs_numbers()
    has = people.person[people.person < numbers.size]
    shown = arrow.array(numbers[has]).cast(arrow.string())
    made = arrow.table({"person_id": has, "nhs_number": shown})
    path = folder / NHS_NUMBERS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(made, path, compression="zstd")
    return _signed(folder, path, made.num_rows)


def _signed(folder: Path, path: Path, rows: int) -> Written:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {path.relative_to(folder).as_posix(): (rows, digest)}


def _list_sums(plan: PlacePlan, part: int, people: People) -> dict[str, Any]:
    day = plan.list_day
    home = (people.start <= day) & (day < people.end)
    lists = np.bincount(people.practice[home], minlength=len(plan.practices))
    elsewhere = (people.other >= 0) & (people.other_start <= day) & (day < people.other_end)
    lists += np.bincount(people.other[elsewhere], minlength=len(plan.practices))
    counted = {plan.practices[n].code: int(lists[n]) for n in plan.parts[part]}
    return {"lists": counted, "gp_pence": {}, "monthly": {}, "services": {}}


def _add(sums: dict[str, Any], plan: PlacePlan, rows: Rows) -> None:
    """Add what was made to the sums that are held against the targets."""
    services = sums["services"]
    before = services.get(rows.service, (0, 0))
    made = (int(rows.person.size), int(rows.cost_pence.sum()))
    services[rows.service] = (before[0] + made[0], before[1] + made[1])
    if rows.service == "gp":
        last = plan.first_day + (366 if plan.year.last_day.year % 4 == 0 else 365)
        inside = rows.day < last
        pence = np.zeros(len(plan.practices), dtype=np.int64)
        np.add.at(pence, rows.practice[inside], rows.cost_pence[inside])
        for number in np.flatnonzero(pence).tolist():
            code = plan.practices[int(number)].code
            sums["gp_pence"][code] = sums["gp_pence"].get(code, 0) + int(pence[number])
    if plan.assumptions.services[rows.service].matched_by:
        dates = (
            rows.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 12 * 1970
        )
        months, found = np.unique(dates, return_counts=True)
        of_service = sums["monthly"].setdefault(rows.service, {})
        for month, count in zip(months.tolist(), found.tolist(), strict=True):
            of_service[month] = of_service.get(month, 0) + count
