"""The part of a measure that decides how it is judged: fixed beforehand, or said not to have been.

Nothing here is chosen after the figures were looked at, unless the file says so. A default is a
choice of this product (mark: local), from its reference for the outcomes engine.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator

from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.series_terms import Breaks, ControlChart, Part


class Frequency(StrEnum):
    """How often there is a figure."""

    MONTH = "month"
    YEAR = "year"


class Scale(StrEnum):
    """What the comparison runs on: each area's own baseline as 100, or the figures themselves."""

    INDEX = "index"
    LEVEL = "level"


class Exclusion(Part):
    """Areas left out of the donors, by a programme that is listed or by name, and why.

    Attributes:
        programme: a programme in the list of programmes, such as `vanguards`.
        area: or one area, as the figure table names it.
        reason: why it is left out.
    """

    programme: str | None = None
    area: str | None = None
    reason: str

    @model_validator(mode="after")
    def _one_of_two(self) -> Exclusion:
        if (self.programme is None) == (self.area is None):
            found = "neither `programme` nor `area`" if self.area is None else "both"
            raise ValueFault(found, "`programme` or `area`", "name one of the two")
        return self


class Donors(Part):
    """Who stands for what would have happened: a rule, never a list picked by eye.

    Attributes:
        figures: the figure table with a row for each area.
        place: the place of the contract, as that table names it.
        rule: which areas; all those with a figure in every period that is used.
        without: which of them are left out, and why.
    """

    figures: str
    place: str
    rule: str = "every area with a figure in every month that is used"
    without: tuple[Exclusion, ...] = ()


class Family(StrEnum):
    """Which tests share one chance of a false claim."""

    PRIMARY_ALONE = "the primary measure alone; the secondary ones as one family"
    ALL = "all measures as one family"


class Tests(Part):
    """The tests that decide.

    Attributes:
        method: the decisive method; the others are shown beside it and decide nothing.
        alpha: the share of false claims that is borne, for better and for worse each.
        family: which measures share it.
        beside: the methods whose agreement is reported.
    """

    method: str = "synthetic-control"
    alpha: Decimal = Field(default=Decimal("0.05"), gt=0, lt=1)
    family: Family = Family.PRIMARY_ALONE
    beside: tuple[str, ...] = (
        "level-change",
        "ridge",
        "sdid",
        "interactive-fixed-effects",
        "did",
        "its",
    )


class Windows(Part):
    """How long an effect must be there.

    Attributes:
        periods: periods in each window, from the day the effect is due.
        sustain_share: the share of windows that must lie outside their bands.
    """

    periods: int = Field(default=12, ge=1)
    sustain_share: Decimal = Field(default=Decimal("0.666666"), gt=0, le=1)


class Estimate(Part):
    """What an estimate is of, where the contract itself never began.

    Attributes:
        of: what it is of, such as another programme.
        start: when that began.
        until: the last figures that are used.
        reason: why the two must not be confused.
    """

    of: str
    start: PartialDate
    until: PartialDate | None = None
    reason: str


class JudgingTerms(Part):
    """Everything that decides how a measure is judged.

    Attributes:
        donors: who stands for what would have happened.
        scale: what the comparison runs on.
        effect_due: from when an effect is expected; the start unless given.
        windows: how long it must be there.
        tests: what decides.
        breaks: what is screened.
        control_chart: how the series and the differences are charted.
        estimate: what an estimate is of, where the contract never began.
    """

    donors: Donors
    scale: Scale = Scale.INDEX
    effect_due: PartialDate | None = None
    windows: Windows = Windows()
    tests: Tests = Tests()
    breaks: Breaks = Breaks()
    control_chart: ControlChart = ControlChart()
    estimate: Estimate | None = None
