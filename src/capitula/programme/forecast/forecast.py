"""The forecast of one start: from the date stated for it and from comparable contracts.

Everything that enters was known on the day: the stated date, the members of the class, what had
come of them. The case itself and its close peers are left out of the class.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from capitula.ground.financial_year import month_end, month_index
from capitula.ground.partial_date import PartialDate
from capitula.programme.forecast.cumulative import Curve, cumulative, informative
from capitula.programme.forecast.forecasters import base_rates, with_lead_time
from capitula.programme.forecast.intervals import exact_interval
from capitula.programme.forecast.lead_time import LeadTimeFit, fit_lead_time
from capitula.programme.forecast.members import Member, Members, members, stated_month


@dataclass(frozen=True, slots=True)
class Asked:
    """What a forecast is asked for.

    Attributes:
        planned: the stated date of the start.
        stated_on: the day by which the statement was known.
        known_on: the day of the forecast.
        kind: the class of the contract.
        without: the case left out, by name or code; None for none.
    """

    planned: PartialDate
    stated_on: date
    known_on: date
    kind: str
    without: str | None

    @property
    def lead_months(self) -> int:
        """The months from the statement to the stated month."""
        return max(0, stated_month(self.planned) - month_index(self.stated_on))

    @property
    def waited(self) -> int | None:
        """Whole months passed since the stated month without a start; None if it is not past."""
        past = month_index(self.known_on) - stated_month(self.planned) - 1
        return past if past >= 0 else None


@dataclass(frozen=True)
class Forecast:
    """A forecast with everything it came from.

    Attributes:
        asked: what was asked.
        found: the comparable contracts.
        fit: over the lead time, or why there is none.
    """

    asked: Asked
    found: Members
    fit: LeadTimeFit

    @property
    def members(self) -> tuple[Member, ...]:
        """The members of the contract's class."""
        return self.found.of(self.asked.kind)

    @property
    def informative(self) -> tuple[Member, ...]:
        """The members of which something is known since their date."""
        return informative(self.members, self.asked.waited)

    @cached_property
    def observed(self) -> Curve:
        """The class's own curve, nothing added."""
        return cumulative(self.members, self.asked.waited)

    @cached_property
    def curve(self) -> Curve:
        """The forecast: the base rates of the class."""
        return base_rates(self.members, self.asked.waited)

    @cached_property
    def with_lead_time(self) -> Curve | None:
        """The same moved by the lead time; None with no fit, or where the date has passed."""
        if not self.fit.fits or self.asked.waited is not None:
            return None
        return with_lead_time(self.curve, self.fit, self.asked.lead_months)

    @property
    def first_month(self) -> int:
        """The month first asked about: the stated one, or a year from now if it has passed."""
        return 0 if self.asked.waited is None else self.asked.waited + 12

    def counts(self, month: int) -> tuple[int, int]:
        """Return how many members had started by so many months, and of how many that is known."""
        states = [m.state_at(month) for m in self.informative]
        known = [state for state in states if state is not None]
        return sum(known), len(known)

    def interval(self, month: int) -> tuple[float, float]:
        """Return the exact interval of the observed share that had started by a month."""
        return exact_interval(self.observed.started(month), self.counts(month)[1])

    def day(self, month: int) -> date:
        """Return the last day of the month so many months after the stated one."""
        return month_end(stated_month(self.asked.planned) + month)

    @cached_property
    def left_out(self) -> tuple[tuple[str, float], ...]:
        """The chance of a start by the month first asked about, without each member in turn."""
        return tuple(
            (
                one.case,
                base_rates(
                    [m for m in self.members if m.case != one.case], self.asked.waited
                ).started(self.first_month),
            )
            for one in self.informative
        )


def forecast(asked: Asked) -> Forecast:
    """Forecast a start.

    Raises:
        ValueFault: the case to be left out is not known.
    """
    found = members(asked.known_on, asked.without)
    return Forecast(asked, found, fit_lead_time(found.members))
