"""Labels of periods: read, put in order, and checked for gaps in the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from capitula.ground.faults import Fault, InputFaults, Place

_WHOLE = re.compile(r"-?\d+(\.0+)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})(-01)?")
_DATED = re.compile(r"\d{4}\D.*")

_SHOWN = 5


def plain_label(label: str) -> str:
    """Return a label as it is shown: a year that a table wrote as 1970.0 is 1970; a date its day.

    >>> plain_label("1970.0"), plain_label("2013-04-01 00:00:00")
    ('1970', '2013-04-01')
    """
    label = label.strip()
    if _WHOLE.fullmatch(label):
        return label.partition(".")[0]
    return label.removesuffix(" 00:00:00").removesuffix("T00:00:00")


def in_order(labels: Iterable[str], file: str, column: str) -> tuple[str, ...]:
    """Return the labels in the order of time.

    Whole numbers are put in order as numbers; labels that begin with the year, as in 2013-04,
    2013-04-01, 2013/14 or 2013Q1, as text.

    Raises:
        InputFaults: labels that have no such order, or a month or year missing between two others.
    """
    known = set(labels)
    place = Place(file, None, None, column)
    if all(map(_WHOLE.fullmatch, known)):
        ordered = tuple(sorted(known, key=int))
        steps = [int(b) - int(a) for a, b in pairwise(ordered)]
    elif all(map(_DATED.fullmatch, known)) and len({len(label) for label in known}) == 1:
        ordered = tuple(sorted(known))
        months = [month_number(label) for label in ordered]
        numbers = [m for m in months if m is not None]
        whole = len(numbers) == len(ordered)
        steps = [b - a for a, b in pairwise(numbers)] if whole else []
    else:
        odd = sorted(known)[:_SHOWN]
        remedy = "write periods as 2013, 2013-04 or 2013-04-01, all the same way"
        found = ", ".join(map(repr, odd))
        raise InputFaults([Fault(place, found, "periods that can be put in order", remedy)])
    usual = min(steps, default=0)
    faults = [
        Fault(
            place,
            f"nothing between {ordered[k]} and {ordered[k + 1]}",
            "periods of equal length, none left out",
            "add the rows, with empty cells where a figure is missing",
        )
        for k, step in enumerate(steps)
        if step != usual
    ]
    if faults:
        raise InputFaults(faults)
    return ordered


def month_number(label: str) -> int | None:
    """Return months since year nought of a label such as 2013-04 or 2013-04-01, else None."""
    match = _MONTH.fullmatch(label)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    return int(match[1]) * 12 + int(match[2]) - 1


def periods_per_year(times: tuple[str, ...]) -> int | None:
    """Return how many periods make a year: 12, 4 or 1; None where the labels do not say.

    >>> periods_per_year(("2013-04", "2013-05")), periods_per_year(("1970", "1971"))
    (12, 1)
    """
    if len(times) < 2:
        return None
    months = [month_number(label) for label in times[:2]]
    if months[0] is not None and months[1] is not None:
        step = months[1] - months[0]
        return 12 // step if step and 12 % step == 0 else None
    if all(re.fullmatch(r"(1[6-9]|2[01])\d\d", label) for label in times):
        return 1 if int(times[1]) - int(times[0]) == 1 else None
    if all(re.fullmatch(r"\d{4}/\d{2}", label) for label in times):
        return 1
    return None
