"""A number of calendar months after or before a day, kept within the month it falls in."""

from __future__ import annotations

import calendar
from datetime import date

from capitula.ground.financial_year import month_index


def months_after(day: date, months: int) -> date:
    """Return the same day of the month, so many months later; the last day where there is none.

    The corresponding-date rule of English law (mark: local; a contract may say otherwise).

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(month_index(day) + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
