"""Meetings, what they decided, actions with owner and due date; findings and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.agreement.following_kinds import FollowUpRecorded
from capitula.delivery.review_kinds import (
    ActionAgreed,
    ActionClosed,
    ActionOutcome,
    MeetingDecision,
    MeetingHeld,
)
from capitula.delivery.under_contract import UnderContract
from capitula.outcomes.kinds import ReviewFinding
from capitula.record.act_kind import ActDated
from capitula.record.claim import Claim


class ActionState(StrEnum):
    """Where an action stands on the day."""

    OPEN = "open"
    OVERDUE = "overdue"
    WITHOUT_DAY = "open, no day set"
    DONE = "done"
    DONE_LATE = "done late"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Action:
    """An action and what became of it by the day."""

    claim: Claim
    agreed: ActionAgreed
    state: ActionState
    closed: ActionClosed | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, with the decisions and actions that name it."""

    claim: Claim
    sort: str
    held: str
    present: tuple[str, ...]
    text: str
    decisions: tuple[Claim, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ReviewFindingLine:
    """A finding of a review, and what answers it: actions, and follow-ups that parties told of."""

    claim: Claim
    reviewer: str
    text: str
    answered_by: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Reviews:
    """Meetings in their order, actions by due day, findings of reviews."""

    day: date
    meetings: tuple[Meeting, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Claim, ...]
    findings: tuple[ReviewFindingLine, ...]


def reviews(under: UnderContract) -> Reviews:
    """Return the reviews of a contract as of the day."""
    acts = actions(under)
    decisions = tuple(c for c in under.view.standing if isinstance(c.body, MeetingDecision))
    return Reviews(
        under.day,
        tuple(sorted(_meetings(under, acts, decisions), key=lambda m: (m.held, m.claim.entry))),
        acts,
        decisions,
        tuple(_findings(under, acts)),
    )


def actions(under: UnderContract) -> tuple[Action, ...]:
    """Return every action as of the day, by due day; those without a day stand last."""
    closings: dict[str, tuple[str, ActionClosed]] = {}
    for claim in under.view.standing:
        if isinstance(claim.body, ActionClosed):
            closings[claim.body.action] = (claim.entry, claim.body)
    found: list[Action] = []
    for claim in under.view.standing:
        if isinstance(claim.body, ActionAgreed):
            entry, closed = closings.get(claim.entry, ("", None))
            entries = tuple(filter(None, (claim.entry, entry)))
            state = _state(claim.body, closed, under.day)
            found.append(Action(claim, claim.body, state, closed, entries))
    return tuple(sorted(found, key=lambda a: (a.agreed.due or date.max, a.claim.entry)))


def _state(agreed: ActionAgreed, closed: ActionClosed | None, day: date) -> ActionState:
    if closed is not None:
        if closed.outcome is ActionOutcome.DROPPED:
            return ActionState.DROPPED
        late = agreed.due is not None and closed.on > agreed.due
        return ActionState.DONE_LATE if late else ActionState.DONE
    if agreed.due is None:
        return ActionState.WITHOUT_DAY
    return ActionState.OVERDUE if agreed.due < day else ActionState.OPEN


def _meetings(
    under: UnderContract, acts: tuple[Action, ...], decisions: tuple[Claim, ...]
) -> list[Meeting]:
    found: list[Meeting] = []
    for claim in under.view.standing:
        body = claim.body
        if isinstance(body, MeetingHeld):
            found.append(
                Meeting(
                    claim,
                    body.sort.words,
                    str(body.held),
                    body.present,
                    body.text,
                    tuple(c for c in decisions if _meeting_of(c) == claim.entry),
                    tuple(a for a in acts if a.agreed.meeting == claim.entry),
                )
            )
        elif isinstance(body, ActDated) and "meeting" in body.act.casefold():
            # An act that an older part of the record dates as a meeting; nothing more is told.
            about = claim.envelope.about
            found.append(Meeting(claim, body.act, str(body.date), (), about, (), ()))
    return found


def _meeting_of(claim: Claim) -> str:
    return claim.body.meeting if isinstance(claim.body, MeetingDecision) else ""


def _findings(under: UnderContract, acts: tuple[Action, ...]) -> list[ReviewFindingLine]:
    found: list[ReviewFindingLine] = []
    followed = [c for c in under.view.standing if isinstance(c.body, FollowUpRecorded)]
    for claim in under.view.standing:
        if isinstance(claim.body, ReviewFinding):
            answers = (
                *(a.claim for a in acts if a.agreed.answers == claim.entry),
                *(c for c in followed if _follows(c, claim.entry)),
            )
            found.append(ReviewFindingLine(claim, claim.body.reviewer, claim.body.text, answers))
    return found


def _follows(claim: Claim, finding: str) -> bool:
    return isinstance(claim.body, FollowUpRecorded) and finding in claim.body.answers
