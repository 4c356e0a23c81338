"""Questions asked, and what came back: the record of silences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.agreement.kinds import QuestionAsked, Reply, ReplyGiven
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import since, told
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, to whom it was put, and the last thing that came back.

    Attributes:
        claim: the entry.
        body: the question.
        reply: the entry of the last reply; None if nothing is recorded.
        is_answered: whether a reply answered it.
    """

    claim: Claim
    body: QuestionAsked
    reply: Claim | None
    is_answered: bool

    @property
    def words(self) -> str:
        """What came back, in words."""
        return self.reply.value.text if self.reply else "nothing is recorded"

    def as_json(self) -> dict[str, object]:
        """Return the question for machines."""
        return {
            "about": self.claim.envelope.about,
            "question": self.body.text,
            "asked_of": self.body.asked_of,
            "asked_by": self.claim.envelope.speaker,
            "since": since(self.claim),
            "answered": self.is_answered,
            "reply": {"text": self.words, **told(self.reply)} if self.reply else None,
            **told(self.claim),
        }


def questions_asked(view: View) -> tuple[Asked, ...]:
    """Return every question that stands in a view, answered or not, in order of the chain."""
    replies: dict[str, list[Claim]] = {}
    for claim in view.standing:
        if isinstance(claim.body, ReplyGiven):
            replies.setdefault(claim.envelope.about, []).append(claim)
    return tuple(
        _asked(claim, claim.body, replies.get(claim.envelope.about, []))
        for claim in view.standing
        if isinstance(claim.body, QuestionAsked)
    )


def _asked(claim: Claim, body: QuestionAsked, replies: Sequence[Claim]) -> Asked:
    answers = [
        c
        for c in replies
        if isinstance(c.body, ReplyGiven) and c.body.reply in (Reply.ANSWERED, Reply.ACCEPTED)
    ]
    return Asked(claim, body, (answers or list(replies) or [None])[-1], bool(answers))


def silence_sheet(found: Sequence[Asked]) -> Sheet:
    """Return the questions for reading; those without an answer first."""
    return Sheet(
        "Questions put, and what came back",
        ("Question", "Put to", "By", "Since", "What came back", "Answered"),
        tuple(
            Row(
                (
                    a.body.text,
                    a.body.asked_of,
                    a.claim.envelope.speaker,
                    since(a.claim),
                    a.words,
                    "yes" if a.is_answered else "no",
                ),
                a.claim.entry,
            )
            for a in sorted(found, key=lambda a: a.is_answered)
        ),
        ("A silence is recorded as such; it is no answer either way.",),
        (),
        "No question was known to have been put by that day.",
    )
