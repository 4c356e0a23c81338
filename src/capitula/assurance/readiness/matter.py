"""What stands in the way of an act: a finding that evidence shows, or a question unanswered."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.assurance.readiness.rules import ReadinessRule, Weight
from capitula.record.findings import Finding

AS_CHECKED = "as checked"
"""The subject of a finding by which somebody who looked says that something does not hold."""


def key_of(rule: str, about: str) -> str:
    """Return how an override names a finding: `rule: subject`, or the rule alone."""
    return f"{rule}: {about}" if about else rule


def rule_of(key: str) -> str:
    """Return the rule that the key of a finding begins with."""
    return key.partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that touches the act.

    Attributes:
        finding: as its room offered it.
        rule: the rule of the file; None where the file does not know it, and it then blocks.
        weight: what it does to this act.
        overridden_by: the entries that override it.
    """

    finding: Finding
    rule: ReadinessRule | None
    weight: Weight
    overridden_by: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How an override names it."""
        return key_of(self.finding.rule, self.finding.about)

    @property
    def stands_in_the_way(self) -> bool:
        """Whether it blocks the act and nobody has overridden it."""
        return self.weight is Weight.BLOCKS and not self.overridden_by

    def as_json(self) -> dict[str, object]:
        """Return the finding as `capitula.readiness/1` has it."""
        found = self.finding
        return {
            "rule": found.rule,
            "room": found.room,
            "severity": str(self.weight),
            "about": found.about,
            "text": found.text,
            "evidence": list(found.evidence),
            "remedy": found.remedy,
            "overridden_by": list(self.overridden_by),
            "key": self.key,
            "lesson": self.rule.lesson if self.rule else None,
        }


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A rule whose question the record does not answer: silence is no pass.

    Attributes:
        rule: the rule.
        weight: what an answer against it would do to this act.
        texts: what the rooms say of it, where they say anything.
        overridden_by: the entries that override it.
    """

    rule: ReadinessRule
    weight: Weight
    texts: tuple[str, ...] = ()
    overridden_by: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How an override names it."""
        return self.rule.rule

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the act must wait for its answer and nobody has overridden it."""
        return self.weight is Weight.BLOCKS and not self.overridden_by

    def as_json(self) -> dict[str, object]:
        """Return the question as `capitula.readiness/1` has it."""
        return {
            "rule": self.rule.rule,
            "room": self.rule.room,
            "severity": str(self.weight),
            "question": self.rule.question,
            "needs": self.rule.needs,
            "said": list(self.texts),
            "remedy": self.rule.remedy,
            "overridden_by": list(self.overridden_by),
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """A rule that the record answers in the act's favour, with the entries that do so."""

    rule: ReadinessRule
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return it for machines."""
        return {"rule": self.rule.rule, "room": self.rule.room, "evidence": list(self.evidence)}
