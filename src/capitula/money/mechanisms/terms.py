"""What a step may ask of the contract around it: parties, currency, day of payment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from capitula.contract.payment.mechanism import Of
from capitula.money.mechanisms.wording import Currency


@dataclass(frozen=True, slots=True)
class Around:
    """The contract around the steps.

    Attributes:
        currency: in which sentences write amounts.
        holder: the party whose result is computed.
        residual: the party that takes the rest.
        base: what the actual spend is held against.
        paid_on: the day of payment, by which sequestration is looked up.
        names: of the parties, by identifier.
    """

    currency: Currency
    holder: str
    residual: str
    base: Of
    paid_on: date | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    def called(self, party: str) -> str:
        """Return how a sentence calls a party."""
        return self.names.get(party, party)
