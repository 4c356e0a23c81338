"""One published amount: from a figure table, or worked out by the published formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capitula.ground.date_words import date_text
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, from_pounds
from capitula.money.budget.figures_file import BesideFigure, LineFigure, TableFigure
from capitula.money.target_allocation import TABLE, TargetAllocation

_ABBREVIATIONS = ("gp", "qof", "mpig", "pms", "pco", "des")


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, or that nothing was.

    Attributes:
        amount_pence: None where nothing was public by the day.
        parts: heading and pence.
        by_practice: code, name and pence of each general practice, where it is known.
        sources: what shows it.
        missing: why there is none.
        mark: how it is known.
    """

    amount_pence: Pence | None = None
    parts: tuple[tuple[str, Pence], ...] = ()
    by_practice: tuple[tuple[str, str, Pence], ...] = ()
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mark: EvidenceMark = EvidenceMark.DERIVED


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The figures of a case that were public by a day.

    Attributes:
        tables: all of them, to say from when one was public.
        public: those that were by the day.
        target: the target allocation, if its tables were.
        known_on: the day.
    """

    tables: Mapping[str, FigureTable]
    public: Mapping[str, FigureTable]
    target: TargetAllocation | None
    known_on: date

    def published(self, figure: LineFigure | BesideFigure | None) -> Published:
        """Return what a line of the file asks for.

        Raises:
            InputFaults: an empty cell in a column to be added up.
        """
        if figure is None or not figure.has_figure:
            return Published()
        name = figure.table.name if figure.table else TABLE
        if name not in self.public:
            since = known_by(self.tables[name]) if name in self.tables else date.max
            when = "" if since == date.max else f"; one was by {date_text(since)}"
            missing = f"No figure was public by {date_text(self.known_on)}{when}."
            return Published(missing=(missing,))
        if figure.table:
            return _from_table(self.public[name], figure.table)
        if self.target is None:
            return Published()
        return _from_allocation(self.target, figure.allocation)


def known_by(table: FigureTable) -> date:
    """Return the day by which a table was public; one that does not say is never used as known."""
    stated = table.meta.get("known_by")
    return date.fromisoformat(stated) if stated else date.max


def _from_allocation(target: TargetAllocation, keys: tuple[str, ...]) -> Published:
    parts = tuple((target.formula.lines[key].title, target.amount_pence(key)) for key in keys)
    return Published(
        amount_pence=sum(pence for _, pence in parts),
        parts=parts if len(parts) > 1 else (),
        by_practice=tuple(
            (each.code, each.name, sum(target.amount_pence(key, each.code) for key in keys))
            for each in target.practices
        ),
        sources=(target.populations.origin, *target.formula.sources),
        mark=target.mark,
    )


def _from_table(table: FigureTable, figure: TableFigure) -> Published:
    amounts = _pence(table, figure.total)
    parts: list[tuple[str, Pence]] = []
    if figure.parts == "all":
        units = table.units
        before = table.columns[: table.columns.index(figure.total)]
        pounds = [name for name in before if units.get(name) == "£"]
        parts = [(_words(name), sum(_pence(table, name))) for name in pounds]
    meta = table.meta
    source = f"{meta['publisher']}, {meta['title']}, {meta['period']}, {meta['licence']}"
    practices = ()
    if {"practice_code", "practice_name"} <= set(table.columns):
        names = table.texts("practice_name")
        practices = tuple(zip(table.texts("practice_code"), names, amounts, strict=True))
    return Published(
        amount_pence=sum(amounts),
        parts=tuple((name, pence) for name, pence in parts if pence),
        by_practice=practices,
        sources=(source, *table.sources),
        mark=EvidenceMark.SOURCED,
    )


def _pence(table: FigureTable, column: str) -> list[Pence]:
    """Return a column in pence; an empty cell is a missing figure and never nought."""
    cells = table.decimals(column)
    known = [from_pounds(cell) for cell in cells if cell is not None]
    if len(known) != len(cells):
        found = f"{len(cells) - len(known)} empty cells"
        place = Place(f"{table.name}.csv", field=column)
        raise InputFaults([Fault(place, found, "a figure in every row", "leave the line blank")])
    return known


def _words(column: str) -> str:
    words = column.removeprefix("total_").split("_")
    text = " ".join(word.upper() if word in _ABBREVIATIONS else word for word in words)
    return text[:1].upper() + text[1:]
