"""The date as known on: read from the address, shown on every page, carried from link to link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils import timezone

from capitula.web.parts import Link
from capitula.web.wording import MONTHS, date_text

_PARTS = ("day", "month", "year")
_SHORTEST = 3  # Jan, Feb: three letters tell every month from the others


@dataclass(frozen=True, slots=True)
class KnownOn:
    """The day as of which a page is shown.

    Attributes:
        day: the day; today when none was asked for, or what was asked for cannot be read.
        today: today in London.
        typed: day, month and year as they stand in the form.
        error: what is wrong with what was typed, in plain words; empty when nothing is.
        path: address of the page, without its query.
        keep: the other parts of the query, which the form and the links keep.
        quick: days worth a link, as label and date.
    """

    day: date
    today: date
    typed: Mapping[str, str]
    error: str = ""
    path: str = "/"
    keep: Sequence[tuple[str, str]] = ()
    quick: Sequence[tuple[str, date]] = field(default=())

    @property
    def is_today(self) -> bool:
        """Say whether the page shows all that is known now."""
        return self.day == self.today

    @property
    def text(self) -> str:
        """Return the day as people write it."""
        return date_text(self.day)

    def with_quick(self, quick: Sequence[tuple[str, date]]) -> KnownOn:
        """Return the same with links to the given days."""
        return replace(self, quick=tuple(quick))

    def on(self, day: date | None) -> str:
        """Return the address of this page as known on a day, or on today if None."""
        known = [("known", day.isoformat())] if day else []
        query = urlencode([*self.keep, *known])
        return f"{self.path}?{query}" if query else self.path

    def carry(self, href: str) -> str:
        """Return an address of this site with the day added, so that a link keeps the date."""
        if self.is_today:
            return href
        parts = urlsplit(href)
        query = [pair for pair in parse_qsl(parts.query) if pair[0] != "known"]
        query.append(("known", self.day.isoformat()))
        return urlunsplit(parts._replace(query=urlencode(query)))

    def quick_links(self) -> list[Link]:
        """Return the days worth a link, this one marked."""
        return [Link(label, self.on(day), current=day == self.day) for label, day in self.quick]


def known_on(request: HttpRequest, today: date | None = None) -> KnownOn:
    """Read the date from `?known=2018-02-01` or from the form's day, month and year.

    A page never fails for a date that cannot be read: it shows today and says what is wrong.
    """
    today = today or timezone.localdate()
    query = request.GET
    asked = str(query.get("known", ""))
    typed: dict[str, str] = {part: str(query.get(part, "")).strip() for part in _PARTS}
    day, error = today, ""
    if any(typed.values()):
        day, error = _read(typed, today)
    elif asked:
        day, error = _read_link(asked, today)
    if not error:
        typed = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    keep = [
        (name, value)
        for name, values in query.lists()
        if name not in {"known", *_PARTS}
        for value in values
    ]
    return KnownOn(day, today, typed, error, request.path, keep)


def _read_link(asked: str, today: date) -> tuple[date, str]:
    try:
        return _not_later(date.fromisoformat(asked), today)
    except ValueError:
        return today, "The date in the address must look like 2018-02-01"


def _read(typed: Mapping[str, str], today: date) -> tuple[date, str]:
    absent = [part for part in _PARTS if not typed.get(part)]
    if absent:
        return today, f"The date must include a {' and a '.join(absent)}"
    day = read_day_parts(typed)
    if day is None:
        return today, "The date must be a real date, such as 1 2 2018"
    return _not_later(day, today)


def read_day_parts(typed: Mapping[str, str]) -> date | None:
    """Return the day that day, month and year make, the month by number or name; None if none."""
    try:
        return date(int(typed["year"]), _month(typed["month"]), int(typed["day"]))
    except (ValueError, OverflowError):
        return None


def _not_later(day: date, today: date) -> tuple[date, str]:
    if day > today:
        return today, "The date must be today or in the past; nothing is known of later days"
    return day, ""


def _month(words: str) -> int:
    """Return the number of a month given as a number, a name or its first three letters or more."""
    for number, name in enumerate(MONTHS, start=1):
        if len(words) >= _SHORTEST and name.casefold().startswith(words.casefold()):
            return number
    return int(words) if words.isdecimal() else 0
