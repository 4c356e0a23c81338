"""The risk-and-benefit review as a document: numbered, with evidence, as text or for Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from capitula.agreement.benefit_review import WHOLE, BenefitReview, LineReview, Saying
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.record.sources import Source
from capitula.reports.contract_print.document import Clause, Document, Section

SUMMARY = (
    "The risks and benefits of the contract, service line by service line, as far as anybody is on "
    "record. It is put together from the record, the contract file and published figures; it "
    "weighs nothing and fills no gap. What nobody said stands as a question. Amounts are never "
    "added: each has its own basis."
)
LEGEND = (
    "Square brackets name the entry of the record, its source, and how a statement is known where "
    "it is not sourced."
)
_WEAK = (EvidenceMark.ASSUMED, EvidenceMark.UNVERIFIED)


def review_document(
    found: BenefitReview, title: str, known_on: date, sources: Mapping[str, Source]
) -> Document:
    """Return the review as a document.

    Args:
        found: the review.
        title: the contract's title.
        known_on: the day as known on.
        sources: what entries cite.
    """
    reviews = (found.whole, *found.lines)
    cited = {
        name: None
        for review in reviews
        for _, sayings in review.chapters
        for saying in sayings
        for name in saying.source.split(", ")
        if name in sources
    }
    return Document(
        title=f"Risks and benefits by service line: {title}",
        summary=SUMMARY,
        as_known=f"As known on {date_text(known_on)}. {LEGEND}",
        sections=tuple(_section(n, review) for n, review in enumerate(reviews, start=1)),
        provisional=tuple(
            f"{review.line}: {saying.text} ({saying.mark})"
            for review in reviews
            for _, sayings in review.chapters
            for saying in sayings
            if saying.mark in _WEAK
        ),
        open_questions=(
            *found.whole.questions,
            f"{len(found.questions) - len(found.whole.questions)} more stand under the lines.",
        ),
        sources=tuple(_source(name, sources[name]) for name in cited),
    )


def _section(number: int, review: LineReview) -> Section:
    return Section(number, capital(review.line), tuple(_clauses(number, review)))


def _clauses(number: int, review: LineReview) -> Iterator[Clause]:
    """What was said, part by part; of which parts nobody spoke; what is not known."""
    n = 0
    for title, sayings in review.chapters:
        if sayings:
            n += 1
            yield Clause(f"{number}.{n}", f"{title}.")
            for m, saying in enumerate(sayings, start=1):
                text = f"{capital(saying.text).rstrip('.')}. Said by {saying.by}."
                yield Clause(f"{number}.{n}.{m}", text, _evidence(saying), _mark(saying))
    silent = [title.lower() for title, sayings in review.chapters if not sayings]
    whole = review.line == WHOLE
    silent = [title for title in silent if not (whole and title in ("in scope", "run by"))]
    if silent:
        n += 1
        yield Clause(f"{number}.{n}", f"Nobody is on record on: {', '.join(silent)}.")
    for m, question in enumerate(review.questions, start=1):
        if m == 1:
            yield Clause(f"{number}.{n + 1}", "Not known.")
        yield Clause(f"{number}.{n + 1}.{m}", _asked(review, question))


def _asked(review: LineReview, question: str) -> str:
    return capital(question.removeprefix(f"{review.line}: "))


def _evidence(saying: Saying) -> str:
    parts = (
        saying.entry,
        f"source {saying.source}" if saying.source else "",
        str(saying.mark) if _mark(saying) else "",
    )
    return "; ".join(filter(None, parts))


def _mark(saying: Saying) -> EvidenceMark | None:
    return None if saying.mark is EvidenceMark.SOURCED else saying.mark


def _source(name: str, source: Source) -> str:
    day = f", {date_text(source.published)}" if source.published.text != "unknown" else ", undated"
    return f"{name}: {source.publisher}, {source.title}{day}."
