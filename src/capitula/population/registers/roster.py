"""The practices of a place on a day: what the shipped figures list, what the contract says of each.

A list of another financial year is refused rather than taken for this one. Where two publications
of a year list different practices or people, both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capitula.contract.participation import GpParticipation
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear

CODE, NAME = "practice_code", "practice_name"
LIST_COLUMNS = ("population", "registered")
"""Columns in which a publication gives the people of a practice, by the tables' own names."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A practice in one publication: the people it gives, None if the cell is empty."""

    table: str
    title: str
    publisher: str
    people: Decimal | None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One practice on the day.

    Attributes:
        practice: ODS code.
        name: as the first publication has it.
        listings: one for each publication that lists it.
        participation: what the contract says of it on the day; None if it says nothing.
    """

    practice: str
    name: str
    listings: tuple[Listing, ...]
    participation: GpParticipation | None

    def people(self, table: str) -> Decimal | None:
        """Return the people that a publication gives; None if it lists none."""
        return next((each.people for each in self.listings if each.table == table), None)


@dataclass(frozen=True, slots=True)
class Roster:
    """All practices on a day.

    Attributes:
        on: the day.
        year: the financial year whose publications are read.
        tables: the publications read, by name of the figure table, with their titles.
        rows: by code.
    """

    on: date
    year: FinancialYear
    tables: Mapping[str, str]
    rows: tuple[RosterRow, ...]

    def total(self, table: str) -> Decimal:
        """Return the people of all practices in one publication."""
        return sum((row.people(table) or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should ask about."""
        notes: list[str] = []
        for table, title in self.tables.items():
            absent = [row.practice for row in self.rows if row.people(table) is None]
            empty = [row.practice for row in self.rows if row.people(table) == 0]
            if absent:
                notes.append(f"Not in “{title}”: {', '.join(absent)}.")
            if empty:
                notes.append(
                    f"Listed in “{title}” with no people: {', '.join(empty)}; ask whether its list "
                    "passed to another practice, and when."
                )
        if not any(row.participation for row in self.rows):
            notes.append(
                "The contract names no practice as taking part: who would have joined, and in "
                "which form, is open."
            )
        return tuple(notes)


def roster(
    tables: Mapping[str, FigureTable], participations: Iterable[GpParticipation], on: date
) -> Roster:
    """Return the practices on a day.

    Args:
        tables: a case's figure tables; those with a practice column and a financial year are read.
        participations: the contract's, as in force; those that hold on the day are taken.
        on: the day.

    Raises:
        InputFaults: no publication lists the practices of that financial year.
    """
    year = FinancialYear.of(on)
    listing = {name: table for name, table in tables.items() if _lists_practices(table)}
    of_year = {name: table for name, table in listing.items() if _year(table) == year}
    by_practice = {p.practice: p for p in participations if _holds(p, on)}
    if not of_year and not by_practice:
        years = sorted({str(_year(table)) for table in listing.values()})
        raise InputFaults(
            [
                Fault(
                    Place("--on"),
                    f"{on}, which lies in {year}",
                    f"a day in {', '.join(years)}" if years else "a case with lists of practices",
                    "a list of another year is not taken for this one; add a figure table of "
                    f"{year} or choose another day",
                )
            ]
        )
    names: dict[str, str] = {}
    found: dict[str, list[Listing]] = {}
    for name, table in sorted(of_year.items()):
        for code, title, people in _people(table):
            names.setdefault(code, title)
            one = Listing(name, table.meta["title"], table.meta["publisher"], people)
            found.setdefault(code, []).append(one)
    for code, each in by_practice.items():
        names.setdefault(code, each.name)
    rows = tuple(
        RosterRow(code, names[code], tuple(found.get(code, ())), by_practice.get(code))
        for code in sorted(names)
    )
    titles = {name: table.meta["title"] for name, table in sorted(of_year.items())}
    return Roster(on, year, titles, rows)


def list_years(tables: Mapping[str, FigureTable]) -> tuple[FinancialYear, ...]:
    """Return the financial years of which figure tables list practices, in order."""
    years = {_year(table) for table in tables.values() if _lists_practices(table)}
    return tuple(sorted(year for year in years if year is not None))


def _lists_practices(table: FigureTable) -> bool:
    return (
        CODE in table.columns
        and any(column in table.columns for column in LIST_COLUMNS)
        and _year(table) is not None
    )


def _year(table: FigureTable) -> FinancialYear | None:
    try:
        return FinancialYear.parse(table.meta["period"])
    except (ValueFault, KeyError):
        return None


def _people(table: FigureTable) -> Iterable[tuple[str, str, Decimal | None]]:
    column = next(name for name in LIST_COLUMNS if name in table.columns)
    codes = table.texts(CODE)
    names = table.texts(NAME) if NAME in table.columns else [""] * len(codes)
    return zip(codes, names, table.decimals(column), strict=True)


def _holds(participation: GpParticipation, on: date) -> bool:
    """Whether it surely holds on the day: a partial date counts from its last day."""
    start, end = participation.in_force_from, participation.in_force_to
    begun = start is None or (start.latest is not None and start.latest <= on)
    return begun and (end is None or (end.earliest is not None and end.earliest >= on))
