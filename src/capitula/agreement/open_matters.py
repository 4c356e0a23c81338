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
_UNSIGNED = {Stance.CONDITIONAL, Stance.CONCERNED, Stance.NOT_SIGNED, Stance.OPPOSE}


def findings(view: View) -> tuple[Finding, ...]:
    """Return what stands open in the view: by party first, then by matter."""
    return (*_positions(view), *_matters(view))


def _positions(view: View) -> Iterator[Finding]:
    by_party: dict[str, list[Claim]] = {}
    for claim in view.standing:
        if isinstance(claim.body, PositionTaken):
            by_party.setdefault(claim.envelope.about, []).append(claim)
    for party, claims in by_party.items():
        item = view.item(party, PositionTaken.stated_property)
        if item and _unsigned(item.current):
            words = "; ".join(filter(None, map(_unsigned, claims)))
            yield Finding(
                "unsigned party",
                "agreement",
                "blocks",
                party,
                f"{party}: {words}",
                tuple(claim.entry for claim in claims),
                "the party's own signature, or a named and dated override",
            )


def _unsigned(claim: Claim) -> str:
    """Return a position short of consent in words; empty where it is none, or spoken by another."""
    match claim.body:
        case PositionTaken(spoken_by_another=False) as body if body.stance in _UNSIGNED:
            return f"{body.stance.words} ({body.on})"
        case _:
            return ""


def _matters(view: View) -> Iterator[Finding]:
    replies: dict[str, list[ReplyGiven]] = {}
    for claim in view.standing:
        if isinstance(claim.body, ReplyGiven):
            replies.setdefault(claim.envelope.about, []).append(claim.body)
    told: set[tuple[str, str, str]] = set()
    for claim in view.standing:
        given = replies.get(claim.envelope.about, [])
        matter = claim.envelope.kind, claim.envelope.about, claim.value.text
        if any(reply.reply in _SETTLES for reply in given) or matter in told:
            continue  # settled, or the same matter told again by a later report
        told.add(matter)
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
                f"{body.raised_by}: {body.text.rstrip('.')}.{last}",
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
