"""Dates as people state them: 2018, spring 2018, by April 2018, not before April 2020, unknown.

A partial date keeps its words and stands for every day it could mean, from `earliest` to
`latest`. Nothing narrows it: a comparison that depends on the missing part has no single answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from capitula.ground.financial_year import FinancialYear, month_end, month_index, month_start
from capitula.ground.whole_day import unreadable_date

_ONE_DAY = timedelta(days=1)

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each season, of three whole months; winter runs on. Mark: local."""

FORMS = (
    "2018-11-03, 2018-11, 2018, 2018/19, spring 2018, by 2018-04, before 2018-04, "
    "not before 2018-04, about 2014, 2018-10/2018-11 or unknown"
)


class Precision(StrEnum):
    """How exactly a date was stated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SEASON = "season"
    FINANCIAL_YEAR = "financial_year"
    BY = "by"
    BEFORE = "before"
    NOT_BEFORE = "not_before"
    ABOUT = "about"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as stated: its words, its precision, and the days it could mean.

    `earliest` or `latest` is None where the statement sets no such bound.
    """

    text: str
    precision: Precision
    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read one of the forms above.

        Raises:
            ValueFault: none of them, or a day that does not exist.
        """
        words = " ".join(text.split())
        parsed = _parse(words)
        if parsed is None:
            raise unreadable_date(text, f"a date such as {FORMS}", "write one of these forms")
        precision, earliest, latest = parsed
        return cls(words, precision, earliest, latest)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a whole date."""
        return cls(day.isoformat(), Precision.DAY, day, day)

    def may_be_before(self, day: date) -> bool:
        """Say whether some day it could mean lies before the day."""
        return self.earliest is None or self.earliest < day

    def is_before(self, day: date) -> bool:
        """Say whether every day it could mean lies before the day."""
        return self.latest is not None and self.latest < day

    def within(self, other: PartialDate) -> bool:
        """Say whether every day it could mean is one that the other could mean.

        A season without a year means the days of that season in any year.
        """
        if _has_no_year(other):
            return _lies_in(self, other)
        starts = other.earliest is None or (
            self.earliest is not None and self.earliest >= other.earliest
        )
        ends = other.latest is None or (self.latest is not None and self.latest <= other.latest)
        return starts and ends

    def agrees_with(self, other: PartialDate) -> bool:
        """Say whether one is only a closer statement of the other (2018-04 and 2018-04-01)."""
        return self.within(other) or other.within(self)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read from text, write as the same text; JSON Schema shows a string with the forms."""
        return core_schema.no_info_before_validator_function(
            lambda value: cls.parse(value) if isinstance(value, str) else value,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """Describe the forms for editors."""
        return {"type": ["string", "integer"], "description": f"A date as stated: {FORMS}."}


def _has_no_year(stated: PartialDate) -> bool:
    return stated.precision is Precision.SEASON and stated.earliest is None


def _lies_in(stated: PartialDate, season: PartialDate) -> bool:
    """Say whether every day a date could mean lies in a season of which no year is given."""
    found = _months(_in_a_year(stated))
    allowed = _months(_in_a_year(season))
    if found is None or allowed is None:
        return False
    return (found[0] - allowed[0]) % 12 + found[1] - found[0] <= allowed[1] - allowed[0]


def _in_a_year(stated: PartialDate) -> PartialDate:
    return PartialDate.parse(f"{stated.text} 2000") if _has_no_year(stated) else stated


def _months(stated: PartialDate) -> tuple[int, int] | None:
    if stated.earliest is None or stated.latest is None:
        return None
    return month_index(stated.earliest), month_index(stated.latest)


_Bounds = tuple[Precision, date | None, date | None]


@lru_cache(maxsize=1 << 14)  # the same few dates stand in a record many times
def _parse(words: str) -> _Bounds | None:
    lower = words.casefold()
    if lower == "unknown":
        return Precision.UNKNOWN, None, None
    try:
        for prefix, read in _PREFIXES.items():
            if lower.startswith(prefix + " "):
                inner = _parse_unprefixed(lower[len(prefix) + 1 :])
                return read(inner) if inner else None
        return _parse_unprefixed(lower)
    except (ValueError, OverflowError):  # a day that does not exist, or none that a date can hold
        return None


def _parse_unprefixed(lower: str) -> _Bounds | None:
    return _parse_range(lower) or _parse_season(lower) or _parse_plain(lower)


def _by(inner: _Bounds) -> _Bounds:
    return Precision.BY, None, inner[2]


def _before(inner: _Bounds) -> _Bounds:
    earliest = inner[1]
    return Precision.BEFORE, None, earliest - _ONE_DAY if earliest else None


def _not_before(inner: _Bounds) -> _Bounds:
    return Precision.NOT_BEFORE, inner[1], None


def _about(inner: _Bounds) -> _Bounds:
    """Widen by one of its own unit on either side (mark: local)."""
    _, earliest, latest = inner
    if earliest is None or latest is None:
        return Precision.ABOUT, earliest, latest
    first, last = month_index(earliest), month_index(latest)
    if earliest == month_start(first) and latest == month_end(last):
        months = last - first + 1
        return Precision.ABOUT, month_start(first - months), month_end(last + months)
    width = latest - earliest + _ONE_DAY
    return Precision.ABOUT, earliest - width, latest + width


_PREFIXES = {"by": _by, "before": _before, "not before": _not_before, "about": _about}


def _parse_range(lower: str) -> _Bounds | None:
    first, slash, last = lower.partition("/")
    if not slash or re.fullmatch(r"\d{4}/(\d{2}|\d{4})", lower, re.ASCII):
        return None
    start, end = _parse_plain(first), _parse_plain(last)
    if start is None or end is None or start[1] is None or end[2] is None or start[1] > end[2]:
        return None
    return Precision.RANGE, start[1], end[2]


def _parse_season(lower: str) -> _Bounds | None:
    match = re.fullmatch(
        r"(?:(early|mid|late) )?(spring|summer|autumn|winter)(?: ([0-9]{4}))?", lower
    )
    if not match:
        return None
    part, season, year = match.groups()
    if year is None:
        return Precision.SEASON, None, None
    first = 12 * int(year) + SEASONS[season] - 1
    months = {None: (0, 2), "early": (0, 0), "mid": (1, 1), "late": (2, 2)}[part]
    return Precision.SEASON, month_start(first + months[0]), month_end(first + months[1])


def _parse_plain(lower: str) -> _Bounds | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", lower, re.ASCII):
        day = date.fromisoformat(lower)
        return Precision.DAY, day, day
    if re.fullmatch(r"\d{4}-\d{2}", lower, re.ASCII):
        index = month_index(date(int(lower[:4]), int(lower[5:]), 1))
        return Precision.MONTH, month_start(index), month_end(index)
    if re.fullmatch(r"\d{4}", lower, re.ASCII):
        return Precision.YEAR, date(int(lower), 1, 1), date(int(lower), 12, 31)
    if re.fullmatch(r"\d{4}/(\d{2}|\d{4})", lower, re.ASCII):
        year = FinancialYear.parse(lower)
        return Precision.FINANCIAL_YEAR, year.first_day, year.last_day
    return None
