"""Requests with their terms and the decision on them; the log of those that were declined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capitula.agreement.concern_kinds import RequestDecided, RequestOutcome
from capitula.agreement.kinds import Reply, ReplyGiven, RequestMade
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import begins, since, told
from capitula.record.claim import Claim
from capitula.record.view import View

NO_REASON = "no reason is recorded"
_AS_OUTCOME = {
    Reply.ACCEPTED: RequestOutcome.GRANTED,
    Reply.ANSWERED: RequestOutcome.GRANTED,
    Reply.DECLINED: RequestOutcome.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on a request, from a decision of record or from a reply.

    Attributes:
        outcome: granted, granted in part, declined, deferred.
        by: who decided.
        when: when, as stated.
        reasons: why; empty where no reason is recorded.
        claim: the entry.
    """

    outcome: RequestOutcome
    by: str
    when: str
    reasons: str
    claim: Claim

    def as_json(self) -> dict[str, object]:
        """Return the decision for machines."""
        return {
            "outcome": str(self.outcome),
            "by": self.by,
            "when": self.when,
            "reasons": self.reasons or None,
            **told(self.claim),
        }


@dataclass(frozen=True, slots=True)
class Request:
    """One request, however many reports tell of it.

    Attributes:
        claim: the entry that told of it first.
        body: the request with its terms.
        again: entries that told of it again.
        decided: the decision on it; None while none is recorded.
        replies: everything replied to it.
        followed: what was decided or came to pass after it was declined, as known on the day.
    """

    claim: Claim
    body: RequestMade
    again: tuple[Claim, ...]
    decided: Decided | None
    replies: tuple[Claim, ...]
    followed: tuple[Claim, ...]

    @property
    def is_granted(self) -> bool:
        """Whether it was granted as asked."""
        return self.decided is not None and self.decided.outcome is RequestOutcome.GRANTED

    @property
    def is_reasoned(self) -> bool:
        """Whether a decision of whatever outcome is recorded with its reasons."""
        return self.decided is not None and bool(self.decided.reasons)

    def as_json(self) -> dict[str, object]:
        """Return the request for machines."""
        return {
            "request": self.claim.envelope.about,
            "asked_for": self.body.asked_for,
            "by": self.body.by,
            "asked_of": self.body.asked_of or None,
            "months": self.body.months,
            "purpose": self.body.purpose or None,
            "review": self.body.review or None,
            "since": since(self.claim),
            "decision": self.decided.as_json() if self.decided else None,
            "followed": [{"text": _followed(c), **told(c)} for c in self.followed],
            "told_again": [c.entry for c in self.again],
            **told(self.claim),
        }


def requests(view: View, later: Sequence[Claim] = ()) -> tuple[Request, ...]:
    """Return every request that stands in a view, with the decision on it.

    Args:
        view: the record at two dates.
        later: decisions and events of the case, of which those after a refusal are shown with it.
    """
    grouped: dict[str, list[Claim]] = {}
    for claim in view.standing:
        if isinstance(claim.body, RequestMade):
            grouped.setdefault(claim.envelope.about, []).append(claim)
    return tuple(_request(view, claims, later) for claims in grouped.values())


def _request(view: View, claims: list[Claim], later: Sequence[Claim]) -> Request:
    first = claims[0]
    body = first.body
    if not isinstance(body, RequestMade):
        raise TypeError(f"{first.entry} is no request")
    about = first.envelope.about
    said = [c for c in view.standing if c.envelope.about == about]
    decided = _decided(said)
    declined = decided is not None and decided.outcome is RequestOutcome.DECLINED
    return Request(
        first,
        body,
        tuple(claims[1:]),
        decided,
        tuple(c for c in said if isinstance(c.body, ReplyGiven)),
        tuple(_after(decided.claim, later)) if declined and decided else (),
    )


def _decided(said: Sequence[Claim]) -> Decided | None:
    """The decision known last; on one day a decision of record goes before a reply."""
    found: list[Decided] = []
    for claim in said:
        match claim.body:
            case RequestDecided() as body:
                when = str(body.decided) if body.decided else since(claim)
                found.append(Decided(body.outcome, body.by, when, body.reasons, claim))
            case ReplyGiven() as body if body.reply in _AS_OUTCOME:
                outcome = _AS_OUTCOME[body.reply]
                found.append(Decided(outcome, body.by, since(claim), "", claim))
            case _:
                continue
    return max(found, key=_order, default=None)


def _order(each: Decided) -> tuple[object, ...]:
    envelope = each.claim.envelope
    of_record = isinstance(each.claim.body, RequestDecided)
    return begins(each.claim), of_record, envelope.known.last, envelope.sequence


def _after(declined: Claim, later: Sequence[Claim]) -> list[Claim]:
    """What may have followed: nothing that had ended its beginning before the refusal began."""
    found = [c for c in later if _happened(c) >= begins(declined) and c.body is not None]
    return sorted(found, key=lambda c: (_happened(c), c.envelope.sequence))


def _happened(claim: Claim) -> date:
    """When it came to pass: its own date where it has one, else from when it holds."""
    stated = claim.value.date
    return (stated.latest if stated else None) or begins(claim)


def request_sheets(found: Sequence[Request]) -> tuple[Sheet, ...]:
    """Return the requests with their terms, then the log of what was declined."""
    asked = Sheet(
        "Requests",
        ("Request", "By", "Months", "Purpose", "Review", "Decision"),
        tuple(
            Row(
                (
                    r.body.asked_for,
                    r.body.by,
                    "not stated" if r.body.months is None else str(r.body.months),
                    r.body.purpose or "as in its words",
                    r.body.review or "not stated",
                    _decision(r),
                ),
                r.claim.entry,
            )
            for r in found
        ),
        ("A request is settled when granted. Declined with reasons, it stays on the log.",),
        tuple(
            f"{r.claim.envelope.about}: who decided, when and why?"
            for r in found
            if r.decided is None
        ),
        "No request was known by that day.",
    )
    declined = [r for r in found if r.decided and r.decided.outcome is RequestOutcome.DECLINED]
    log = [_log(r, r.decided) for r in declined if r.decided]
    return (asked, *log)


def _decision(r: Request) -> str:
    if r.decided is None:
        return "none recorded"
    return f"{r.decided.outcome.words} by {r.decided.by}, {r.decided.when}"


def _log(r: Request, decided: Decided) -> Sheet:
    rows = [
        Row(
            (
                decided.when,
                f"{decided.outcome.words} by {decided.by}",
                decided.reasons or NO_REASON,
            ),
            decided.claim.entry,
        ),
        *(Row((since(c), _followed(c), _why(c)), c.entry) for c in r.followed),
    ]
    about = r.claim.envelope.about
    asks = () if decided.reasons else (f"{about}: why was it declined, and who signed that?",)
    return Sheet(
        f"Declined, and what followed: {about}",
        ("When", "What", "Reasons"),
        tuple(rows),
        ("What followed stands in order of time; that it followed does not say it was caused.",),
        asks,
    )


def _followed(claim: Claim) -> str:
    value = claim.value.text
    state = claim.state if claim.state == value else f"{claim.state} ({value})"
    return f"{claim.envelope.about}: {state}, {claim.envelope.speaker}"


def _why(claim: Claim) -> str:
    body = claim.body
    reason: object = getattr(body, "reason", "") or (body.note if body else "")
    return str(reason)
