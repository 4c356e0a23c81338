"""What a synthetic place is to match, from the official files that a person names.

Lists come from a file of weighted populations, of GP payments or of ages and sex; admissions and
first outpatient attendances from the Monthly Activity Return; small areas from the population of
lower layer super output areas. Published lists that are not whole (means of four quarters) are made
whole by the largest remainder, so that the place's total stays what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear
from capitula.ground.rounding import apportion
from capitula.population.need_weights.finding_areas import find_area
from capitula.population.official.loading import read_official
from capitula.population.official.official_file import OfficialFile
from capitula.population.published_csv import plain_name, read_published_csv
from capitula.population.synthetic.assumptions import load_assumptions
from capitula.population.synthetic.plan import PlannedPractice, Target
from capitula.population.weighted_population import read_weighted_populations


@dataclass(frozen=True, slots=True)
class ListsRead:
    """Practices read from an official file, with what of them is matched."""

    practices: tuple[PlannedPractice, ...]
    matched: tuple[Target, ...]
    notes: tuple[str, ...]


def read_lists(path: Path, place: str) -> ListsRead:
    """Read the lists of a place's practices from an official file; its kind shows in its header.

    Args:
        path: weighted populations, GP payments, or ages and sex of practices.
        place: a commissioner's or place's code or name, or the first signs of practice codes.

    Raises:
        InputFaults: the file is at fault, is of no such kind, or has no practice of the place.
    """
    header = {plain_name(name) for name in read_published_csv(path).header}
    if plain_name("Number of Registered Patients (Last Known Figure)") in header:
        return _from_payments(read_official("gp-payments", path), place)
    if plain_name("AgeAll") in header:
        return _from_ages(read_official("practice-age-sex", path), place)
    populations = read_weighted_populations(path)
    _, area, _, practices = find_area(populations, place, "")
    lists = {p.code: p.values["population"] for p in practices}
    names = {p.code: p.name for p in practices}
    source = f"{populations.origin}; {area.name} ({area.code})"
    return _lists(lists, names, source, {}, {})


def read_monthly(
    path: Path, commissioner: str, year: FinancialYear, years: int
) -> tuple[dict[str, dict[int, int]], tuple[Target, ...]]:
    """Read the monthly totals of a commissioner for the years of a place.

    Raises:
        InputFaults: the file is at fault, or a month is missing or not a whole number.
    """
    read = read_official("monthly-activity", path)
    rows = {row["month"]: row for row in read.rows(commissioner_code=commissioner)}
    place = Place(read.file, None, None, commissioner)
    if not rows:
        remedy = "give the commissioner's code, such as 05C, with --commissioner"
        raise InputFaults([Fault(place, "no rows", "a commissioner of the file", remedy)])
    first = 12 * year.start + 3
    months = range(first, first + 12 * years)
    names = {month: f"{month // 12}-{month % 12 + 1:02d}" for month in months}
    faults: list[Fault] = []
    monthly: dict[str, dict[int, int]] = {}
    for key, service in load_assumptions().services.items():
        if not service.matched_by:
            continue
        for month, name in names.items():
            value = rows.get(name, {}).get(service.matched_by)
            if value is None or value != int(value):
                found = f"no {service.matched_by} in {name}" if value is None else f"{value}"
                remedy = "choose a year that the file holds, or leave the file out"
                faults.append(Fault(place, found, "a whole number for each month", remedy))
            else:
                monthly.setdefault(key, {})[month] = int(value)
    if faults:
        raise InputFaults(faults)
    what = f"monthly {', '.join(monthly)} of {commissioner}, the place's total"
    return monthly, (Target(what, f"{read.layout.publisher}, {read.layout.title}: {read.file}"),)


def read_areas(path: Path, named: str) -> tuple[tuple[tuple[str, int], ...], tuple[Target, ...]]:
    """Read the small areas whose name begins so, with the people who live there.

    Raises:
        InputFaults: the file is at fault, or no area is so named.
    """
    read = read_official("lsoa-population", path)
    wanted = f"{named.strip()} ".casefold()
    areas = tuple(
        (row["area_code"], row["total_population"])
        for row in read.rows()
        if row["area_name"] and row["area_name"].casefold().startswith(wanted)
    )
    if not areas:
        remedy = "give the local authority's name as it stands before the area's number"
        fault = Fault(Place(read.file), f"no area named {named!r}", "areas of the place", remedy)
        raise InputFaults([fault])
    source = f"{read.layout.publisher}, {read.layout.title}: {read.file}"
    what = f"codes of {len(areas)} small areas; people are drawn over them by their population"
    return areas, (Target(what, source),)


def _from_payments(read: OfficialFile, place: str) -> ListsRead:
    wanted = place.casefold()
    chosen = [row for row in read.rows() if _is_of(row, wanted)]
    lists = {row["practice_code"]: row["registered_patients"] for row in chosen}
    names = {row["practice_code"]: row["practice_name"] or "" for row in chosen}
    payments = {row["practice_code"]: row["total"] for row in chosen}
    source = f"{read.layout.publisher}, {read.layout.title} {read.period.label}: {read.file}"
    return _lists(lists, names, source, {}, payments)


def _from_ages(read: OfficialFile, place: str) -> ListsRead:
    chosen = [row for row in read.rows() if row["practice_code"].startswith(place.upper())]
    lists = {row["practice_code"]: row["total"] for row in chosen}
    old = {row["practice_code"]: row["aged_65_and_over"] for row in chosen}
    source = f"{read.layout.publisher}, {read.layout.title} {read.period.label}: {read.file}"
    return _lists(lists, {}, source, old, {})


def _is_of(row: dict[str, Any], wanted: str) -> bool:
    names = (row["commissioner_code"], row["commissioner_name"])
    exact = any(name and name.casefold() == wanted for name in names)
    return exact or (len(wanted) > 2 and row["practice_code"].casefold().startswith(wanted))


def _lists(
    lists: dict[str, Any],
    names: dict[str, str],
    source: str,
    old: dict[str, int | None],
    payments: dict[str, int | None],
) -> ListsRead:
    people = {code: Fraction(Decimal(n)) for code, n in lists.items() if n}
    if not people:
        remedy = "give --place as the file names it, such as 05C or Dudley"
        fault = Fault(Place("--place"), "no practice with people", "practices of a place", remedy)
        raise InputFaults([fault])
    whole = apportion(int(sum(people.values()) + Fraction(1, 2)), people)
    paid = {code: pence for code, pence in payments.items() if code in people and pence}
    practices = tuple(
        PlannedPractice(code, names.get(code, ""), number, old.get(code), paid.get(code))
        for code, number in whole.items()
        if number
    )
    matched = [Target("people on the list of each practice, to the whole person", source)]
    notes: list[str] = []
    if old:
        matched.append(Target("people of 65 and over on each list", source))
    if paid:
        matched.append(Target("cost of general practice by practice, in the first year", source))
    left_out = sorted(set(lists) - {practice.code for practice in practices})
    if left_out:
        notes.append(f"practices without a list are left out: {', '.join(left_out)}")
    return ListsRead(practices, tuple(matched), tuple(notes))
