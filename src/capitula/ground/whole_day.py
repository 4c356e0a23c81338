"""A whole day as people write it, year first; what looks like a slip of the pen is named as one.

A spreadsheet turns dates into other forms on its own; each of these is refused with the form that
was probably meant, never guessed.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from capitula.ground.faults import ValueFault

_PREFIX = re.compile(r"^(by|before|not before|about) ")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_DAY_NUMBER = re.compile(r"[34]\d{4}(\.0)?", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})\.?[ -](\d{4}|\d{2})", re.ASCII)
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}


def read_whole_day(text: str) -> date:
    """Read a day such as 2018-02-01, and no other form.

    Raises:
        ValueFault: another form, or a day that does not exist.
    """
    if _ISO.fullmatch(text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            pass
    raise unreadable_date(text, "a whole day such as 2018-02-01", "write year, month and day")


def unreadable_date(text: str, expected: str, remedy: str) -> ValueFault:
    """Return the fault of a date that cannot be read, with what was probably meant.

    Args:
        text: what was found.
        expected: what would have been right.
        remedy: what to do when nothing better can be said.
    """
    lower = _PREFIX.sub("", " ".join(text.split()).casefold())
    if match := _ISO.fullmatch(lower):
        return ValueFault(repr(text), "a day that exists", _existing(match))
    for pattern, meant in ((_NUMBERS, _numbers), (_DAY_NUMBER, _day_number), (_WORDS, _words)):
        match = pattern.fullmatch(lower)
        hint = meant(match) if match else None
        if hint:
            return ValueFault(repr(text), expected, hint)
    return ValueFault(repr(text), expected, remedy)


def _existing(match: re.Match[str]) -> str:
    year, month = int(match[1]), int(match[2])
    if not 1 <= month <= 12 or year < 1:
        return f"write year, month, day; there is no month {match[2]}"
    last = calendar.monthrange(year, month)[1]
    return f"correct the day: {calendar.month_name[month]} {year} has {last} days"


def _numbers(match: re.Match[str]) -> str:
    """Both readings of 03/11/2018, as far as they exist."""
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    first, second = int(match[1]), int(match[2])
    readings = dict.fromkeys(
        f"{year}-{month:02d}-{day:02d}"
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= 31
    )
    return "write year, month, day: " + (" or ".join(readings) or f"{year}-…")


def _day_number(match: re.Match[str]) -> str:
    day = date.fromordinal(date(1899, 12, 30).toordinal() + int(match[0].split(".")[0]))
    return f"a spreadsheet's day number? Format the column as text and write {day}"


def _words(match: re.Match[str]) -> str | None:
    name = match[2]
    month = _MONTHS.get(name) or _SHORT.get(name)
    if month is None:
        return None
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    if match[1] is None:
        return f"write {year}-{month:02d}"
    last = calendar.monthrange(int(year), month)[1] if int(year) else 31
    if int(match[1]) > last:
        return f"write year, month, day; {calendar.month_name[month]} {year} has {last} days"
    return f"write {year}-{month:02d}-{int(match[1]):02d}"


def _from_text(value: Any) -> Any:
    return read_whole_day(value) if isinstance(value, str) else value


WholeDay = Annotated[date, BeforeValidator(_from_text)]
"""A `date` in a model, read from text in this one form; a timestamp is not a day."""
