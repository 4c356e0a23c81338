"""Everything that stands open in the room of agreement, from what all rooms know of it."""

from __future__ import annotations

from capitula.agreement import open_matters
from capitula.agreement.follow_ups import matter_findings, matters, pointer_findings
from capitula.agreement.interests import interest_findings, items
from capitula.agreement.matters import coded
from capitula.agreement.public import public_findings
from capitula.case.agreement_beside import decisions, review_findings
from capitula.record.findings import Finding
from capitula.record.view import View


def agreement_findings(view: View) -> tuple[Finding, ...]:
    """Return what stands open: parties, concerns, requests, undertakings, the public, interests."""
    return (
        *open_matters.findings(view),
        *matter_findings(matters(view, review_findings(view), coded(view))),
        *pointer_findings(view),
        *public_findings(view, decisions(view)),
        *interest_findings(items(view)),
    )
