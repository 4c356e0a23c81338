"""A case in one screen: what, who, how far, how much, when, what moved, what stands open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.assurance.stage import stage
from capitula.case.case import Case
from capitula.contract.kinds import ValueStated
from capitula.contract.model import Contract
from capitula.programme.plan_history import PlanHistory
from capitula.record.findings import Finding
from capitula.record.item import Item
from capitula.record.view import View

START_MILESTONES = ("service start", "partnership start", "service transfer", "contract end")
"""The milestones that answer "when does it start?", in order of preference."""


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
        findings: what stands open.
    """

    case: str
    known_on: date
    contract: Contract
    stage: Item | None
    values: tuple[Item, ...]
    start: PlanHistory | None
    findings: tuple[Finding, ...]

    def text(self) -> str:
        """Return the overview as lines for a terminal."""
        return "\n".join(_lines(self))

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
            "start": self.start
            and {
                "milestone": self.start.milestone,
                "first": self.start.first.claim.as_json(),
                "latest": self.start.latest.claim.as_json(),
            },
            "open": [finding.text for finding in self.findings],
        }


def overview(case: Case, view: View) -> Overview:
    """Return the overview of a case in a view."""
    plans = {history.milestone: history for history in case.plan(view)}
    return Overview(
        case=case.name,
        known_on=view.known_on,
        contract=case.contract_at(view),
        stage=stage(view),
        values=tuple(i for i in view.items if isinstance(i.current.body, ValueStated)),
        start=next((plans[name] for name in START_MILESTONES if name in plans), None),
        findings=case.findings(view),
    )


def _lines(found: Overview) -> Iterator[str]:
    contract = found.contract
    yield f"{contract.title}, as known on {found.known_on}"
    yield ""
    yield contract.summary
    yield f"Form    {contract.form.name.words}"
    for party in contract.parties:
        yield f"Party   {party.name}: {', '.join(party.roles).replace('_', ' ')}"
    yield f"Stage   {_stage_words(found.stage)}"
    for item in found.values:
        yield f"Value   {item.subject}: {_with_clashes(item)}"
    yield from _start_lines(found.start)
    yield f"Open    {len(found.findings)} matters"
    for finding in found.findings:
        yield f"  - {finding.text}"


def _stage_words(item: Item | None) -> str:
    return "no decision known" if item is None else f"{_with_clashes(item)}"


def _with_clashes(item: Item) -> str:
    others = "".join(f"; also {c.value.text} ({c.envelope.source})" for c in item.clashes)
    return f"{item.current.value.text} ({item.current.envelope.source}){others}"


def _start_lines(start: PlanHistory | None) -> Iterator[str]:
    if start is None:
        yield "Start   no plan known"
        return
    first, latest = start.first.claim.value.text, start.latest.claim.value.text
    yield f"Start   {start.milestone}: first planned {first}; now {latest}"
    if start.result:
        yield f"        result: {start.result.value().text}"
    for version in start.versions[1:]:
        if version.reason:
            yield f"        moved to {version.claim.value.text}: {version.reason}"
