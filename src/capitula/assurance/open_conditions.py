"""What stands open before going ahead: conditions not met by evidence, approvals not given."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.assurance.kinds import ApprovalStep, ConditionSet
from capitula.record.findings import Finding
from capitula.record.view import View


def findings(view: View) -> tuple[Finding, ...]:
    """Return the conditions and approvals that stand open in the view."""
    return tuple(_open(view))


def _open(view: View) -> Iterator[Finding]:
    for item in view.items:
        evidence = (item.current.entry,)
        match item.current.body:
            case ConditionSet() as body if body.state() == "open":
                yield Finding(
                    "unclosed condition",
                    "assurance",
                    "blocks",
                    item.subject,
                    f"{body.text} (set by {body.set_by})",
                    evidence,
                    "evidence that it is met",
                )
            case ApprovalStep() as body if body.state() != "given":
                yield Finding(
                    "approval not given",
                    "assurance",
                    "blocks",
                    item.subject,
                    f"{body.text} (from {body.giver})",
                    evidence,
                    "the approval, dated",
                )
            case _:
                continue
