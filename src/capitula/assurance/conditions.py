"""Conditions in a view, each open, overdue or closed; closed only by evidence on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.assurance.gates.kinds import ConditionClosed, EvidenceSubmitted
from capitula.assurance.kinds import ConditionSet
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it stands.

    Attributes:
        claim: the entry that set it.
        body: what it says.
        closed_by: the entry that closed it with evidence on record; None while it is open.
        without_evidence: an entry that means to close it, whose evidence is not on record.
    """

    claim: Claim
    body: ConditionSet
    closed_by: Claim | None
    without_evidence: Claim | None

    @property
    def name(self) -> str:
        """Its subject."""
        return self.claim.envelope.about

    @property
    def is_open(self) -> bool:
        """Whether nothing closes it: neither an entry with evidence nor the report that set it."""
        return self.closed_by is None and self.body.state() == "open"

    def is_overdue(self, on: date) -> bool:
        """Say whether it is open on a day and was due before it."""
        due = self.body.due.latest if self.body.due else None
        return self.is_open and due is not None and due < on


def conditions(view: View) -> tuple[Condition, ...]:
    """Return every condition that stands in the view, in order of the chain."""
    evidence = {c.entry for c in view.standing if isinstance(c.body, EvidenceSubmitted)}
    closings: dict[str, list[Claim]] = {}
    for claim in view.standing:
        if isinstance(claim.body, ConditionClosed):
            closings.setdefault(claim.envelope.about, []).append(claim)
    current = [item.current for item in view.items]
    return tuple(
        _condition(claim, claim.body, closings.get(claim.envelope.about, []), evidence)
        for claim in sorted(current, key=lambda claim: claim.envelope.sequence)
        if isinstance(claim.body, ConditionSet)
    )


def _condition(
    claim: Claim, body: ConditionSet, closings: list[Claim], evidence: set[str]
) -> Condition:
    """A closing counts from the day on which the condition was known, and only with evidence."""
    since = [c for c in closings if c.envelope.known.last >= claim.envelope.known.last]
    shown = [c for c in since if _named(c) <= evidence]
    bare = [c for c in since if not _named(c) <= evidence]
    return Condition(
        claim, body, shown[-1] if shown else None, bare[-1] if bare and not shown else None
    )


def _named(closing: Claim) -> set[str]:
    return set(closing.body.evidence) if isinstance(closing.body, ConditionClosed) else set()
