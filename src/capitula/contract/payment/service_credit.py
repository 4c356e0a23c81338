"""Service credits: what is given back of a charge when a level of service is missed."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.numbers import Percent, plain
from capitula.contract.payment.mechanism import Step
from capitula.ground.faults import ValueFault


class CreditLevel(BaseModel):
    """Below this level of service so much of the charge is given back; equality meets the level."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    below_percent: Percent
    credit_percent: Percent


class ServiceCredit(Step):
    """A share of the month's charge for each month in which service falls below a level.

    Attributes:
        levels: from the highest level down; the lowest one missed gives the credit.
        monthly_cap_percent: most that is given back of a month's charge; None for no cap.
        rolling_cap_percent: most that is given back of the charges of `rolling_months`.
        rolling_months: the months that the rolling cap looks at, this one included.
    """

    mechanism: Literal["service_credit"]
    levels: tuple[CreditLevel, ...]
    monthly_cap_percent: Percent | None = None
    rolling_cap_percent: Percent | None = None
    rolling_months: int = 12

    @model_validator(mode="after")
    def _downward(self) -> ServiceCredit:
        if not self.levels:
            raise ValueFault("no level", "at least one level of service", "add `levels`")
        for one, other in pairwise(self.levels):
            if (
                other.below_percent >= one.below_percent
                or other.credit_percent < one.credit_percent
            ):
                raise ValueFault(
                    f"{plain(other.credit_percent)} per cent below {plain(other.below_percent)} "
                    f"after {plain(one.credit_percent)} below {plain(one.below_percent)}",
                    "levels from the highest down, with no smaller credit further down",
                    "put the levels in order",
                )
        return self
