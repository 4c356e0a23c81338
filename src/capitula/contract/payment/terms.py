"""The payment terms of a contract: mechanisms in their declared order."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from capitula.contract.cited import Cited
from capitula.contract.payment.bands import Corridor, Deductible, Hurdle
from capitula.contract.payment.budget_steps import Capitation, Discount, Uplift, VariableElement
from capitula.contract.payment.limits import Cap, Floor, Limit, StopLoss
from capitula.contract.payment.sequestration import Sequestration
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
    | Share
    | MirroredShare
    | QualityGate
    | Withhold
    | Relief
    | MinimumSavingsRate
    | Sequestration,
    Field(discriminator="mechanism"),
]
"""The closed set. A contract composes these; a new one is a change of the product."""


class Profile(StrEnum):
    """How a year's money falls into months."""

    FLOOR_LAST = "floor_last"

    @property
    def words(self) -> str:
        """The rule for reading."""
        return "eleven equal months of whole pence, and the rest in the last"


class Payment(Cited):
    """How it is paid.

    Attributes:
        profile: how a year falls into months; None until stated.
        residual_party: who takes what a division leaves over, to the penny.
        steps: the mechanisms, in the order in which they work; another order is another contract.
    """

    profile: Profile | None = None
    residual_party: str | None = None
    steps: tuple[Mechanism, ...] = ()

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
