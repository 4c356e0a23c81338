"""Where every area stands: its change in the good direction, over its scale.

With several shapes looked for, each is divided by its spread among the other areas and the largest
counts, so that looking twice costs no false claim.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.contrasts.donors import Flags, Floats
from capitula.outcomes.contrasts.odd_periods import NORMAL_MAD
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Every area's statistic for one outcome, over the M areas with a fit.

    Attributes:
        units: [M] their indices among all units.
        others: [M] whether an area is a placebo: all but the treated one.
        each: [M, K] the statistic of each shape, in the good direction.
        step: [M, K] what a change of 1 of the first shape, in logarithms, adds to each.
    """

    units: NDArray[np.intp]
    others: Flags
    each: Floats
    step: Floats

    @property
    def better(self) -> Floats:
        """[M] ever improved; large is rare."""
        return self.each.max(axis=1)

    @property
    def worse(self) -> Floats:
        """[M] the same for a change for the worse."""
        return (-self.each).max(axis=1)

    def needed(self, bar: float, as_restless_as: int | None = None) -> Floats:
        """Return the change of the first shape, in logarithms, that each area needs to pass a bar.

        Args:
            bar: of `better`.
            as_restless_as: an area (among M) whose scale all are given; None leaves each its own.
        """
        step = self.step if as_restless_as is None else self.step[[as_restless_as]]
        with np.errstate(divide="ignore", invalid="ignore"):
            change = np.where(step > 0, (bar - self.each) / step, np.inf)
        return np.maximum(change.min(axis=1), 0.0)


def standing(fits: Fits, outcome: str, sign: int, effect_due: int | None = None) -> Standing:
    """Return every area's statistic for one outcome.

    Args:
        fits: of the method `level-change`.
        outcome: its name.
        sign: 1 where more is better, −1 where less is.
        effect_due: index of the first judged period, if another than was fitted for.
    """
    changes: LevelChanges = fits.details[DETAIL]
    o = fits.outcomes.index(outcome)
    units = np.flatnonzero(fits.fitted[o])
    reading = changes.read(effect_due)
    scale = changes.scale[o, units, None]
    each = sign * reading.change[o, units] / scale
    others = np.ones(len(units), dtype=np.bool_)
    if fits.treated is not None:
        others = units != fits.treated_index
    spread = np.ones(each.shape[1])
    if len(spread) > 1:
        away = np.abs(each[others] - np.median(each[others], axis=0))
        spread = NORMAL_MAD * np.median(away, axis=0)
    return Standing(units, others, each / spread, reading.response[o] / scale / spread)
