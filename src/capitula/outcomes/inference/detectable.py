"""What one area and one outcome could have shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Power:
    """What one area and one outcome could have shown.

    Attributes:
        statistic: the test that decides.
        mde80: in the unit of the outcome, for each period; None where nothing can pass.
        per_year: the same summed over a year; None where the periods have no known length.
        alpha: level of the test.
        areas: placebo areas it was computed from.
        found_elsewhere: share of areas in which the effect was found, computed on other areas.
        simple: the anchor: the 1 − alpha quantile of |mean gap| less its 20th percentile, over all
            placebos, in the unit of the outcome.
    """

    statistic: str
    mde80: float | None
    per_year: float | None
    alpha: float
    areas: int
    found_elsewhere: float | None
    simple: float
