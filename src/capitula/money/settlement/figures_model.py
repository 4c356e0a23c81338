"""The figures of a settlement: what happened in the period, beside the contract's terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from capitula.contract.numbers import Percent, Pounds
from capitula.ground.faults import ValueFault
from capitula.ground.whole_day import WholeDay


class Stage(StrEnum):
    """How far the settlement is."""

    INTERIM = "interim"
    FINAL = "final"
    RESTATED = "restated"


class Method(StrEnum):
    """How late data are completed."""

    CHAIN_LADDER = "chain_ladder"
    BORNHUETTER_FERGUSON = "bornhuetter_ferguson"


_YES_OR_NO = {"true": True, "True": True, "false": False, "False": False}


def _figure(value: Any) -> bool | Decimal:
    """Read a number, or yes or no; a nought is a number, never a no."""
    if isinstance(value, bool):
        return value
    text = str(value)
    if text in _YES_OR_NO:
        return _YES_OR_NO[text]
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        expected = "a number in digits, or true or false"
        raise ValueFault(repr(text), expected, "write digits only, such as 78000000.50")
    return number


Figure = Annotated[bool | Decimal, PlainValidator(_figure)]
"""One figure: an amount, a count, a rate in per cent, or yes or no."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SettledPeriod(_Frozen):
    """The first and the last day."""

    first: WholeDay = Field(alias="from")
    last: WholeDay = Field(alias="to")

    @model_validator(mode="after")
    def _forward(self) -> SettledPeriod:
        if self.last < self.first:
            raise ValueFault(f"{self.first} to {self.last}", "the earlier day first", "swap them")
        return self


class Origin(_Frozen):
    """The cost of one period of origin, cumulative, at each age known so far.

    Attributes:
        name: such as a month.
        cumulative: pounds at the end of each period since; oldest first.
        prior: what it was expected to come to, for Bornhuetter–Ferguson.
    """

    name: str
    cumulative: tuple[Pounds, ...]
    prior: Pounds | None = None


class LateData(_Frozen):
    """Cost that is not complete, and how it is completed."""

    method: Method
    origins: tuple[Origin, ...]


class AcutePayment(_Frozen):
    """Activity of the acute provider at its prices, where it is paid a fixed and a variable part.

    Attributes:
        planned_priced: activity of the plan at its prices: what the fixed sum covers.
        actual_priced: activity that happened, at its prices.
        over_percent: share of the price paid above plan; None where the contract states it.
        under_percent: share of the price given back below plan; None where the contract states it.
    """

    planned_priced: Pounds
    actual_priced: Pounds
    over_percent: Percent | None = None
    under_percent: Percent | None = None


class EarlierStage(_Frozen):
    """What an earlier stage gave each party, in pounds; the difference is restated."""

    stage: Stage
    parts: Mapping[str, Pounds]


class SettlementFigures(_Frozen):
    """The whole file.

    Attributes:
        stage: interim, final or restated.
        period: what is settled.
        paid_on: the day of payment, by which a cut by law is looked up.
        figures: amounts in pounds, counts, rates in per cent and yes or no, by name.
        acute: how the acute provider is paid; its cash is then added to `actual`.
        late_data: what completes the actual spend of an interim settlement.
        measures: values of the improvement scheme, by measure.
        earlier: what an earlier stage gave.
    """

    schema_: Literal["capitula.settlement-figures/1"] = Field(alias="schema")
    stage: Stage
    period: SettledPeriod
    paid_on: WholeDay | None = None
    figures: Mapping[str, Figure]
    acute: AcutePayment | None = None
    late_data: LateData | None = None
    measures: Mapping[str, Decimal | None] = {}
    earlier: EarlierStage | None = None
    note: str = ""

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.period.first, self.period.last
