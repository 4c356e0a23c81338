"""Power and the compatible range of `level-change` in the unit of the outcome.

The test speaks in shares of the level; a verdict speaks in its measure's unit. A share is turned
into units by the treated area's counterfactual level, its mean over the judged periods.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.contrasts.donors import Floats
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.compatible import CompatibleRange
from capitula.outcomes.inference.power import Power, simple_mde
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.deciding import LevelChangeTest

NAME = "level change"


def level_of(fits: Fits, outcome: str) -> float:
    """Return the treated area's mean counterfactual over the judged periods."""
    changes: LevelChanges = fits.details[DETAIL]
    o = fits.outcomes.index(outcome)
    return float(fits.counterfactual[o, fits.treated_index, changes.due :].mean())


def in_unit(fits: Fits, outcome: str, direction: int, changes: Floats) -> Floats:
    """Return the size in the unit of changes in the good direction, given in logarithms."""
    sizes = np.abs(np.expm1(direction * np.asarray(changes, dtype=np.float64)))
    return np.where(np.isfinite(changes), level_of(fits, outcome) * sizes, np.inf)


def power_in_units(
    fits: Fits, outcome: str, test: LevelChangeTest, *, periods_per_year: int | None = None
) -> Power:
    """Return the power of the test as every other method gives it."""
    changes: LevelChanges = fits.details[DETAIL]
    o, level = fits.outcomes.index(outcome), level_of(fits, outcome)
    held = fits.fitted[o].copy()
    held[fits.treated_index] = False
    mde = None if test.mde80_share is None else test.mde80_share * level
    return Power(
        statistic=NAME,
        mde80=mde,
        per_year=None if mde is None or periods_per_year is None else mde * periods_per_year,
        alpha=test.alpha,
        areas=test.areas - 1,
        found_elsewhere=test.found_elsewhere,
        simple=simple_mde(np.mean(fits.gaps[o, held, changes.due :], axis=1), test.alpha),
    )


def range_in_units(
    fits: Fits, outcome: str, test: LevelChangeTest, direction: int
) -> CompatibleRange:
    """Return the compatible effects, positive being better, or more where neither is."""
    level = level_of(fits, outcome)
    ends = [None if share is None else share * level for share in (test.low, test.high)]
    if direction < 0:
        ends = [None if end is None else -end for end in reversed(ends)]
    return CompatibleRange(ends[0], ends[1], test.level, is_empty=False, test=NAME)
