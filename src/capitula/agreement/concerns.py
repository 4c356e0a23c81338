"""Concerns: who raised what, what was replied, and whether that satisfied whoever raised it.

A concern is closed only by a reply that answers or accepts it, and by the word of whoever raised
it, known no earlier than that reply, that it satisfies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from capitula.agreement.concern_kinds import (
    ConcernEscalated,
    LetterReceived,
    SatisfactionStated,
    Satisfied,
)
from capitula.agreement.kinds import ConcernRaised, Reply, ReplyGiven
from capitula.agreement.telling import since, told
from capitula.record.claim import Claim
from capitula.record.view import View

SETTLES = (Reply.ACCEPTED, Reply.ANSWERED)
"""The replies that answer: an undertaking, a refusal and silence do not."""


class ConcernState(StrEnum):
    """Where a concern stands."""

    OPEN = "open"
    UNDERTAKING = "open, with an undertaking"
    DECLINED = "open, declined"
    NOT_SATISFIED = "open, answered and not satisfied"
    ANSWERED = "answered; whether that satisfies is not known"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """Whether nothing has answered it to the satisfaction of whoever raised it."""
        return self.value.startswith("open")


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern, however many reports tell of it.

    Attributes:
        claim: the entry that told of it first.
        body: the concern.
        again: entries that told the same again.
        letter: the letter it is a part of; None if it stands alone.
        replies: what was replied, to it or to its letter, in order.
        satisfaction: what was said of whether that satisfies, in order.
        escalations: where it was taken.
        state: where it stands.
    """

    claim: Claim
    body: ConcernRaised
    again: tuple[Claim, ...]
    letter: Claim | None
    replies: tuple[Claim, ...]
    satisfaction: tuple[Claim, ...]
    escalations: tuple[Claim, ...]
    state: ConcernState

    @property
    def last_reply(self) -> str:
        """The last reply in words; empty if there is none."""
        return self.replies[-1].value.text if self.replies else ""

    def as_json(self) -> dict[str, object]:
        """Return the concern for machines."""
        return {
            "about": self.claim.envelope.about,
            "text": self.body.text,
            "raised_by": self.body.raised_by,
            "how_many": self.body.how_many,
            "bound": str(self.body.bound),
            "addressed_to": list(self.body.addressed_to),
            "since": since(self.claim),
            "state": str(self.state),
            "letter": self.letter.envelope.about if self.letter else None,
            "replies": [_reply(claim) for claim in self.replies],
            "satisfaction": [
                {"text": c.value.text, "closes": _own_word(c, self.body), **told(c)}
                for c in self.satisfaction
            ],
            "escalations": [{"text": c.value.text, **told(c)} for c in self.escalations],
            "told_again": [c.entry for c in self.again],
            **told(self.claim),
        }


def _reply(claim: Claim) -> dict[str, object]:
    body = claim.body
    by = body.by if isinstance(body, ReplyGiven) else ""
    return {"reply": claim.state, "text": claim.value.text, "by": by, **told(claim)}


def concerns(view: View) -> tuple[Concern, ...]:
    """Return every concern that stands in a view, in order of the chain."""
    letters = {
        name: claim
        for claim in view.standing
        if isinstance(claim.body, LetterReceived)
        for name in claim.body.concerns
    }
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for claim in view.standing:
        if isinstance(claim.body, ConcernRaised):
            grouped.setdefault((claim.envelope.about, claim.value.text), []).append(claim)
    return tuple(_concern(view, claims, letters) for claims in grouped.values())


def _concern(view: View, claims: list[Claim], letters: dict[str, Claim]) -> Concern:
    first = claims[0]
    body = first.body
    if not isinstance(body, ConcernRaised):
        raise TypeError(f"{first.entry} is no concern")
    letter = next((letters[c.entry] for c in claims if c.entry in letters), None)
    about = {first.envelope.about, *([letter.envelope.about] if letter else [])}
    replies = _of(view, about, ReplyGiven)
    said = _of(view, about, SatisfactionStated)
    return Concern(
        first,
        body,
        tuple(claims[1:]),
        letter,
        replies,
        said,
        _of(view, about, ConcernEscalated),
        _state(body, replies, said),
    )


def _of(view: View, about: set[str], kind: type) -> tuple[Claim, ...]:
    found = (c for c in view.standing if isinstance(c.body, kind) and c.envelope.about in about)
    return tuple(sorted(found, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))


def _state(body: ConcernRaised, replies: Sequence[Claim], said: Sequence[Claim]) -> ConcernState:
    given = list(_kinds_of(replies))
    settling = [claim for claim, reply in given if reply in SETTLES]
    if settling:
        first = settling[0].envelope.known.last
        own = [c for c in said if _own_word(c, body) and c.envelope.known.last >= first]
        if not own:
            return ConcernState.ANSWERED
        last = own[-1].body
        happy = isinstance(last, SatisfactionStated) and last.satisfied is Satisfied.YES
        return ConcernState.CLOSED if happy else ConcernState.NOT_SATISFIED
    kinds = [reply for _, reply in given]
    if Reply.DECLINED in kinds:
        return ConcernState.DECLINED
    return ConcernState.UNDERTAKING if Reply.UNDERTAKING in kinds else ConcernState.OPEN


def _kinds_of(replies: Sequence[Claim]) -> Iterator[tuple[Claim, Reply]]:
    for claim in replies:
        if isinstance(claim.body, ReplyGiven):
            yield claim, claim.body.reply


def _own_word(claim: Claim, body: ConcernRaised) -> bool:
    """Say whether it is the word of whoever raised the concern."""
    said = claim.body
    return isinstance(said, SatisfactionStated) and (
        said.said_by.strip().casefold() == body.raised_by.strip().casefold()
    )
