"""How changes that were added up are written: shares, sums, which way is better, what is open.

A sum of changes has no unit: each change stands over its area's own usual move.
"""

from __future__ import annotations

from capitula.ground.letters import MINUS
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


def better_or_worse(change: float, sign: int) -> str:
    """Say whether a change is for the better, where `sign` is 1 if more is better, else −1."""
    return "better" if (change > 0) is (sign > 0) else "worse"


def moved(change: float) -> str:
    """Say that an outcome fell or rose, and by how much.

    >>> moved(-0.021)
    'fell by 2.1%'
    """
    return f"{'fell' if change < 0 else 'rose'} by {abs(change):.1%}"


def _end(share: float) -> str:
    return f"{abs(share):.1%} {'better' if share > 0 else 'worse'}"


def _true_minus(text: str) -> str:
    return text.replace("-", MINUS)
