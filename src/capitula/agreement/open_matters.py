"""What stands open between people: who has not signed, what was raised and not answered."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.agreement.concerns import ConcernState, concerns
from capitula.agreement.kinds import PositionTaken, Stance
from capitula.agreement.letters import letters_unreconciled
from capitula.agreement.requests import NO_REASON, Request, requests
from capitula.agreement.sign_off import Signing, latest_signings
from capitula.agreement.signing_kinds import Signature
from capitula.agreement.silences import questions_asked
from capitula.agreement.telling import begins
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

_UNSIGNED = {Stance.CONDITIONAL, Stance.CONCERNED, Stance.NOT_SIGNED, Stance.OPPOSE}


def findings(view: View) -> tuple[Finding, ...]:
    """Return what stands open in the view: by party first, then by matter."""
    return (*_parties(view), *_concerns(view), *_requests(view), *_questions(view), *_letters(view))


def _parties(view: View) -> Iterator[Finding]:
    """A party's own last word decides, be it a position or a signature; another's never does."""
    by_party: dict[str, list[Claim]] = {}
    for claim in view.standing:
        if isinstance(claim.body, PositionTaken):
            by_party.setdefault(claim.envelope.about, []).append(claim)
    signed = latest_signings(view)
    for party in dict.fromkeys((*by_party, *signed)):
        claims, signing = by_party.get(party, []), signed.get(party)
        item = view.item(party, PositionTaken.stated_property)
        current = item.current if item else None
        if _has_consented(current, signing):
            continue
        words = [*map(_unsigned, claims), _short_of(signing)]
        entries = [claim.entry for claim in claims]
        yield Finding(
            "unsigned party",
            "agreement",
            "blocks",
            party,
            f"{party}: {'; '.join(filter(None, words))}",
            (*entries, *([signing.claim.entry] if signing else [])),
            "the party's own signature, or a named and dated override",
        )


def _has_consented(current: Claim | None, signing: Signing | None) -> bool:
    """Say whether the later of its own position and its own signature falls short of nothing."""
    short = bool(current and _unsigned(current))
    if signing is None:
        return not short
    later = current is None or begins(signing.claim) >= begins(current)
    if later or not short:
        return not _short_of(signing)
    return False


def _short_of(signing: Signing | None) -> str:
    if signing is None or signing.signature is Signature.SIGNED:
        return ""
    return f"{signing.claim.value.text}"


def _unsigned(claim: Claim) -> str:
    """Return a position short of consent in words; empty where it is none, or spoken by another."""
    match claim.body:
        case PositionTaken(spoken_by_another=False) as body if body.stance in _UNSIGNED:
            return f"{body.stance.words} ({body.on})"
        case _:
            return ""


def _concerns(view: View) -> Iterator[Finding]:
    for concern in concerns(view):
        if concern.state is ConcernState.CLOSED:
            continue
        answered = not concern.state.is_open
        last = f" Last reply: {concern.last_reply}" if concern.replies else ""
        yield Finding(
            "concern not closed" if answered else "unanswered concern",
            "agreement",
            "warns" if answered else "blocks",
            concern.claim.envelope.about,
            f"{concern.body.raised_by}: {concern.body.text.rstrip('.')}.{last}",
            (concern.claim.entry, *(c.entry for c in concern.replies)),
            "the word of whoever raised it that the reply satisfies"
            if answered
            else "a reply that answers it, or a named and dated override",
        )


def _requests(view: View) -> Iterator[Finding]:
    for request in requests(view):
        if not request.is_granted:
            yield _not_granted(request)


def _not_granted(request: Request) -> Finding:
    """Declined with reasons by a named body, it is noted; without them it blocks."""
    decided = request.decided
    if decided is None:
        last = request.replies[-1].value.words if request.replies else ""
        said = f" Last reply: {last}" if last else " No decision is recorded."
    elif decided.reasons:
        said = f" {decided.outcome.words.capitalize()} by {decided.by}: {decided.reasons}"
    else:
        words = decided.claim.value.text if request.replies else decided.outcome.words
        said = f" Last reply: {words}" if request.replies else f" {words}: {NO_REASON}."
    return Finding(
        "request not granted",
        "agreement",
        "notes" if request.is_reasoned else "blocks",
        request.claim.envelope.about,
        f"{request.body.by} asked for {request.body.asked_for}.{said}",
        (request.claim.entry, *([decided.claim.entry] if decided else [])),
        "none: the decision and its reasons are on record"
        if request.is_reasoned
        else "a recorded decision with reasons",
    )


def _questions(view: View) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for asked in questions_asked(view):
        key = asked.claim.envelope.about, asked.body.text
        if asked.is_answered or key in told:
            continue
        told.add(key)
        yield Finding(
            "unanswered question",
            "agreement",
            "notes",
            asked.claim.envelope.about,
            f"{asked.body.asked_of} was asked: {asked.body.text}",
            (asked.claim.entry,),
            "an answer",
        )


def _letters(view: View) -> Iterator[Finding]:
    for claim, faults in letters_unreconciled(view):
        yield Finding(
            "letter does not reconcile",
            "agreement",
            "warns",
            claim.envelope.about,
            f"{claim.envelope.about}: {'; '.join(faults)}.",
            (claim.entry,),
            "the entries of its parts, or a corrected letter that supersedes it",
        )
