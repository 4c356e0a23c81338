"""Breaks of monthly series: which month, which way."""

from __future__ import annotations

from capitula.outcomes.breaks.found import Break, Kind, Screening


def month_label(month: int) -> str:
    """Return the label of a month from its index (12 × year + month − 1).

    >>> month_label(12 * 2017 + 8)
    '2017-09'
    """
    return f"{month // 12:04}-{month % 12 + 1:02}"


def month_of(found: Break) -> int:
    """Return the index of the month of a break in a monthly series."""
    year, month = found.time.split("-")
    return 12 * int(year) + int(month) - 1


def is_up(step: Break) -> bool:
    """Whether a step goes up."""
    return (step.step_log or 0.0) > 0


def steps_of(screening: Screening) -> tuple[Break, ...]:
    """Return every step found, also those noted below the threshold, in order of time."""
    steps = [each for each in screening.breaks if each.kind is Kind.STEP]
    return tuple(sorted([*steps, *screening.noted], key=lambda each: each.time))
