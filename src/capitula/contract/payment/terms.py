"""The payment terms of a contract: mechanisms in their declared order."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import Percent, plain
from capitula.contract.payment.bands import Corridor, Deductible, Hurdle
from capitula.contract.payment.base_adjustment import BaseAdjustment
from capitula.contract.payment.budget_steps import Capitation, Discount, Uplift, VariableElement
from capitula.contract.payment.limits import Cap, Floor, Limit, StopLoss, Truncation
from capitula.contract.payment.sequestration import Sequestration
from capitula.contract.payment.service_credit import ServiceCredit
from capitula.contract.payment.shares import MirroredShare, QualityGate, Relief, Share, Withhold
from capitula.contract.payment.thresholds import MinimumSavingsRate
from capitula.contract.spans import may_overlap
from capitula.ground.faults import ValueFault

Mechanism: TypeAlias = Annotated[
    Capitation
    | Uplift
    | Discount
    | VariableElement
    | Corridor
    | Hurdle
    | Deductible
    | Cap
    | Limit
    | Floor
    | StopLoss
    | Truncation
    | Share
    | MirroredShare
    | QualityGate
    | Withhold
    | Relief
    | MinimumSavingsRate
    | Sequestration
    | BaseAdjustment
    | ServiceCredit,
    Field(discriminator="mechanism"),
]
"""The closed set. A contract composes these; a new one is a change of the product."""


class Profile(StrEnum):
    """How a year's money falls into months."""

    FLOOR_LAST = "floor_last"
    DECLARED_SHARES = "declared_shares"

    @property
    def words(self) -> str:
        """The rule for reading."""
        if self is Profile.FLOOR_LAST:
            return "eleven equal months of whole pence, and the rest in the last"
        return "twelve declared shares, in whole pence, and the rest in the last month"


class Payment(Cited):
    """How it is paid.

    Attributes:
        profile: how a year falls into months; None until stated.
        month_percents: the declared shares of April to March, which sum to 100.
        residual_party: who takes what a division leaves over, to the penny.
        steps: the mechanisms, in the order in which they work; another order is another contract.
    """

    profile: Profile | None = None
    month_percents: tuple[Percent, ...] = ()
    residual_party: str | None = None
    steps: tuple[Mechanism, ...] = ()

    @model_validator(mode="after")
    def _twelve_shares_where_declared(self) -> Payment:
        shares = self.month_percents
        declared = self.profile is Profile.DECLARED_SHARES
        if declared and (len(shares) != 12 or sum(shares) != 100):
            raise ValueFault(
                f"{len(shares)} monthly shares that sum to {plain(sum(shares, Decimal()))}",
                "twelve that sum to exactly 100",
                "write `month_percents` for April to March",
            )
        if shares and not declared:
            raise ValueFault(
                "monthly shares beside another profile",
                "`profile: declared_shares`",
                "name that profile, or remove `month_percents`",
            )
        return self

    @model_validator(mode="after")
    def _each_step_once(self) -> Payment:
        for name, count in Counter(step.id for step in self.steps).items():
            same = [step for step in self.steps if step.id == name]
            if count > 1 and any(
                may_overlap(one, other)
                for index, one in enumerate(same)
                for other in same[index + 1 :]
            ):
                raise ValueFault(
                    f"the step {name!r} twice, in force at once",
                    "each step once for any day",
                    "give it another id, or dates that do not overlap",
                )
        return self
