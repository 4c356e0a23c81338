"""A base adjusted by amounts that are settled elsewhere, such as an adjustment for equity."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from capitula.contract.payment.mechanism import Of, Step


class SettledElsewhere(StrEnum):
    """The amounts that may be added; each is a figure of the settlement, with its own sign."""

    EQUITY_UP = "equity_up"
    EQUITY_DOWN = "equity_down"

    @property
    def words(self) -> str:
        """The amount for reading."""
        way = "upward" if self is SettledElsewhere.EQUITY_UP else "downward"
        return f"the {way} adjustment for equity"


class BaseAdjustment(Step):
    """Signed amounts added to a base before anything is measured against it.

    Attributes:
        of: the base.
        amounts: what is added.
    """

    mechanism: Literal["base_adjustment"]
    of: Of
    amounts: tuple[SettledElsewhere, ...]
