"""Steps that bound a result: cap, limit, floor, stop-loss."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.contract.numbers import Percent, Pounds
from capitula.contract.payment.mechanism import Of, Side, Step
from capitula.ground.faults import ValueFault


class Cap(Step):
    """No more than a share of the base. Its place among the steps decides what it bounds."""

    mechanism: Literal["cap"]
    of: Of
    side: Side
    percent: Percent


class Bound(BaseModel):
    """One bound of a limit, for one year of the agreement or for all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Of
    percent: Percent
    agreement_year: int | None = None


class Limit(Step):
    """No more than the lowest of several bounds, such as a share of benchmark and of revenue."""

    mechanism: Literal["limit"]
    side: Side = Side.LOSS
    bounds: tuple[Bound, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Limit:
        if not self.bounds:
            raise ValueFault("no bound", "at least one bound", "add one, with `of` and `percent`")
        seen: set[tuple[Of, int | None]] = set()
        for bound in self.bounds:
            key = (bound.of, bound.agreement_year)
            twice = key in seen or (bound.of, None) in seen
            if twice or (bound.agreement_year is None and any(of is bound.of for of, _ in seen)):
                year = f" in year {bound.agreement_year}" if bound.agreement_year else ""
                raise ValueFault(
                    f"two bounds on {bound.of.words}{year}",
                    "one bound on each base for any year of the agreement",
                    "remove one of the two, or give each its `agreement_year`",
                )
            seen.add(key)
        return self


class Floor(Step):
    """No less than an amount or a share of the base."""

    mechanism: Literal["floor"]
    of: Of
    percent: Percent | None = None
    amount: Pounds | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Floor:
        if (self.percent is None) == (self.amount is None):
            found = "both a share and an amount" if self.percent is not None else "neither"
            raise ValueFault(found, "`percent` or `amount`", "give one of the two")
        return self


class StopLoss(Step):
    """Cost of one person above an attachment point is carried by the payer, wholly or in part.

    Attributes:
        attachment: pounds a person and year above which it works; None until stated.
        carried_percent: share of the excess that the payer carries.
        most_carried: pounds a person and year that the payer carries at most; None for no bound.
        aggregate_percent: share of the base above which the payer carries what the specific
            cover left; None for no aggregate cover. It works after the specific cover.
        charge_percent: what the holder pays for it, as a share of the base.
        of: the base of the aggregate cover and of the charge.
    """

    mechanism: Literal["stop_loss"]
    attachment: Pounds | None = None
    carried_percent: Percent | None = None
    most_carried: Pounds | None = None
    aggregate_percent: Annotated[Decimal, Field(ge=0, le=1000)] | None = None
    charge_percent: Percent | None = None
    of: Of = Of.BENCHMARK


class Truncation(Step):
    """The cost of one person counts no further than the value at a rank among all persons.

    Attributes:
        percentile: per cent of the persons whose cost counts whole; the value is that at rank
            (percentile × number + 99) ÷ 100, rounded down, counted from 1; nothing is interpolated.
    """

    mechanism: Literal["truncation"]
    percentile: Annotated[int, Field(gt=0, le=100)]
