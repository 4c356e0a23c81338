"""The overview of a case as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.case.overview import Overview
from capitula.ground.date_words import date_text
from capitula.programme.plan_history import PlanHistory
from capitula.record.claim import Claim
from capitula.record.item import Item


def overview_text(found: Overview) -> str:
    """Return the overview for reading in a terminal."""
    return "\n".join(_lines(found))


def _lines(found: Overview) -> Iterator[str]:
    contract = found.contract
    yield f"{contract.title}, as known on {date_text(found.known_on)}"
    yield ""
    yield contract.summary
    yield ""
    yield f"Form    {contract.form.name.words}"
    for party in contract.parties:
        yield f"Party   {party.name}: {', '.join(party.roles).replace('_', ' ')}"
    yield f"Stage   {_with_clashes(found.stage) if found.stage else 'no decision known'}"
    for item in found.values:
        yield f"Value   {item.subject}: {_with_clashes(item)}"
    if found.started:
        where = _where(found.started)
        yield f"Start   {found.started.envelope.about}: {found.started.value.words} ({where})"
    elif found.start is None:
        yield "Start   no plan known"
    for label, plan in (("Start", found.start), ("End  ", found.end)):
        if plan:
            yield from _plan_lines(label, plan)
    for proposal in found.offers:
        by = proposal.offer.by or "nobody named"
        claim = proposal.claim
        yield f"Offer   {by}: {claim.value.words} ({_where(claim)})"
    yield f"Open    {len(found.findings)} matters"
    for finding in found.findings:
        yield f"  - {finding.text}"


def _plan_lines(label: str, plan: PlanHistory) -> Iterator[str]:
    first, latest = plan.first.claim.value.words, plan.latest.claim.value.words
    yield f"{label}   {plan.milestone}: first planned {first}; last {latest}"
    for claim in plan.results:
        yield f"        result: {claim.state} {claim.value.words} ({_where(claim)})"
    for version in plan.versions[1:]:
        if version.reason:
            yield f"        moved to {version.claim.value.words}: {version.reason}"


def _with_clashes(item: Item) -> str:
    others = "".join(f"; also {c.value.words} ({_where(c)})" for c in item.clashes)
    return f"{item.current.value.words} ({_where(item.current)}){others}"


def _where(claim: Claim) -> str:
    return claim.envelope.source or "no source"
