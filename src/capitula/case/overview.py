"""A case in one screen: what, who, how far, how much, when, what moved, what stands open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.assurance.stage import stage
from capitula.case.case import Case
from capitula.contract.kinds import ValueStated
from capitula.contract.model import Contract
from capitula.exit.end_dates import Proposal, end_dates
from capitula.programme.kinds import MilestoneReached
from capitula.programme.plan_history import PlanHistory
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.item import Item
from capitula.record.view import View

START_MILESTONES = ("service start", "partnership start", "service transfer")
"""The milestones that answer "when does it start?", in order of preference."""
END_MILESTONE = "contract end"


@dataclass(frozen=True, slots=True)
class Overview:
    """What one screen about a case shows.

    Attributes:
        case: the case's name.
        known_on: the day as known on.
        contract: the contract as far as it was known then.
        stage: how far it has come; None when no decision was known.
        values: the amounts put on it, each with its basis; never added.
        start: the plan of its start; None when no plan was known.
        started: the start itself, where it is known without any plan; None otherwise.
        end: the plan of its end; None when none was known. An offer of another end is no plan.
        offers: the ends that were offered and stand beside the one in force.
        findings: what stands open.
    """

    case: str
    known_on: date
    contract: Contract
    stage: Item | None
    values: tuple[Item, ...]
    start: PlanHistory | None
    started: Claim | None
    end: PlanHistory | None
    offers: tuple[Proposal, ...]
    findings: tuple[Finding, ...]

    @property
    def plans(self) -> tuple[PlanHistory, ...]:
        """The plans that the screen shows: start, then end."""
        return tuple(plan for plan in (self.start, self.end) if plan is not None)

    def as_json(self) -> dict[str, Any]:
        """Return the overview for machines (`capitula.case.overview/1`)."""
        return {
            "schema": "capitula.case.overview/1",
            "case": self.case,
            "known_on": self.known_on.isoformat(),
            "title": self.contract.title,
            "form": str(self.contract.form.name),
            "parties": [{"name": p.name, "roles": list(p.roles)} for p in self.contract.parties],
            "stage": self.stage.as_json() if self.stage else None,
            "values": [item.as_json() for item in self.values],
            "start": _plan_json(self.start),
            "started": self.started.as_json() if self.started else None,
            "end": _plan_json(self.end),
            "offers": [proposal.claim.as_json() for proposal in self.offers],
            "open": [finding.text for finding in self.findings],
        }


def overview(case: Case, view: View) -> Overview:
    """Return the overview of a case in a view."""
    plans = {history.milestone: history for history in case.plan(view)}
    start = next((plans[name] for name in START_MILESTONES if name in plans), None)
    return Overview(
        case=case.name,
        known_on=view.known_on,
        contract=case.contract_at(view),
        stage=stage(view),
        values=tuple(i for i in view.items if isinstance(i.current.body, ValueStated)),
        start=start,
        started=None if start else _started(view),
        end=plans.get(END_MILESTONE),
        offers=end_dates(view).proposals,
        findings=case.findings(view),
    )


def _started(view: View) -> Claim | None:
    for name in START_MILESTONES:
        item = view.item(name, MilestoneReached.stated_property)
        if item is not None:
            return item.current
    return None


def _plan_json(plan: PlanHistory | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "milestone": plan.milestone,
        "first": plan.first.claim.as_json(),
        "latest": plan.latest.claim.as_json(),
        "results": [claim.as_json() for claim in plan.results],
    }
