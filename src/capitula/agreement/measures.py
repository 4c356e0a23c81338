"""Measures of agreement: what each asked, of whom, out of how many. They are never one score."""

from __future__ import annotations

from collections.abc import Iterable

from capitula.agreement.kinds import SignUpMeasured
from capitula.record.claim import Claim
from capitula.record.difference import Difference, distinct_measures
from capitula.record.view import View


def differences(view: View) -> Iterable[Difference]:
    """Return the sign-up measures that stand side by side and count different things."""
    return distinct_measures(
        view, SignUpMeasured.kind, "sign-up", "measures of agreement", _measure
    )


def _measure(claim: Claim) -> str:
    match claim.body:
        case SignUpMeasured() as body:
            return f"{body.asked} / {body.of_whom} / {body.of_how_many}"
        case _:
            return ""
