"""How figures of measures judged together are written: with their months and directions."""

from __future__ import annotations

from capitula.outcomes.judging.comparing import sign_of
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.together.numbers import (
    better_or_worse,
    moved,
    percent,
    range_ends,
    range_words,
    signed_percent,
    signed_sum,
)

__all__ = [
    "judged_months",
    "moved",
    "percent",
    "range_ends",
    "range_words",
    "signed_percent",
    "signed_sum",
    "way",
]


def way(measure: Measure, change: float) -> str:
    """Say whether a change is for the better or the worse."""
    return better_or_worse(change, sign_of(measure))


def judged_months(judged: TogetherJudgement) -> MonthRange:
    """Return the months that were judged.

    Raises:
        LookupError: nothing was judged.
    """
    ready = judged.prepared
    if ready is None:
        raise LookupError("nothing was judged, so there are no months")
    return MonthRange(ready.first.months.first + ready.due, ready.first.months.last)
