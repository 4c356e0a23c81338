"""Practice lists weighed by a table that a contract names, rescaled to the registered lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from capitula.ground.derivation import Derivation, Input
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.figure_table import read_decimal
from capitula.ground.marks import EvidenceMark
from capitula.population.need_weights.normalising import as_decimal, in_hundredths, normalised
from capitula.population.need_weights.weight_table import Cell, Combining, WeightTable
from capitula.population.published_csv import read_published_csv

PRACTICE, PEOPLE = "practice", "people"


@dataclass(frozen=True, slots=True)
class CountedList:
    """One practice: its whole list, and the people in each cell of the table of weights."""

    people: Fraction
    cells: Mapping[Cell, Fraction]


@dataclass(frozen=True, slots=True)
class WeighedLists:
    """Lists weighed by a table.

    Attributes:
        registered: people, by practice.
        raw: people times weight, before they are rescaled.
        weighted: rescaled, exactly; they sum to the people.
        hundredths: the same in hundredths of a person; the parts equal the whole.
    """

    table: WeightTable
    registered: Mapping[str, Fraction]
    raw: Mapping[str, Fraction]
    weighted: Mapping[str, Fraction]
    hundredths: Mapping[str, int]

    @property
    def mark(self) -> EvidenceMark:
        """The mark of the weights."""
        return self.table.terms.mark

    def index(self, practice: str) -> Fraction:
        """Return weighted people per person; 1 over all lists together."""
        return self.weighted[practice] / self.registered[practice]

    def open(self, practice: str) -> Derivation:
        """Open the weighted list of one practice."""
        total, raw = sum(self.registered.values()), sum(self.raw.values())
        source = f"{self.table.terms.source}; {self.table.file}"
        return Derivation(
            subject=f"Weighted list of {practice}",
            formula="W = raw · ΣR / Σraw, raw = people times weight over the practice's cells",
            worked=f"{float(self.raw[practice]):,.4f} × {float(total):,.2f} / {float(raw):,.4f}",
            inputs=(
                Input("raw", as_decimal(self.raw[practice]), "weighted", self.mark, source),
                Input("ΣR", as_decimal(Fraction(total)), "people", EvidenceMark.LOCAL, "the lists"),
                Input("Σraw", as_decimal(Fraction(raw)), "weighted", self.mark, source),
            ),
            result=as_decimal(self.weighted[practice]),
            unit="weighted people",
            in_force="as the lists",
        )


def weigh_lists(table: WeightTable, lists: Mapping[str, CountedList]) -> WeighedLists:
    """Weigh lists and rescale them to the registered people.

    Raises:
        InputFaults: cells of which the table says nothing, practices without people, cells that
            do not add up to the list where each person stands in one: all of them.
    """
    faults: list[Fault] = []
    raw: dict[str, Fraction] = {}
    for practice, counted in sorted(lists.items()):
        place = Place("lists", None, None, practice)
        whole = sum(counted.cells.values(), Fraction(0))
        if counted.people <= 0:
            remedy = "leave out practices without a list"
            faults.append(Fault(place, f"{float(counted.people):g} people", "people", remedy))
        if table.terms.combining is Combining.LOOKUP and whole != counted.people:
            found = f"cells of {float(whole):g} people on a list of {float(counted.people):g}"
            remedy = "count each person in one cell, and nobody twice"
            faults.append(Fault(place, found, "cells that add up to the list", remedy))
        try:
            raw[practice] = table.raw(counted.cells, counted.people)
        except ValueFault as fault:
            faults.append(fault.at(place))
    if not faults:
        registered = {practice: each.people for practice, each in sorted(lists.items())}
        try:
            weighted = normalised(raw, registered)
        except ValueFault as fault:
            raise InputFaults([fault.at(Place("lists"))]) from fault
        return WeighedLists(table, registered, raw, weighted, in_hundredths(weighted))
    raise InputFaults(faults)


def read_counted_lists(path: Path, table: WeightTable) -> dict[str, CountedList]:
    """Read lists from a CSV file: practice, the columns of the table's cells, and people.

    A row whose cell columns are empty gives the whole list. It is required where weights are
    summed, since a person may then stand in several cells or in none.

    Raises:
        InputFaults: a column missing, a number missing, a cell twice, a list missing.
    """
    published = read_published_csv(path)
    by = table.terms.by
    faults = [
        Fault(
            Place(published.name, 1),
            f"no column {name!r}",
            f"columns {', '.join((PRACTICE, *by, PEOPLE))}",
            near_miss(name, published.header) or "add the column",
        )
        for name in (PRACTICE, *by, PEOPLE)
        if name not in published.header
    ]
    if faults:
        raise InputFaults(faults)
    cells: dict[str, dict[Cell, Fraction]] = {}
    wholes: dict[str, Fraction] = {}
    for line, row_cells in published.rows:
        row = dict(zip(published.header, map(str.strip, row_cells), strict=True))
        practice, cell = row[PRACTICE], tuple(row[name] for name in by)
        place = Place(published.name, line, None, PEOPLE)
        people = _people(row[PEOPLE], place, faults)
        counted = cells.setdefault(practice, {})
        if cell in counted or (not any(cell) and practice in wholes):
            found = f"{practice} {' '.join(cell)}".strip() + " a second time"
            faults.append(Fault(place, found, "each cell once", "keep one of the two rows"))
        if any(cell):
            counted[cell] = people
        else:
            wholes[practice] = people
    summed = table.terms.combining is Combining.SUM
    for practice in cells if summed else ():
        if practice not in wholes:
            place = Place(published.name, None, None, practice)
            remedy = "add a row with empty cells and the people on the list"
            faults.append(Fault(place, "no row for the whole list", "one", remedy))
    if faults:
        raise InputFaults(faults)
    return {
        practice: CountedList(wholes.get(practice, sum(counted.values(), Fraction(0))), counted)
        for practice, counted in cells.items()
    }


def _people(text: str, place: Place, faults: list[Fault]) -> Fraction:
    try:
        number = read_decimal(text)
    except ValueFault as fault:
        faults.append(fault.at(place))
        return Fraction(0)
    if number is None or number < 0:
        found = "no number" if number is None else text
        remedy = "write 0 where there is nobody; nothing is filled"
        faults.append(Fault(place, found, "people, nought or more", remedy))
        return Fraction(0)
    return Fraction(number)
