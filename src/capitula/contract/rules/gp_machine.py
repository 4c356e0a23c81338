"""The states of a practice's contract and the steps between them, each behind its guards.

active → notice given → patients notified → suspended → notice of reactivation → reactivated;
terminated from any state. The order of states is a local reading of the two Schedules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from capitula.contract.rules import gp_entry as entry
from capitula.contract.rules import gp_return as back
from capitula.contract.rules.answer import (
    Reason,
    Verdict,
    all_of,
    mark_of,
    missing_of,
    with_verdict,
)
from capitula.contract.rules.gp_facts import GpFacts, GpState
from capitula.contract.rules.ruleset import Ruleset, load_ruleset
from capitula.ground.faults import CapitulaError
from capitula.ground.marks import EvidenceMark

Guard = Callable[[GpFacts, date, Ruleset], Reason]


class StepClosed(CapitulaError):
    """A step was taken that is not open, or of which that is not known."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step from one state to another on a day.

    Attributes:
        start: the state it leaves.
        to: the state it reaches.
        verdict: holds where the step is open, fails where a guard blocks it.
        guards: every guard with its reason.
    """

    start: GpState
    to: GpState
    on: date
    verdict: Verdict
    guards: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether every guard holds."""
        return self.verdict is Verdict.HOLDS

    @property
    def blocked_by(self) -> tuple[Reason, ...]:
        """The guards that fail."""
        return with_verdict(self.guards, Verdict.FAILS)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known."""
        return missing_of(self.guards)

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of the guards that decided."""
        deciding = self.guards if self.is_open else with_verdict(self.guards, self.verdict)
        return mark_of(deciding)

    def as_json(self) -> dict[str, object]:
        """Return the step for machines."""
        return {
            "from": str(self.start),
            "to": str(self.to),
            "on": self.on.isoformat(),
            "verdict": str(self.verdict),
            "mark": str(self.mark),
            "guards": [guard.as_json() for guard in self.guards],
            "missing": list(self.missing),
        }


def _ended(facts: GpFacts, on: date, rules: Ruleset) -> Reason:
    what = "the end by law or agreement"
    return entry.dated("termination", rules["termination"], facts.ended_on, on, what)


_NOTICE: tuple[Guard, ...] = (entry.contractor, entry.notice)
_LETTERS: tuple[Guard, ...] = (*_NOTICE, entry.start_date, entry.letters)
_RETURN: tuple[Guard, ...] = (
    back.return_notice,
    back.return_date,
    back.eligible,
    back.conduct,
    back.anniversary_letters,
    back.notice_period,
    back.window,
    back.once,
    back.partners,
)
STEPS: dict[GpState, tuple[tuple[GpState, tuple[Guard, ...]], ...]] = {
    GpState.ACTIVE: ((GpState.NOTICE_GIVEN, _NOTICE),),
    GpState.NOTICE_GIVEN: ((GpState.PATIENTS_NOTIFIED, _LETTERS),),
    GpState.PATIENTS_NOTIFIED: ((GpState.SUSPENDED, (*_LETTERS, entry.agreement)),),
    GpState.SUSPENDED: ((GpState.REACTIVATION_NOTICE, (back.return_notice,)),),
    GpState.REACTIVATION_NOTICE: ((GpState.REACTIVATED, _RETURN),),
    GpState.REACTIVATED: (),
    GpState.TERMINATED: (),
}


def next_possible(state: GpState, facts: GpFacts, on: date) -> tuple[Step, ...]:
    """Return every step out of a state, open or not, with the guards that open or block it.

    Args:
        state: where the practice's contract stands.
        facts: what is known.
        on: the day of the step.
    """
    rules = load_ruleset("gp_suspension")
    steps = STEPS[state]
    if state is not GpState.TERMINATED:
        steps = (*steps, (GpState.TERMINATED, (_ended,)))
    found: list[Step] = []
    for to, guards in steps:
        reasons = tuple(guard(facts, on, rules) for guard in guards)
        verdict = all_of(reason.verdict for reason in reasons)
        found.append(Step(state, to, on, verdict, reasons))
    return tuple(found)


def advance(state: GpState, to: GpState, facts: GpFacts, on: date) -> Step:
    """Take a step.

    Raises:
        StepClosed: there is no such step, a guard blocks it, or a fact is missing.
    """
    for step in next_possible(state, facts, on):
        if step.to is to:
            if step.is_open:
                return step
            blocked = "; ".join(
                g.text for g in (*step.blocked_by, *with_verdict(step.guards, _UNKNOWN))
            )
            raise StepClosed(
                f"found a step from {state} to {to} on {on} that is not open; expected every "
                f"guard to hold; settle: {blocked}"
            )
    raise StepClosed(f"found a step from {state} to {to}; expected one of the steps from {state}")


_UNKNOWN = Verdict.CANNOT_BE_JUDGED
