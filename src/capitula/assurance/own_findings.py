"""What assurance itself finds in the record: a stop, a board without directors, a check that fails.

Conditions and approvals are in `open_conditions`, checkpoints in `gates`.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.assurance.kinds import DecisionMade, Outcome
from capitula.assurance.posts import Posts, posts
from capitula.assurance.readiness.kinds import CheckAnswer, ReadinessChecked
from capitula.assurance.readiness.matter import AS_CHECKED
from capitula.assurance.readiness.rules import readiness_rules
from capitula.assurance.readiness_kinds import PostsStated
from capitula.assurance.stage import stage
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.values import Bound
from capitula.record.view import View

ROOM = "assurance"
_HALTED = {
    Outcome.PAUSE: "paused",
    Outcome.STOP: "stopped",
    Outcome.CONTINUE_ASSURANCE: "under assurance",
    Outcome.ABANDON: "given up",
    Outcome.TERMINATE: "to end",
    Outcome.WIND_DOWN: "to be wound down",
    Outcome.END: "ended",
}
_BEFORE_AN_END = ("launch", "award", "signature", "start", "transfer")


def findings(view: View) -> tuple[Finding, ...]:
    """Return what assurance finds in the record besides conditions, approvals and checkpoints."""
    return (*_halted(view), *_directors(view), *_checks(view))


def _halted(view: View) -> Iterator[Finding]:
    """Of several words for one act, each is told; the weakest of them halts it already."""
    item = stage(view)
    if item is None:
        return
    claims = (item.current, *item.clashes)
    halts = [claim for claim in claims if _halts(claim)]
    if not _halts(item.current):
        return
    words = "; ".join(f"{claim.value.words} ({claim.envelope.speaker})" for claim in halts)
    yield Finding(
        "paused or stopped",
        ROOM,
        "blocks",
        item.subject,
        f"The work is {words}.",
        tuple(claim.entry for claim in halts),
        "a decision to go on, by the authority that stopped it, dated, with reasons",
        _BEFORE_AN_END,
    )


def _halts(claim: Claim) -> bool:
    return isinstance(claim.body, DecisionMade) and claim.body.outcome in _HALTED


def _directors(view: View) -> Iterator[Finding]:
    for found in posts(view):
        if "board" in found.about or "director" in _words(found):
            finding = _board(found)
            if finding:
                yield finding


def _board(found: Posts) -> Finding | None:
    planned, filled = found.planned, found.filled
    remedy = "directors in post, and the permission to recruit them"
    if filled is None:
        said = planned.value.text if planned else "nothing stated"
        text = f"{found.about}: {said}; how many posts are filled is not stated."
        return Finding("no substantive directors", ROOM, "blocks", found.about, text, (), remedy)
    body = filled.body
    if not isinstance(body, PostsStated) or body.number is None or body.number > 0:
        return None
    if body.bound not in (Bound.EXACT, Bound.AT_MOST):
        return None
    evidence = tuple(claim.entry for claim in (planned, filled) if claim)
    beside = f" beside {planned.value.text}" if planned else ""
    text = f"{found.about}: {filled.value.text}{beside}."
    return Finding("no substantive directors", ROOM, "blocks", found.about, text, evidence, remedy)


def _words(found: Posts) -> str:
    return " ".join(claim.value.text for claim in (found.planned, found.filled) if claim)


def _checks(view: View) -> Iterator[Finding]:
    """Return what somebody looked into and found not to hold, unless the same voice later did."""
    rules = readiness_rules()
    for claim in view.standing:
        body = claim.body
        if not isinstance(body, ReadinessChecked) or body.answer is not CheckAnswer.DOES_NOT_HOLD:
            continue
        rule = rules.named(claim.envelope.about)
        if rule is None or _answered_since(claim, view):
            continue
        text = f"{body.by}: {body.text}"
        yield Finding(rule.rule, rule.room, "blocks", AS_CHECKED, text, (claim.entry,), rule.remedy)


def _answered_since(claim: Claim, view: View) -> bool:
    """Say whether the same voice later found that it holds."""
    return any(
        later.envelope.about == claim.envelope.about
        and later.envelope.voice == claim.envelope.voice
        and later.envelope.known.last > claim.envelope.known.last
        and isinstance(later.body, ReadinessChecked)
        and later.body.answer is not CheckAnswer.DOES_NOT_HOLD
        for later in view.standing
        if later.envelope.kind == ReadinessChecked.kind
    )
