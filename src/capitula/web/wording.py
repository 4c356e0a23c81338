"""How figures and dates are written on a page. Each returns text; none computes.

Style: 6 August 2018; ranges with "to"; a minus sign before the pound sign. Rounding is half away
from nought and happens here only; the pence stay beneath.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from capitula.ground.partial_date import PartialDate
from capitula.ground.pence import Pence, pounds_text

MINUS = "\N{MINUS SIGN}"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_YEAR = re.compile(r"(\d{2})(\d{2})/(\d{2})")


def date_text(value: date | PartialDate | str | None) -> str:
    """Return a date as people write it; a date known in part stays so; none is "not known".

    >>> date_text(date(2018, 8, 6)), date_text("2018-11"), date_text("before 2018-04")
    ('6 August 2018', 'November 2018', 'before April 2018')
    >>> date_text("2018-10/2018-11"), date_text("2018/19")
    ('October 2018 to November 2018', '2018/19')
    """
    if value is None:
        return "not known"
    words = value.isoformat() if isinstance(value, date) else str(value)
    if words == "unknown":
        return "not known"
    written = _ISO.sub(_one_date, words)
    return written.replace("/", " to ") if written != words else written


def pounds(amount: Pence | None) -> str:
    """Return whole pounds, rounded half away from nought; none is "not stated".

    >>> pounds(43_233_901_250), pounds(-5_150) == MINUS + "£52"
    ('£432,339,013', True)
    """
    if amount is None:
        return "not stated"
    whole = (abs(amount) + 50) // 100
    return f"{MINUS if amount < 0 and whole else ''}£{whole:,}"


def pounds_and_pence(amount: Pence | None) -> str:
    """Return the exact amount; none is "not stated".

    >>> pounds_and_pence(5101)
    '£51.01'
    """
    return "not stated" if amount is None else pounds_text(amount).replace("-", MINUS)


def pounds_short(amount: Pence | None) -> str:
    """Return a headline amount to one decimal in k, m or bn; none is "not stated".

    >>> pounds_short(36_000_000_000), pounds_short(1_215_000_000), pounds_short(99_996_000)
    ('£360m', '£12.2m', '£1m')
    """
    if amount is None:
        return "not stated"
    tenth = Decimal("0.1")
    sign = MINUS if amount < 0 else ""
    for unit_pence, unit in ((10**11, "bn"), (10**8, "m"), (10**5, "k")):
        scaled = (Decimal(abs(amount)) / unit_pence).quantize(tenth, ROUND_HALF_UP)
        if scaled >= 1:
            return f"{sign}£{f'{scaled:,}'.removesuffix('.0')}{unit}"
    return pounds(amount)


def count(number: int | None) -> str:
    """Return a whole number with thousands separators; none is "not stated".

    >>> count(318000)
    '318,000'
    """
    return "not stated" if number is None else f"{number:,}".replace("-", MINUS)


def year_in_prose(year: str) -> str:
    """Return a financial year as written in a sentence.

    >>> year_in_prose("2018/19"), year_in_prose("1999/00")
    ('2018 to 2019', '1999 to 2000')
    """
    match = _YEAR.fullmatch(str(year))
    if match is None:
        return str(year)
    century, first, last = match.groups()
    return f"{century}{first} to {int(century) + (last < first):02d}{last}"


def _one_date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not 1 <= int(month) <= len(MONTHS):
        return match.group()
    month_and_year = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {month_and_year}" if day else month_and_year
