"""Ready, not ready, or not to be judged: decided over findings, for one named act.

The rule, whole. An act is **not ready** while a finding that rests on evidence blocks it and nobody
has overridden that. Otherwise it **cannot be judged** while a question that must be answered has
neither an answer nor an override. Only then is it **ready**. A finding of which there is no
evidence rests on silence, as does one that speaks of what is not on record, and silence is a
question. A finding that blocks by a rule which the file
does not know blocks every act.

So more evidence never makes an act less ready unless it is a finding, and one more finding never
makes it more ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.assurance.readiness.answers import Told, answer, checked
from capitula.assurance.readiness.matter import AS_CHECKED, Answered, OpenFinding, OpenQuestion
from capitula.assurance.readiness.overrides import Override, covering, overrides
from capitula.assurance.readiness.rules import Act, ReadinessRule, ReadinessRules, Weight
from capitula.ground.marks import EvidenceMark, weakest
from capitula.record.findings import Finding


class Result(StrEnum):
    """The answer, least ready first."""

    NOT_READY = "not ready"
    CANNOT_BE_JUDGED = "cannot be judged"
    READY = "ready"

    @property
    def rank(self) -> int:
        """How ready: 0 not ready, 1 not to be judged, 2 ready."""
        return list(Result).index(self)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether one act may be done, as known on a day, and everything that the answer rests on.

    Attributes:
        act: the act.
        service: the service, where one is transferred; empty otherwise.
        known_on: nothing known later enters.
        in_force_on: the day of the act that is asked about.
        findings: what evidence shows to stand open, in the order of the rules.
        questions: what the record does not answer.
        answered: what it answers in the act's favour.
        overrides: every override of this act that is known, whether still needed or not.
        mark: the weakest mark of the rules that entered.
        version: the version of the file of rules.
    """

    act: Act
    service: str
    known_on: date
    in_force_on: date
    findings: tuple[OpenFinding, ...]
    questions: tuple[OpenQuestion, ...]
    answered: tuple[Answered, ...]
    overrides: tuple[Override, ...]
    mark: EvidenceMark
    version: str

    @property
    def result(self) -> Result:
        """Ready, not ready, or not to be judged."""
        if any(found.stands_in_the_way for found in self.findings):
            return Result.NOT_READY
        if any(question.stands_in_the_way for question in self.questions):
            return Result.CANNOT_BE_JUDGED
        return Result.READY

    @property
    def blocking(self) -> tuple[OpenFinding, ...]:
        """The findings that block and that nobody has overridden."""
        return tuple(found for found in self.findings if found.stands_in_the_way)

    @property
    def unanswered(self) -> tuple[OpenQuestion, ...]:
        """The questions that must be answered and that nobody has overridden."""
        return tuple(question for question in self.questions if question.stands_in_the_way)

    @property
    def by_override(self) -> bool:
        """Whether it is ready only because somebody overrode what stood in the way."""
        matters = (*self.findings, *self.questions)
        overridden = any(m.overridden_by and m.weight is Weight.BLOCKS for m in matters)
        return self.result is Result.READY and overridden


def decide(
    act: Act,
    findings: Iterable[Finding],
    told: Told,
    rules: ReadinessRules,
    service: str = "",
) -> Readiness:
    """Decide whether an act is ready.

    Args:
        act: the act.
        findings: what every room found in the view.
        told: the view, and what the contract file says.
        rules: which finding stands in the way of which act.
        service: the service to be transferred; what concerns another service is left out.
    """
    made = overrides(told.view, act)
    offered = [f for f in findings if not _elsewhere(f, act, service)]
    open_, silent = _sorted(act, offered, rules)
    questions: list[OpenQuestion] = []
    answered: list[Answered] = []
    for rule in rules.of_act(act):
        texts = tuple(f.text for f in silent if f.rule == rule.rule)
        evidence = checked(rule, told.view) or (() if texts else answer(rule, act, told))
        if evidence:
            answered.append(Answered(rule, evidence))
        elif texts or rule.asks:
            over = covering(made, rule.rule, None)
            questions.append(OpenQuestion(rule, rule.at[act], texts, over))
    shown = {found.finding.rule for found in open_}
    return Readiness(
        act=act,
        service=service,
        known_on=told.view.known_on,
        in_force_on=told.view.in_force_on,
        findings=tuple(_with_overrides(found, made, told) for found in open_),
        questions=tuple(questions),
        answered=tuple(a for a in answered if a.rule.rule not in shown),
        overrides=made,
        mark=weakest([rules.mark, *(rule.mark for rule in rules.of_act(act))]),
        version=rules.version,
    )


def _sorted(
    act: Act, findings: Sequence[Finding], rules: ReadinessRules
) -> tuple[list[OpenFinding], list[Finding]]:
    """Return the findings that evidence shows, in the order of the rules, and the silent ones."""
    order = {rule.rule: place for place, rule in enumerate(rules.rules)}
    shown: list[OpenFinding] = []
    silent: list[Finding] = []
    for finding in findings:
        rule = rules.named(finding.rule)
        weight = _weight(rule, finding, act)
        if weight is None:
            continue
        if rule is None or _is_shown(finding, rule):
            shown.append(OpenFinding(finding, rule, weight))
        else:
            silent.append(finding)
    shown.sort(key=lambda found: order.get(found.finding.rule, len(order)))
    return shown, silent


def _is_shown(finding: Finding, rule: ReadinessRule) -> bool:
    """Say whether evidence shows it, or whether it is found only because nothing is said."""
    return bool(finding.evidence) and (not rule.absence or finding.about == AS_CHECKED)


def _weight(rule: ReadinessRule | None, finding: Finding, act: Act) -> Weight | None:
    if rule is None:
        return Weight.BLOCKS if finding.severity == "blocks" else None
    return rule.at.get(act)


def _elsewhere(finding: Finding, act: Act, service: str) -> bool:
    """Say whether a finding is bound to other acts, or to another service than the one moved."""
    if finding.acts and act not in finding.acts:
        return True
    of = finding.about.removeprefix("scope ")
    return bool(service) and of not in (finding.about, service)


def _with_overrides(found: OpenFinding, made: Sequence[Override], told: Told) -> OpenFinding:
    over = covering(made, found.key, told.known_by(found.finding.evidence))
    return OpenFinding(found.finding, found.rule, found.weight, over)
