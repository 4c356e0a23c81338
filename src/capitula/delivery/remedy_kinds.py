"""The kinds of entry that move a ladder: a step, its end, money withheld, money settled.

A ladder is the sequence of steps that a query notice or a dispute notice begins; the notice's entry
is its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field, field_validator

from capitula.contract.numbers import Percent, Pounds
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate, Precision
from capitula.ground.pence import from_pounds, pounds_text
from capitula.ground.whole_day import WholeDay
from capitula.record.kind import Body
from capitula.record.values import Value


class StepStanding(StrEnum):
    """What became of a step."""

    DONE = "done"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"


class FailedBecause(StrEnum):
    """Why a step failed. Only a provider that was unreasonable opens the way to withholding."""

    PROVIDER_UNREASONABLE = "provider_unreasonable"
    COMMISSIONER = "commissioner"
    BOTH = "both"
    NEITHER = "neither"
    NOT_STATED = "not_stated"

    @property
    def words(self) -> str:
        """The cause for reading."""
        return self.value.replace("_", " ")


class LadderStep(Body):
    """A step of a remedy or a dispute that was done or failed; `about` is the matter.

    Attributes:
        ladder: the entry of the notice that began it.
        step: the step's name in the ruleset, such as meeting.
        standing: done, failed or not needed.
        on: the day.
        because: why it failed.
        text: what was agreed or found.
    """

    kind: ClassVar[str] = "ladder_step"
    stated_property: ClassVar[str] = "step"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    ladder: str
    step: str
    standing: StepStanding
    on: WholeDay
    because: FailedBecause = FailedBecause.NOT_STATED
    text: str = ""

    def value(self) -> Value:
        """The step, and what became of it."""
        name = self.step.replace("_", " ")
        return Value(f"{name}: {self.standing.replace('_', ' ')} on {date_text(self.on)}")

    def state(self) -> str:
        """Done, failed or not needed."""
        return self.standing.replace("_", " ")


class LadderOutcome(StrEnum):
    """How a remedy or a dispute ended."""

    REMEDIED = "remedied"
    EXCUSED = "excused"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    DETERMINED = "determined"
    TO_DISPUTE = "to_dispute"


class LadderClosed(Body):
    """The end of a remedy or a dispute; `about` is the matter."""

    kind: ClassVar[str] = "ladder_closed"
    stated_property: ClassVar[str] = "outcome"

    ladder: str
    outcome: LadderOutcome
    on: WholeDay
    text: str = ""

    def value(self) -> Value:
        """The outcome."""
        return Value(
            f"{self.outcome.replace('_', ' ')} on {date_text(self.on)}", gist=self.outcome.value
        )

    def state(self) -> str:
        """The outcome."""
        return self.outcome.replace("_", " ")


class MonthlyValue(StrEnum):
    """Of which monthly value a share is withheld."""

    EXPECTED = "expected"
    ACTUAL = "actual"


def _month(value: PartialDate) -> PartialDate:
    if value.precision is not Precision.MONTH:
        raise ValueFault(repr(value.text), "a month such as 2026-08", "name one month")
    return value


class WithholdingDecided(Body):
    """A share of a month's value that the commissioner decides to withhold; `about` is the matter.

    Attributes:
        ladder: the entry of the notice on whose ladder it rests.
        month: the month whose payment is withheld from.
        of: the expected or the actual monthly value.
        monthly_value: that value in pounds; the month's budget where it is expected and not given.
        percent: the share.
        decided: the day of the decision.
        by: who decided.
        clause: the clause it rests on.
    """

    kind: ClassVar[str] = "withholding_decided"
    stated_property: ClassVar[str] = "withholding"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"month": "2018-04", "percent": "1"}

    ladder: str
    month: PartialDate
    of: MonthlyValue
    monthly_value: Pounds | None = Field(default=None, ge=0)
    percent: Percent
    decided: WholeDay
    by: str
    clause: str = ""

    _month_only = field_validator("month")(_month)

    def value(self) -> Value:
        """The share, of which month."""
        return Value(f"{self.percent} per cent of the {self.of} value of {date_text(self.month)}")

    def state(self) -> str:
        """Decided."""
        return "decided"


class WithholdingSettled(Body):
    """What is released of a month's withholding; the rest is retained. `about` is the matter.

    Attributes:
        ladder: the entry of the notice on whose ladder it rests.
        month: the month that was withheld from.
        released: pounds released; what was withheld less this is kept for good.
        settled: the day of the decision.
        by: who decided.
        reason: why.
    """

    kind: ClassVar[str] = "withholding_settled"
    stated_property: ClassVar[str] = "settlement of a withholding"
    example: ClassVar[Mapping[str, Any]] = {"month": "2018-04"}

    ladder: str
    month: PartialDate
    released: Pounds = Field(ge=0)
    settled: WholeDay
    by: str
    reason: str

    _month_only = field_validator("month")(_month)

    def value(self) -> Value:
        """What is released, of which month."""
        pence = from_pounds(self.released)
        return Value(
            f"{pounds_text(pence)} released of {date_text(self.month)}", amount_pence=pence
        )

    def state(self) -> str:
        """Settled."""
        return "settled"


KINDS: tuple[type[Body], ...] = (LadderStep, LadderClosed, WithholdingDecided, WithholdingSettled)
