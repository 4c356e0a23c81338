"""One entry, opened: everything its envelope and body hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from capitula.case.case import Case
from capitula.record.claim import Claim
from capitula.web.parts import Column, Link, Source, Table, Term
from capitula.web.presenters.evidence import in_force_text, known_text, source_part
from capitula.web.presenters.record import value_text
from capitula.web.wording import date_text


def envelope_terms(claim: Claim) -> list[Term]:
    """Return who said it, about what, when that holds and when it was known."""
    envelope = claim.envelope
    return [
        Term("About", f"{envelope.about}: {envelope.property_name}"),
        Term("What was said", value_text(claim), mark=claim.mark),
        Term("Said by", envelope.speaker, note=_voice(envelope.speaks_for)),
        Term("In force", in_force_text(envelope.in_force)),
        Term("Known", known_text(envelope.known)),
        Term("Recorded", f"{date_text(envelope.recorded.date())}, {envelope.recorded:%H:%M} UTC"),
        Term("Takes the place of", ", ".join(envelope.supersedes) or "no other entry"),
        Term("May be read by", str(envelope.audience)),
    ]


def _voice(speaks_for: str | None) -> str:
    return f"speaking for {speaks_for}" if speaks_for else ""


def body_terms(claim: Claim) -> list[Term]:
    """Return the fields of the body as they were entered."""
    if claim.body is None:
        return [Term("Body", "withheld; its digest stays in the chain")]
    stated = claim.body.model_dump(mode="json", exclude_defaults=True)
    return [
        Term(name.replace("_", " ").capitalize(), _shown(value)) for name, value in stated.items()
    ]


def chain_terms(claim: Claim) -> list[Term]:
    """Return the entry's place in the chain."""
    envelope = claim.envelope
    return [
        Term("Number", str(envelope.sequence)),
        Term("Kind", envelope.kind.replace("_", " ")),
        Term("Digest of the body", envelope.body_digest),
        Term("Hash of the entry before", envelope.previous or "none: the first entry"),
        Term("Hash", envelope.hash),
    ]


def sources_of(claim: Claim, case: Case) -> tuple[Source, ...]:
    """Return the source for showing."""
    return source_part(claim.envelope.source, case.sources)


def siblings(claims: Sequence[Claim], address: Callable[[str], str]) -> Table:
    """Return everything said of the same property of the same subject, in order of being known."""
    ordered = sorted(claims, key=lambda c: (c.envelope.known.last, c.envelope.sequence))
    return Table(
        "Everything said of it by this day",
        [Column("Known by"), Column("What was said"), Column("By"), Column("Entry")],
        [
            (
                date_text(claim.envelope.known.last),
                value_text(claim),
                claim.envelope.speaker,
                Link(claim.entry, address(claim.entry)),
            )
            for claim in ordered
        ],
        compact=True,
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)  # type: ignore[reportUnknownVariableType]
    return "none" if value is None else str(value)
