"""How long the contract runs: start, end, break points, options to extend."""

from __future__ import annotations

from pydantic import model_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import Months
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.ground.whole_day import WholeDay


class BreakPoint(Cited):
    """A date at which the contract may be ended before its term.

    Attributes:
        id: its identifier.
        day: the date; None until stated.
        after_years: or so many years after the start.
        for_whom: the parties that may use it; empty for any.
        notice_months: the notice it takes.
    """

    id: str
    day: PartialDate | None = None
    after_years: int | None = None
    for_whom: tuple[str, ...] = ()
    notice_months: Months | None = None


class Extension(Cited):
    """An option to extend.

    Attributes:
        id: its identifier.
        most_years: the most that it can add.
        times: how often it can be used.
        notice_months: the notice it takes.
        notice_by: or the last day for it.
        stated_at_procurement: whether the notice of the procurement foresaw it.
        exercised_on: the day it was used; None while it is open.
    """

    id: str
    most_years: int | None = None
    times: int = 1
    notice_months: Months | None = None
    notice_by: PartialDate | None = None
    stated_at_procurement: bool | None = None
    exercised_on: WholeDay | None = None


class Length(Cited):
    """How long the contract was to run; each field None until a source states it."""

    starts: PartialDate | None = None
    ends: PartialDate | None = None
    years_least: int | None = None
    years_most: int | None = None
    break_points: tuple[BreakPoint, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Length:
        if self.years_least and self.years_most and self.years_least > self.years_most:
            raise ValueFault(
                f"{self.years_least} to {self.years_most} years", "the shorter first", "swap them"
            )
        starts, ends = self.starts, self.ends
        if starts and ends and starts.earliest and ends.latest and starts.earliest > ends.latest:
            raise ValueFault(f"{starts} to {ends}", "the start before the end", "swap them")
        return self
