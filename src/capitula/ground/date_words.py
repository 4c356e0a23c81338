"""Dates as people write them, from dates as they are stored."""

from __future__ import annotations

import re
from datetime import date

from capitula.ground.partial_date import PartialDate

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_BETWEEN_DATES = re.compile(r"(?<=-\d{2})/(?=\d{4}\b)|(?<=\b\d{4})/(?=\d{4}-\d{2})")


def date_text(value: date | PartialDate | str | None) -> str:
    """Return a date as people write it; a date known in part stays so; none is "not known".

    >>> date_text(date(2018, 8, 6)), date_text("2018-11"), date_text("before 2018-04")
    ('6 August 2018', 'November 2018', 'before April 2018')
    >>> date_text("2018-10/2018-11"), date_text("2018/19")
    ('October 2018 to November 2018', '2018/19')
    >>> date_text("moved, and/or returned, 2018-10")
    'moved, and/or returned, October 2018'
    """
    if value is None:
        return "not known"
    words = value.isoformat() if isinstance(value, date) else str(value)
    if words == "unknown":
        return "not known"
    return _ISO.sub(_one_date, _BETWEEN_DATES.sub(" to ", words))


def _one_date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not 1 <= int(month) <= len(MONTHS):
        return match.group()
    month_and_year = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {month_and_year}" if day else month_and_year
