"""A user's assumptions about a trust that loses services; every one carries a mark and a reason."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.contract.numbers import People, Percent, Pounds, PriceYear, Rate, plain
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark

Year = Annotated[int, Field(ge=1, le=60)]
"""A year after the transfer; 1 is the first."""


class _Assumed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: EvidenceMark
    why: str = Field(min_length=1)


class LineCost(_Assumed):
    """How the cost of one line behaves once its income has gone.

    Attributes:
        line: the scope line, by identifier.
        donor_share_percent: the part of the line's money that is this donor's.
        cost_percent: what the line costs the donor for each 100 pounds of its income.
        variable_percent: of the cost, gone with the service at once.
        semi_fixed_percent: of the cost, gone after `lag_years`.
        lag_years: years for which the semi-fixed part stays.
        fixed_percent: of the cost, gone only by stepping down.
        overhead_percent: of the cost, the line's share of the trust's overheads.
        staff: people who move with the line; None if not stated.
    """

    line: str
    donor_share_percent: Percent = Decimal(100)
    cost_percent: Annotated[Decimal, Field(ge=0, le=1000)] = Decimal(100)
    variable_percent: Percent
    semi_fixed_percent: Percent
    lag_years: Annotated[int, Field(ge=0, le=60)]
    fixed_percent: Percent
    overhead_percent: Percent
    staff: People | None = None

    @model_validator(mode="after")
    def _whole(self) -> LineCost:
        total = (
            self.variable_percent
            + self.semi_fixed_percent
            + self.fixed_percent
            + self.overhead_percent
        )
        if total != 100:
            raise ValueFault(
                f"cost parts of {self.line} that sum to {plain(total)} per cent",
                "100 exactly",
                "correct variable, semi-fixed, fixed and overhead",
            )
        return self


class StepDown(_Assumed):
    """How fast cost that stays is taken out, in points of what it was at first, a year.

    Attributes:
        first_year: the first year in which anything is taken out.
        fixed_points: points of the fixed cost taken out each year.
        overhead_points: points of the overhead share taken out each year.
    """

    first_year: Year
    fixed_points: Percent
    overhead_points: Percent


class Support(_Assumed):
    """Transitional support of one payer in one year."""

    payer: str
    year: Year
    amount: Pounds


class Moved(StrEnum):
    """What a sensitivity moves."""

    FIXED = "fixed_points_of_cost"
    LAG = "lag_years"
    STEP_DOWN = "step_down_points"
    COST = "cost_points"
    INCOME = "line_amount_percent"

    @property
    def words(self) -> str:
        """For reading."""
        return {
            "fixed_points_of_cost": "cost that is fixed and not variable, in points",
            "lag_years": "years for which semi-fixed cost stays, in years",
            "step_down_points": "what is taken out a year, in points",
            "cost_points": "cost for each 100 pounds of income, in points",
            "line_amount_percent": "the lines’ amounts, in per cent",
        }[self]


class Sensitivity(_Assumed):
    """One assumption moved down and up, the rest as they are."""

    id: str
    moves: Moved
    low: Rate
    high: Rate

    @model_validator(mode="after")
    def _in_order(self) -> Sensitivity:
        if self.low >= self.high:
            found = f"{plain(self.low)} to {plain(self.high)}"
            raise ValueFault(found, "the smaller first", "swap the two ends")
        whole = self.low == self.low.to_integral_value() and self.high == int(self.high)
        if self.moves is Moved.LAG and not whole:
            raise ValueFault("a part of a year", "whole years", "write whole years")
        return self


class DonorTerms(_Assumed):
    """Everything assumed about one donor.

    Attributes:
        party: its identifier in the contract.
        first_year: the financial year in which the services leave.
        years: how many years are shown.
        income: the donor's whole income in a year, in pounds; None if not stated.
        income_why: who says so.
        lines: cost behaviour by line.
        step_down: how fast cost is taken out; None if nobody plans to.
        support: transitional support.
        sensitivity: what is moved to see how much it matters.
    """

    party: str
    first_year: PriceYear
    years: Year
    income: Pounds | None = None
    income_why: str = ""
    lines: tuple[LineCost, ...]
    step_down: StepDown | None = None
    support: tuple[Support, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> DonorTerms:
        if not self.lines:
            raise ValueFault(f"no line of {self.party}", "one at least", "add what leaves it")
        lines = [line.line for line in self.lines]
        twice = next((line for line in lines if lines.count(line) > 1), None)
        if twice is not None:
            raise ValueFault(f"the line {twice!r} twice", "each line once", "remove one of them")
        late = next((each for each in self.support if each.year > self.years), None)
        if late is not None:
            raise ValueFault(
                f"support in year {late.year}", f"a year up to {self.years}", "show more years"
            )
        return self
