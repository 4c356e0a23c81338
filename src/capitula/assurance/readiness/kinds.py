"""The kinds of entry by which a person answers a rule of readiness, or overrides what is open."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import field_validator

from capitula.assurance.readiness.matter import rule_of
from capitula.assurance.readiness.rules import ACTS, readiness_rules
from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class CheckAnswer(StrEnum):
    """What somebody found who looked into a question of readiness."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    DOES_NOT_APPLY = "does_not_apply"


class ReadinessChecked(Body):
    """A question of readiness that somebody looked into; `about` is the rule.

    That it holds, or does not apply, answers the question; it closes no finding that rests on
    evidence. That it does not hold is a finding.

    Attributes:
        answer: holds, does not hold, or does not apply.
        text: what was found, in a sentence.
        by: who looked: an office or a body.
        seen: the document that was seen, with its own date if it has one.
    """

    kind: ClassVar[str] = "readiness_checked"
    stated_property: ClassVar[str] = "answer"
    series: ClassVar[bool] = True
    subjects: ClassVar[tuple[str, ...]] = tuple(rule.rule for rule in readiness_rules().rules)

    answer: CheckAnswer
    text: str
    by: str
    seen: str = ""

    def value(self) -> Value:
        """What was found."""
        return Value(self.text, gist=self.answer.value)

    def state(self) -> str:
        """The answer."""
        return self.answer.replace("_", " ")


class OverrideMade(Body):
    """A named person lets an act go ahead although something is open; `about` is the act.

    It covers what is named and was known by then, and nothing that comes up later. It is shown
    ever after.

    Attributes:
        findings: what is overridden, each as `rule: subject`, or `rule` alone where the question
            is open because nothing is known.
        by: the person or office who answers for it.
        reasons: why.
        made: when; the day on which it was known unless stated.
        exposure: what it may cost, in words or pounds, as far as it is stated.
    """

    kind: ClassVar[str] = "override_made"
    stated_property: ClassVar[str] = "override"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False
    subjects: ClassVar[tuple[str, ...]] = tuple(ACTS)
    example: ClassVar[Mapping[str, Any]] = {"findings": ["open price: contract"]}

    findings: tuple[str, ...]
    by: str
    reasons: str
    made: PartialDate | None = None
    exposure: str = ""

    @field_validator("findings")
    @classmethod
    def _of_known_rules(cls, findings: tuple[str, ...]) -> tuple[str, ...]:
        if not findings:
            expected = "what is overridden, as `rule: subject`"
            raise ValueFault("no finding", expected, "copy it from `capitula assurance readiness`")
        known = [rule.rule for rule in readiness_rules().rules]
        for finding in findings:
            name = rule_of(finding)
            if name not in known:
                remedy = near_miss(name, known) or "copy it from `capitula assurance readiness`"
                expected = "`rule: subject`, with one of the rules " + ", ".join(known)
                raise ValueFault(f"the rule {name!r}", expected, remedy)
        return findings

    @field_validator("by", "reasons")
    @classmethod
    def _stated(cls, text: str) -> str:
        if not text.strip():
            raise ValueFault("nothing", "a person or office, and reasons", "write them out")
        return text

    def value(self) -> Value:
        """What is overridden, by whom and why."""
        return Value(f"{', '.join(self.findings)}; by {self.by}: {self.reasons}")

    def state(self) -> str:
        """Overridden."""
        return "overridden"


KINDS: tuple[type[Body], ...] = (ReadinessChecked, OverrideMade)
