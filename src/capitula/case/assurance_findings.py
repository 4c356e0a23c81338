"""What assurance finds in a view: conditions, approvals, a stop, checks, checkpoints, bare acts."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.assurance import open_conditions, own_findings
from capitula.assurance.frameworks.model import Framework
from capitula.assurance.gates import acts_done
from capitula.assurance.gates import state as gates
from capitula.record.findings import Finding
from capitula.record.view import View


def assurance_findings(view: View, frameworks: Mapping[str, Framework]) -> tuple[Finding, ...]:
    """Return what assurance finds, with the frameworks that may apply."""
    return (
        *open_conditions.findings(view),
        *own_findings.findings(view),
        *gates.findings(view, frameworks),
        *acts_done.findings(view),
    )
