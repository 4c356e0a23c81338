"""What stands open before going ahead: conditions not met by evidence, approvals not given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from capitula.assurance.conditions import Condition, conditions
from capitula.assurance.kinds import ApprovalStep
from capitula.ground.date_words import date_text
from capitula.record.findings import Finding
from capitula.record.view import View


def findings(view: View) -> tuple[Finding, ...]:
    """Return the conditions and approvals that stand open in the view, in order of the chain."""
    found = [
        *(
            (c.claim.envelope.sequence, _condition(c, view.known_on))
            for c in conditions(view)
            if c.is_open
        ),
        *_approvals(view),
    ]
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


def _condition(condition: Condition, on: date) -> Finding:
    body, bare = condition.body, condition.without_evidence
    owner = f"; to be met by {body.owner}" if body.owner else ""
    late = ", overdue" if condition.is_overdue(on) else ""
    due = f", due {date_text(body.due)}{late}" if body.due else ""
    said = " An entry closes it whose evidence is not on record." if bare else ""
    evidence = (condition.claim.entry, *((bare.entry,) if bare else ()))
    return Finding(
        "unclosed condition",
        "assurance",
        "blocks",
        condition.name,
        f"{body.text} (set by {body.set_by}{owner}{due}).{said}"
        if said
        else f"{body.text} (set by {body.set_by}{owner}{due})",
        evidence,
        "evidence that it is met",
        body.acts,
    )


def _approvals(view: View) -> Iterator[tuple[int, Finding]]:
    """Return one finding for each subject: what an approval is, is no second approval."""
    told: set[str] = set()
    for item in view.items:
        body = item.current.body
        if not isinstance(body, ApprovalStep) or body.state() == "given" or item.subject in told:
            continue
        told.add(item.subject)
        yield (
            item.current.envelope.sequence,
            Finding(
                "approval not given",
                "assurance",
                "blocks",
                item.subject,
                f"{body.text} (from {body.giver})",
                (item.current.entry,),
                "the approval, dated",
                body.acts,
            ),
        )
