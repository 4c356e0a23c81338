"""A month that people write in terms and entries, such as 2016-06."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate, Precision


def _one_month(month: PartialDate) -> PartialDate:
    if month.precision is not Precision.MONTH:
        raise ValueFault(repr(month.text), "a month such as 2016-06", "write year and month")
    return month


OneMonth = Annotated[PartialDate, AfterValidator(_one_month)]
"""A partial date that is a whole month, neither a year nor a day."""


def period_of(month: OneMonth) -> str:
    """Return the month as figure tables write it."""
    first = month.earliest
    return "" if first is None else f"{first:%Y-%m}"
