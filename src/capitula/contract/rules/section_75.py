"""Section 75 arrangements: is every head that the regulation lists in the agreement?

Regulations 7 and 9 of SI 2000/617 as made; regulation 8 is taken to mirror 9 and is marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from capitula.contract.rules.answer import (
    Answer,
    Reason,
    Verdict,
    all_of,
    mark_of,
    missing_of,
    of_fact,
    with_verdict,
)
from capitula.contract.rules.rule import Parameter
from capitula.contract.rules.ruleset import Ruleset, load_ruleset
from capitula.ground.marks import EvidenceMark


class Arrangement(StrEnum):
    """The kinds of arrangement."""

    POOLED_FUND = "pooled_fund"
    NHS_EXERCISES_COUNCIL_FUNCTIONS = "nhs_exercises_council_functions"
    COUNCIL_EXERCISES_NHS_FUNCTIONS = "council_exercises_nhs_functions"


class Head(StrEnum):
    """What the agreement must state."""

    AIMS = "aims"
    MONEY = "money"
    FUNCTIONS = "functions"
    PEOPLE = "people"
    RESOURCES = "resources"
    DURATION = "duration"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class AgreementRead:
    """An agreement as somebody read it.

    Attributes:
        in_writing: whether it is in writing; None where not said.
        heads: for each head that was looked for, the clause that states it, or None where it was
            looked for and not found. A head that nobody looked for is not in the mapping.
    """

    in_writing: bool | None = None
    heads: Mapping[Head, str | None] = field(default_factory=dict[Head, str | None])


def contents_check(kind: Arrangement, agreement: AgreementRead) -> Answer:
    """Judge every head of the agreement for its kind of arrangement."""
    rules = load_ruleset("section_75")
    regulation = rules["kinds"][kind]
    reasons = (
        _writing(kind, agreement, rules),
        *(_head(head, kind, agreement, rules) for head in Head),
    )
    verdict = all_of(reason.verdict for reason in reasons)
    decided = reasons if verdict is Verdict.HOLDS else with_verdict(reasons, verdict)
    outcome, words = {
        Verdict.HOLDS: ("complete", f"Every head of {regulation.text} is there."),
        Verdict.FAILS: (
            "incomplete",
            f"Missing under {regulation.text}: {_titles(with_verdict(reasons, Verdict.FAILS))}.",
        ),
        Verdict.CANNOT_BE_JUDGED: (
            "cannot_be_judged",
            f"Nothing is known to be missing; not looked for: {_titles(decided)}.",
        ),
    }[verdict]
    unverified = regulation.mark is EvidenceMark.UNVERIFIED
    ask = (f"What does {regulation.text} require? {regulation.note}",) if unverified else ()
    return Answer(
        question=f"Does the agreement hold what {regulation.text} requires?",
        outcome=outcome,
        words=words,
        rule=rules["contents"],
        reasons=reasons,
        mark=mark_of(decided),
        missing=missing_of(reasons),
        ask=ask,
    )


def _writing(kind: Arrangement, agreement: AgreementRead, rules: Ruleset) -> Reason:
    rule = rules["writing"]
    verdict = of_fact(agreement.in_writing)
    text = {
        Verdict.HOLDS: "The agreement is in writing.",
        Verdict.FAILS: "The agreement is not in writing.",
        Verdict.CANNOT_BE_JUDGED: "It is not said whether the agreement is in writing.",
    }[verdict]
    unknown = verdict is Verdict.CANNOT_BE_JUDGED
    missing = ("whether the agreement is in writing",) if unknown else ()
    return Reason("writing", verdict, text, rule, (rule[kind],), missing)


def _head(head: Head, kind: Arrangement, agreement: AgreementRead, rules: Ruleset) -> Reason:
    rule = rules[head]
    needed: Parameter = rule[kind]
    regulation = rules["kinds"][kind].text
    if head not in agreement.heads:
        text = f"Nobody looked for {needed.text} ({regulation})."
        missing = (f"where the agreement states {needed.text}",)
        return Reason(head, Verdict.CANNOT_BE_JUDGED, text, rule, (needed,), missing)
    clause = (agreement.heads[head] or "").strip()
    if clause:
        text = f"{clause} states {needed.text} ({regulation})."
        return Reason(head, Verdict.HOLDS, text, rule, (needed,))
    text = f"The agreement does not state {needed.text} ({regulation})."
    return Reason(head, Verdict.FAILS, text, rule, (needed,))


def _titles(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(reason.rule.title[0].lower() + reason.rule.title[1:] for reason in reasons)
