"""Why it ended, each reason with its evidence; and the lessons drawn, each tied to entries."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.assurance.kinds import DecisionMade, Outcome
from capitula.exit.ending_kinds import EndingReason, LessonLearned
from capitula.record.claim import Claim
from capitula.record.view import View

_ENDS = (
    Outcome.PAUSE,
    Outcome.STOP,
    Outcome.ABANDON,
    Outcome.TERMINATE,
    Outcome.WIND_DOWN,
    Outcome.END,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A decision that ends or stops something, with one reason given for it.

    Attributes:
        decision: the decision; None where the reason names one that was not known yet.
        about: what ends or stops.
        authority: whose decision.
        state: stopped, to end, ended and so on.
        reason: the reason; empty where none is given.
        said_by: who gives the reason.
        evidence: the entries cited for it that were known by the day.
        entry: the entry that gives the reason, or the decision itself.
    """

    decision: Claim | None
    about: str
    authority: str
    state: str
    reason: str
    said_by: str
    evidence: tuple[Claim, ...]
    entry: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson with the entries that it rests on.

    Attributes:
        claim: the entry.
        body: the lesson.
        rests_on: the entries, as far as they are known.
        unknown: identifiers that no known entry bears.
    """

    claim: Claim
    body: LessonLearned
    rests_on: tuple[Claim, ...]
    unknown: tuple[str, ...]


def reasons(view: View) -> tuple[Reason, ...]:
    """Return every decision to stop or end, and every reason given for it, by when it was known.

    A decision that a later one replaced is kept: it had its reason. A decision without a reason
    stands with an empty one, which is a question.
    """
    by_entry = {claim.entry: claim for claim in view.claims}
    given: dict[str, list[Claim]] = {}
    for claim in view.of_kind(EndingReason.kind):
        if isinstance(claim.body, EndingReason):
            given.setdefault(claim.body.decision, []).append(claim)
    found: list[Reason] = []
    for claim in view.of_kind(DecisionMade.kind):
        body = claim.body
        if not isinstance(body, DecisionMade):
            continue
        stated = given.get(claim.entry, [])
        if body.outcome not in _ENDS and not stated:
            continue
        found += [_given(claim, reason, by_entry) for reason in stated] or [_own(claim, body)]
    return tuple(found)


def _given(decision: Claim, claim: Claim, by_entry: dict[str, Claim]) -> Reason:
    body, made = claim.body, decision.body
    if not isinstance(body, EndingReason) or not isinstance(made, DecisionMade):
        raise TypeError(claim.envelope.kind)
    return Reason(
        decision,
        decision.envelope.about,
        made.authority,
        made.state(),
        body.reason,
        claim.envelope.speaker,
        tuple(by_entry[entry] for entry in body.evidence if entry in by_entry),
        claim.entry,
    )


def _own(decision: Claim, body: DecisionMade) -> Reason:
    return Reason(
        decision,
        decision.envelope.about,
        body.authority,
        body.state(),
        body.reason,
        decision.envelope.speaker if body.reason else "",
        (),
        decision.entry,
    )


def lessons(view: View) -> tuple[Lesson, ...]:
    """Return the lessons drawn by the day."""
    by_entry = {claim.entry: claim for claim in view.claims}
    found: list[Lesson] = []
    for claim in view.standing:
        body = claim.body
        if isinstance(body, LessonLearned):
            known = tuple(by_entry[e] for e in body.rests_on if e in by_entry)
            unknown = tuple(e for e in body.rests_on if e not in by_entry)
            found.append(Lesson(claim, body, known, unknown))
    return tuple(found)
