"""Actions, meetings and findings of reviews as tables of a page."""

from __future__ import annotations

from collections.abc import Callable

from capitula.delivery.reviews import Action, Reviews
from capitula.ground.letters import capital
from capitula.web.parts import Cell, Column, Link, Table
from capitula.web.wording import date_text

Address = Callable[[str], str]


def actions(found: Reviews, address: Address) -> Table | None:
    """Return every action with owner, due day and state; nothing where there is none."""
    if not found.actions:
        return None
    return Table(
        "Actions",
        [
            Column("Action"),
            Column("Owner"),
            Column("Due"),
            Column("Where it stands"),
            Column("Shown by"),
        ],
        [_action(each, address) for each in found.actions],
        compact=True,
        missing="no day set",
    )


def _action(each: Action, address: Address) -> tuple[Cell, ...]:
    closed = each.closed
    return (
        Link(each.agreed.text, address(each.claim.entry)),
        each.agreed.owner,
        date_text(each.agreed.due) if each.agreed.due else None,
        capital(each.state),
        f"{closed.shown_by}, {date_text(closed.on)}" if closed else "",
    )


def meetings(found: Reviews, address: Address) -> Table | None:
    """Return every meeting with what it decided; nothing where there is none."""
    if not found.meetings:
        return None
    return Table(
        "Meetings",
        [
            Column("Held"),
            Column("What"),
            Column("Who was there"),
            Column("Dealt with"),
            Column("Decided"),
        ],
        [
            (
                Link(date_text(each.held), address(each.claim.entry)),
                each.sort,
                ", ".join(each.present) or None,
                each.text,
                "; ".join(claim.value.text for claim in each.decisions),
            )
            for each in found.meetings
        ],
        compact=True,
    )


def review_findings(found: Reviews, address: Address) -> Table | None:
    """Return every finding of a review and what answers it; nothing where there is none."""
    if not found.findings:
        return None
    return Table(
        "Findings of reviews, and what answers them",
        [Column("Reviewer"), Column("Finding"), Column("Answered by")],
        [
            (
                each.reviewer,
                Link(each.text, address(each.claim.entry)),
                "; ".join(claim.value.text for claim in each.answered_by) or None,
            )
            for each in found.findings
        ],
        compact=True,
        missing="nothing recorded",
    )
