"""Where each gate stands: what was submitted, rated, asked for and decided, in a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capitula.assurance.conditions import Condition, conditions
from capitula.assurance.frameworks.model import Framework, Question, Stage
from capitula.assurance.gates.kinds import (
    EvidenceSubmitted,
    FrameworkAdopted,
    GateDecided,
    QuestionRated,
    SubmissionMade,
    gate_name,
)
from capitula.assurance.readiness.rules import Act
from capitula.ground.letters import within_sentence
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

ROOM = "assurance"
RULE = "open checkpoint"


@dataclass(frozen=True, slots=True)
class Rated:
    """A line of enquiry at a gate: its evidence, and its latest rating; None while unrated."""

    question: Question
    evidence: tuple[Claim, ...]
    rating: Claim | None


@dataclass(frozen=True, slots=True)
class Gate:
    """One stage of a framework that applies to a contract.

    Attributes:
        framework: the framework.
        stage: the stage.
        adopted: the entry by which the framework applies.
        submissions: what was submitted.
        evidence: every piece of evidence, each with its own date apart from its coming.
        rated: each line of enquiry.
        conditions: the conditions set at it.
        decided: the latest outcome; None while it is open.
    """

    framework: Framework
    stage: Stage
    adopted: Claim
    submissions: tuple[Claim, ...]
    evidence: tuple[Claim, ...]
    rated: tuple[Rated, ...]
    conditions: tuple[Condition, ...]
    decided: Claim | None

    @property
    def name(self) -> str:
        """How entries name it."""
        return gate_name(self.framework.id, self.stage.id)

    @property
    def decision(self) -> GateDecided | None:
        """The latest outcome."""
        body = self.decided.body if self.decided else None
        return body if isinstance(body, GateDecided) else None

    @property
    def is_open(self) -> bool:
        """Whether it still blocks the acts that it guards."""
        return self.decision is None or not self.decision.outcome.passes

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.decision:
            return self.decision.state()
        return "submitted, not decided" if self.submissions else "no outcome on record"

    def late_evidence(self) -> tuple[Claim, ...]:
        """Return evidence that shows a day after the decision that it is said to support."""
        if self.decision is None:
            return ()
        day = self.decision.frozen.known_on
        return tuple(c for c in self.evidence if _after(_effective(c), day))


def gates(view: View, frameworks: Mapping[str, Framework]) -> tuple[Gate, ...]:
    """Return every gate of every framework that applies, in the order in which they are passed."""
    found: list[Gate] = []
    set_ = conditions(view)
    for adopted in _adoptions(view):
        framework = frameworks.get(adopted.envelope.about)
        if framework:
            found += [_gate(view, framework, stage, adopted, set_) for stage in framework.stages]
    return tuple(found)


def gate_titles(frameworks: Mapping[str, Framework]) -> dict[str, str]:
    """Return how a reader calls each gate, by the name that entries have for it."""
    return {
        gate_name(framework.id, stage.id): (
            f"{framework.short_title}, {within_sentence(stage.title)}"
        )
        for framework in frameworks.values()
        for stage in framework.stages
    }


def guards(claim: Claim, act: Act, frameworks: Mapping[str, Framework]) -> bool:
    """Say whether an adopted framework has a stage that guards an act."""
    framework = frameworks.get(claim.envelope.about)
    return framework is not None and bool(framework.guarding(act))


def findings(view: View, frameworks: Mapping[str, Framework]) -> tuple[Finding, ...]:
    """Return the open checkpoints, each with the acts that it blocks."""
    return (
        *(_open(gate) for gate in gates(view, frameworks) if gate.is_open and gate.stage.guards),
        *(_unknown(a) for a in _adoptions(view) if a.envelope.about not in frameworks),
    )


def _open(gate: Gate) -> Finding:
    said = f" {gate.decision.reasons}" if gate.decision else ""
    guarded = ", ".join(gate.stage.guards)
    evidence = (gate.adopted.entry, *((gate.decided.entry,) if gate.decided else ()))
    return Finding(
        RULE,
        ROOM,
        "blocks",
        gate.name,
        f"{gate.stage.title} of {gate.framework.title}: {gate.state}.{said} It guards: {guarded}.",
        evidence,
        "the outcome of the checkpoint, decided and frozen",
        tuple(act.value for act in gate.stage.guards),
    )


def _unknown(adopted: Claim) -> Finding:
    name = adopted.envelope.about
    return Finding(
        RULE,
        ROOM,
        "blocks",
        name,
        f"The framework {name!r} applies, and its file is not held here.",
        (adopted.entry,),
        "put the file into the folder `frameworks` of the case",
    )


def _adoptions(view: View) -> list[Claim]:
    kind = FrameworkAdopted.kind
    last = {c.envelope.about: c for c in view.standing if c.envelope.kind == kind}
    return list(last.values())


def _gate(
    view: View,
    framework: Framework,
    stage: Stage,
    adopted: Claim,
    set_: tuple[Condition, ...],
) -> Gate:
    name = gate_name(framework.id, stage.id)
    claims = [claim for claim in view.standing if claim.envelope.about == name]
    evidence = tuple(c for c in claims if isinstance(c.body, EvidenceSubmitted))
    decided = [c for c in claims if isinstance(c.body, GateDecided)]
    return Gate(
        framework=framework,
        stage=stage,
        adopted=adopted,
        submissions=tuple(c for c in claims if isinstance(c.body, SubmissionMade)),
        evidence=evidence,
        rated=tuple(_rated(question, claims, evidence) for question in stage.questions),
        conditions=tuple(c for c in set_ if c.body.gate == name),
        decided=max(decided, key=_order, default=None),
    )


def _rated(question: Question, claims: list[Claim], evidence: tuple[Claim, ...]) -> Rated:
    ratings = [
        claim
        for claim in claims
        if isinstance(claim.body, QuestionRated) and claim.body.question == question.id
    ]
    shown = tuple(
        claim
        for claim in evidence
        if isinstance(claim.body, EvidenceSubmitted) and claim.body.question == question.id
    )
    return Rated(question, shown, max(ratings, key=_order, default=None))


def _order(claim: Claim) -> tuple[object, int]:
    return claim.envelope.known.last, claim.envelope.sequence


def _effective(claim: Claim) -> PartialDate | None:
    return claim.body.effective if isinstance(claim.body, EvidenceSubmitted) else None


def _after(when: PartialDate | None, day: date) -> bool:
    return when is not None and when.earliest is not None and when.earliest > day
