"""Working days of the Provider Selection Regime: a calendar apart from operational days.

Both leave out weekends and England's bank holidays as far as is known, yet a period of the one
must never be counted by the other: they are defined in different papers and may part.
"""

from __future__ import annotations

from datetime import date

from capitula.ground.frozen_calendar import FrozenCalendar


class WorkingCalendar(FrozenCalendar):
    """The working days of the regime, for the years that were frozen."""

    __slots__ = ()

    def is_working_day(self, day: date) -> bool:
        """Say whether the day is a working day.

        Raises:
            ValueFault: the day lies outside the frozen years.
        """
        return self.counts(day)
