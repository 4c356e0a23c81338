"""The kinds of entry that speak about permission: decisions, conditions, approvals, readiness."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import field_validator

from capitula.assurance.gates.kinds import KINDS as GATES
from capitula.assurance.readiness.kinds import KINDS as CHECKS
from capitula.assurance.readiness.rules import known_acts
from capitula.assurance.readiness_kinds import KINDS as READINESS
from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class Outcome(StrEnum):
    """What was decided, and so the state of what was decided on."""

    PROCURE = "procure"
    PREFER = "prefer"
    AWARD = "award"
    START = "start"
    PROCEED = "proceed"
    PROCEED_WITH_CONDITIONS = "proceed_with_conditions"
    CONTINUE_ASSURANCE = "continue_assurance"
    PAUSE = "pause"
    STOP = "stop"
    RESUME = "resume"
    EXTEND = "extend"
    ADOPT = "adopt"
    EXCLUDE = "exclude"
    ABANDON = "abandon"
    TERMINATE = "terminate"
    WIND_DOWN = "wind_down"
    END = "end"


_STATES = {
    Outcome.PROCURE: "in procurement",
    Outcome.PREFER: "preferred provider named",
    Outcome.AWARD: "awarded",
    Outcome.START: "running",
    Outcome.PROCEED: "going ahead",
    Outcome.PROCEED_WITH_CONDITIONS: "going ahead, with conditions",
    Outcome.CONTINUE_ASSURANCE: "under assurance",
    Outcome.PAUSE: "paused",
    Outcome.STOP: "stopped",
    Outcome.RESUME: "going ahead again",
    Outcome.EXTEND: "extended",
    Outcome.ADOPT: "adopted",
    Outcome.EXCLUDE: "excluded",
    Outcome.ABANDON: "given up",
    Outcome.TERMINATE: "to end",
    Outcome.WIND_DOWN: "to be wound down",
    Outcome.END: "ended",
}
_STRENGTH = {
    outcome: strength
    for strength, group in enumerate(
        (
            (Outcome.PAUSE,),
            (Outcome.CONTINUE_ASSURANCE,),
            (Outcome.STOP,),
            (Outcome.TERMINATE, Outcome.WIND_DOWN, Outcome.ABANDON),
            (Outcome.END,),
        )
    )
    for outcome in group
}


class DecisionMade(Body):
    """A decision with its authority, reason and restart condition; `about` is what it decides on.

    A pause says until when, or that no restart date is set. Of several words used for one act on
    one day, the one that claims least is shown first and the others beside it.
    """

    kind: ClassVar[str] = "decision_made"
    stated_property: ClassVar[str] = "state"
    series: ClassVar[bool] = True

    outcome: Outcome
    decided: PartialDate | None = None
    authority: str
    reason: str = ""
    restart: PartialDate | None = None
    restart_condition: str = ""

    def value(self) -> Value:
        """The state that follows."""
        return Value(self.state())

    def state(self) -> str:
        """The state that the decision gives its subject."""
        state = _STATES[self.outcome]
        if self.outcome is Outcome.PAUSE:
            state += f" until {date_text(self.restart)}" if self.restart else ", no restart date"
        return state

    def strength(self) -> int:
        """Ended claims more than stopped, and stopped more than paused.

        Whoever says stopped says paused too. That assurance goes on cannot be had from the words of
        the others, so it claims more than the pause.
        """
        return _STRENGTH.get(self.outcome, 0)


class ConditionSet(Body):
    """A condition on going ahead; `about` names it. It is closed only by evidence.

    Attributes:
        text: the condition.
        set_by: who set it.
        due: by when it is to be met.
        met: whether a report says so; without `evidence` it stays open.
        evidence: what shows it, in words, where no entry of its own does.
        owner: who is to meet it.
        gate: the checkpoint at which it was set, as `framework: stage`; empty if at none.
        acts: the acts that it is a condition of, such as "start"; empty for all.
    """

    kind: ClassVar[str] = "condition_set"
    stated_property: ClassVar[str] = "condition"

    text: str
    set_by: str
    due: PartialDate | None = None
    met: bool = False
    evidence: str = ""
    owner: str = ""
    gate: str = ""
    acts: tuple[str, ...] = ()

    _acts = field_validator("acts")(known_acts)

    def value(self) -> Value:
        """The condition in words."""
        return Value(self.text)

    def state(self) -> str:
        """Open, or met with evidence."""
        return "met" if self.met and self.evidence else "open"


class ApprovalStep(Body):
    """A step of approval: who gives it, what it rests on, how far it has come.

    Attributes:
        text: the step in words.
        giver: who is to give it.
        due: by when it is to be put forward; None if not stated.
        submitted: when it was put forward.
        given: when it was given.
        refused: when it was refused.
        acts: the acts that hang on it, such as "award"; empty for all.
    """

    kind: ClassVar[str] = "approval_step"
    stated_property: ClassVar[str] = "approval"

    text: str
    giver: str
    due: PartialDate | None = None
    submitted: PartialDate | None = None
    given: PartialDate | None = None
    refused: PartialDate | None = None
    acts: tuple[str, ...] = ()

    _acts = field_validator("acts")(known_acts)

    def value(self) -> Value:
        """The step in words."""
        return Value(self.text)

    def state(self) -> str:
        """Given, refused, submitted, or open."""
        if self.given or self.refused:
            return "given" if self.given else "refused"
        return "submitted" if self.submitted else "open"


KINDS: tuple[type[Body], ...] = (
    DecisionMade,
    ConditionSet,
    ApprovalStep,
    *READINESS,
    *CHECKS,
    *GATES,
)
