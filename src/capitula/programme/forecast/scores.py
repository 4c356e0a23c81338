"""Proper scores: each is best, on average, for one who says what he believes. Smaller is better."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from capitula.programme.forecast.cumulative import Curve


def brier(chance: float, *, happened: bool) -> float:
    """Return the squared difference between a chance and what happened, from 0 to 1."""
    return (chance - float(happened)) ** 2


def ranked_probability(chances: Sequence[float], happened: int) -> float:
    """Return the ranked probability score of ordered outcomes, from 0 to 1.

    Args:
        chances: of the outcomes in their order: as specified, in a lesser form, not started.
        happened: the place of the one that came about.
    """
    said = list(accumulate(chances))[:-1]
    came = [1.0 if happened <= place else 0.0 for place in range(len(said))]
    return sum((s - c) ** 2 for s, c in zip(said, came, strict=True)) / len(said)


def time_score(curve: Curve, started_at: int | None, until: int) -> float:
    """Return the continuous ranked probability score of the time to start, in months.

    It adds up the squared difference between the chance of having started and whether it had, month
    by month from the stated date to `until`: the horizon, or the last month in which the state is
    known. Never having started is a result like any other.

    Args:
        curve: the forecast.
        started_at: months after the stated date; None where it did not start.
        until: the last month that is scored.
    """
    return sum(
        (curve.started(month) - float(started_at is not None and started_at <= month)) ** 2
        for month in range(until + 1)
    )


def sign_flip(differences: Sequence[float]) -> float:
    """Return how often signs thrown by chance give a mean as far from nought: exact, two-sided.

    All 2ⁿ ways are counted, so it needs no seed; with more than 16 differences the count is too
    long.

    Raises:
        ValueError: none, or more than 16.
    """
    if not 1 <= len(differences) <= 16:
        raise ValueError(f"{len(differences)} differences; 1 to 16 can be counted")
    seen = abs(sum(differences)) - 1e-12
    sums = [0.0]
    for size in differences:
        sums = [total + signed for total in sums for signed in (size, -size)]
    return sum(1 for total in sums if abs(total) >= seen) / len(sums)


def leave_one_out(values: Sequence[float]) -> tuple[float, float]:
    """Return the least and greatest mean when any one value is left out; of one, the value."""
    if len(values) < 2:
        mean = sum(values) / max(1, len(values))
        return mean, mean
    total = sum(values)
    means = [(total - value) / (len(values) - 1) for value in values]
    return min(means), max(means)
