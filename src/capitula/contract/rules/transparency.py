"""Does a permitted change need a transparency notice? NHS England's flowchart: from £500,000."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.contract.rules.answer import Reason, Verdict
from capitula.contract.rules.change import ModificationFacts
from capitula.contract.rules.lifetime_change import lifetime_change
from capitula.contract.rules.ruleset import Ruleset
from capitula.ground.pence import pounds_text


@dataclass(frozen=True, slots=True)
class TransparencyNotice:
    """Whether a notice is needed: required, not_required, ask_a_person or cannot_be_judged.

    The reason holds where the question is settled either way; `outcome` says how.
    """

    outcome: str
    reason: Reason
    ask: tuple[str, ...] = ()


def transparency_notice(facts: ModificationFacts, limb: str, rules: Ruleset) -> TransparencyNotice:
    """Judge whether the change needs a transparency notice.

    Args:
        facts: the contract and the change.
        limb: the limb under which the change is permitted.
        rules: the ruleset in force.
    """
    rule = rules["transparency"]
    confirmed = limb in rule["limbs"].words
    used = (rule["sum"], rule["limbs"] if confirmed else rule["limbs_unconfirmed"])
    amount, limit = facts.change.amount_pence, rule["sum"].pence
    total = lifetime_change(facts)
    name = "transparency_notice"
    if amount is None:
        text, missing = "The value of the change is not known.", ("the value of the change",)
        reason = Reason(name, Verdict.CANNOT_BE_JUDGED, text, rule, used, missing)
        return TransparencyNotice("cannot_be_judged", reason)
    value = f"The change is worth {pounds_text(abs(amount))}"
    if abs(amount) >= limit:
        ask = () if confirmed else ("Is a transparency notice needed under this limb?",)
        text = f"{value}: a transparency notice is needed."
        return TransparencyNotice("required", Reason(name, Verdict.HOLDS, text, rule, used), ask)
    if total is not None and total.net_pence >= limit:
        text = f"{value}; all changes together reach {pounds_text(limit)}."
        ask = ("Is the notice measured by this change, or by all changes together?",)
        reason = Reason(name, Verdict.CANNOT_BE_JUDGED, text, rule, used)
        return TransparencyNotice("ask_a_person", reason, ask)
    text = f"{value}: no transparency notice is needed."
    return TransparencyNotice("not_required", Reason(name, Verdict.HOLDS, text, rule, used))
