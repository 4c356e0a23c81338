"""Which lines leave which trust, by the rows of the budget, and whether anybody appraised that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from capitula.appraisal.donor_findings import appraisals, donors
from capitula.appraisal.lines import AppraisedLine
from capitula.contract.model import Contract
from capitula.contract.party import Party
from capitula.ground.pence import Pence
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class LeavingDonor:
    """One trust that loses services.

    Attributes:
        donor: the trust.
        lines: the rows that leave it, as far as anybody says who runs them.
        contract_pence: what all lines with a figure come to, the denominator of its share.
        appraised: what is recorded of its appraisal, the last one; empty where nothing is.
    """

    donor: Party
    lines: tuple[AppraisedLine, ...]
    contract_pence: Pence
    appraised: str

    @property
    def income_pence(self) -> Pence | None:
        """A year's income lost; None where any line has no figure, or there is no line."""
        amounts = [line.amount_pence for line in self.lines]
        if not amounts or None in amounts:
            return None
        return sum(amount for amount in amounts if amount is not None)

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "donor": self.donor.id,
            "name": self.donor.name,
            "lines": [
                {
                    "line": line.key,
                    "title": line.title,
                    "amount_pence": line.amount_pence,
                    "basis": line.basis,
                    "holds_more": line.at_most,
                    "mark": str(line.mark),
                    "provider_mark": str(line.provider_mark),
                }
                for line in self.lines
            ],
            "income_lost_pence": self.income_pence,
            "contract_pence": self.contract_pence,
            "appraised": self.appraised or None,
        }


def leaving_donors(
    contract: Contract, lines: Sequence[AppraisedLine], view: View
) -> tuple[LeavingDonor, ...]:
    """Return every donor of the contract with the rows that leave it."""
    whole = sum(line.amount_pence or 0 for line in lines)
    found: list[LeavingDonor] = []
    for party, _ in donors(contract):
        own = tuple(line for line in lines if line.provider and line.provider.id == party.id)
        done = appraisals(view, party)
        said = done[-1][0].value.text if done else ""
        found.append(LeavingDonor(party, own, whole, said))
    return tuple(found)
