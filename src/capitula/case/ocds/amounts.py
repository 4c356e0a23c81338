"""The one amount that OCDS calls the contract's value: a whole term's, exact, and undisputed.

Every amount stated stands in `capitulaAmounts` with its basis. OCDS means the total by a contract's
value and a budget's amount; so an amount for a year, for a fee, or of a basis that nobody stated is
never written there.
"""

from __future__ import annotations

from capitula.assurance.stage import CONTRACT
from capitula.case.ocds.fields import Json, write_field
from capitula.contract.kinds import ValueStated
from capitula.contract.value import Basis
from capitula.record.values import Bound
from capitula.record.view import View


def total_value(view: View) -> Json | None:
    """Return the OCDS value with its basis, or None where no one amount is the total."""
    bodies = [
        claim.body
        for claim in view.standing
        if claim.envelope.about == CONTRACT and isinstance(claim.body, ValueStated)
    ]
    totals = [b for b in bodies if b.basis is Basis.WHOLE_TERM and b.amount is not None]
    if len({(b.amount, b.bound) for b in totals}) != 1 or totals[0].bound is not Bound.EXACT:
        return None
    value = write_field("value", "pounds", str(totals[0].amount))["value"]
    return {**value, "capitulaBasis": str(Basis.WHOLE_TERM)}
