"""The limb on the commissioner side: which kinds of body count, by the day of signature."""

from __future__ import annotations

from capitula.contract.rules.answer import Reason, Verdict, all_of
from capitula.contract.rules.icp_facts import BodyKind, Commissioner, IcpFacts
from capitula.contract.rules.rule import Parameter, Rule
from capitula.contract.rules.ruleset import Ruleset
from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate

_Judged = tuple[Verdict, str, tuple[Parameter, ...], tuple[str, ...]]


def commissioners_limb(facts: IcpFacts, rules: Ruleset) -> Reason:
    """Judge whether every commissioner is of a kind accepted on the day of signature."""
    rule = rules["commissioners"]
    if not facts.commissioners:
        text, missing = "No commissioner is named.", ("the commissioners and their kinds",)
        return Reason("commissioners", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    judged = [_one(body, facts.signed_on, rule) for body in facts.commissioners]
    verdict = all_of(found for found, _, _, _ in judged)
    deciding = [part for part in judged if part[0] is verdict]
    parameters = {str(p): p for part in deciding for p in part[2]}
    return Reason(
        "commissioners",
        verdict,
        " ".join(text for _, text, _, _ in judged),
        rule,
        tuple(parameters.values()),
        tuple(dict.fromkeys(fact for part in judged for fact in part[3])),
        tuple(
            body.mark
            for body, part in zip(facts.commissioners, judged, strict=True)
            if part[0] is verdict
        ),
    )


def _one(body: Commissioner, signed: PartialDate | None, rule: Rule) -> _Judged:
    if body.kind is None:
        missing = (f"what kind of body {body.name} is",)
        return Verdict.CANNOT_BE_JUDGED, f"The kind of {body.name} is not stated.", (), missing
    if body.kind in rule["always"].words:
        return Verdict.HOLDS, f"{body.name} is of an accepted kind.", (rule["always"],), ()
    if body.kind is BodyKind.OTHER:
        text = f"{body.name} is not of an accepted kind."
        return Verdict.FAILS, text, (rule["always"],), ()
    return _by_date(body, signed, rule)


def _by_date(body: Commissioner, signed: PartialDate | None, rule: Rule) -> _Judged:
    is_ccg = body.kind is BodyKind.CCG
    bound = rule["ccg_last_day"] if is_ccg else rule["icb_first_day"]
    kind = "a clinical commissioning group" if is_ccg else "an integrated care board"
    when = f"until {date_text(bound.day)}" if is_ccg else f"from {date_text(bound.day)}"
    known = signed is not None
    holds = known and (
        (signed.latest is not None and signed.latest <= bound.day)
        if is_ccg
        else not signed.may_be_before(bound.day)
    )
    fails = known and (
        (signed.earliest is not None and signed.earliest > bound.day)
        if is_ccg
        else signed.is_before(bound.day)
    )
    if holds:
        return Verdict.HOLDS, f"{body.name}, {kind}, counted then.", (bound,), ()
    if fails:
        text = f"{body.name}, {kind}, counts only {when}; signed {signed}."
        return Verdict.FAILS, text, (bound,), ()
    missing = ("the day on which the contract was entered into",)
    text = f"{body.name}, {kind}, counts {when}; the day of signature does not settle it."
    return Verdict.CANNOT_BE_JUDGED, text, (bound,), missing
