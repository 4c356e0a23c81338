"""The modification gate: may a contract be changed without a new selection process?

Provider Selection Regime, regulation 13, from 1 January 2024 whenever the contract was signed. The
first limb that holds permits. Earlier changes fall under a ruleset that decides nothing.
"""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.rules.answer import (
    Answer,
    Reason,
    Verdict,
    any_of,
    missing_of,
    with_verdict,
)
from capitula.contract.rules.change import ModificationFacts
from capitula.contract.rules.lifetime_change import (
    counting_matters,
    lifetime_change,
    value_limbs,
)
from capitula.contract.rules.modification_limbs import ends_at_direct_award, limbs
from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import Ruleset, load_ruleset, ruleset_on
from capitula.contract.rules.transparency import transparency_notice
from capitula.ground.date_words import date_text
from capitula.ground.marks import EvidenceMark, weakest

QUESTION = "May the contract be changed without a new selection process?"


class GateOutcome(StrEnum):
    """What the gate answers."""

    PERMITTED = "permitted"
    NEW_PROCESS = "new_process"
    ASK_A_PERSON = "ask_a_person"
    CANNOT_BE_JUDGED = "cannot_be_judged"
    DOES_NOT_APPLY = "does_not_apply"


def modification_gate(facts: ModificationFacts) -> Answer:
    """Judge a change by the ruleset in force on its day."""
    day = facts.change.on
    if day is None:
        rule = load_ruleset("modification_2024")["gate"]
        missing = ("the day on which the change is to take effect",)
        words = "It cannot be judged: without the day of the change no ruleset can be chosen."
        return _short(GateOutcome.CANNOT_BE_JUDGED, words, rule, facts, missing=missing)
    rules = ruleset_on("modification", day)
    if rules is None or rules.mark is EvidenceMark.UNVERIFIED:
        rule = (rules or load_ruleset("modification_before_2024"))["gate"]
        words = f"Not decided here: {rule.says}"
        return _short(GateOutcome.ASK_A_PERSON, words, rule, facts, ask=(rule.says,))
    return _gate(facts, rules)


def _gate(facts: ModificationFacts, rules: Ruleset) -> Answer:
    rule = rules["gate"]
    if facts.relevant_health_care is None:
        missing = ("whether these are relevant health care services",)
        words = f"It cannot be judged: not known {missing[0]}."
        return _short(GateOutcome.CANNOT_BE_JUDGED, words, rule, facts, missing=missing)
    if not facts.relevant_health_care:
        words = "The gate does not apply: these are not relevant health care services."
        return _short(GateOutcome.DOES_NOT_APPLY, words, rule, facts)
    judged = limbs(facts, rules)
    outcome, deciding = _decide(facts, judged, rules)
    third = _paragraph_3(facts, rules)
    if outcome is GateOutcome.PERMITTED and third.verdict is Verdict.FAILS:
        outcome, deciding = GateOutcome.NEW_PROCESS, (third,)
    reasons = (*judged, *value_limbs(facts, rules), third)
    figures: dict[str, object] = _figures(facts)
    ask = list(_ask(facts, outcome, deciding, third, rules))
    missing = missing_of(judged) if outcome is GateOutcome.CANNOT_BE_JUDGED else ()
    if outcome is GateOutcome.PERMITTED:
        notice = transparency_notice(facts, deciding[0].limb, rules)
        reasons = (*reasons, notice.reason)
        figures |= {"transparency_notice": notice.outcome}
        missing = notice.reason.missing
        ask += notice.ask
    if outcome is GateOutcome.NEW_PROCESS:
        figures |= {"routes": list(load_ruleset("selection")["routes"]["routes"].words)}
    return Answer(
        question=QUESTION,
        outcome=outcome,
        words=_words(outcome, deciding, third),
        rule=deciding[0].rule if len(deciding) == 1 else rule,
        reasons=reasons,
        mark=weakest([reason.mark for reason in (*deciding, third)]),
        missing=missing,
        ask=tuple(ask),
        on=facts.change.on,
        figures=figures,
    )


def _decide(
    facts: ModificationFacts, judged: tuple[Reason, ...], rules: Ruleset
) -> tuple[GateOutcome, tuple[Reason, ...]]:
    """Return the outcome, and the limbs that decided it."""
    met = with_verdict(judged, Verdict.HOLDS)
    unknown = with_verdict(judged, Verdict.CANNOT_BE_JUDGED)
    ends = ends_at_direct_award(facts, rules)
    if met and ends is Verdict.FAILS:
        return GateOutcome.PERMITTED, met[:1]
    if met and ends is Verdict.HOLDS:
        return GateOutcome.ASK_A_PERSON, (judged[0], met[0])
    if any_of(reason.verdict for reason in judged) is Verdict.FAILS:
        return GateOutcome.NEW_PROCESS, judged
    return GateOutcome.CANNOT_BE_JUDGED, unknown or judged[:1]


def _paragraph_3(facts: ModificationFacts, rules: Ruleset) -> Reason:
    rule, read = rules["paragraph_3"], facts.paragraph_3
    if read is None:
        text = "Regulation 13(1) is subject to 13(3), whose content is not confirmed."
        return Reason("paragraph_3", Verdict.CANNOT_BE_JUDGED, text, rule)
    said = "prevents" if read.prevents else "does not prevent"
    text = (
        f"{read.read_by} read regulation 13(3) on {date_text(read.read_on)}: it {said} the change."
    )
    verdict = Verdict.FAILS if read.prevents else Verdict.HOLDS
    by_person = rule.model_copy(update={"mark": EvidenceMark.LOCAL})
    return Reason("paragraph_3", verdict, text, by_person)


def _ask(
    facts: ModificationFacts,
    outcome: GateOutcome,
    deciding: tuple[Reason, ...],
    third: Reason,
    rules: Ruleset,
) -> tuple[str, ...]:
    found: list[str] = []
    if outcome is GateOutcome.ASK_A_PERSON:
        found.append(
            "The contract was awarded under direct award A or B and becomes materially different: "
            "NHS England's flowchart ends there as not permitted, while another limb of "
            f"regulation 13 holds ({deciding[-1].rule.title}). Which governs?"
        )
    if third.verdict is Verdict.CANNOT_BE_JUDGED:
        found.append("What does regulation 13(3) require? It qualifies the whole gate.")
    if counting_matters(facts, rules):
        found.append("Do rises and falls in value offset each other? Counted apart they exceed.")
    return tuple(found)


def _words(outcome: GateOutcome, deciding: tuple[Reason, ...], third: Reason) -> str:
    title = deciding[0].rule.title
    match outcome:
        case GateOutcome.PERMITTED:
            doubt = third.verdict is Verdict.CANNOT_BE_JUDGED
            subject = "; subject to regulation 13(3): ask a person" if doubt else ""
            return f"Permitted: {title[0].lower()}{title[1:]}{subject}."
        case GateOutcome.NEW_PROCESS if deciding[0] is third:
            return f"A new process is needed. {third.text}"
        case GateOutcome.NEW_PROCESS:
            return "A new process is needed: no limb of the gate holds."
        case GateOutcome.ASK_A_PERSON:
            return "Ask a person: two readings of the rule give different answers."
        case _:
            return "It cannot be judged: no limb is known to hold, and facts are missing."


def _figures(facts: ModificationFacts) -> dict[str, object]:
    total = lifetime_change(facts)
    return {
        "cumulative_change_pence": total.net_pence if total else None,
        "cumulative_gross_pence": total.gross_pence if total else None,
        "original_value_pence": facts.original_value_pence,
    }


def _short(
    outcome: GateOutcome,
    words: str,
    rule: Rule,
    facts: ModificationFacts,
    *,
    missing: tuple[str, ...] = (),
    ask: tuple[str, ...] = (),
) -> Answer:
    figures = _figures(facts)
    return Answer(
        QUESTION, outcome, words, rule, (), weakest([rule.mark]), missing, ask,
        facts.change.on, figures,
    )  # fmt: skip
