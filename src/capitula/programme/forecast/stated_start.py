"""The date that a forecast starts from: the one stated last, unless the start is settled."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.ground.date_words import date_text
from capitula.programme.kinds import MilestoneReached
from capitula.programme.network.model import START
from capitula.programme.plan_history import PlanHistory, Version
from capitula.record.claim import Claim
from capitula.record.view import View

KIND_OF_FORM = {
    "full": "single_contract",
    "partial": "single_contract",
    "virtual": "single_contract",
    "iho": "single_contract",
    "section_75": "existing_bodies",
}
"""The class of comparable contracts for each form of contract. Mark: local."""


def start_stated(histories: Sequence[PlanHistory], view: View) -> tuple[Version | None, str]:
    """Return the start stated last, and why there is nothing to forecast; empty where there is.

    A start that is known to have come, or never to come, is a result and no forecast.
    """
    history = next((each for each in histories if each.milestone == START), None)
    latest = history.latest if history else None
    reached = [c for c in view.of_kind(MilestoneReached.kind) if c.envelope.about == START]
    if reached:
        return None, _settled(reached[-1])
    if latest is None:
        return None, f"Nothing to forecast: no start was stated by {date_text(view.known_on)}."
    planned = latest.plan.date
    if planned is None:
        known = date_text(latest.claim.envelope.known.last)
        return latest, f"Nothing to forecast: the start has no date, known by {known}."
    if planned.latest is None and planned.earliest is None:
        return latest, f"Nothing to forecast: {planned} names no month."
    return latest, ""


def _settled(claim: Claim) -> str:
    text = claim.value.text
    said = claim.state if claim.state == text else f"{claim.state}, {date_text(text)}"
    known = date_text(claim.envelope.known.last)
    return (
        f"Nothing to forecast. Service start: {said}, known by {known} "
        f"({claim.envelope.speaker}, {claim.envelope.source})."
    )


def said_since(histories: Sequence[PlanHistory]) -> list[str]:
    """Return what was said of other milestones and bears on a start: plans without a date."""
    return [
        f"{each.milestone.capitalize()}: no date, as {each.latest.claim.envelope.speaker} had it, "
        f"known by {date_text(each.latest.claim.envelope.known.last)}."
        for each in histories
        if each.milestone != START and each.latest.plan.date is None
    ]
