"""Sudden changes of level that a comparison must not hide.

A place's share of a wider count is followed through time. Where the middle of six months is at
least double, or at most half, the middle of the six before, the month is named. This is a plain
first screen (mark: local), not the full one for data breaks: it finds doublings, not small steps,
and it does not say whether care or the way of counting changed.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.series import MonthlyCounts, common_months

WINDOW_MONTHS = 6
"""Months looked at on either side, as in the data-break screen. Mark: local."""

FACTOR = 2
"""A level is new when it is this many times the old, or the old this many times it. Mark: local."""


@dataclass(frozen=True, slots=True)
class LevelStep:
    """A month in which a place's share of the wider count changed to another level.

    `ratio` is the middle share of the six months from `month` ÷ that of the six before.
    """

    month: int
    ratio: Fraction

    @property
    def is_up(self) -> bool:
        """Whether the level rose."""
        return self.ratio > 1


def level_steps(place: MonthlyCounts, wider: MonthlyCounts) -> tuple[LevelStep, ...]:
    """Return the steps, each dated to the month with the largest change from the month before.

    A month is looked at only where it and its neighbours, six before and five after, have figures.
    """
    months = common_months([place, wider])
    shares = {
        month: Fraction(place.counts[month], wider.counts[month])
        for month in months
        if month in place.counts and wider.counts.get(month)
    }
    found = [step for month in months if (step := _step(shares, month)) and _is_new_level(step)]
    return tuple(_sharpest(run, shares) for run in _runs(found))


def _step(shares: dict[int, Fraction], month: int) -> LevelStep | None:
    after = MonthRange(month, month + WINDOW_MONTHS - 1)
    before = after.before(WINDOW_MONTHS)
    if any(neighbour not in shares for neighbour in (*before, *after)):
        return None
    old = statistics.median(shares[neighbour] for neighbour in before)
    new = statistics.median(shares[neighbour] for neighbour in after)
    return LevelStep(month, new / old) if old and new else None


def _is_new_level(step: LevelStep) -> bool:
    return step.ratio >= FACTOR or step.ratio * FACTOR <= 1


def _runs(steps: list[LevelStep]) -> Iterable[list[LevelStep]]:
    """Group steps of one direction in months that follow each other: they are one step."""
    numbered = enumerate(steps)
    for _, run in groupby(numbered, key=lambda pair: (pair[1].month - pair[0], pair[1].is_up)):
        yield [step for _, step in run]


def _sharpest(run: list[LevelStep], shares: dict[int, Fraction]) -> LevelStep:
    sign = 1 if run[0].is_up else -1
    return max(run, key=lambda step: sign * (shares[step.month] - shares[step.month - 1]))
