"""How the outcome pages write months and exact numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_name(index: int) -> str:
    """Return a month's name from its index (12 × year + month − 1).

    >>> month_name(12 * 2017 + 5)
    'June 2017'
    """
    return f"{_MONTHS[index % 12]} {index // 12}"


def decimal_text(value: Fraction, places: int = 1) -> str:
    """Write an exact number with so many decimals, halves away from nought.

    Only what is shown is rounded; nothing is computed from a rounded number.

    >>> decimal_text(Fraction(1, 8), 2)
    '0.13'
    """
    scale = 10**places
    whole = (abs(value) * scale * 2 + 1) // 2
    sign = "-" if value < 0 and whole else ""
    units, rest = divmod(whole, scale)
    return f"{sign}{units:,}" + (f".{rest:0{places}d}" if places else "")


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["April", "May", "June"])
    'April, May and June'
    """
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last
