"""The plan against which slip is measured, where there is one: a choice is made by a person."""

from __future__ import annotations

from capitula.programme.plan_history import PlanHistory
from capitula.record.claim import Claim
from capitula.record.difference import Sort
from capitula.record.differences import differences
from capitula.record.view import View


def baseline(view: View, history: PlanHistory) -> Claim | None:
    """Return the first plan; None while two speakers differ on it and nobody has chosen.

    A choice is an entry of its own (`claim_chosen`), dated and named.
    """
    first = history.first.claim
    for difference in differences(view):
        if difference.about != history.milestone or difference.sort is not Sort.CLASH:
            continue
        if difference.chosen is not None:
            return difference.chosen
        if first in difference.claims:
            return None
    return first
