"""What published figures say of a contract's lines, as a page: blanks stay blank."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.ground.date_words import date_text
from capitula.ground.pence import Pence, pounds_text
from capitula.money.budget.figures_file import Covers
from capitula.money.budget.found import FoundLine, StatedAmount
from capitula.money.budget.found_view import runs
from capitula.money.budget.found_whole import FoundFigures
from capitula.web.parts import Cell, Column, Figure, Input, Link, Source, Stat, Table
from capitula.web.presenters.derived import derived
from capitula.web.wording import pounds_and_pence, pounds_short


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """What was published for one practice and line, with how it came about."""

    title: str
    key: str
    pence: Pence
    what: str
    figures: list[Figure]


def headline(found: FoundFigures) -> list[Stat]:
    """Return what was found for the lines, and what each amount stated a year is above it."""
    only = Stat(
        "Found for the lines themselves",
        pounds_short(found.found_pence),
        f"{pounds_and_pence(found.found_pence)} for {found.year}; {_blank(found)}",
        _sum(found, "Found for the lines themselves", more=False),
    )
    more = Stat(
        "With figures that hold more than their line",
        pounds_short(found.at_most_pence),
        f"{pounds_and_pence(found.at_most_pence)} for {found.year}: not less is shown to exist, "
        "but not all of it is the contract's",
        _sum(found, "With figures that hold more than their line", more=True),
    )
    return [only] if found.at_most_pence == found.found_pence else [only, more]


def _sum(found: FoundFigures, label: str, *, more: bool) -> Figure:
    """Return which figures a sum is made of; a line left out of it is listed without an amount."""
    return Figure(
        label=f"{label}, {found.year}",
        mark=found.mark,
        formula="the sum of what was published for each line"
        if more
        else "the sum of what was published for each line, without figures that hold more than it",
        inputs=[
            Input(
                line.title,
                None
                if line.amount_pence is None or (line.covers is Covers.MORE and not more)
                else pounds_text(line.amount_pence),
                line.mark,
                "no published figure"
                if line.amount_pence is None
                else "left out: holds more than the line"
                if line.covers is Covers.MORE and not more
                else line.what,
            )
            for line in found.lines
        ],
        in_force=found.year,
        known=f"as known on {date_text(found.known_on)}",
    )


def _blank(found: FoundFigures) -> str:
    names = ", ".join(line.title for line in found.blank)
    return f"nothing is published for {names}" if names else "every line has a figure"


def lines(found: FoundFigures) -> Table:
    """Return the lines of the contract, each leading to how its figure came about."""
    return _table(f"Lines of the contract, {found.year}", found.lines, "no published figure")


def beside(found: FoundFigures) -> Table:
    """Return figures of the same place and year that belong to no line of the contract."""
    caption = f"Published for the same people, in no line of the contract, {found.year}"
    return _table(caption, found.beside, "not published")


def _table(caption: str, rows: tuple[FoundLine, ...], missing: str) -> Table:
    return Table(
        caption,
        [
            Column("Line"),
            Column("Amount", numeric=True),
            Column("What it is"),
            Column("Who runs it now"),
            Column("Evidence"),
        ],
        [
            (
                Link(line.title, f"#figure-{line.key}"),
                None if line.amount_pence is None else pounds_text(line.amount_pence),
                _kind(line),
                runs(line),
                "" if line.amount_pence is None else str(line.mark),
            )
            for line in rows
        ],
        missing=missing,
    )


def _kind(line: FoundLine) -> str:
    if line.basis is None:
        return ""
    holds = "; holds more than the line" if line.covers is Covers.MORE else ""
    return f"{line.basis.words}{holds}"


def opened(found: FoundFigures) -> list[tuple[str, Figure]]:
    """Return each line's title and its figure opened."""
    return [(line.title, _figure(line, found)) for line in _all(found)]


def _all(found: FoundFigures) -> tuple[FoundLine, ...]:
    return (*found.lines, *found.beside)


def _figure(line: FoundLine, found: FoundFigures) -> Figure:
    note = f" {line.note}" if line.note else ""
    said = f"{line.what}.{note}" if line.what else "No figure is published for this line."
    return Figure(
        label=f"{line.title}, {found.year}",
        mark=line.mark,
        formula=said,
        inputs=[Input(title, pounds_text(pence), line.mark) for title, pence in line.parts],
        sources=[Source(words, "") for words in line.sources],
        in_force=found.year,
        known=f"as known on {date_text(found.known_on)}",
        anchor=f"figure-{line.key}",
    )


def practices(found: FoundFigures, address: str) -> Table | None:
    """Return a row a practice and a column a line; each cell leads to how it came about.

    Args:
        found: the figures.
        address: of a practice's page, with CODE for its code.
    """
    lines = [line for line in _all(found) if line.by_practice]
    if not lines:
        return None
    names = {each.code: each.name for line in reversed(lines) for each in line.by_practice}
    pence = {line.key: {each.code: each.pence for each in line.by_practice} for line in lines}
    rows: list[tuple[Cell, ...]] = []
    for code in sorted(names):
        page = _with_code(address, code)
        cells = (_cell(pence[line.key].get(code), f"{page}#figure-{line.key}") for line in lines)
        rows.append((Link(code, page), names[code], *cells))
    sums = (
        Link(pounds_text(sum(pence[line.key].values())), f"#figure-{line.key}") for line in lines
    )
    return Table(
        f"By practice, {found.year}: {len(names)} practices",
        [Column("Practice"), Column("Name"), *(Column(line.title, numeric=True) for line in lines)],
        rows,
        total=("Total", "", *sums),
        missing="not listed",
        note="Columns are what was published for each line; they are not added up across. Each "
        "amount leads to how it came about.",
        compact=True,
    )


def _with_code(address: str, code: str) -> str:
    return address.replace("CODE", code)


def _cell(amount: int | None, href: str) -> Cell:
    return None if amount is None else Link(pounds_text(amount), href)


def practice_lines(found: FoundFigures, code: str) -> list[PracticeLine]:
    """Return what was published for one practice, line by line, opened; empty if nothing was."""
    known = f"as known on {date_text(found.known_on)}"
    return [
        PracticeLine(
            line.title,
            line.key,
            each.pence,
            f"{line.what}." if line.what else "",
            [
                derived(one, f"figure-{line.key}" if at == 0 else "", known)
                for at, one in enumerate(each.derivations)
            ],
        )
        for line in _all(found)
        for each in line.by_practice
        if each.code == code
    ]


def practice_name(found: FoundFigures, code: str) -> str:
    """Return a practice's name, as the first line that lists it has it."""
    every = (each for line in _all(found) for each in line.by_practice)
    return next((each.name for each in every if each.code == code), "")


def practice_table(found: FoundFigures, lines: list[PracticeLine]) -> Table:
    """Return one practice's lines; each amount leads to how it came about."""
    return Table(
        f"By line, {found.year}",
        [Column("Line"), Column("Amount", numeric=True), Column("What it is")],
        [
            (each.title, Link(pounds_text(each.pence), f"#figure-{each.key}"), each.what)
            for each in lines
        ],
        note="What was published for each line; the lines are not added up.",
    )


def stated(found: FoundFigures) -> Table:
    """Return the amounts that were put on the contract; those of another basis are not compared."""
    return Table(
        "Amounts put on the contract",
        [
            Column("Stated"),
            Column("More than was found", numeric=True),
            Column("Why not compared"),
            Column("Source"),
        ],
        [_stated(each) for each in found.stated],
        missing="not compared",
        note="A sum for a whole term, or one whose basis nobody stated, is never turned into a "
        "year's money.",
    )


def _stated(each: StatedAmount) -> tuple[str | None, ...]:
    gap = None if each.gap_pence is None else pounds_text(each.gap_pence)
    return each.words, gap, each.why_not, each.source


def questions(found: FoundFigures) -> list[tuple[str, tuple[str, ...]]]:
    """Return what is open, line by line."""
    return [(line.title, line.questions) for line in _all(found) if line.questions]
