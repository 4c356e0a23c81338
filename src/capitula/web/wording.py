"""How figures and dates are written on a page. Each returns text; none computes.

Style: 6 August 2018; ranges with "to"; a minus sign before the pound sign. Rounding is half away
from nought and happens here only; the pence stay beneath.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from capitula.ground.date_words import MONTHS, date_text
from capitula.ground.letters import MINUS
from capitula.ground.pence import Pence, pounds_text

__all__ = [
    "MONTHS",
    "count",
    "date_text",
    "pounds",
    "pounds_and_pence",
    "pounds_short",
    "year_in_prose",
]

_YEAR = re.compile(r"(\d{2})(\d{2})/(\d{2})")


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
