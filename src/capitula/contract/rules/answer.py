"""The answer to a legal question: outcome, the rule that decided, reasons, and what is missing.

A fact that is not given is never assumed: the limb that needs it cannot be judged. An answer is
at most as well known as the rules and values that decided it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from capitula.contract.rules.rule import Parameter, Rule
from capitula.ground.marks import EvidenceMark, weakest


class Verdict(StrEnum):
    """What can be said of one limb."""

    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_BE_JUDGED = "cannot_be_judged"


@dataclass(frozen=True, slots=True)
class Reason:
    """One limb: what the rule asks, what was found, and what is missing to judge it.

    Attributes:
        limb: its short name.
        verdict: whether it holds.
        text: why, in a sentence.
        rule: the rule it belongs to.
        used: the values of the rule that entered.
        missing: facts not given, without which it cannot be judged.
        evidence: marks of facts that are themselves derived or doubtful.
    """

    limb: str
    verdict: Verdict
    text: str
    rule: Rule
    used: tuple[Parameter, ...] = ()
    missing: tuple[str, ...] = ()
    evidence: tuple[EvidenceMark, ...] = ()

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of what entered."""
        return weakest([self.rule.mark, *(p.mark for p in self.used), *self.evidence])

    def as_json(self) -> dict[str, object]:
        """Return the limb for machines."""
        return {
            "limb": self.limb,
            "verdict": str(self.verdict),
            "text": self.text,
            "mark": str(self.mark),
            "missing": list(self.missing),
            "rule": self.rule.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be opened.

    Attributes:
        question: what was asked.
        outcome: the answer as one word of the rule's own list.
        words: the answer in a sentence.
        rule: the rule that decided.
        reasons: every limb, whether it decided or not.
        mark: the weakest mark of what decided.
        missing: facts not given, in the order of the limbs.
        ask: what a person must settle before anybody relies on the answer.
        on: the day for which it was asked.
        figures: computed dates and amounts by name; amounts in pence.
    """

    question: str
    outcome: str
    words: str
    rule: Rule
    reasons: tuple[Reason, ...]
    mark: EvidenceMark
    missing: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    on: date | None = None
    figures: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def failed(self) -> tuple[Reason, ...]:
        """The limbs that failed."""
        return with_verdict(self.reasons, Verdict.FAILS)

    def reason(self, limb: str) -> Reason:
        """Return one limb by name.

        Raises:
            KeyError: no such limb.
        """
        for reason in self.reasons:
            if reason.limb == limb:
                return reason
        raise KeyError(limb)

    def as_json(self) -> dict[str, object]:
        """Return the answer for machines."""
        figures = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.figures.items()
        }
        return {
            "question": self.question,
            "outcome": str(self.outcome),
            "words": self.words,
            "on": self.on.isoformat() if self.on else None,
            "mark": str(self.mark),
            "decided_by": self.rule.as_json(),
            "reasons": [reason.as_json() for reason in self.reasons],
            "missing": list(self.missing),
            "ask_a_person": list(self.ask),
            "figures": figures,
        }


def of_fact(fact: bool | None) -> Verdict:  # noqa: FBT001 - the fact is the subject
    """Return the verdict of a plain fact; one that is not given cannot be judged."""
    if fact is None:
        return Verdict.CANNOT_BE_JUDGED
    return Verdict.HOLDS if fact else Verdict.FAILS


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return whether all hold: one that fails settles it, whatever is not known of the rest."""
    found = set(verdicts)
    if Verdict.FAILS in found:
        return Verdict.FAILS
    return Verdict.CANNOT_BE_JUDGED if Verdict.CANNOT_BE_JUDGED in found else Verdict.HOLDS


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return whether any holds: one that holds settles it, whatever is not known of the rest."""
    found = set(verdicts)
    if Verdict.HOLDS in found:
        return Verdict.HOLDS
    return Verdict.CANNOT_BE_JUDGED if Verdict.CANNOT_BE_JUDGED in found else Verdict.FAILS


def with_verdict(reasons: Iterable[Reason], verdict: Verdict) -> tuple[Reason, ...]:
    """Return the limbs with this verdict."""
    return tuple(reason for reason in reasons if reason.verdict is verdict)


def missing_of(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Return what is missing over all limbs, each once."""
    return tuple(dict.fromkeys(fact for reason in reasons for fact in reason.missing))


def mark_of(reasons: Iterable[Reason]) -> EvidenceMark:
    """Return the weakest mark of these limbs."""
    return weakest([reason.mark for reason in reasons])
