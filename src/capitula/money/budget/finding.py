"""Putting published figures beside the lines of a contract, as known on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from capitula.contract.kinds import ValueStated
from capitula.contract.model import Contract
from capitula.contract.scope import ScopeLine, Standing
from capitula.contract.value import Basis
from capitula.ground.date_words import date_text
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import from_pounds
from capitula.money.budget.figures_file import BesideFigure, BudgetFigures, LineFigure
from capitula.money.budget.found import FoundLine, StatedAmount
from capitula.money.budget.found_whole import FoundFigures
from capitula.money.budget.published import PublicFigures
from capitula.money.target_allocation import TABLE, case_target_allocation
from capitula.record.claim import Claim
from capitula.record.view import View

_CONTRACT = "contract"
"""The subject under which the record states amounts of the whole contract."""


def find_figures(
    case: str,
    asked: BudgetFigures,
    contract: Contract,
    figures: Mapping[str, FigureTable],
    view: View,
    *,
    every_line: Collection[str],
) -> FoundFigures:
    """Return the lines of a contract with what was published for them.

    Args:
        case: the case's name.
        asked: which figure belongs to which line.
        contract: as known and in force at the view's dates.
        figures: the case's figure tables; one not public by the day is not used.
        view: the record as known on the day, for amounts put on the contract.
        every_line: the lines of the contract whenever they were known; a figure of a line that was
            not known yet is left out, one of no line is a fault.

    Raises:
        InputFaults: a line that the contract lacks, a table or column there is not, a table of
            another year: all of them.
    """
    public = {name: table for name, table in figures.items() if table.public_by <= view.known_on}
    faults = list(_faults(asked, every_line, figures))
    if faults:
        raise InputFaults(faults)
    target = case_target_allocation(public) if TABLE in public else None
    known = PublicFigures(figures, public, target, view.known_on)
    scope = _scope(contract)
    of_line = {each.line: each for each in asked.lines}
    lines = tuple(_line(line, of_line.get(line.id), contract, known) for line in scope.values())
    beside = tuple(_beside(each, known) for each in asked.beside)
    found = FoundFigures(
        case, asked.title, asked.year, view.known_on, lines, beside, (), asked.caution
    )
    stated = tuple(_stated(claim, found) for claim in _amounts(view))
    return FoundFigures(
        case, asked.title, asked.year, view.known_on, lines, beside, stated, asked.caution
    )


def _scope(contract: Contract) -> dict[str, ScopeLine]:
    wanted = (Standing.IN, Standing.PART)
    return {line.id: line for line in contract.scope if line.standing in wanted}


def _faults(
    asked: BudgetFigures, every_line: Collection[str], figures: Mapping[str, FigureTable]
) -> Iterator[Fault]:
    place = Place(f"budgets/{asked.year.replace('/', '-')}.yaml")
    for each in (*asked.lines, *asked.beside):
        if each.table is None:
            continue
        table = figures.get(each.table.name)
        if table is None:
            remedy = near_miss(each.table.name, list(figures)) or "make the case's figures"
            yield Fault(place, f"the table {each.table.name!r}", "a figure table", remedy)
        elif each.table.total not in table.columns:
            remedy = near_miss(each.table.total, table.columns) or "name one of its columns"
            yield Fault(place, f"the column {each.table.total!r}", "a column", remedy)
        elif table.meta["period"] != asked.year:
            found = f"{each.table.name} of {table.meta['period']}"
            yield Fault(place, found, f"figures of {asked.year}", "figures of that year only")
    for each in asked.lines:
        if each.line not in every_line:
            remedy = near_miss(each.line, list(every_line)) or "name a line of the contract"
            yield Fault(place, f"the line {each.line!r}", "a scope line", remedy)


def _line(
    line: ScopeLine, figure: LineFigure | None, contract: Contract, figures: PublicFigures
) -> FoundLine:
    names = {party.id: party.name for party in contract.parties}
    provider = names.get(line.provided_by or "")
    shown = line.source or line.clause or "no source"
    where = shown if line.mark is EvidenceMark.SOURCED else f"{shown}, {line.mark}"
    published = figures.published(figure)
    questions = () if provider else ("Who runs it now?",)
    if figure is None:
        questions += ("What is it worth in a year, and who says so?",)
    found = published.amount_pence is not None
    return FoundLine(
        key=line.id,
        title=line.name,
        standing=str(line.standing),
        provider=provider,
        provider_where=where if provider else "",
        published=published,
        basis=figure.basis if figure and found else None,
        covers=figure.covers if figure and found else None,
        what=figure.what if figure else "",
        note=figure.note if figure else "",
        questions=(*questions, *published.missing, *(figure.questions if figure else ())),
    )


def _beside(figure: BesideFigure, figures: PublicFigures) -> FoundLine:
    published = figures.published(figure)
    return FoundLine(
        key=figure.id,
        title=figure.title,
        standing="beside",
        provider=None,
        provider_where="",
        published=published,
        basis=figure.basis if published.amount_pence is not None else None,
        covers=None,
        what=figure.what,
        note=figure.note,
        questions=(*published.missing, *figure.questions),
    )


def _amounts(view: View) -> Sequence[Claim]:
    claims = [
        claim
        for claim in view.of_kind(ValueStated.kind)
        if claim.envelope.about == _CONTRACT and claim.body is not None
    ]
    return sorted(claims, key=lambda c: (c.envelope.known.last, c.envelope.sequence))


def _stated(claim: Claim, found: FoundFigures) -> StatedAmount:
    body = claim.body
    if not isinstance(body, ValueStated):
        raise TypeError("an amount without its body")
    pence = None if body.amount is None else from_pounds(body.amount)
    annual = body.basis is Basis.ANNUAL
    why = ""
    if pence is None:
        why = "the amount is not given"
    elif not annual:
        why = f"{body.basis.words}: not converted, so nothing is taken from it"
    elif len(found.blank) == len(found.lines):
        why = "no figure was known by that day"
    gap = None if why or pence is None else pence - found.found_pence
    where = claim.envelope.source or claim.envelope.speaker
    said = f"{claim.value.text} (said by {date_text(claim.envelope.known.last)})"
    if gap is not None and body.price_year is None:
        said += ", price year not stated"
    return StatedAmount(pence, said, annual, where, gap, why)
