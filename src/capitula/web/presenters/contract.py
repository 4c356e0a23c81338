"""The contract file as a page: tables of what it lists, and its chapters in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.contract.scope import ScopeLine
from capitula.ground.pence import from_pounds
from capitula.record.sources import Source
from capitula.reports.contract_print.document import Clause, Section
from capitula.reports.contract_print.making import make_print
from capitula.web.parts import Cell, Column, Link, Table, Term
from capitula.web.wording import count, date_text, pounds_and_pence

IN_TABLES = frozenset({"Form and parties", "People covered", "Services", "Value", "Other terms"})
"""Chapters of the print that the page shows as tables already."""


def chapters(contract: Contract, sources: Mapping[str, Source], known_on: date) -> list[Section]:
    """Return the chapters that no table shows: payment, start, exit and the rest, as printed."""
    printed = make_print(contract, sources, known_on)
    return [section for section in printed.sections if section.title not in IN_TABLES]


def chapter(
    contract: Contract, sources: Mapping[str, Source], known_on: date, title: str
) -> tuple[Clause, ...]:
    """Return the clauses of one chapter, as printed; none where it has none."""
    printed = make_print(contract, sources, known_on)
    return next((s.clauses for s in printed.sections if s.title == title), ())


def key_terms(contract: Contract) -> list[Term]:
    """Return what a reader asks first: which form, for whom, how many people, how long."""
    population, length = contract.population, contract.length
    return [
        Term("Form", contract.form.name.words, mark=contract.form.mark),
        Term("For whom", population.definition, mark=population.mark),
        Term("People", count(population.people) if population.people else None),
        Term("Term", length_words(contract), note=length.note if length else ""),
    ]


def tables(contract: Contract, sources: Mapping[str, Source]) -> list[Table]:
    """Return parties, scope, values and terms, each with its evidence and source; none empty."""
    found = [
        _parties(contract, sources),
        _scope(contract, sources),
        _values(contract, sources),
        _terms(contract, sources),
    ]
    return [table for table in found if table.rows]


def _evidence(part: Cited, sources: Mapping[str, Source]) -> tuple[Cell, ...]:
    source = sources.get(part.source or "")
    shown: Cell = part.clause
    if source and not part.clause:
        words = f"{source.publisher} ({part.source})"
        shown = Link(words, source.address) if source.address else words
    return (str(part.mark), shown)


_EVIDENCE = (Column("Evidence"), Column("Clause or source"))


def _parties(contract: Contract, sources: Mapping[str, Source]) -> Table:
    return Table(
        "Parties, and others with a part",
        [Column("Body"), Column("Part"), Column("ODS code"), *_EVIDENCE],
        [
            (
                party.name,
                ", ".join(party.roles).replace("_", " "),
                party.code,
                *_evidence(party, sources),
            )
            for party in contract.parties
        ],
        compact=True,
    )


def _scope(contract: Contract, sources: Mapping[str, Source]) -> Table:
    """Return the service lines; payer, money and dates only where some line has one."""
    names = {party.id: party.name for party in contract.parties}
    extra = {
        head: cells
        for head, cells in (
            ("Paid by", [names.get(line.payer or "") for line in contract.scope]),
            ("A year's value", [_line_value(line) for line in contract.scope]),
            ("In force", [_dates(line) for line in contract.scope]),
        )
        if any(cells)
    }
    return Table(
        "Scope, line by line",
        [
            Column("Service"),
            Column("Standing"),
            Column("Counted by"),
            Column("Run before by"),
            *(Column(head) for head in extra),
            *_EVIDENCE,
        ],
        [
            (
                line.name,
                line.standing.replace("_", " "),
                f"{line.denominator} people",
                names.get(line.provided_by or ""),
                *(cells[index] for cells in extra.values()),
                *_evidence(line, sources),
            )
            for index, line in enumerate(contract.scope)
        ],
        compact=True,
    )


def _line_value(line: ScopeLine) -> str | None:
    if line.annual_value is None:
        return None
    fence = f"; ring-fenced: {line.ring_fence.replace('_', ' ')}" if line.ring_fence else ""
    price = f", {line.price}" if line.price else ""
    return f"{pounds_and_pence(from_pounds(line.annual_value))}{price}{fence}"


def _values(contract: Contract, sources: Mapping[str, Source]) -> Table:
    return Table(
        "Value, with its basis",
        [Column("Amount and basis"), Column("Price year"), *_EVIDENCE],
        [
            (value.words(), value.price_year, *_evidence(value, sources))
            for value in contract.values
        ],
        note="Amounts of different or unstated bases are never added, divided or converted.",
        compact=True,
    )


def _terms(contract: Contract, sources: Mapping[str, Source]) -> Table:
    return Table(
        "Terms",
        [Column("Term"), Column("Value"), Column("In force"), *_EVIDENCE],
        [
            (
                term.label,
                term.words() if term.value else None,
                _dates(term),
                *_evidence(term, sources),
            )
            for term in contract.terms
        ],
        compact=True,
    )


def _dates(part: Cited) -> str | None:
    start = f"from {date_text(part.in_force_from)}" if part.in_force_from else ""
    end = f"to {date_text(part.in_force_to)}" if part.in_force_to else ""
    return " ".join(filter(None, (start, end))) or None


def length_words(contract: Contract) -> str | None:
    """Return how long it was to run, as far as it was stated."""
    length = contract.length
    if length is None:
        return None
    years = [str(y) for y in (length.years_least, length.years_most) if y]
    parts = [
        " to ".join(dict.fromkeys(years)) + " years" if years else "",
        f"from {date_text(length.starts)}" if length.starts else "",
        f"to {date_text(length.ends)}" if length.ends else "",
    ]
    return " ".join(filter(None, parts)) or None
