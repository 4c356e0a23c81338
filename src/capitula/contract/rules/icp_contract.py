"""Is this an integrated care provider contract? SI 2019/248 regulation 15; GMS Schedule 3A para 3.

Every limb is judged, whatever the others say, and every failed limb is named.
"""

from __future__ import annotations

from datetime import date
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
from capitula.contract.rules.icp_commissioners import commissioners_limb
from capitula.contract.rules.icp_facts import IcpFacts
from capitula.contract.rules.ruleset import Ruleset, load_ruleset
from capitula.contract.scope import ServiceKind
from capitula.ground.date_words import date_text

QUESTION = "Is this an integrated care provider contract?"


class IcpOutcome(StrEnum):
    """Whether a contract meets the test."""

    IS = "is_an_icp_contract"
    IS_NOT = "is_not_an_icp_contract"
    CANNOT_BE_JUDGED = "cannot_be_judged"
    NO_RULE = "no_rule_in_force"


_OUTCOMES = {
    Verdict.HOLDS: IcpOutcome.IS,
    Verdict.FAILS: IcpOutcome.IS_NOT,
    Verdict.CANNOT_BE_JUDGED: IcpOutcome.CANNOT_BE_JUDGED,
}


def is_icp_contract(facts: IcpFacts, on: date | None = None) -> Answer:
    """Judge every limb of the test.

    Args:
        facts: what is known of the contract.
        on: the day for which it is asked; before the rule came into force there is no answer.
    """
    rules = load_ruleset("icp_contract")
    test = rules["test"]
    if on is not None and not test.holds_on(on):
        words = f"No rule: the test came into force on {date_text(test.valid_from)}."
        return Answer(QUESTION, IcpOutcome.NO_RULE, words, test, (), test.mark, on=on)
    reasons = (
        _signed(facts, rules),
        commissioners_limb(facts, rules),
        _provider(facts, rules),
        _services(facts, rules),
        _not_apms(facts, rules),
    )
    verdict = all_of(reason.verdict for reason in reasons)
    decided = reasons if verdict is Verdict.HOLDS else with_verdict(reasons, verdict)
    return Answer(
        question=QUESTION,
        outcome=_OUTCOMES[verdict],
        words=_words(verdict, decided),
        rule=decided[0].rule if verdict is Verdict.FAILS else test,
        reasons=reasons,
        mark=mark_of(decided),
        missing=missing_of(reasons),
        ask=_doubts(facts, reasons, rules),
        on=on,
    )


def _words(verdict: Verdict, decided: tuple[Reason, ...]) -> str:
    named = "; ".join(reason.rule.title[0].lower() + reason.rule.title[1:] for reason in decided)
    match verdict:
        case Verdict.HOLDS:
            return "Yes: every limb of the test holds."
        case Verdict.FAILS:
            return f"No. Failed: {named}."
        case Verdict.CANNOT_BE_JUDGED:
            return f"It cannot be judged. No limb fails; not known: {named}."


def _signed(facts: IcpFacts, rules: Ruleset) -> Reason:
    rule = rules["signed"]
    first, signed = rule["first_day"], facts.signed_on
    missing = ("the day on which the contract was entered into",)
    if signed is None:
        verdict, text = Verdict.CANNOT_BE_JUDGED, "It is not said when it was entered into."
    elif signed.is_before(first.day):
        verdict, text, missing = (
            Verdict.FAILS,
            f"Entered into {date_text(signed)}, before {date_text(first.day)}.",
            (),
        )
    elif not signed.may_be_before(first.day):
        verdict, text, missing = Verdict.HOLDS, f"Entered into {date_text(signed)}.", ()
    else:
        verdict, text = (
            Verdict.CANNOT_BE_JUDGED,
            f"Entered into {date_text(signed)}: too wide to tell whether that is before "
            f"{date_text(first.day)}.",
        )
    return Reason("signed", verdict, text, rule, (first,), missing)


def _listed(kinds: frozenset[ServiceKind] | None, rules: Ruleset) -> frozenset[ServiceKind]:
    listed = rules["services"]["listed"].words
    return frozenset(kind for kind in kinds or () if kind in listed)


def _doubtful(kinds: frozenset[ServiceKind] | None, rules: Ruleset) -> frozenset[ServiceKind]:
    doubtful = rules["services"]["doubtful"].words
    return frozenset(kind for kind in kinds or () if kind in doubtful)


def _provider(facts: IcpFacts, rules: Ruleset) -> Reason:
    rule, provided = rules["provider"], facts.provider_services
    found = _listed(provided, rules)
    if found:
        text = f"The other side provides {_names(found)}."
        return Reason("provider", Verdict.HOLDS, text, rule, (rules["services"]["listed"],))
    if provided is None:
        text = "It is not said who the provider is, or what it provides."
        missing = ("the provider, and the listed services it provides",)
        return Reason("provider", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    doubtful = _doubtful(provided, rules)
    if doubtful:
        text = f"The other side provides {_names(doubtful)}, which may or may not be listed."
        missing = (f"whether {_names(doubtful)} counts as a listed service",)
        used = (rules["services"]["doubtful"],)
        return Reason("provider", Verdict.CANNOT_BE_JUDGED, text, rule, used, missing)
    text = "The other side provides none of the listed services."
    return Reason("provider", Verdict.FAILS, text, rule, (rules["services"]["listed"],))


def _services(facts: IcpFacts, rules: Ruleset) -> Reason:
    rule = rules["services"]
    least, listed, doubt = rule["least"], rule["listed"], rule["doubtful"]
    covered = facts.services
    named = (covered or frozenset[ServiceKind]()) | facts.section_75_services
    sure = _listed(named, rules)
    if len(sure) >= least.whole:
        text = f"Covers {_names(sure)}."
        return Reason("services", Verdict.HOLDS, text, rule, (least, listed))
    doubtful = _doubtful(named, rules)
    unsettled = _listed(facts.unsettled_services, rules) - sure
    missing: list[str] = []
    if covered is None:
        missing.append("the kinds of service that the contract covers")
    if unsettled:
        missing.append(f"whether {_names(unsettled)} is covered")
    if doubtful:
        missing.append(f"whether {_names(doubtful)} counts as a listed service")
    possible = len(sure) + len(unsettled) + len(doubtful)
    text = f"Covers {_names(sure)}; {least.whole} listed kinds are needed."
    if covered is None or possible >= least.whole:
        used = (least, listed, doubt) if doubtful else (least, listed)
        return Reason("services", Verdict.CANNOT_BE_JUDGED, text, rule, used, tuple(missing))
    return Reason("services", Verdict.FAILS, text, rule, (least, listed))


def _not_apms(facts: IcpFacts, rules: Ruleset) -> Reason:
    rule = rules["not_apms"]
    verdict = of_fact(None if facts.apms is None else not facts.apms)
    text = {
        Verdict.HOLDS: "It is not made under the APMS directions.",
        Verdict.FAILS: "It is a primary medical contract made under the APMS directions.",
        Verdict.CANNOT_BE_JUDGED: "It is not said whether it is made under the APMS directions.",
    }[verdict]
    unknown = verdict is Verdict.CANNOT_BE_JUDGED
    missing = ("whether it is made under the APMS directions",) if unknown else ()
    return Reason("not_apms", verdict, text, rule, (), missing)


def _doubts(facts: IcpFacts, reasons: tuple[Reason, ...], rules: Ruleset) -> tuple[str, ...]:
    named = (facts.services or frozenset[ServiceKind]()) | facts.section_75_services
    doubtful = _doubtful(named, rules)
    open_limbs = with_verdict(reasons, Verdict.CANNOT_BE_JUDGED)
    if doubtful and any(reason.limb in ("provider", "services") for reason in open_limbs):
        return (f"Does {_names(doubtful)} count as one of the listed kinds of service?",)
    return ()


def _names(kinds: frozenset[ServiceKind]) -> str:
    return ", ".join(sorted(kind.replace("_", " ") for kind in kinds)) or "no listed kind"
