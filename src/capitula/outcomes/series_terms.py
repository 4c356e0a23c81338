"""How a measure's series is screened for breaks and charted: terms fixed beforehand.

What is not stated has the value of the product; what is stated carries its reason.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from capitula.ground.faults import ValueFault
from capitula.outcomes.one_month import OneMonth, period_of


class Part(BaseModel):
    """A part of the outcomes file: frozen, and with no keys but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class BreakRule(Part):
    """Thresholds of the screen for data breaks that this measure sets otherwise than the product.

    Each is as `breaks/thresholds.yaml` says; one that is not stated keeps its value there.

    Attributes:
        z: a step counts from so many robust standard deviations of the series' own changes.
        step_log: and only if the level, in logs, changes by more than this.
        window: periods on either side of which the middle is taken.
        mirror_z: standard deviations from which a sister's step counts as a mirror.
        mirror_share: the share of the flagged step that it must at least be, in counts.
        count_window: periods on either side over which the change in counts is taken.
        flat_share: a witness that changed by less than this share of the step is flat.
        reason: why the measure needs a rule of its own.
    """

    z: Decimal | None = Field(default=None, gt=0)
    step_log: Decimal | None = Field(default=None, gt=0)
    window: int | None = Field(default=None, ge=2)
    mirror_z: Decimal | None = Field(default=None, gt=0)
    mirror_share: Decimal | None = Field(default=None, gt=0, le=1)
    count_window: int | None = Field(default=None, ge=1)
    flat_share: Decimal | None = Field(default=None, gt=0, le=1)
    reason: str

    @model_validator(mode="after")
    def _changes_something(self) -> BreakRule:
        if not self.stated:
            remedy = "state one, or leave the rule out"
            raise ValueFault("a rule without a threshold", "a threshold that differs", remedy)
        return self

    @property
    def stated(self) -> dict[str, Decimal | int]:
        """The thresholds that it sets, by name."""
        return self.model_dump(exclude={"reason"}, exclude_none=True)


class Breaks(Part):
    """What the screen for data breaks looks at beside the series itself, and by which rule.

    Attributes:
        mirrors: figure tables of sister series, for which an opposite step tells of recording.
        witnesses: figure tables that a real change would have moved as well.
        collection: the collection whose known changes of coding and boundary are looked up.
        break_rule: thresholds of this measure's own; None for those of the product.
    """

    mirrors: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    collection: str | None = None
    break_rule: BreakRule | None = None


class RebaseTerm(Part):
    """A month from which the chart of a measure's own series begins new limits, and why.

    Attributes:
        month: the first month of the new limits.
        reason: what changed. Limits that begin anew hide what came before.
    """

    month: OneMonth
    reason: str

    @property
    def period(self) -> str:
        """The month as figure tables write it."""
        return period_of(self.month)

    @field_validator("reason")
    @classmethod
    def _a_reason(cls, reason: str) -> str:
        if not reason.strip():
            raise ValueFault("a rebase without a reason", "what changed", "write the reason")
        return reason


class ControlChart(Part):
    """How control charts are drawn: of the measure's own series, and of its differences.

    Attributes:
        screened: whether large moving ranges are left out once, as the NHS package does.
        points: how many points the limits rest on; all unless given.
        rebases: where the limits of the measure's own series begin anew. Those of the differences
            never do: a rebase there could hide that an effect fades.
    """

    screened: bool = True
    points: int | None = Field(default=None, ge=2)
    rebases: tuple[RebaseTerm, ...] | None = Field(default=None, min_length=1)

    @field_validator("rebases")
    @classmethod
    def _each_month_once(
        cls, rebases: tuple[RebaseTerm, ...] | None
    ) -> tuple[RebaseTerm, ...] | None:
        months = [each.month.text for each in rebases or ()]
        twice = next((month for month in months if months.count(month) > 1), None)
        if twice is not None:
            raise ValueFault(f"a rebase in {twice} twice", "each month once", "keep one of them")
        return rebases
