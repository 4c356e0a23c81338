"""A file of practice lists for the Carr-Hill formula: one row a practice, columns by name."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.figure_table import read_decimal
from capitula.population.need_weights.carr_hill_inputs import PracticeList
from capitula.population.need_weights.carr_hill_values import carr_hill_values
from capitula.population.published_csv import read_published_csv

OPTIONAL = (
    "home_residents",
    "new_registrants",
    "illness_ratio",
    "mortality_ratio",
    "market_forces",
    "distance_km",
    "density",
)


def list_columns() -> tuple[str, ...]:
    """Return the columns a file must have: the practice, and people by sex and age band."""
    values = carr_hill_values()
    people = (f"{sex}_{band}" for sex in values.age_sex for band in values.age_bands)
    return ("practice", *people)


def read_carr_hill_lists(path: Path) -> tuple[PracticeList, ...]:
    """Read lists from a CSV file; an empty cell of an optional column is not known.

    Raises:
        InputFaults: a column missing or not known, a cell that is no number, people missing.
    """
    published = read_published_csv(path)
    place = Place(published.name, 1)
    required = list_columns()
    absent = [name for name in required if name not in published.header]
    faults = [
        Fault(place, f"no column {name!r}", "it is required", near_miss(name, published.header))
        for name in absent
    ]
    faults += [
        Fault(place, f"column {name!r}", f"one of {', '.join((*required, *OPTIONAL))}", "rename it")
        for name in published.header
        if name not in (*required, *OPTIONAL) and not near_miss(name, absent)
    ]
    if faults:
        raise InputFaults(faults)
    lists: list[PracticeList] = []
    for line, cells in published.rows:
        row = dict(zip(published.header, cells, strict=True))
        numbers: dict[str, Decimal | None] = {}
        for name in (*required[1:], *OPTIONAL):
            at = Place(published.name, line, None, name)
            try:
                numbers[name] = read_decimal(row.get(name, ""))
            except ValueFault as fault:
                faults.append(fault.at(at))
                continue
            if numbers[name] is None and name in required:
                remedy = "write 0 where there is nobody; nothing is filled"
                faults.append(Fault(at, "no number", "people of that sex and age", remedy))
        lists.append(_practice(row["practice"].strip(), numbers))
    if faults:
        raise InputFaults(faults)
    return tuple(lists)


def _practice(code: str, numbers: dict[str, Decimal | None]) -> PracticeList:
    values = carr_hill_values()
    people = {
        (sex, band): Fraction(numbers.get(f"{sex}_{band}") or 0)
        for sex in values.age_sex
        for band in values.age_bands
    }
    return PracticeList(code, people, **{name: numbers.get(name) for name in OPTIONAL})
