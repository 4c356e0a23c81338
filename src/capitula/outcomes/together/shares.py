"""A change that several outcomes have in common, written as a share of the level of each.

A common change is held in logarithms, positive for the better. A tenth fewer and a tenth more are
not the same distance there, so that with measures of both directions the two shares differ a
little; what must be found is then given by the larger, and a range by its outer ends.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def largest_share(change: float | None, signs: Sequence[int]) -> float | None:
    """Return a change for the better as the larger of its shares; None stays None."""
    return None if change is None else max(_shares(change, signs))


def share_range(
    low: float | None, high: float | None, signs: Sequence[int]
) -> tuple[float | None, float | None]:
    """Return the ends of a range as shares, positive for the better; an open end is None."""
    return (
        None if low is None else min(_shares(low, signs)),
        None if high is None else max(_shares(high, signs)),
    )


def _shares(change: float, signs: Sequence[int]) -> list[float]:
    return [float(sign * np.expm1(sign * change)) for sign in set(signs)]
