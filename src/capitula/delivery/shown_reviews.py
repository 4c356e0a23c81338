"""Meetings, decisions and actions as tables and for machines."""

from __future__ import annotations

from typing import Any

from capitula.delivery.result import Result
from capitula.delivery.review_kinds import ActionAgreed, ActionClosed, MeetingDecision
from capitula.delivery.reviews import Action, Meeting, Reviews, reviews
from capitula.delivery.under_contract import UnderContract
from capitula.delivery.unplaced import unplaced
from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.text_table import TextTable


def shown_reviews(under: UnderContract) -> Result[Reviews]:
    """Return the reviews of a contract as of the day."""
    found = reviews(under)
    as_of = f"as known on {date_text(under.day)}"
    actions = TextTable(
        f"Actions of {under.contract.title}, {as_of}",
        ("Action", "Owner", "Due", "Stands", "Shown by", "Entry"),
        tuple(_action_row(each) for each in found.actions),
    )
    meetings = TextTable(
        "Meetings",
        ("Held", "What", "Who was there", "Dealt with", "Decided", "Entry"),
        tuple(_meeting_row(each) for each in found.meetings),
    )
    lines = TextTable(
        "Findings of reviews, and what answers them",
        ("Reviewer", "Finding", "Answered by"),
        tuple(
            (
                each.reviewer,
                each.text,
                "; ".join(c.value.text for c in each.answered_by) or "nothing recorded",
            )
            for each in found.findings
        ),
    )
    of_none = [c for c in found.decisions if c.entry not in _placed(found)]
    decisions = TextTable(
        "Decisions of no recorded meeting",
        ("Decision", "By", "Entry"),
        tuple((c.value.text, _by(c), c.entry) for c in of_none),
    )
    notes = unplaced(under, ActionClosed, ActionAgreed, MeetingDecision)
    if not found.actions:
        notes.append(f"No action with an owner was recorded by {date_text(under.day)}.")
    if not found.meetings:
        notes.append(f"No meeting under the contract was recorded by {date_text(under.day)}.")
    return Result(
        "capitula.delivery.reviews/1",
        under,
        found,
        (actions, meetings, decisions, lines),
        tuple(notes),
        _document(found),
    )


def _placed(found: Reviews) -> set[str]:
    return {claim.entry for meeting in found.meetings for claim in meeting.decisions}


def _by(claim: Claim) -> str:
    return str(getattr(claim.body, "by", ""))


def _action_row(each: Action) -> tuple[str, ...]:
    due = str(each.agreed.due) if each.agreed.due else "no day set"
    shown = f"{each.closed.shown_by} ({date_text(each.closed.on)})" if each.closed else ""
    return each.agreed.text, each.agreed.owner, due, str(each.state), shown, each.claim.entry


def _meeting_row(each: Meeting) -> tuple[str, ...]:
    decided = "; ".join(claim.value.text for claim in each.decisions)
    there = ", ".join(each.present) or "not stated"
    return each.held, each.sort, there, each.text, decided, each.claim.entry


def _document(found: Reviews) -> dict[str, Any]:
    return {
        "actions": [
            {
                "entry": each.claim.entry,
                "text": each.agreed.text,
                "owner": each.agreed.owner,
                "due": each.agreed.due.isoformat() if each.agreed.due else None,
                "state": str(each.state),
                "meeting": each.agreed.meeting or None,
                "answers": each.agreed.answers or None,
                "closed": each.closed.model_dump(mode="json") if each.closed else None,
            }
            for each in found.actions
        ],
        "meetings": [
            {
                "entry": each.claim.entry,
                "held": each.held,
                "sort": each.sort,
                "present": list(each.present),
                "text": each.text,
                "decisions": [claim.entry for claim in each.decisions],
                "actions": [action.claim.entry for action in each.actions],
            }
            for each in found.meetings
        ],
        "decisions": [
            {"entry": claim.entry, "text": claim.value.text, "by": _by(claim)}
            for claim in found.decisions
        ],
        "review_findings": [
            {
                "entry": each.claim.entry,
                "reviewer": each.reviewer,
                "text": each.text,
                "answered_by": [claim.entry for claim in each.answered_by],
            }
            for each in found.findings
        ],
    }
