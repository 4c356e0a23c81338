"""Which outcomes are judged together, and the areas that can be judged in all of them.

The first is the series of the other tables; to it come what the same return counts beside it. The
sets were written down before the proof was run.
"""

from __future__ import annotations

import numpy as np
from world import SERIES, World, flagged_areas

NAMES = tuple(SERIES)
SETS = (
    ("non-elective", "first outpatients"),
    ("non-elective", "electives"),
    ("non-elective", "GP referrals"),
    ("non-elective", "electives", "first outpatients"),
    ("non-elective", "electives", "GP referrals", "first outpatients"),
)


def columns_of(names: tuple[str, ...]) -> list[int]:
    """The columns of a set among the series."""
    return [NAMES.index(name) for name in names]


def sound(world: World, columns: list[int]) -> np.ndarray:
    """Whether each area has every figure and no flagged break in any of some series: bool [N]."""
    found = np.ones(len(world.areas), dtype=bool)
    for column in columns:
        values = world.values[column]
        whole = (np.isfinite(values) & (values > 0)).all(axis=1)
        broken = np.ones(len(values), dtype=bool)
        broken[whole] = flagged_areas(values[whole])
        found &= ~broken
    return found
