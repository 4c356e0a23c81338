"""The periods of a return: months, quarters and years of a contract's term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from capitula.contract.information import Frequency
from capitula.ground.financial_year import month_end, month_index

MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}
"""Calendar months of a period; quarters and years are counted from April."""


def periods(frequency: Frequency, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Return the periods from a first to a last day, without gap or overlap.

    The first and the last may be short: they are cut by the term. A return that is made once
    covers the whole of it.
    """
    day = first
    while day <= last:
        end = min(_end(frequency, day, last), last)
        yield day, end
        day = end + timedelta(days=1)


def _end(frequency: Frequency, day: date, last: date) -> date:
    if frequency is Frequency.ONCE:
        return last
    if frequency is Frequency.WEEKLY:
        return day + timedelta(days=6 - day.weekday())
    months = MONTHS[frequency]
    into = (month_index(day) - 3) % months
    return month_end(month_index(day) - into + months - 1)
