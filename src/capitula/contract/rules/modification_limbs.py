"""The five limbs of the modification gate, in order. Regulation 13; NHS England's flowchart."""

from __future__ import annotations

from capitula.contract.rules.answer import Reason, Verdict, all_of, of_fact
from capitula.contract.rules.change import ExternalCause, ModificationFacts, Route
from capitula.contract.rules.lifetime_change import value_limbs, within_limits
from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import Ruleset

_MATERIAL = "whether the change makes the contract materially different in character"
LIMBS = ("direct_award", "documents", "succession", "external", "authority")


def limbs(facts: ModificationFacts, rules: Ruleset) -> tuple[Reason, ...]:
    """Judge all five limbs, in the order in which they are asked."""
    return (
        _direct_award(facts, rules["direct_award"]),
        _documents(facts, rules["documents"]),
        _succession(facts, rules["succession"]),
        _external(facts, rules["external"]),
        _authority(facts, rules),
    )


def ends_at_direct_award(facts: ModificationFacts, rules: Ruleset) -> Verdict:
    """Judge whether the flowchart ends at the first question: A or B, and materially different."""
    different = of_fact(facts.change.materially_different)
    return all_of((_by_a_or_b(facts, rules["direct_award"]), different))


def _by_a_or_b(facts: ModificationFacts, rule: Rule) -> Verdict:
    route = facts.award_route
    return of_fact(None if route is None else route in rule["routes"].words)


def _same_character(facts: ModificationFacts) -> Verdict:
    different = facts.change.materially_different
    return of_fact(None if different is None else not different)


def _direct_award(facts: ModificationFacts, rule: Rule) -> Reason:
    route, same = _by_a_or_b(facts, rule), _same_character(facts)
    verdict = all_of((route, same))
    by = facts.award_route
    named = "another route" if by is Route.OTHER else (by or "").replace("_", " ")
    text = (f"Awarded by {named}; " if by else "") + _character(same)
    parts = ((route, "by which route the contract was awarded"), (same, _MATERIAL))
    return Reason("direct_award", verdict, _cap(text), rule, (rule["routes"],), _of(verdict, parts))


def _documents(facts: ModificationFacts, rule: Rule) -> Reason:
    verdict = of_fact(facts.change.provided_for)
    text = {
        Verdict.HOLDS: "The documents clearly and unambiguously provide for it.",
        Verdict.FAILS: "The documents do not clearly and unambiguously provide for it.",
        Verdict.CANNOT_BE_JUDGED: "It is not said whether the documents provide for it.",
    }[verdict]
    asked = "whether the documents clearly and unambiguously provide for the change"
    return Reason("documents", verdict, text, rule, (), _of(verdict, ((verdict, asked),)))


def _succession(facts: ModificationFacts, rule: Rule) -> Reason:
    solely = of_fact(facts.change.succession_only)
    criteria = of_fact(facts.change.criteria_met)
    verdict = all_of((solely, criteria))
    if solely is Verdict.FAILS:
        text = "It is not solely a change in the provider's identity by succession."
    elif criteria is Verdict.FAILS:
        text = "The new provider does not meet the basic selection criteria."
    elif verdict is Verdict.HOLDS:
        text = "It is solely a succession, and the provider meets the basic selection criteria."
    else:
        text = "It is not said whether it is solely a succession that meets the criteria."
    parts = (
        (solely, "whether the change is solely one of the provider's identity by succession"),
        (criteria, "whether the new provider meets the basic selection criteria"),
    )
    return Reason("succession", verdict, text, rule, (), _of(verdict, parts))


def _external(facts: ModificationFacts, rule: Rule) -> Reason:
    cause, same = facts.change.external_cause, _same_character(facts)
    formula = (
        of_fact(facts.change.formula_in_documents)
        if cause is ExternalCause.PRICES
        else Verdict.HOLDS
    )
    outside = of_fact(None if cause is None else cause is not ExternalCause.NONE)
    verdict = all_of((outside, formula, same))
    if outside is Verdict.FAILS:
        text = "It does not respond to external factors."
    elif cause is None:
        text = "It is not said whether it responds to external factors."
    elif formula is Verdict.FAILS:
        text = "It responds to prices, by no formula that the documents already hold."
    else:
        text = f"It responds to external factors ({cause}); {_character(same)}"
    parts = (
        (outside, "whether the change responds to external factors, and to which"),
        (formula, "whether the documents already hold the formula for prices"),
        (same, _MATERIAL),
    )
    return Reason("external", verdict, text, rule, (), _of(verdict, parts))


def _authority(facts: ModificationFacts, rules: Ruleset) -> Reason:
    rule, same = rules["authority"], _same_character(facts)
    decision = of_fact(facts.change.authority_decision)
    values = value_limbs(facts, rules)
    value = within_limits(values)
    verdict = all_of((decision, same, value))
    if decision is Verdict.FAILS:
        text = "It is not attributable to a decision of the authority."
    else:
        by = "The authority's decision" if decision is Verdict.HOLDS else "By whom is not said"
        text = f"{by}; {_character(same)} " + " ".join(limb.text for limb in values)
    parts = (
        (decision, "whether the change is attributable to a decision of the authority"),
        (same, _MATERIAL),
    )
    missing = list(_of(verdict, parts))
    if verdict is Verdict.CANNOT_BE_JUDGED and value is Verdict.CANNOT_BE_JUDGED:
        missing += [fact for limb in values for fact in limb.missing]
    used = tuple(rule.parameters.values())
    return Reason("authority", verdict, text, rule, used, tuple(dict.fromkeys(missing)))


def _of(verdict: Verdict, parts: tuple[tuple[Verdict, str], ...]) -> tuple[str, ...]:
    """Return what is missing, if the limb hangs on it."""
    if verdict is not Verdict.CANNOT_BE_JUDGED:
        return ()
    return tuple(asked for part, asked in parts if part is Verdict.CANNOT_BE_JUDGED)


def _character(same: Verdict) -> str:
    return {
        Verdict.HOLDS: "not materially different in character.",
        Verdict.FAILS: "materially different in character.",
        Verdict.CANNOT_BE_JUDGED: "whether it is materially different is not said.",
    }[same]


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]
