"""Staff who moved out and staff affected by a return: two counts, never one."""

from __future__ import annotations

from collections.abc import Iterable

from capitula.exit.transfer_kinds import StaffTransferred
from capitula.record.claim import Claim
from capitula.record.difference import Difference, distinct_measures
from capitula.record.view import View


def differences(view: View) -> Iterable[Difference]:
    """Return the counts of staff that stand side by side and go different ways."""
    return distinct_measures(view, StaffTransferred.kind, "staff", "staff by direction", _way)


def _way(claim: Claim) -> str:
    body = claim.body
    return str(body.direction) if isinstance(body, StaffTransferred) else ""
