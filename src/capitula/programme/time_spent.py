"""Time spent since a start on which the speakers differ: a range of days, and of years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate, Precision
from capitula.programme.kinds import MilestoneReached
from capitula.record.claim import Claim
from capitula.record.view import View

START = "programme start"


@dataclass(frozen=True, slots=True)
class DisputedStart:
    """A start as a range over what every speaker says of it.

    Attributes:
        claims: each speaker's version.
        first: the first year that any of them means.
        last: the last year that any of them means.
    """

    claims: tuple[Claim, ...]
    first: int
    last: int

    def months_until(self, day: date) -> MonthSpan:
        """Return the months from the start to a day, as a range."""
        start = PartialDate.parse(f"{self.first}-01/{self.last}-12")
        return months_between(start, PartialDate.of(day))

    def years_until(self, day: date) -> tuple[int, int]:
        """Return the whole years from the start to a day: the fewest and the most."""
        span = self.months_until(day)
        return (span.least or 0) // 12, (span.most or 0) // 12


def disputed_start(view: View, milestone: str = START) -> DisputedStart | None:
    """Return the start of the work as a range; None if nobody gives one.

    A start said to lie before a day bounds the range by the year in which that day falls.
    """
    claims = [
        claim
        for claim in view.of_kind(MilestoneReached.kind)
        if claim.envelope.about == milestone and claim.value.date is not None
    ]
    years = [year for claim in claims if claim.value.date for year in _years(claim.value.date)]
    return DisputedStart(tuple(claims), min(years), max(years)) if years else None


def _years(stated: PartialDate) -> tuple[int, ...]:
    """Return the first and the last year that a date means; about 2014 means 2014 here."""
    if stated.precision is Precision.ABOUT:
        return (int(stated.text.split()[-1][:4]),)
    return tuple(day.year for day in (stated.earliest, stated.latest) if day is not None)
