"""`level-change` decides by a test of its own: how the general inference gets at it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.contrasts.donors import Floats
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.compatible import CompatibleRange
from capitula.outcomes.inference.power import POWER, Power
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.deciding import level_change_test
from capitula.outcomes.level_change.detecting import needed_as_restless
from capitula.outcomes.level_change.in_units import in_unit, power_in_units, range_in_units
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

    def window_statistics(
        self, fits: Fits, direction: int, due: int, length: int, count: int
    ) -> Floats:
        """Return the mean share that each area is off its foretold level, over its scale.

        [O, N, W]; the level foretold at the start stands for all of them.
        """
        changes: LevelChanges = fits.details[DETAIL]
        last = due + count * length
        with np.errstate(divide="ignore", invalid="ignore"):
            off = np.log(fits.actual[:, :, due:last] / fits.counterfactual[:, :, due:last])
        means = (direction * off).reshape(*off.shape[:2], count, length).mean(axis=3)
        return means / changes.scale[:, :, None]

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

    def needed(
        self, fits: Fits, outcome: str, direction: int, *, effect_due: int | None, alpha: float
    ) -> Floats:
        """Return what each other area needed to be called, as restless as the treated one."""
        stand = standing(fits, outcome, direction, effect_due)
        return in_unit(fits, outcome, direction, needed_as_restless(stand, alpha))

    def lasting(
        self,
        fits: Fits,
        outcome: str,
        direction: int,
        inside: Floats,
        *,
        effect_due: int | None,
        alpha: float,
    ) -> float | None:
        """Return the effect called improved and sustained four times in five, in the unit."""
        changes: LevelChanges = fits.details[DETAIL]
        scale = float(changes.scale[fits.outcomes.index(outcome), fits.treated_index])
        called = needed_as_restless(standing(fits, outcome, direction, effect_due), alpha)
        change = np.quantile(np.maximum(called, inside * scale), POWER, method="higher")
        return float(in_unit(fits, outcome, direction, change)) if np.isfinite(change) else None

    def compatible(
        self, fits: Fits, outcome: str, direction: int, *, effect_due: int | None, alpha: float
    ) -> CompatibleRange:
        """Return what the test leaves open."""
        test = level_change_test(fits, outcome, direction, effect_due=effect_due, alpha=alpha)
        return range_in_units(fits, outcome, test, direction)
