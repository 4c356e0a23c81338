"""Blended payment: a fixed sum, and a share of the price for activity above or below plan."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.contract.payment.budget_steps import VariableElement
from capitula.ground.pence import Pence
from capitula.money.mechanisms.wording import Currency, rate_text


@dataclass(frozen=True, slots=True)
class VariableResult:
    """What activity off its plan moves.

    Attributes:
        priced_pence: actual less planned activity at its full price.
        cash_pence: what is paid for it, or below nought given back: the cash that it moves.
        rate: the share of the price that applies in that direction.
    """

    priced_pence: Pence
    cash_pence: Pence
    rate: Fraction

    def sentence(self, currency: Currency | None = None) -> str:
        """Say what the price moved and what cash moved."""
        text = (currency or Currency()).text
        if self.priced_pence < 0:
            return (
                f"Activity avoided is worth {text(-self.priced_pence)} at its price and frees "
                f"{text(-self.cash_pence)} of cash, {rate_text(self.rate)} of it; sharing the rest "
                "would pay out money that nobody has"
            )
        return (
            f"Activity above plan is worth {text(self.priced_pence)} at its price and costs "
            f"{text(self.cash_pence)} of cash, {rate_text(self.rate)} of it"
        )


def variable_element(
    step: VariableElement, planned_priced_pence: Pence, actual_priced_pence: Pence
) -> VariableResult:
    """Return what activity off its plan moves, priced and in cash; floored once."""
    difference = actual_priced_pence - planned_priced_pence
    percent = step.over_percent if difference > 0 else step.under_percent
    rate = Fraction(percent) / 100
    cash = difference * rate.numerator // rate.denominator
    return VariableResult(difference, cash, rate)


def priced_activity(quantity: int, price_pence: Pence, market_forces: Fraction) -> Pence:
    """Return activity at its price with the market forces factor, floored once."""
    exact = quantity * price_pence * market_forces
    return exact.__floor__()
