"""From a contract to its print: chapters numbered, evidence beside each clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.contract.questions import findings
from capitula.ground.date_words import date_text
from capitula.ground.marks import EvidenceMark
from capitula.record.sources import Source
from capitula.reports.contract_print import budget_sentences
from capitula.reports.contract_print import dates_and_ending as ends
from capitula.reports.contract_print import money_sentences as money
from capitula.reports.contract_print import who_and_what as who
from capitula.reports.contract_print.document import Clause, Document, Line, Lines, Section
from capitula.reports.contract_print.words import Words, sentence

CHAPTERS: tuple[tuple[str, Callable[[Contract, Words], Lines]], ...] = (
    ("Form and parties", who.parties),
    ("People covered", who.population),
    ("Services", who.services),
    ("Subcontracts", who.subcontracts),
    ("General practices", who.practices),
    ("Start", ends.start),
    ("Length", ends.length),
    ("Value", money.value),
    ("Whole population budget", budget_sentences.budget),
    ("Payment", money.payment),
    ("Improvement payment scheme", money.improvement),
    ("Gain and loss share", money.gain_loss),
    ("Outcomes", money.outcomes),
    ("Other terms", ends.terms),
    ("Information", ends.information),
    ("End of the contract", ends.ending),
    ("Staff", ends.staff),
    ("Variations", ends.variations),
)
"""The chapters in their order; one of which nothing is said is left out, its question not."""

LEGEND = (
    "Square brackets name the clause or the source, and how a statement is known where it is not "
    "sourced: derived from what is, local (a choice of this contract), assumed, or unverified."
)
"""What the brackets mean."""

_WEAK = (EvidenceMark.ASSUMED, EvidenceMark.UNVERIFIED)


def make_print(contract: Contract, sources: Mapping[str, Source], known_on: date) -> Document:
    """Return the print of a contract.

    Args:
        contract: the contract as it stood.
        sources: what its citations lead to.
        known_on: the day as known on.
    """
    words = Words.of(contract)
    sections: list[Section] = []
    cited: dict[str, None] = {}
    for title, lines in CHAPTERS:
        said = list(lines(contract, words))
        if said:
            sections.append(_section(len(sections) + 1, title, said))
            cited |= dict.fromkeys(n.part.source for n in said if n.part and n.part.source)
    return Document(
        title=contract.title,
        summary=contract.summary,
        as_known=f"As known on {date_text(known_on)}. {LEGEND}",
        sections=tuple(sections),
        provisional=tuple(
            sentence(f"{clause.number} ({clause.mark}): {clause.text}")
            for section in sections
            for clause in section.clauses
            if clause.mark in _WEAK
        ),
        open_questions=tuple(dict.fromkeys(finding.text for finding in findings(contract))),
        sources=tuple(_source(name, sources) for name in cited),
    )


def _section(number: int, title: str, lines: Iterable[Line]) -> Section:
    clauses: list[Clause] = []
    first, second = 0, 0
    for line in lines:
        if line.under and first:
            second += 1
            place = f"{number}.{first}.{second}"
        else:
            first, second = first + 1, 0
            place = f"{number}.{first}"
        clauses.append(_clause(place, line))
    return Section(number, title, tuple(clauses))


def _clause(number: str, line: Line) -> Clause:
    part = line.part
    if part is None:
        return Clause(number, line.text)
    mark = None if part.mark is EvidenceMark.SOURCED else part.mark
    return Clause(number, line.text, _evidence(part), mark, part.note)


def _evidence(part: Cited) -> str:
    where = [
        f"clause {part.clause}" if part.clause else "",
        f"source {part.source}" if part.source else "",
        str(part.mark) if part.mark is not EvidenceMark.SOURCED else "",
    ]
    return "; ".join(filter(None, where))


def _source(name: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(name)
    if source is None:
        return f"{name}: not listed with this contract."
    day = f", {date_text(source.published)}" if source.published.text != "unknown" else ", undated"
    return f"{name}: {source.publisher}, {source.title}{day}."
