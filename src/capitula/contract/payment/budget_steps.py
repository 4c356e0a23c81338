"""Steps that build a budget: so much a head, yearly uplift, discount, a variable element."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import model_validator

from capitula.contract.numbers import Percent, Pounds, PriceYear, Rate
from capitula.contract.payment.mechanism import DatedPercent, Of, Step
from capitula.contract.payment.overlaps import refuse_overlaps
from capitula.contract.scope import Denominator


class Capitation(Step):
    """So much a head and year, for whom, by which weights.

    Attributes:
        per_head: pounds a head and year; None until stated.
        price_year: the year in whose prices it stands.
        denominator: registered people or residents.
        weights: the published index by which heads are weighted; empty if each counts as one.
        lines: the scope lines paid this way; empty for all.
    """

    mechanism: Literal["capitation"]
    per_head: Pounds | None = None
    price_year: PriceYear | None = None
    denominator: Denominator = Denominator.REGISTERED
    weights: str = ""
    lines: tuple[str, ...] = ()


class NetRule(StrEnum):
    """How rises and efficiency combine; the two differ, so the contract names one."""

    MULTIPLIED = "multiplied"
    SUBTRACTED = "subtracted"

    @property
    def words(self) -> str:
        """The rule for reading."""
        if self is NetRule.MULTIPLIED:
            return "multiplied: one plus the rises, times one less the efficiency"
        return "subtracted: inflation less efficiency, and growth on top of that"


class Uplift(Step):
    """A yearly rise, less efficiency.

    Attributes:
        inflation_percent: rise of prices.
        growth_percent: rise of activity or need.
        efficiency_percent: what is taken off.
        net_rule: how they combine; there is no default.
        lines: the scope lines it moves; empty for all.
    """

    mechanism: Literal["uplift"]
    inflation_percent: Rate | None = None
    growth_percent: Rate | None = None
    efficiency_percent: Percent | None = None
    net_rule: NetRule
    lines: tuple[str, ...] = ()


class Discount(Step):
    """A share taken off before anything else is worked out; by year where it changes."""

    mechanism: Literal["discount"]
    of: Of
    rates: tuple[DatedPercent, ...]

    @model_validator(mode="after")
    def _once(self) -> Discount:
        refuse_overlaps(self.rates, "rate")
        return self


class VariableElement(Step):
    """A fixed sum, and a share of the price for activity above or below plan.

    Attributes:
        over_percent: share of the price paid for activity above plan.
        under_percent: share of the price given back for activity below plan.
        plan: where the plan and the prices stand.
    """

    mechanism: Literal["variable_element"]
    over_percent: Percent
    under_percent: Percent
    plan: str = ""
