"""The improvement payment scheme: money at stake on measures, each with a weight."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import model_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import Percent, Pounds, Weight, plain
from capitula.contract.payment.mechanism import Of
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class MeasureUse(StrEnum):
    """Whether a measure moves money, or is scored for learning only."""

    PAID = "paid"
    SHADOW = "shadow"


class WhileLate(StrEnum):
    """What is paid while the figures of a paid measure are not out."""

    WAIT = "wait"
    PAY_THE_REST = "pay_the_rest"

    @property
    def words(self) -> str:
        """The rule for reading."""
        if self is WhileLate.WAIT:
            return "nothing is paid until every paid measure is scored"
        return "what the scored measures earned is paid, and the late weight stays open"


class SuspendedWeight(StrEnum):
    """What becomes of the weight of a paid measure that was suspended."""

    NOTHING = "nothing"
    SPREAD = "spread"
    IN_FULL = "in_full"

    @property
    def words(self) -> str:
        """The rule for reading."""
        return {
            SuspendedWeight.NOTHING: "the weight of a suspended measure earns nothing",
            SuspendedWeight.SPREAD: "the weight of a suspended measure is spread over the others, "
            "in proportion to theirs",
            SuspendedWeight.IN_FULL: "a suspended measure is paid as if wholly attained",
        }[self]


class SchemeMeasure(Cited):
    """One measure of the scheme.

    Attributes:
        id: its identifier.
        name: what is measured.
        outcome: the measure in the case's outcomes file, by identifier.
        use: paid, or shadow: scored and not paid.
        weight: its share of the pool; a shadow measure has none.
        direction: which way is better.
        floor: the value at which nothing is earned.
        target: the value at which all of it is earned.
        unit: what both are measured in.
        baseline: the period they are measured against.
    """

    id: str
    name: str
    outcome: str | None = None
    use: MeasureUse = MeasureUse.PAID
    weight: Weight | None = None
    direction: Direction
    floor: str | None = None
    target: str | None = None
    unit: str = ""
    baseline: PartialDate | None = None

    @model_validator(mode="after")
    def _weight_if_paid(self) -> SchemeMeasure:
        if (self.weight is None) != (self.use is MeasureUse.SHADOW):
            found = "no weight" if self.weight is None else f"weight {plain(self.weight)}"
            raise ValueFault(
                f"{found} for a measure that is {self.use}",
                "a weight for each paid measure and none for a shadow measure",
                "add the weight, or correct `use`",
            )
        return self


class ImprovementScheme(Cited):
    """The scheme.

    Attributes:
        of: what the pool is a share of.
        pool_percent: the share at stake; None until stated.
        pool_amount: or the sum at stake.
        measures: what it is earned on; the weights of the paid ones sum to exactly 1.
        while_late: what is paid while figures are late; None until stated.
        suspended: what becomes of a suspended measure's weight; None until stated.
    """

    of: Of = Of.BUDGET
    pool_percent: Percent | None = None
    pool_amount: Pounds | None = None
    measures: tuple[SchemeMeasure, ...] = ()
    while_late: WhileLate | None = None
    suspended: SuspendedWeight | None = None

    @model_validator(mode="after")
    def _whole(self) -> ImprovementScheme:
        weights = [measure.weight for measure in self.measures if measure.weight is not None]
        if weights and sum(weights) != 1:
            listed = " + ".join(plain(weight) for weight in weights)
            raise ValueFault(
                f"weights that sum to {plain(sum(weights, Decimal()))} ({listed})",
                "weights of the paid measures that sum to exactly 1",
                "correct the weights; write 0.35 for 35 per cent",
            )
        return self
