"""One published amount: from a figure table, or worked out by the published formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capitula.ground.date_words import date_text
from capitula.ground.derivation import Derivation, Input
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, from_pounds, pounds_text, to_pounds
from capitula.money.budget.figures_file import BesideFigure, LineFigure, TableFigure
from capitula.money.target_allocation import TABLE, TargetAllocation

_ABBREVIATIONS = ("gp", "qof", "mpig", "pms", "pco", "des")


@dataclass(frozen=True, slots=True)
class PracticeAmount:
    """One general practice's part of a published amount.

    Attributes:
        code, name: the practice.
        pence: its part.
        derivations: how it came about; their amounts add up to the part.
    """

    code: str
    name: str
    pence: Pence
    derivations: tuple[Derivation, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, or that nothing was.

    Attributes:
        amount_pence: None where nothing was public by the day.
        parts: heading and pence.
        by_practice: each general practice's part, where it is known.
        sources: what shows it.
        missing: why there is none.
        mark: how it is known.
    """

    amount_pence: Pence | None = None
    parts: tuple[tuple[str, Pence], ...] = ()
    by_practice: tuple[PracticeAmount, ...] = ()
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
            since = self.tables[name].public_by if name in self.tables else date.max
            when = "" if since == date.max else f"; one was by {date_text(since)}"
            missing = f"No figure was public by {date_text(self.known_on)}{when}."
            return Published(missing=(missing,))
        if figure.table:
            return _from_table(self.public[name], figure.table)
        if self.target is None:
            return Published()
        return _from_allocation(self.target, figure.allocation)


def _from_allocation(target: TargetAllocation, keys: tuple[str, ...]) -> Published:
    parts = tuple((target.formula.lines[key].title, target.amount_pence(key)) for key in keys)
    return Published(
        amount_pence=sum(pence for _, pence in parts),
        parts=parts if len(parts) > 1 else (),
        by_practice=tuple(
            PracticeAmount(
                each.code,
                each.name,
                sum(target.amount_pence(key, each.code) for key in keys),
                tuple(target.explain(key, each.code) for key in keys),
            )
            for each in target.practices
        ),
        sources=(target.populations.origin, *target.formula.sources),
        mark=target.mark,
    )


def _from_table(table: FigureTable, figure: TableFigure) -> Published:
    amounts = _pence(table, figure.total)
    headings: dict[str, list[Pence]] = {}
    if figure.parts == "all":
        units = table.units
        before = table.columns[: table.columns.index(figure.total)]
        headings = {n: _pence(table, n) for n in before if units.get(n) == "£"}
    parts = [(_words(name), sum(cells)) for name, cells in headings.items()]
    meta = table.meta
    source = f"{meta['publisher']}, {meta['title']}, {meta['period']}, {meta['licence']}"
    practices: tuple[PracticeAmount, ...] = ()
    if {"practice_code", "practice_name"} <= set(table.columns):
        names = table.texts("practice_name")
        practices = tuple(
            _of_practice(
                table,
                (code, name, amount),
                [(_words(heading), cells[row]) for heading, cells in headings.items()],
            )
            for row, (code, name, amount) in enumerate(
                zip(table.texts("practice_code"), names, amounts, strict=True)
            )
        )
    return Published(
        amount_pence=sum(amounts),
        parts=tuple((name, pence) for name, pence in parts if pence),
        by_practice=practices,
        sources=(source, *table.sources),
        mark=EvidenceMark.SOURCED,
    )


def _of_practice(
    table: FigureTable, practice: tuple[str, str, Pence], parts: list[tuple[str, Pence]]
) -> PracticeAmount:
    """Return a practice's row opened: its headings add up to its total, or the total as it is."""
    code, name, amount = practice
    meta = table.meta
    whole = [(heading, pence) for heading, pence in parts if pence]
    adds_up = bool(whole) and sum(pence for _, pence in whole) == amount
    shown = whole if adds_up else [("As published", amount)]
    where = f"{meta['title']}, row {code}"
    worked = " + ".join(pounds_text(pence) for _, pence in shown)
    opened = Derivation(
        subject=f"{name} ({code}), {meta['period']}",
        formula="the sum of the headings paid" if adds_up else "as published",
        worked=f"{worked} = {pounds_text(amount)}" if adds_up else pounds_text(amount),
        inputs=tuple(
            Input(heading, to_pounds(pence), "£", EvidenceMark.SOURCED, where)
            for heading, pence in shown
        ),
        result=to_pounds(amount),
        unit="£",
        in_force=meta["period"],
        note="Headings of nought are left out." if adds_up else "",
        amount_pence=amount,
        sources=(f"{meta['publisher']}, {meta['title']}, {meta['period']}, {meta['licence']}",),
    )
    return PracticeAmount(code, name, amount, (opened,))


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
    return capital(text)
