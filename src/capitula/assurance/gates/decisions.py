"""Every decision in a view, each with what it rested on and whether that has changed since.

A gate's outcome and an act carry their own frozen copy. A decision that was only reported carries
none; what was known on its day is then rebuilt from the record, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from capitula.assurance.gates.frozen import Frozen, freeze
from capitula.assurance.gates.kinds import ActTaken, GateDecided
from capitula.assurance.gates.since_changed import SinceChanged, since_changed
from capitula.assurance.kinds import DecisionMade
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

FROZEN, REBUILT = "frozen", "rebuilt from the record, not frozen"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        claim: the entry.
        by: who decided.
        reasons: why, as stated.
        frozen: what it rested on.
        kept: whether that was frozen with the decision, or rebuilt from the record.
        changed: what has changed since.
    """

    claim: Claim
    by: str
    reasons: str
    frozen: Frozen
    kept: str
    changed: SinceChanged

    def as_json(self) -> dict[str, object]:
        """Return the decision for machines."""
        body = self.claim.body
        gate = body if isinstance(body, GateDecided) else None
        return {
            "entry": self.claim.entry,
            "about": self.claim.envelope.about,
            "outcome": self.claim.state,
            "by": self.by,
            "reasons": self.reasons,
            "known_on": self.frozen.known_on.isoformat(),
            "kept": self.kept,
            "entries": len(self.frozen.entries),
            "findings": [finding.model_dump(mode="json") for finding in self.frozen.findings],
            "framework": self.frozen.framework or None,
            "result": self.frozen.result or None,
            "conditions": list(gate.conditions) if gate else [],
            "dissent": list(gate.dissent) if gate else [],
            "recusals": list(gate.recusals) if gate else [],
            "since_changed": [change.as_json() for change in self.changed.facts],
            "closed_since": [f"{f.rule}: {f.about}" for f in self.changed.closed],
            "opened_since": [f"{f.rule}: {f.about}" for f in self.changed.opened],
        }


def decisions(
    view: View, findings_in: Callable[[View], tuple[Finding, ...]]
) -> tuple[Decision, ...]:
    """Return every decision visible in the view, in the order in which they became known.

    Args:
        view: the record.
        findings_in: gives what every room finds in a view; a past one is asked for each decision
            that carries no frozen copy.
    """
    kept: dict[date, tuple[Finding, ...]] = {}

    def findings_then(then: View) -> tuple[Finding, ...]:
        """Several decisions became known on one day; what stood open then is asked for once."""
        if then.known_on not in kept:
            kept[then.known_on] = findings_in(then)
        return kept[then.known_on]

    now = findings_in(view)
    found = [claim for claim in view.claims if _decides(claim)]
    found.sort(key=lambda claim: (claim.envelope.known.last, claim.envelope.sequence))
    return tuple(_decision(claim, view, now, findings_then) for claim in found)


def _decides(claim: Claim) -> bool:
    return isinstance(claim.body, DecisionMade | GateDecided | ActTaken)


def _decision(
    claim: Claim,
    view: View,
    now: tuple[Finding, ...],
    findings_in: Callable[[View], tuple[Finding, ...]],
) -> Decision:
    match claim.body:
        case GateDecided() as gate:
            by, reasons, frozen, kept = gate.by, gate.reasons, gate.frozen, FROZEN
        case ActTaken() as act:
            by, reasons, frozen, kept = act.by, act.text, act.frozen, FROZEN
        case DecisionMade() as made:
            then = view.record.as_known(claim.envelope.known.last)
            by, reasons = made.authority, made.reason
            frozen, kept = freeze(then, findings_in(then)), REBUILT
        case _:
            raise TypeError(claim.envelope.kind)
    return Decision(claim, by, reasons, frozen, kept, since_changed(frozen, view, now, claim.entry))
