"""Entries that point to another which is not there: shown, so that nothing is lost in silence."""

from __future__ import annotations

from capitula.delivery.flow_kinds import ConsentToChange
from capitula.delivery.notice_kinds import NoticeServed
from capitula.delivery.remedy_kinds import LadderClosed, LadderStep
from capitula.delivery.review_kinds import ActionAgreed, ActionClosed, MeetingDecision
from capitula.delivery.under_contract import UnderContract
from capitula.record.kind import Body


def unplaced(under: UnderContract, *kinds: type[Body]) -> list[str]:
    """Return a sentence for each entry of these kinds that points to one not known by the day."""
    known = {claim.entry for claim in under.view.claims}
    return [
        f"Entry {claim.entry} points to {target!r}, which no entry known by then is; it is left "
        "out."
        for claim in under.view.standing
        if isinstance(claim.body, kinds)
        for target in (_target(claim.body),)
        if target and target not in known
    ]


def _target(body: Body | None) -> str:
    match body:
        case LadderStep() | LadderClosed():
            return body.ladder
        case ActionClosed():
            return body.action
        case ActionAgreed() | MeetingDecision():
            return body.meeting
        case ConsentToChange():
            return body.change
        case NoticeServed():
            return body.answers
        case _:
            return ""
