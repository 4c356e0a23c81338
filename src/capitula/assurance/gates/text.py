"""Gates in words, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from capitula.assurance.gates.kinds import EvidenceSubmitted, QuestionRated, SubmissionMade
from capitula.assurance.gates.state import Gate, Rated
from capitula.ground.date_words import date_text
from capitula.record.claim import Claim


def gates_text(title: str, known_on: date, found: Sequence[Gate]) -> str:
    """Return where each gate stands, for a terminal."""
    return "\n".join(_lines(title, known_on, found))


def gates_json(case: str, known_on: date, found: Sequence[Gate]) -> dict[str, Any]:
    """Return the same for machines (`capitula.assurance.gates/1`)."""
    return {
        "schema": "capitula.assurance.gates/1",
        "case": case,
        "known_on": known_on.isoformat(),
        "gates": [_json(gate) for gate in found],
    }


def _lines(title: str, known_on: date, found: Sequence[Gate]) -> Iterator[str]:
    yield f"{title}, as known on {date_text(known_on)}"
    if not found:
        yield (
            "No framework of assurance is on record. Adopt one: "
            "capitula record add framework_adopted --case CASE about=isap_2017 …"
        )
    framework = ""
    for gate in found:
        if gate.framework.id != framework:
            framework = gate.framework.id
            yield ""
            yield (
                f"{gate.framework.title} ({framework}, version {gate.framework.version}); applies "
                f"since {date_text(gate.adopted.envelope.known.last)} ({gate.adopted.entry}): "
                f"{gate.adopted.value.text}"
            )
        yield from _gate(gate)


def _gate(gate: Gate) -> Iterator[str]:
    guarded = ", ".join(gate.stage.guards) or "no act"
    blocks = "blocks" if gate.is_open else "guards"
    yield f"  {gate.stage.title}: {gate.state}; {blocks} {guarded}"
    for claim in gate.submissions:
        body = claim.body
        if isinstance(body, SubmissionMade):
            on = date_text(body.submitted)
            yield f"      submitted {on} by {body.by}: {body.text} ({claim.entry})"
    for each in gate.rated:
        yield from _rated(each)
    for claim in gate.evidence:
        if isinstance(claim.body, EvidenceSubmitted) and not claim.body.question:
            yield f"      {_evidence(claim)}"
    for condition in gate.conditions:
        state = "open" if condition.is_open else "closed by evidence"
        if condition.body.owner:
            due = date_text(condition.body.due) if condition.body.due else "at no stated day"
            state += f"; {condition.body.owner}, due {due}"
        yield f"      condition {condition.name}: {condition.body.text} ({state})"
    if gate.decision and gate.decided:
        yield f"      decided by {gate.decision.by}: {gate.decision.reasons} ({gate.decided.entry})"
        yield from (f"      dissent: {words}" for words in gate.decision.dissent)
        yield from (f"      took no part: {words}" for words in gate.decision.recusals)
    for claim in gate.late_evidence():
        yield f"      warning: shows a day after the decision: {_evidence(claim)}"


def _rated(each: Rated) -> Iterator[str]:
    body = each.rating.body if each.rating else None
    if isinstance(body, QuestionRated):
        yield f"      {each.question.id}: {body.rating} by {body.reviewer}: {body.reasons}"
    elif each.evidence:
        yield f"      {each.question.id}: not rated: {each.question.question}"
    else:
        yield (
            f"      {each.question.id}: not rated, no evidence: {each.question.question} "
            f"({each.question.mark})"
        )
    yield from (f"          {_evidence(claim)}" for claim in each.evidence)


def _evidence(claim: Claim) -> str:
    body = claim.body
    if not isinstance(body, EvidenceSubmitted):
        return claim.entry
    return (
        f"{body.title}: shows {date_text(body.effective)}, came {date_text(body.arrived)}, "
        f"recorded {date_text(claim.envelope.recorded.date())} ({claim.entry})"
    )


def _json(gate: Gate) -> dict[str, Any]:
    return {
        "gate": gate.name,
        "framework": gate.framework.id,
        "version": gate.framework.version,
        "stage": gate.stage.id,
        "title": gate.stage.title,
        "state": gate.state,
        "open": gate.is_open,
        "guards": [act.value for act in gate.stage.guards],
        "submissions": [claim.as_json() for claim in gate.submissions],
        "evidence": [
            {
                **claim.as_json(),
                "effective": str(claim.body.effective),
                "arrived": str(claim.body.arrived),
                "recorded": claim.envelope.recorded.isoformat(),
            }
            for claim in gate.evidence
            if isinstance(claim.body, EvidenceSubmitted)
        ],
        "questions": [
            {
                "question": each.question.id,
                "group": each.question.group,
                "mark": str(each.question.mark),
                "rating": each.rating.as_json() if each.rating else None,
                "evidence": [claim.entry for claim in each.evidence],
            }
            for each in gate.rated
        ],
        "conditions": [
            {"condition": c.name, "text": c.body.text, "open": c.is_open} for c in gate.conditions
        ],
        "decided": gate.decided.as_json() if gate.decided else None,
    }
