"""`level-change` decides by a test of its own: how the general inference gets at it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.compatible import CompatibleRange
from capitula.outcomes.inference.power import Power
from capitula.outcomes.level_change.deciding import level_change_test
from capitula.outcomes.level_change.donors import Floats
from capitula.outcomes.level_change.in_units import power_in_units, range_in_units
from capitula.outcomes.level_change.standing import standing


@dataclass(frozen=True, slots=True)
class LevelChangeDecides:
    """An `OwnTest`: the rank of the change at the start, not of the windows' means."""

    def statistics(
        self, fits: Fits, direction: int, effect_due: int | None
    ) -> tuple[Floats, Floats]:
        """Return the statistic of every area for the better and for the worse, [O, N] each."""
        better, worse = (np.full(fits.pre_rmspe.shape, np.nan) for _ in range(2))
        for o, outcome in enumerate(fits.outcomes):
            if not fits.fitted[o].any():
                continue
            stand = standing(fits, outcome, direction, effect_due)
            better[o, stand.units], worse[o, stand.units] = stand.better, stand.worse
        return better, worse

    def power(
        self,
        fits: Fits,
        outcome: str,
        direction: int,
        *,
        effect_due: int | None,
        alpha: float,
        periods_per_year: int | None,
    ) -> Power:
        """Return what the test could have seen in the treated area."""
        test = level_change_test(fits, outcome, direction, effect_due=effect_due, alpha=alpha)
        return power_in_units(fits, outcome, test, periods_per_year=periods_per_year)

    def compatible(
        self, fits: Fits, outcome: str, direction: int, *, effect_due: int | None, alpha: float
    ) -> CompatibleRange:
        """Return what the test leaves open."""
        test = level_change_test(fits, outcome, direction, effect_due=effect_due, alpha=alpha)
        return range_in_units(fits, outcome, test, direction)
