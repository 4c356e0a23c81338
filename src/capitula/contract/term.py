"""Terms: a value with its unit, dates, clause and source; and the contract's frozen calendar."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.cited import Cited
from capitula.ground.faults import ValueFault
from capitula.ground.operational_days import OperationalCalendar
from capitula.ground.whole_day import WholeDay


class Term(Cited):
    """One dated and cited term.

    Attributes:
        id: its identifier; an identifier may stand again with other dates.
        label: what it is, in plain words.
        value: the value as text; None when it is known to exist but not stated.
        unit: what the value is measured in.
    """

    id: str
    label: str
    value: str | None = None
    unit: str | None = None

    def words(self) -> str:
        """Return the value with its unit, and its mark wherever it is not sourced or derived."""
        if self.value is None:
            return "not stated"
        return f"{self.value} {self.unit or ''}".strip() + self.mark.caution


class Calendar(BaseModel):
    """England's bank holidays, frozen for the years that the contract's notices can reach."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_year: int
    last_year: int
    bank_holidays: tuple[WholeDay, ...]

    @model_validator(mode="after")
    def _within(self) -> Calendar:
        outside = [
            day for day in self.bank_holidays if not self.first_year <= day.year <= self.last_year
        ]
        if outside:
            raise ValueFault(
                ", ".join(map(str, outside)),
                f"bank holidays of {self.first_year} to {self.last_year}",
                "widen the years or remove the day",
            )
        return self

    def operational(self) -> OperationalCalendar:
        """Return the calendar that counts operational days."""
        return OperationalCalendar(self.first_year, self.last_year, frozenset(self.bank_holidays))
