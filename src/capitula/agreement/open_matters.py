"""What stands open between people: concerns, requests and questions that no reply settles."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.agreement.kinds import (
    ConcernRaised,
    PositionTaken,
    QuestionAsked,
    Reply,
    ReplyGiven,
    RequestMade,
    Stance,
)
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

_SETTLES = {Reply.ACCEPTED, Reply.ANSWERED}


def findings(view: View) -> tuple[Finding, ...]:
    """Return what stands open in the view: by party first, then by matter."""
    return (*_positions(view), *_matters(view))


def _positions(view: View) -> Iterator[Finding]:
    for item in view.items:
        body = item.current.body
        if not isinstance(body, PositionTaken):
            continue
        own = _own_last_word(item.current, item.history)
        if own and own.stance in (Stance.NOT_SIGNED, Stance.OPPOSE, Stance.CONDITIONAL):
            yield Finding(
                "unsigned party",
                "agreement",
                "blocks",
                item.subject,
                f"{item.subject}: {own.stance.words} ({own.on})",
                (item.current.entry, *(claim.entry for claim in item.history)),
                "the party's own signature, or a named and dated override",
            )


def _own_last_word(current: Claim, history: tuple[Claim, ...]) -> PositionTaken | None:
    """Return the party's last position that it took itself; one spoken for it does not count."""
    for claim in (current, *reversed(history)):
        if isinstance(claim.body, PositionTaken) and not claim.body.spoken_by_another:
            return claim.body
    return None


def _matters(view: View) -> Iterator[Finding]:
    replies: dict[str, list[ReplyGiven]] = {}
    for claim in view.of_kind(ReplyGiven.kind):
        if isinstance(claim.body, ReplyGiven):
            replies.setdefault(claim.envelope.about, []).append(claim.body)
    for claim in view.claims:
        given = replies.get(claim.envelope.about, [])
        if any(reply.reply in _SETTLES for reply in given):
            continue
        finding = _open_matter(claim, given)
        if finding:
            yield finding


def _open_matter(claim: Claim, given: list[ReplyGiven]) -> Finding | None:
    last = f" Last reply: {given[-1].text}" if given else ""
    about, evidence = claim.envelope.about, (claim.entry,)
    match claim.body:
        case ConcernRaised() as body:
            return Finding(
                "unanswered concern",
                "agreement",
                "blocks",
                about,
                f"{body.raised_by}: {body.text}{last}",
                evidence,
                "a reply that answers it, or a named and dated override",
            )
        case RequestMade() as body:
            return Finding(
                "request not granted",
                "agreement",
                "blocks",
                about,
                f"{body.by} asked for {body.asked_for}.{last}",
                evidence,
                "a recorded decision with reasons",
            )
        case QuestionAsked() as body:
            return Finding(
                "unanswered question",
                "agreement",
                "notes",
                about,
                f"{body.asked_of} was asked: {body.text}",
                evidence,
                "an answer",
            )
        case _:
            return None
