"""Sheets of the room of agreement as tables of a page, and its figures at a glance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capitula.agreement.benefit_review import BenefitReview, LineReview, Saying
from capitula.agreement.rules import rule
from capitula.agreement.sheet import Row, Sheet, Sheets
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.record.findings import Finding
from capitula.web.parts import Cell, Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import date_text

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet on a page: its table, or what is said where there is none, notes and questions."""

    title: str
    ident: str
    table: Table | None
    empty: str
    notes: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinePart:
    """A service line of the review: its parts of which somebody spoke, and what is not known."""

    title: str
    ident: str
    table: Table | None
    silent: str
    questions: tuple[str, ...]


def sheet_parts(found: Sequence[Sheets], address: Address) -> list[SheetPart]:
    """Return every sheet for a page; the first cell of a row leads to its entry."""
    sheets = [sheet for each in found for sheet in each.sheets]
    return [_part(number, sheet, address) for number, sheet in enumerate(sheets, start=1)]


def _part(number: int, sheet: Sheet, address: Address) -> SheetPart:
    table = None
    if sheet.rows:
        table = Table(
            sheet.title,
            [Column(header) for header in sheet.headers],
            [_row(row, address) for row in sheet.rows],
            compact=len(sheet.headers) > 3,
            under_heading=True,
        )
    return SheetPart(
        sheet.title, f"sheet-{number}", table, sheet.empty, sheet.notes, sheet.questions
    )


def _row(row: Row, address: Address) -> tuple[Cell, ...]:
    first, *others = (date_text(cell) for cell in row.cells)
    return (Link(first, address(row.entry)) if row.entry and first else first, *others)


def glance(found: Sequence[Finding]) -> list[Stat]:
    """Return the counts that a reader looks for first, each with its rule and what is counted."""
    signed = "A party counts while the last of its own positions and signatures is no consent."
    kept = "An undertaking counts until it is recorded as done, or refused with reasons."
    counted = (
        ("Parties not signed", "unsigned party", f"{signed} {rule('own_position').says}"),
        ("Concerns without an answer", "unanswered concern", rule("closing").says),
        ("Undertakings open", "open undertaking", kept),
    )
    return [_stat(label, [f for f in found if f.rule == name], law) for label, name, law in counted]


def _stat(label: str, found: Sequence[Finding], law: str) -> Stat:
    figure = Figure(
        label=f"{label}, as counted",
        mark=EvidenceMark.DERIVED,
        formula=f"a count of what stands open on the day. {law}",
        inputs=[
            Input(f.about, f.text, EvidenceMark.SOURCED, f"entry {', '.join(f.evidence[:1])}")
            for f in found
        ],
        rounding="none: a whole number",
    )
    return Stat(label, str(len(found)), "on the day as known on", figure)


def line_parts(found: BenefitReview, address: Address) -> list[LinePart]:
    """Return the review for a page: the whole first, then line by line."""
    reviews = (found.whole, *found.lines)
    return [_line(number, review, address) for number, review in enumerate(reviews, start=1)]


def _line(number: int, review: LineReview, address: Address) -> LinePart:
    title = capital(review.line)
    rows = [
        (part, date_text(saying.text), saying.by, _shown(saying, address))
        for part, sayings in review.chapters
        for saying in sayings
    ]
    silent = [part.lower() for part, sayings in review.chapters if not sayings]
    whole = number == 1
    if whole:
        silent = [part for part in silent if part not in ("in scope", "run by")]
    return LinePart(
        title,
        f"line-{number}",
        Table(
            title,
            [Column("Part"), Column("What is on record"), Column("Said by"), Column("Shown by")],
            rows,
            compact=True,
            under_heading=True,
        )
        if rows
        else None,
        f"Nobody is on record on: {', '.join(silent)}." if silent else "",
        tuple(question.removeprefix(f"{review.line}: ") for question in review.questions),
    )


def _shown(saying: Saying, address: Address) -> Cell:
    """The entry, as a link, with its source; the source and the mark where no entry shows it."""
    mark = "" if saying.mark is EvidenceMark.SOURCED else str(saying.mark)
    words = ", ".join(filter(None, (saying.entry, saying.source, mark)))
    return Link(words, address(saying.entry)) if saying.entry else words or None
