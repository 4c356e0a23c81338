"""The information schedule: who sends what to whom, and when it is due in operational days."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from capitula.contract.cited import Cited
from capitula.ground.financial_year import month_index, month_start
from capitula.ground.operational_days import OperationalCalendar


class Frequency(StrEnum):
    """How often a return is made."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class DueRuleName(StrEnum):
    """How the day is counted."""

    OPERATIONAL_DAY_OF_NEXT_MONTH = "operational_day_of_next_month"
    OPERATIONAL_DAYS_AFTER = "operational_days_after"


class DueRule(BaseModel):
    """When a return is due: "the 10th operational day of the month after", as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: DueRuleName
    number: Annotated[int, Field(ge=1, le=250)]

    def due_on(self, period_end: date, calendar: OperationalCalendar) -> date:
        """Return the day on which the return for a period, or after an event, is due.

        Args:
            period_end: the last day of the period, or the day of the event.
            calendar: the contract's own.

        Raises:
            ValueFault: the day lies outside the calendar, or the month has no such day.
        """
        if self.rule is DueRuleName.OPERATIONAL_DAYS_AFTER:
            return calendar.after(period_end, self.number)
        following = month_start(month_index(period_end) + 1)
        return calendar.nth_of_month(following.year, following.month, self.number)

    def words(self) -> str:
        """Return the rule for reading."""
        if self.rule is DueRuleName.OPERATIONAL_DAYS_AFTER:
            noun = "day" if self.number == 1 else "days"
            return f"{self.number} operational {noun} after"
        return f"operational day {self.number} of the month after"


class InformationItem(Cited):
    """One return.

    Attributes:
        id: its identifier.
        item: what is sent.
        sender: the party that sends it.
        recipient: the party that receives it.
        frequency: how often.
        due: when; None until stated.
        format: in which form.
    """

    id: str
    item: str
    sender: str | None = None
    recipient: str | None = None
    frequency: Frequency
    due: DueRule | None = None
    format: str = ""
