"""The kinds of entry of a gate: adoption, submission, evidence, rating, closing, outcome, act."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import field_validator

from capitula.assurance.gates.frozen import Frozen
from capitula.assurance.readiness.rules import ACTS
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


def gate_name(framework: str, stage: str) -> str:
    """Return the subject of what concerns one stage of one framework."""
    return f"{framework}: {stage}"


class FrameworkAdopted(Body):
    """A framework of assurance that applies to the contract; `about` is its identifier.

    Attributes:
        version: which version; empty where nobody says.
        by: who says that it applies.
        text: on what ground.
    """

    kind: ClassVar[str] = "framework_adopted"
    stated_property: ClassVar[str] = "applies"
    example: ClassVar[Mapping[str, Any]] = {"about": "isap_2017"}

    version: str = ""
    by: str
    text: str

    def value(self) -> Value:
        """On what ground it applies."""
        return Value(self.text, gist=self.version)

    def state(self) -> str:
        """Applies."""
        return "applies"


class SubmissionMade(Body):
    """A submission at a checkpoint; `about` is the gate, as `framework: stage`.

    Attributes:
        text: what was submitted.
        by: which role or body.
        submitted: when.
    """

    kind: ClassVar[str] = "submission_made"
    stated_property: ClassVar[str] = "submission"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"about": "isap_2017: checkpoint_1"}

    text: str
    by: str
    submitted: PartialDate

    def value(self) -> Value:
        """What was submitted."""
        return Value(self.text)

    def state(self) -> str:
        """Submitted."""
        return "submitted"


class EvidenceSubmitted(Body):
    """A piece of evidence; `about` is the gate. Its own date is not the day on which it came.

    Attributes:
        title: what it is.
        by: who put it forward.
        effective: the date of what it shows: a count, a signature, a test.
        arrived: when it came; the day of recording is a third date, in the envelope.
        question: the line of enquiry it answers, if one.
    """

    kind: ClassVar[str] = "evidence_submitted"
    stated_property: ClassVar[str] = "evidence"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"about": "isap_2017: checkpoint_1"}

    title: str
    by: str
    effective: PartialDate
    arrived: PartialDate
    question: str = ""

    def value(self) -> Value:
        """What it is, with its own date."""
        return Value(f"{self.title} ({date_text(self.effective)})")

    def state(self) -> str:
        """Received."""
        return "received"


class QuestionRated(Body):
    """A line of enquiry rated by a reviewer, with reasons; `about` is the gate.

    Attributes:
        question: the line of enquiry, by its identifier.
        rating: a word of the framework, such as amber.
        reviewer: who rated it: an office or a body.
        reasons: why.
        evidence: the entries that the reviewer read.
    """

    kind: ClassVar[str] = "question_rated"
    stated_property: ClassVar[str] = "rating"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"about": "isap_2017: checkpoint_1"}

    question: str
    rating: str
    reviewer: str
    reasons: str
    evidence: tuple[str, ...] = ()

    def value(self) -> Value:
        """The rating and why."""
        return Value(f"{self.question}: {self.rating}. {self.reasons}")

    def state(self) -> str:
        """The rating."""
        return self.rating


class ConditionClosed(Body):
    """A condition closed by evidence on record; `about` is the condition.

    It closes nothing unless every piece named is an entry `evidence_submitted` in view.

    Attributes:
        evidence: those entries, one at least.
        by: who accepts it.
        text: what it shows.
    """

    kind: ClassVar[str] = "condition_closed"
    stated_property: ClassVar[str] = "closing"

    evidence: tuple[str, ...]
    by: str
    text: str

    @field_validator("evidence")
    @classmethod
    def _some(cls, evidence: tuple[str, ...]) -> tuple[str, ...]:
        if not evidence:
            expected = "an entry `evidence_submitted`, by its identifier"
            raise ValueFault("no evidence", expected, "record the evidence first, then close")
        return evidence

    def value(self) -> Value:
        """What the evidence shows."""
        return Value(self.text)

    def state(self) -> str:
        """Closed by evidence, if that is on record."""
        return "closed"


class GateOutcome(StrEnum):
    """What comes of a gate."""

    PROCEED = "proceed"
    PROCEED_WITH_CONDITIONS = "proceed_with_conditions"
    PAUSE = "pause"
    STOP = "stop"

    @property
    def passes(self) -> bool:
        """Whether the acts that it guards may go on."""
        return self in (GateOutcome.PROCEED, GateOutcome.PROCEED_WITH_CONDITIONS)


class GateDecided(Body):
    """The outcome of a gate, with a frozen copy of what it rested on; `about` is the gate.

    Attributes:
        outcome: proceed, proceed with conditions, pause or stop.
        by: who decided: an office or a body.
        reasons: why.
        conditions: the conditions set, by their subjects.
        dissent: who held otherwise, each as `body: words`.
        recusals: who took no part, each as `body: interest`.
        frozen: what it rested on, frozen at that moment.
    """

    kind: ClassVar[str] = "gate_decided"
    stated_property: ClassVar[str] = "outcome"
    series: ClassVar[bool] = True
    written_by: ClassVar[str] = "capitula assurance decide"

    outcome: GateOutcome
    by: str
    reasons: str
    conditions: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    recusals: tuple[str, ...] = ()
    frozen: Frozen

    def value(self) -> Value:
        """The outcome and why."""
        return Value(f"{self.state()}: {self.reasons}", gist=self.outcome.value)

    def state(self) -> str:
        """The outcome."""
        return self.outcome.replace("_", " ")


class ActTaken(Body):
    """An act done when it was ready or overridden, with what that rested on; `about` is the act.

    Attributes:
        by: who did it.
        text: what was done.
        service: the service, on a transfer.
        overrides: the overrides without which it would not have been ready.
        frozen: what it rested on, frozen at that moment.
    """

    kind: ClassVar[str] = "act_taken"
    stated_property: ClassVar[str] = "act"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False
    subjects: ClassVar[tuple[str, ...]] = tuple(ACTS)
    written_by: ClassVar[str] = "capitula assurance act"

    by: str
    text: str
    service: str = ""
    overrides: tuple[str, ...] = ()
    frozen: Frozen

    def value(self) -> Value:
        """What was done."""
        return Value(self.text)

    def state(self) -> str:
        """Done, or done by override."""
        return "done by override" if self.overrides else "done"


KINDS: tuple[type[Body], ...] = (
    FrameworkAdopted,
    SubmissionMade,
    EvidenceSubmitted,
    QuestionRated,
    ConditionClosed,
    GateDecided,
    ActTaken,
)
