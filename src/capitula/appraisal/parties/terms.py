"""What a user states of the one scenario under which every party's position is worked out."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from capitula.contract.numbers import Pounds
from capitula.contract.participation import Mode
from capitula.ground.marks import EvidenceMark
from capitula.ground.whole_day import WholeDay


class _Assumed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: EvidenceMark
    why: str = Field(min_length=1)


class HolderTerms(_Assumed):
    """What the holder has to fall back on; what is not stated is a question, never nought.

    Attributes:
        reserves: pounds it can lose.
        guarantee: pounds that somebody else has promised to put in.
        receipt_lag_months: months by which each payment comes late.
    """

    reserves: Pounds | None = None
    guarantee: Pounds | None = None
    receipt_lag_months: Annotated[int, Field(ge=0, le=12)] = 0


class Spend(_Assumed):
    """What the holder spends, in per cent of the budget of the lines that it holds."""

    percent_of_budget: Annotated[Pounds, Field(ge=0)]


class Extra(_Assumed):
    """A cost that no line holds, such as setting up: pounds in one year of the scenario.

    Attributes:
        party: who bears it, by identifier.
        what: what it is.
        year: 1 is the first.
        amount: pounds; a saving stands below nought.
    """

    party: str
    what: str
    year: Annotated[int, Field(ge=1, le=60)]
    amount: Pounds


class PartiesTerms(_Assumed):
    """The one scenario.

    Attributes:
        years: years from the first on, at the first year's prices.
        form: the holder's form, by identifier of the catalogue, for VAT.
        participation: how general practices take part; core contracts move only in full.
        start: the day on which practices suspend their contracts, under full participation.
        spend: what the holder spends.
        holder: what it can fall back on.
        extras: costs outside the lines.
    """

    years: Annotated[int, Field(ge=1, le=60)]
    form: str
    participation: Mode
    start: WholeDay | None = None
    spend: Spend
    holder: HolderTerms | None = None
    extras: tuple[Extra, ...] = ()
