"""Taking a term from a contract: only one in force for the period, and known by the day.

A list, price or weight that was not in force for its period is refused, never stretched: English
quality payments of 2013/14 used the January 2014 list where January 2013 was due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.contract.as_known import known_on_day
from capitula.contract.model import Contract
from capitula.contract.spans import certainly_covers, may_hold_on, span_text
from capitula.contract.term import Term
from capitula.ground.date_words import date_text
from capitula.ground.faults import CapitulaError, near_miss
from capitula.record.sources import Source


class TermRefused(CapitulaError):
    """A term that is not there, not known by the day, or not certainly in force."""


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """What decides when a term was known: the sources, and the day of recording for undated ones.

    `known_from` and `known_to` of a term are those of its source.
    """

    sources: Mapping[str, Source]
    recorded_on: date

    def interval(self, term: Term) -> tuple[date | None, date | None]:
        """Return the first and the last day on which the term can have become known."""
        source = self.sources.get(term.source) if term.source else None
        if source is None:
            return None, None
        return source.not_before, source.not_after or self.recorded_on


def term_at(
    contract: Contract,
    identifier: str,
    on: date,
    known_on: date,
    *,
    until: date | None = None,
    known: KnownTerms | None = None,
) -> Term:
    """Return the term in force on a day, or on every day of a period, as known on a day.

    Args:
        contract: the contract.
        identifier: the term's.
        on: the day, or the first day of the period.
        known_on: nothing that became known later is used.
        until: the last day of the period; `on` unless given.
        known: the sources; without them every term counts as known.

    Raises:
        TermRefused: there is none; the message says what there is instead.
    """
    last = until or on
    named = [term for term in contract.terms if term.id == identifier]
    if not named:
        ids = list(dict.fromkeys(term.id for term in contract.terms))
        hint = near_miss(identifier, ids) or "add the term to the contract, with its source"
        raise TermRefused(f"found no term {identifier!r} in {contract.title}; {hint}")
    seen = [term for term in named if known is None or _seen(term, known_on, known)]
    if not seen:
        raise TermRefused(
            f"found the term {identifier!r}, not known by {date_text(known_on)}; expected one that "
            "was; ask for a later day as known on, or name an earlier source"
        )
    for term in seen:
        if certainly_covers(term, on, last):
            return term
    raise TermRefused(_not_in_force(identifier, seen, on, last))


def _seen(term: Term, known_on: date, known: KnownTerms) -> bool:
    return known_on_day(term, known_on, known.sources, known.recorded_on)


def _not_in_force(identifier: str, terms: Sequence[Term], on: date, last: date) -> str:
    period = date_text(on) if on == last else f"{date_text(on)} to {date_text(last)}"
    listed = "; ".join(f"{term.words()}, {span_text(term) or 'without dates'}" for term in terms)
    doubtful = any(may_hold_on(term, on) and may_hold_on(term, last) for term in terms)
    why = "not certainly in force for" if doubtful else "not in force for"
    return (
        f"found the term {identifier!r} {why} {period} ({listed}); expected one in force on every "
        "day of it; state the term for that time, with its own source, or use another period"
    )
