"""Flows of one scenario: transfers between two parties, and resources that one party uses or saves.

Everything is the change against going on as now. A transfer stands in two positions with opposite
signs; a resource stands in one. So the positions sum to the resources, which the system's change
checks from the other side (`system.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence

RESOURCES = ""
"""The other side of a flow that no party receives: money spent on, or saved from, care itself."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One change in one year.

    Attributes:
        year: 1 is the first.
        giver: who pays more; empty for resources saved.
        taker: who gets more; empty for resources used.
        what: what it is.
        amount_pence: how much; below nought turns it round.
        mark: how it is known.
    """

    year: int
    giver: str
    taker: str
    what: str
    amount_pence: Pence
    mark: EvidenceMark

    def on(self, party: str) -> Pence:
        """Return what it does to a party's position."""
        return (self.amount_pence if self.taker == party else 0) - (
            self.amount_pence if self.giver == party else 0
        )

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "year": self.year,
            "from": self.giver or "resources",
            "to": self.taker or "resources",
            "what": self.what,
            "amount_pence": self.amount_pence,
            "mark": str(self.mark),
        }
