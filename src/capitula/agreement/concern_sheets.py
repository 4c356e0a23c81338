"""Concerns and letters as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capitula.agreement.concerns import Concern
from capitula.agreement.letters import Letter
from capitula.agreement.matters import Coded, codes_of
from capitula.agreement.rules import cited
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import since


def letter_sheets(found: Sequence[Letter]) -> tuple[Sheet, ...]:
    """Return each letter as one sheet, part by part."""
    return tuple(_letter(letter) for letter in found)


def _letter(letter: Letter) -> Sheet:
    rows = [
        Row(("From", letter.body.from_whom, ""), letter.claim.entry),
        Row(("Written", str(letter.written or "not stated"), "")),
        Row(("Received", str(letter.body.received or "not stated"), "")),
        Row(("Signed by", letter.how_many(), "")),
        *(
            Row(("of whom", f"{name}: {'not counted' if n is None else n}", ""))
            for name, n in letter.by_organisation
        ),
        Row(("To", "; ".join(letter.addressed_to) or "not stated", "")),
        Row(("Evidence", "; ".join(letter.body.evidence) or "none is reported", "")),
        *(
            Row((f"Concern {n}", c.body.text, str(c.state)), c.claim.entry)
            for n, c in enumerate(letter.concerns, start=1)
        ),
        *(Row(("Asks for", c.value.text, ""), c.entry) for c in letter.asks),
        Row(("Reply", letter.clock.words, f"due day: {letter.clock.mark}")),
        *(
            Row(("Said in reply", f"{c.envelope.speaker}: {c.value.text}", c.state), c.entry)
            for c in letter.replies
        ),
        *(Row(("Satisfied?", c.value.text, ""), c.entry) for c in letter.satisfaction),
        *(Row(("Taken higher", c.value.text, ""), c.entry) for c in letter.escalations),
        Row(("Parts", "reconcile" if not letter.unreconciled else "do not reconcile", "")),
    ]
    return Sheet(
        f"Letter: {letter.name}",
        ("Part", "What", "Where it stands"),
        tuple(rows),
        (*letter.unreconciled, cited("reply_clock"), cited("closing")),
        tuple(_questions(letter)),
    )


def _questions(letter: Letter) -> Iterator[str]:
    if not letter.by_organisation:
        yield f"{letter.name}: how many signed of each body?"
    if not letter.body.evidence:
        yield f"{letter.name}: what evidence did it bring forward?"
    if letter.body.received is None:
        yield f"{letter.name}: on which day did each of the addressees receive it?"
    if letter.open_concerns:
        yield (
            f"{letter.name}: {letter.open_concerns} of {len(letter.concerns)} concerns have no "
            "answer on record; was there one?"
        )


def _last(concern: Concern) -> str:
    """Return the last reply by its sort and date; its words stand with the letter, or the entry."""
    if not concern.replies:
        return "none"
    reply = concern.replies[-1]
    to = "to the letter: " if concern.letter else ""
    return f"{to}{reply.state}, {since(reply)}"


def concern_sheet(found: Sequence[Concern], codings: Sequence[Coded]) -> Sheet:
    """Return every concern, with what it is about and where it stands."""
    return Sheet(
        "Concerns",
        ("Raised by", "Concern", "About", "Since", "Last reply", "Where it stands"),
        tuple(
            Row(
                (
                    c.body.raised_by,
                    c.body.text,
                    ", ".join(code.words for code in codes_of(codings, c.claim.entry)),
                    since(c.claim),
                    _last(c),
                    str(c.state),
                ),
                c.claim.entry,
            )
            for c in found
        ),
        (cited("closing"),),
        (),
        "No concern was known by that day.",
    )
