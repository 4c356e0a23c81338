"""The cumulative change in lifetime value since signature, against both limits of regulation 13.

Whole pence; the percentage is compared by cross-multiplication and never rounded. Exactly the sum
fails that limb, exactly the share fails that limb, and either limb suffices.
"""

from __future__ import annotations

from dataclasses import dataclass

from capitula.contract.rules.answer import Reason, Verdict, any_of
from capitula.contract.rules.change import ModificationFacts
from capitula.contract.rules.ruleset import Ruleset
from capitula.ground.pence import Pence, checked, pounds_text


@dataclass(frozen=True, slots=True)
class LifetimeChange:
    """All changes since signature, the one asked about included.

    Attributes:
        net_pence: their sum with signs, then without sign.
        gross_pence: their sum without signs: rises and falls counted apart.
    """

    net_pence: Pence
    gross_pence: Pence


def lifetime_change(facts: ModificationFacts) -> LifetimeChange | None:
    """Return the cumulative change; None if any amount, or the list itself, is not known."""
    if facts.changes_so_far is None:
        return None
    amounts = [past.amount_pence for past in facts.changes_so_far] + [facts.change.amount_pence]
    known = [amount for amount in amounts if amount is not None]
    if len(known) != len(amounts):
        return None
    return LifetimeChange(checked(abs(sum(known))), checked(sum(abs(a) for a in known)))


def below_sum(change_pence: Pence, limit_pence: Pence) -> bool:
    """Say whether the change is below the sum; exactly the sum is not."""
    return change_pence < limit_pence


def below_share(change_pence: Pence, original_pence: Pence, percent: int) -> bool:
    """Say whether the change is less than the share of the original; exactly the share is not."""
    return change_pence * 100 < original_pence * percent


def value_limbs(facts: ModificationFacts, rules: Ruleset) -> tuple[Reason, Reason]:
    """Judge both limits of value; either suffices."""
    rule = rules["authority"]
    limit, percent, counted = rule["sum"], rule["percent"], rule["counted"]
    total = lifetime_change(facts)
    original = facts.original_value_pence
    changes = ("the amount of every change since the contract was entered into",)
    if total is None:
        text, unknown = "The cumulative change is not known.", Verdict.CANNOT_BE_JUDGED
        of = () if original else ("the original lifetime value",)
        return (
            Reason("below_sum", unknown, text, rule, (limit, counted), changes),
            Reason("below_share", unknown, text, rule, (percent, counted), (*changes, *of)),
        )
    net = pounds_text(total.net_pence)
    small = below_sum(total.net_pence, limit.pence)
    said = "is" if small else "is not"
    first = Reason(
        "below_sum",
        Verdict.HOLDS if small else Verdict.FAILS,
        f"The cumulative change, {net}, {said} below {pounds_text(limit.pence)}.",
        rule,
        (limit, counted),
    )
    if original is None:
        text = f"The cumulative change is {net}; of what is not known."
        missing = ("the original lifetime value",)
        unknown = Verdict.CANNOT_BE_JUDGED
        return first, Reason("below_share", unknown, text, rule, (percent, counted), missing)
    slight = below_share(total.net_pence, original, percent.whole)
    said = "is" if slight else "is not"
    text = (
        f"The cumulative change, {net}, {said} less than {percent.whole}% of the original "
        f"{pounds_text(original)}."
    )
    verdict = Verdict.HOLDS if slight else Verdict.FAILS
    return first, Reason("below_share", verdict, text, rule, (percent, counted))


def counting_matters(facts: ModificationFacts, rules: Ruleset) -> bool:
    """Say whether rises and falls counted apart would give another answer than their net sum."""
    rule, total = rules["authority"], lifetime_change(facts)
    if total is None or total.net_pence == total.gross_pence:
        return False

    def within(change: Pence) -> bool:
        original = facts.original_value_pence
        return below_sum(change, rule["sum"].pence) or (
            original is not None and below_share(change, original, rule["percent"].whole)
        )

    return within(total.net_pence) != within(total.gross_pence)


def within_limits(limbs: tuple[Reason, Reason]) -> Verdict:
    """Return whether either limit is kept."""
    return any_of(limb.verdict for limb in limbs)
