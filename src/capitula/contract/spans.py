"""From when to when a part holds, given dates that may be partial.

Two parts overlap unless every day that one could hold lies before every day that the other could:
a doubt is not a gap.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate


class Dated(Protocol):
    """Anything with the two ends of its time in force."""

    @property
    def in_force_from(self) -> PartialDate | None:
        """Return from when it holds; None from the first day."""
        ...

    @property
    def in_force_to(self) -> PartialDate | None:
        """Return until when it holds; None to the last day."""
        ...


def ends_before(one: Dated, other: Dated) -> bool:
    """Say whether one has certainly ended before the other can have begun."""
    end = one.in_force_to.latest if one.in_force_to else None
    start = other.in_force_from.earliest if other.in_force_from else None
    return end is not None and start is not None and end < start


def may_overlap(one: Dated, other: Dated) -> bool:
    """Say whether there can be a day on which both hold."""
    return not ends_before(one, other) and not ends_before(other, one)


def certainly_covers(part: Dated, first: date, last: date) -> bool:
    """Say whether it holds on every day of a period, whatever its partial dates mean."""
    start, end = part.in_force_from, part.in_force_to
    begun = start is None or (start.latest is not None and start.latest <= first)
    lasts = end is None or (end.earliest is not None and end.earliest >= last)
    return begun and lasts


def may_hold_on(part: Dated, day: date) -> bool:
    """Say whether it can be in force on a day."""
    start, end = part.in_force_from, part.in_force_to
    begun = start is None or start.earliest is None or start.earliest <= day
    over = end is not None and end.latest is not None and end.latest < day
    return begun and not over


def span_text(part: Dated) -> str:
    """Return the dates for reading: "from 1 April 2018 to 31 March 2020", or an empty string."""
    start = f"from {date_text(part.in_force_from)}" if part.in_force_from else ""
    end = f"to {date_text(part.in_force_to)}" if part.in_force_to else ""
    return " ".join(filter(None, (start, end)))
