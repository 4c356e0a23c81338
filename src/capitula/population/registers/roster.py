"""The practices of a place on a day: who was open, the lists published for the time, the contract.

The day decides: a practice stands there if the organisation register has it open and with its
commissioner on that day, whatever a year's publication lists. Lists are those of publications that
hold for the day; a list of another financial year is refused rather than taken for this one. Where
two publications list different practices or people, both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capitula.contract.participation import GpParticipation
from capitula.ground.date_words import date_text
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear
from capitula.population.registers.practice_register import (
    Change,
    PracticeRegister,
    RegisterSpell,
    RosterChange,
    latest_register,
)

CODE, NAME = "practice_code", "practice_name"
LIST_COLUMNS = ("population", "registered")
"""Columns in which a publication gives the people of a practice, by the tables' own names."""

_NAMED = 4
"""Practices that change on one day are named up to this number, else counted."""


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
        spell: its time with the commissioner it has on the day, by the register; None without one.
    """

    practice: str
    name: str
    listings: tuple[Listing, ...]
    participation: GpParticipation | None
    spell: RegisterSpell | None = None

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
        not_on_day: practices that the year's publications list, but not open on the day or not yet.
        register: the edition of the register gone by; None if the case holds none for the day.
        changes: openings, closures and moves of the financial year, in order.
    """

    on: date
    year: FinancialYear
    tables: Mapping[str, str]
    rows: tuple[RosterRow, ...]
    not_on_day: tuple[RosterRow, ...] = ()
    register: PracticeRegister | None = None
    changes: tuple[RosterChange, ...] = ()

    def total(self, table: str) -> Decimal:
        """Return the people of all practices of the day in one publication."""
        return sum((row.people(table) or Decimal(0) for row in self.rows), Decimal(0))

    def change_words(self) -> tuple[tuple[date, str], ...]:
        """Return the year's changes for reading, a sentence a day, change and commissioner."""
        groups: dict[tuple[date, Change, str], list[RosterChange]] = {}
        for each in self.changes:
            groups.setdefault((each.day, each.change, each.commissioner), []).append(each)
        return tuple(
            (day, f"{_named(each)} {change.words(self._commissioner(code))}")
            for (day, change, code), each in groups.items()
        )

    def _commissioner(self, code: str) -> str:
        return self.register.commissioner_name(code) if self.register else code

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should ask about."""
        notes: list[str] = []
        if not self.tables:
            notes.append(
                f"No list of {self.year} is held, and none of another year is taken for it: the "
                "practices are those of the day, their people are not stated."
            )
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
        if self.not_on_day:
            named = ", ".join(row.practice for row in self.not_on_day)
            notes.append(
                f"Listed for {self.year}, but not open on {date_text(self.on)}: {named}; a list of "
                "a year is a mean of its quarters."
            )
        if self.register is None:
            notes.append(
                "No register of practices is held for this day: the practices are those that the "
                f"publications of {self.year} list, whichever day of it they were open."
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
        tables: a case's figure tables; those with a practice column and a financial year are read
            for lists, and the edition of the register that reaches furthest for days.
        participations: the contract's, as in force; those that hold on the day are taken.
        on: the day.

    Raises:
        InputFaults: neither a register nor a publication says anything of that day.
    """
    year = FinancialYear.of(on)
    listing = {name: table for name, table in tables.items() if _lists_practices(table)}
    of_year = {name: table for name, table in listing.items() if _year(table) == year}
    by_practice = {p.practice: p for p in participations if _holds(p, on)}
    edition = latest_register(tables)
    register = edition if edition is not None and on <= edition.until else None
    if not of_year and not by_practice and register is None:
        raise InputFaults([_nothing(on, year, listing, edition)])
    names: dict[str, str] = {}
    found: dict[str, list[Listing]] = {}
    for name, table in sorted(of_year.items()):
        for code, title, people in _people(table):
            names.setdefault(code, title)
            one = Listing(name, table.meta["title"], table.meta["publisher"], people)
            found.setdefault(code, []).append(one)
    for code, each in by_practice.items():
        names.setdefault(code, each.name)
    spells = register.on(on) if register else {}
    for code, spell in spells.items():
        names.setdefault(code, spell.name)
    rows = [
        RosterRow(
            code, names[code], tuple(found.get(code, ())), by_practice.get(code), spells.get(code)
        )
        for code in sorted(names)
    ]
    closed = _closed_to(register, on, by_practice)
    titles = {name: table.meta["title"] for name, table in sorted(of_year.items())}
    return Roster(
        on,
        year,
        titles,
        tuple(row for row in rows if row.practice not in closed),
        tuple(row for row in rows if row.practice in closed),
        register,
        register.changes(year.first_day, year.last_day) if register else (),
    )


def list_years(tables: Mapping[str, FigureTable]) -> tuple[FinancialYear, ...]:
    """Return the financial years of which figure tables list practices, in order."""
    years = {_year(table) for table in tables.values() if _lists_practices(table)}
    return tuple(sorted(year for year in years if year is not None))


def _named(changes: list[RosterChange]) -> str:
    if len(changes) > _NAMED:
        return f"{len(changes)} practices"
    return ", ".join(f"{each.practice} {each.name}" for each in changes)


def _closed_to(
    register: PracticeRegister | None, on: date, by_practice: Mapping[str, GpParticipation]
) -> frozenset[str]:
    """Return practices that the register knows, but not on the day; the contract's stay."""
    if register is None:
        return frozenset()
    known = {spell.practice for spell in register.spells}
    return frozenset(known - set(register.on(on)) - set(by_practice))


def _nothing(
    on: date,
    year: FinancialYear,
    listing: Mapping[str, FigureTable],
    edition: PracticeRegister | None,
) -> Fault:
    years = sorted({str(_year(table)) for table in listing.values()})
    until = f", or up to {date_text(edition.until)}, where the register ends" if edition else ""
    return Fault(
        Place("--on"),
        f"{date_text(on)}, which lies in {year}",
        f"a day in {', '.join(years)}{until}" if years else "a case with lists of practices",
        "a list of another year is not taken for this one; add a figure table of "
        f"{year} or choose another day",
    )


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
