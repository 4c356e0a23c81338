"""How figures of a judgement are written for people."""

from __future__ import annotations

from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.words import month_name

METHOD_NAMES = {
    "synthetic-control": "synthetic control",
    "synthetic-control-predictors": "synthetic control with predictors",
    "level-change": "level change",
    "level-change-gradual": "level change that builds up over a year",
    "ridge": "ridge-augmented synthetic control",
    "sdid": "synthetic difference in differences",
    "interactive-fixed-effects": "interactive fixed effects",
    "did": "difference in differences",
    "its": "interrupted time series",
}


def figure(value: float) -> str:
    """Write a figure: one decimal from ten up, two from one up, three below.

    >>> figure(1234.56), figure(2.345), figure(-0.04567)
    ('1,234.6', '2.35', '-0.046')
    """
    size = abs(value)
    places = 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{places}f}"


def probability(value: float) -> str:
    """Write a p value with three decimals, and never as nought."""
    return "under 0.001" if value < 0.0005 else f"{value:.3f}"


def method_name(method: str) -> str:
    """Return a method's name in words."""
    return METHOD_NAMES.get(method, method.replace("-", " "))


def better_is(measure: Measure) -> str:
    """Say which way is better."""
    words = {"up": "more is better", "down": "less is better"}
    return words.get(measure.direction, "neither way is called better")


def span(months: MonthRange) -> str:
    """Write months by their first and last, never as a year."""
    if len(months) == 1:
        return month_name(months.first)
    return f"{month_name(months.first)} to {month_name(months.last)}"


def with_unit(value: float, measure: Measure) -> str:
    """Write a figure with the measure's unit."""
    return f"{figure(value)} {measure.unit}"


def range_text(ends: tuple[float | None, float | None] | None) -> str:
    """Write the effects left open; an open end says so."""
    if ends is None:
        return "no constant effect fits"
    low, high = ends
    lowest = "any loss" if low is None else figure(low)
    highest = "any gain" if high is None else figure(high)
    return f"{lowest} to {highest}"
