"""The terms of a segmented regression: level, trend, step at the start, season; slope if asked.

Time is counted in periods from the start, so that the step is the change there and nowhere else. A
change of slope is a second question and is put only where it was asked beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.counterfactual.fits import Floats

Season = Literal["harmonics", "periods", "none"]
SEASONS = ("harmonics", "periods", "none")

HARMONICS = 2
"""Pairs of waves: a year and half a year."""

LEAST_EACH_SIDE = 12
"""Fewer points than this before or after the start are too few for such a regression to be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The terms of one regression; T periods, k terms.

    Attributes:
        names: of the terms: `level`, `trend`, `step`, perhaps `slope`, then the season's.
        terms: [T, k].
        start: index of the first period after the start.
        season: how the time of year enters.
    """

    names: tuple[str, ...]
    terms: Floats
    start: int
    season: Season

    @property
    def changes(self) -> list[int]:
        """Which terms are of the change: the step, and the slope where there is one."""
        return [k for k, name in enumerate(self.names) if name in {"step", "slope"}]


def segments(
    periods: int,
    start: int,
    per_year: int | None,
    *,
    slope: bool = False,
    season: Season | None = None,
) -> Segments:
    """Build the terms.

    Args:
        periods: T.
        start: index of the first period after the start.
        per_year: periods in a year; None where the labels do not say.
        slope: whether the trend may change too.
        season: two pairs of waves where there are several periods in a year, unless given.

    Raises:
        InputFaults: no such season, one that the periods do not have, or too few periods.
    """
    seasonal = per_year is not None and per_year > 1
    chosen: Season = season or ("harmonics" if seasonal else "none")
    place = Place("its", None, None, "season")
    if chosen not in SEASONS:
        remedy = near_miss(chosen, list(SEASONS)) or "choose one of these"
        raise InputFaults([Fault(place, repr(chosen), ", ".join(SEASONS), remedy)])
    if chosen != "none" and not seasonal:
        found = f"{chosen}, with no part of the year in the periods"
        raise InputFaults([Fault(place, found, "none", "leave it out")])
    since = np.arange(periods, dtype=np.float64) - start
    after = (since >= 0).astype(np.float64)
    named: dict[str, Floats] = {"level": np.ones(periods), "trend": since, "step": after}
    if slope:
        named["slope"] = since * after
    if per_year is not None and chosen == "harmonics":
        for pair in range(1, min(HARMONICS, per_year // 2) + 1):
            angle = 2 * np.pi * pair * since / per_year
            named[f"cosine {pair}"] = np.cos(angle)
            if 2 * pair < per_year:  # at half the frequency of the periods the sine is nought
                named[f"sine {pair}"] = np.sin(angle)
    elif per_year is not None and chosen == "periods":
        of_year = np.arange(periods) % per_year
        for k in range(1, per_year):
            named[f"period {k + 1} of {per_year}"] = (of_year == k).astype(np.float64)
    terms = np.column_stack(list(named.values()))
    found = Segments(tuple(named), terms, start, chosen)
    before = np.delete(terms, found.changes, axis=1)[:start]
    needed = before.shape[1] + 1
    if start < needed or np.linalg.matrix_rank(terms) < terms.shape[1] or periods <= needed + 1:
        where = Place("its", None, None, "periods")
        said = f"{start} periods before the start and {periods - start} after it"
        expected = f"{needed} before the start at the least, and terms that can be told apart"
        raise InputFaults([Fault(where, said, expected, "begin earlier, or ask for less")])
    return found
