"""The slip table: for people as rows of text, for machines as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from capitula.ground.months import MonthSpan
from capitula.programme.plan_history import PlanHistory, Version
from capitula.record.view import View

HEADERS = (
    "Known by",
    "Planned date",
    "Stated by",
    "Report",
    "Months late on first plan",
    "on the plan before",
    "Why it moved",
)


def slip_rows(history: PlanHistory) -> list[tuple[str, ...]]:
    """Return a row per version, and one per result, in order of becoming known."""
    rows = [_row(version) for version in history.versions]
    for claim in history.results:
        words = (
            f"{claim.state}: {claim.value.text}" if claim.state != claim.value.text else claim.state
        )
        envelope = claim.envelope
        rows.append(
            (str(envelope.known.last), words, envelope.speaker, envelope.source or "", "", "", "")
        )
    return rows


def _row(version: Version) -> tuple[str, ...]:
    envelope = version.claim.envelope
    overtaken = " (earlier plan)" if version.overtaken else ""
    return (
        str(envelope.known.last),
        version.claim.value.text + overtaken,
        envelope.speaker,
        envelope.source or "",
        _months(version.slip_first),
        _months(version.slip_previous),
        version.reason or version.claim.body.note if version.claim.body else version.reason,
    )


def _months(span: MonthSpan | None) -> str:
    return "" if span is None else str(span)


def slip_document(case: str, view: View, histories: Sequence[PlanHistory]) -> dict[str, Any]:
    """Return the plan histories for machines (`capitula.programme.slip/1`)."""
    return {
        "schema": "capitula.programme.slip/1",
        "case": case,
        "known_on": view.known_on.isoformat(),
        "milestones": [
            {
                "milestone": history.milestone,
                "versions": [_version_json(version) for version in history.versions],
                "results": [claim.as_json() for claim in history.results],
            }
            for history in histories
        ],
    }


def _version_json(version: Version) -> dict[str, Any]:
    return {
        **version.claim.as_json(),
        "overtaken": version.overtaken,
        "slip_months_vs_first": _span_json(version.slip_first),
        "slip_months_vs_previous": _span_json(version.slip_previous),
        "causes": list(version.plan.causes),
        "reason": version.reason,
    }


def _span_json(span: MonthSpan | None) -> dict[str, int | None] | None:
    return None if span is None else {"least": span.least, "most": span.most}
