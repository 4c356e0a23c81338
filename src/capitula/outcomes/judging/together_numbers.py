"""How figures of measures judged together are written: shares, sums, months, which way is better.

A sum of changes has no unit: each change stands over its area's own usual move.
"""

from __future__ import annotations

from capitula.ground.letters import MINUS
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.measures import Direction, Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.together.testing import JointTest


def percent(share: float | None) -> str:
    """Write a share in hundredths, or that there is none.

    >>> percent(0.0546), percent(None)
    ('5.5%', 'none')
    """
    return "none" if share is None else f"{share:.1%}"


def signed_percent(share: float) -> str:
    """Write a change as a share, with its sign.

    >>> signed_percent(-0.0208) == MINUS + "2.1%"
    True
    """
    return _true_minus(f"{share:+.1%}")


def signed_sum(value: float) -> str:
    """Write a sum of changes, or a part of one, with its sign.

    >>> signed_sum(-2.4966) == MINUS + "2.50"
    True
    """
    return _true_minus(f"{value:+.2f}")


def range_words(test: JointTest) -> str:
    """Say which changes in each are left open."""
    return f"anything from {range_ends(test)} in each"


def range_ends(test: JointTest) -> str:
    """Return the least and the greatest change in each that is left open."""
    low, high = test.compatible
    lowest = "any loss" if low is None else _end(low)
    highest = "any gain" if high is None else _end(high)
    return f"{lowest} to {highest}"


def way(measure: Measure, change: float) -> str:
    """Say whether a change is for the better or the worse."""
    is_better = (change > 0) is (measure.direction is Direction.UP)
    return "better" if is_better else "worse"


def moved(change: float) -> str:
    """Say that a measure fell or rose, and by how much."""
    return f"{'fell' if change < 0 else 'rose'} by {abs(change):.1%}"


def judged_months(judged: TogetherJudgement) -> MonthRange:
    """Return the months that were judged.

    Raises:
        LookupError: nothing was judged.
    """
    ready = judged.prepared
    if ready is None:
        raise LookupError("nothing was judged, so there are no months")
    return MonthRange(ready.first.months.first + ready.due, ready.first.months.last)


def _end(share: float) -> str:
    return f"{abs(share):.1%} {'better' if share > 0 else 'worse'}"


def _true_minus(text: str) -> str:
    return text.replace("-", MINUS)
