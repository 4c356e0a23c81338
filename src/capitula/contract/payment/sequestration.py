"""Sequestration: a cut by law of what is paid, looked up by the date of payment."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from capitula.contract.payment.mechanism import DatedPercent, Side, Step
from capitula.contract.payment.overlaps import refuse_overlaps


class Sequestration(Step):
    """A cut whose rate is that in force on the day of payment, never that of the year earned."""

    mechanism: Literal["sequestration"]
    keyed_on: Literal["payment_date"]
    side: Side = Side.GAIN
    rates: tuple[DatedPercent, ...]

    @model_validator(mode="after")
    def _once(self) -> Sequestration:
        refuse_overlaps(self.rates, "rate")
        return self
