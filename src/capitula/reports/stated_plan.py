"""A plan's history as a chart takes it: one statement after another, each with its own date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate, Precision


@dataclass(frozen=True, slots=True)
class StatedPlan:
    """One stated version of a plan, or what came of it.

    Attributes:
        milestone: what was planned.
        label: who stated it and when, in words.
        stated: the day by which it was known.
        earliest: the first day that the planned date can mean; None where nothing bounds it.
        latest: the last such day; with both None no date was given.
        words: the planned date as it was stated.
        is_result: this is what came of the plan, not a plan.
        overtaken: the report told of it as an earlier plan; later ones are not measured against it.
        moved: the months by which it moved, where they were counted elsewhere; None counts them
            against the version before.
    """

    milestone: str
    label: str
    stated: date
    earliest: date | None
    latest: date | None
    words: str
    is_result: bool = False
    overtaken: bool = False
    moved: MonthSpan | None = None

    @property
    def planned(self) -> date | None:
        """The day that slip is drawn to: the last it can mean, else the first."""
        return self.latest or self.earliest

    def months_after(self, before: StatedPlan) -> MonthSpan:
        """Return by how many months this date lies after another."""
        return months_between(before.as_range, self.as_range)

    @property
    def as_range(self) -> PartialDate:
        """The planned date as a range."""
        return PartialDate(self.words, Precision.RANGE, self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Slip:
    """A version with the one it is measured against; None for the first, and where no date is."""

    plan: StatedPlan
    before: StatedPlan | None

    @property
    def months(self) -> MonthSpan | None:
        """How many months later than the version before."""
        if self.before is None:
            return None
        return self.plan.moved or self.plan.months_after(self.before)

    @property
    def words(self) -> str:
        """The slip in words: `12 months later`, `no change`, or nothing where there is none."""
        if self.months is None:
            return ""
        return slip_words(self.months)


def slips(plans: Sequence[StatedPlan]) -> tuple[Slip, ...]:
    """Return each version beside the one before it of the same milestone that had a date."""
    before: dict[str, StatedPlan] = {}
    found: list[Slip] = []
    for plan in plans:
        dated = plan.planned is not None
        found.append(Slip(plan, before.get(plan.milestone) if dated else None))
        if dated and not plan.overtaken:
            before[plan.milestone] = plan
    return tuple(found)


def slip_words(span: MonthSpan) -> str:
    """Write a slip for reading.

    >>> slip_words(MonthSpan(12, 12))
    '12 months later'
    >>> slip_words(MonthSpan(-1, -1))
    '1 month earlier'
    """
    if span.least is None and span.most is None:
        return ""
    if span.is_exact and span.least is not None:
        if span.least == 0:
            return "no change"
        return f"{_months(abs(span.least))} {'later' if span.least > 0 else 'earlier'}"
    return f"{span} months later"


def _months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"
