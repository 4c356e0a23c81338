"""Section 75: whose function it is, who exercises it, and whose consent a trust needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from capitula.contract.rules.rule import Parameter, Rule
from capitula.contract.rules.ruleset import load_ruleset
from capitula.contract.rules.section_75 import Arrangement


class Side(StrEnum):
    """A partner's side."""

    NHS = "nhs"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class DelegatedFunction:
    """A function with its statutory owner, who stays accountable, and its operator, kept apart."""

    name: str
    statutory_owner: str
    owner_side: Side
    operator: str
    operator_side: Side


_SIDES = {
    Arrangement.NHS_EXERCISES_COUNCIL_FUNCTIONS: (Side.COUNCIL, Side.NHS),
    Arrangement.COUNCIL_EXERCISES_NHS_FUNCTIONS: (Side.NHS, Side.COUNCIL),
}


def owners_check(kind: Arrangement, functions: tuple[DelegatedFunction, ...]) -> Answer:
    """Judge whether owner and operator of each function fit the kind of arrangement."""
    rule = load_ruleset("section_75")["owners"]
    expected = _SIDES.get(kind)
    reasons: list[Reason] = []
    for function in functions:
        fits = expected is None or expected == (function.owner_side, function.operator_side)
        text = (
            f"{function.name}: {function.statutory_owner} stays accountable; "
            f"{function.operator} exercises it."
        )
        reasons.append(Reason(function.name, Verdict.HOLDS if fits else Verdict.FAILS, text, rule))
    if not reasons:
        text = "No function is named."
        missing = ("each function, its statutory owner and its operator",)
        reasons.append(Reason("functions", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing))
    verdict = all_of(reason.verdict for reason in reasons)
    words = {
        Verdict.HOLDS: "Every function has an owner and an operator that fit the arrangement.",
        Verdict.FAILS: "Owner and operator of a function do not fit the kind of arrangement.",
        Verdict.CANNOT_BE_JUDGED: "It cannot be judged: no function is named.",
    }[verdict]
    question = "Who owns each function, and who exercises it?"
    found = tuple(reasons)
    return Answer(question, str(verdict), words, rule, found, mark_of(found), missing_of(found))


def consent_check(
    kind: Arrangement,
    *,
    partner_is_trust: bool | None,
    commissioners: tuple[str, ...] | None = None,
    consents: Mapping[str, bool] | None = None,
) -> Answer:
    """Judge whether a partner that is an NHS trust has the consent of each of its commissioners.

    Args:
        kind: the kind of arrangement.
        partner_is_trust: whether a partner is an NHS trust; None where not said.
        commissioners: bodies with an NHS contract for the people concerned; None where not said.
        consents: what each commissioner said; one that is absent has not been asked on record.
    """
    rule = load_ruleset("section_75")["consent"]
    used = (rule[kind],)
    question = "Has the trust the consent of each of its commissioners?"
    ask = ("The text of 2000 is cited: what does the text in force require?",)
    if partner_is_trust is False:
        reason = Reason("trust", Verdict.HOLDS, "No partner is an NHS trust.", rule, used)
        return Answer(question, "not_needed", reason.text, rule, (reason,), reason.mark, ask=ask)
    if partner_is_trust is None or not commissioners:
        missing = (
            ("whether a partner is an NHS trust",)
            if partner_is_trust is None
            else ("the commissioners with an NHS contract for the people concerned",)
        )
        text = f"Not known: {missing[0]}."
        reason = Reason("trust", Verdict.CANNOT_BE_JUDGED, text, rule, used, missing)
        outcome = "cannot_be_judged"
        return Answer(question, outcome, text, rule, (reason,), reason.mark, missing, ask)
    given = consents or {}
    reasons = tuple(_consent(name, given.get(name), rule, used) for name in commissioners)
    verdict = all_of(reason.verdict for reason in reasons)
    decided = reasons if verdict is Verdict.HOLDS else with_verdict(reasons, verdict)
    outcome, words = {
        Verdict.HOLDS: ("given", "Every commissioner has consented."),
        Verdict.FAILS: ("refused", f"No consent: {', '.join(r.limb for r in decided)}."),
        Verdict.CANNOT_BE_JUDGED: (
            "cannot_be_judged",
            f"Not on record: {', '.join(r.limb for r in decided)}.",
        ),
    }[verdict]
    return Answer(
        question, outcome, words, rule, reasons, mark_of(decided), missing_of(reasons), ask
    )


def _consent(
    name: str,
    consent: bool | None,  # noqa: FBT001
    rule: Rule,
    used: tuple[Parameter, ...],
) -> Reason:
    verdict = of_fact(consent)
    text = {
        Verdict.HOLDS: f"{name} has consented.",
        Verdict.FAILS: f"{name} has refused.",
        Verdict.CANNOT_BE_JUDGED: f"The consent of {name} is not on record.",
    }[verdict]
    missing = (f"the consent of {name}",) if verdict is Verdict.CANNOT_BE_JUDGED else ()
    return Reason(name, verdict, text, rule, used, missing)
