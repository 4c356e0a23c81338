"""The chart of a case's plans: every version of every milestone, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from capitula.ground.date_words import date_text
from capitula.programme.kinds import MilestonePlanned, MilestoneReached
from capitula.programme.plan_history import PlanHistory
from capitula.record.claim import Claim
from capitula.record.sources import Source
from capitula.reports.chart import Chart
from capitula.reports.slip_chart import slip_chart
from capitula.reports.stated_plan import StatedPlan, slip_words

PRINCIPAL = "service start"
"""The milestone whose slip the title tells, where the case has it. Mark: local."""


def plan_chart(
    contract: str, histories: Sequence[PlanHistory], sources: Mapping[str, Source]
) -> Chart:
    """Return the chart of the plans of a contract.

    Args:
        contract: what the contract is called.
        histories: one for each milestone, at least one.
        sources: the case's sources, by identifier.

    Raises:
        ValueError: no history.
    """
    plans = [plan for history in histories for plan in stated_plans(history, sources)]
    used = {claim.envelope.source for history in histories for claim in _claims(history)}
    publishers = dict.fromkeys(sources[name].publisher for name in sources if name in used)
    return slip_chart(
        plan_finding(contract, histories),
        plans,
        source=f"Source: {', '.join(publishers) or 'the record of the case'}.",
        subtitle="Each row is a date as it was stated, in order of becoming known",
    )


def stated_plans(history: PlanHistory, sources: Mapping[str, Source]) -> list[StatedPlan]:
    """Return the dated versions of one milestone, and what came of it, as a chart takes them."""
    plans = [
        replace(
            _stated(history.milestone, version.claim, sources, overtaken=version.overtaken),
            moved=version.slip_previous,
        )
        for version in history.versions
        if _dated(version.claim, sources)
    ]
    results = [claim for claim in history.results if _dated(claim, sources)]
    return plans + [_stated(history.milestone, claim, sources) for claim in results]


def _dated(claim: Claim, sources: Mapping[str, Source]) -> bool:
    """Say whether the source carries a date; an undated page has no place on a calendar."""
    source = sources.get(claim.envelope.source or "")
    return source is None or source.not_after is not None


def plan_finding(contract: str, histories: Sequence[PlanHistory]) -> str:
    """Return in one sentence how the plan moved, every part of it computed."""
    history = next((h for h in histories if h.milestone == PRINCIPAL), histories[0])
    first, latest = history.first, history.latest
    finding = (
        f"{contract}: {history.milestone} first planned for {date_text(first.claim.value.text)}"
    )
    if latest is not first:
        moved = slip_words(latest.slip_first) if latest.slip_first else ""
        finding += f", last for {date_text(latest.claim.value.text)}" + (
            f", {moved}" if moved else ""
        )
    if history.results:
        result = history.results[-1]
        words = (
            result.state
            if result.value.date is None
            else f"{result.state} {date_text(result.value.text)}"
        )
        finding += f"; result: {words}"
    return finding


def _stated(
    milestone: str, claim: Claim, sources: Mapping[str, Source], *, overtaken: bool = False
) -> StatedPlan:
    envelope = claim.envelope
    source = sources.get(envelope.source or "")
    date = claim.value.date
    is_result = isinstance(claim.body, MilestoneReached)
    label = f"{source.publisher}, {date_text(source.published)}" if source else envelope.speaker
    if overtaken:
        label += ", of an earlier plan"
    is_plan = isinstance(claim.body, MilestonePlanned)
    words = date_text(claim.value.text) if is_plan else claim.state
    if is_result and date is not None:
        words += f" {date_text(claim.value.text)}"
    return StatedPlan(
        milestone,
        label,
        envelope.known.last,
        date.earliest if date else None,
        date.latest if date else None,
        words,
        is_result=is_result,
        overtaken=overtaken,
    )


def _claims(history: PlanHistory) -> list[Claim]:
    return [*(version.claim for version in history.versions), *history.results]
