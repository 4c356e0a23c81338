"""A day that a page asks for beside the day as known on, such as the day of a roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from capitula.web.known_on import KnownOn, read_day_parts
from capitula.web.parts import Link


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day asked for.

    Attributes:
        name: the part of the query it stands in.
        day: the day; the usual one if none was asked for or what was asked cannot be read.
        typed: as it stands in the field.
        error: what is wrong with what was typed; empty when nothing is.
        path: address of the page, without its query.
        keep: the other parts of the query, which the form keeps.
        links: days worth a link.
    """

    name: str
    day: date
    typed: str
    error: str
    path: str
    keep: Sequence[tuple[str, str]]
    links: Sequence[Link] = ()


def asked_day(
    request: HttpRequest, name: str, usual: date, known: KnownOn, worth: Sequence[tuple[str, date]]
) -> AskedDay:
    """Read a day such as 2018-10-01 or 1 October 2018 from the query; never fails.

    Args:
        request: the request.
        name: the part of the query.
        usual: the day shown when none can be read.
        known: the day as known on, which the links carry.
        worth: days worth a link, with their words.
    """
    typed = str(request.GET.get(name, "")).strip()
    day, error = _read(typed, usual) if typed else (usual, "")
    keep = [("known", known.day.isoformat())] if not known.is_today else []
    links = [
        Link(words, known.carry(f"{request.path}?{name}={each.isoformat()}"), each == day)
        for words, each in worth
    ]
    shown = typed if error else day.isoformat()
    return AskedDay(name, day, shown, error, request.path, keep, links)


def _read(typed: str, usual: date) -> tuple[date, str]:
    try:
        return date.fromisoformat(typed), ""
    except ValueError:
        parts = typed.replace("/", " ").replace(".", " ").split()
    if len(parts) != 3:
        return usual, "Write a day such as 2018-10-01 or 1 October 2018"
    day = read_day_parts(dict(zip(("day", "month", "year"), parts, strict=True)))
    return (usual, "The day must be a real day, such as 1 10 2018") if day is None else (day, "")
