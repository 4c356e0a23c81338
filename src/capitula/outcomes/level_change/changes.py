"""The changes that were read: every area's own months, and the weighted sum of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.contrasts.contrast import effect_shape, weigh
from capitula.outcomes.contrasts.donors import Floats

DETAIL = "level_change"
"""Where `Fits.details` holds `LevelChanges`."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The change of every area, by shape of the effect looked for.

    Attributes:
        change: float64 [O, N, K] logarithm of the factor by which the level changed.
        response: float64 [O, K] what an effect of 1 of the first shape adds to it.
        weights: float64 [O, K, T] the weights of the periods.
    """

    change: Floats
    response: Floats
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class LevelChanges:
    """What the changes are read from, and the scale they are held against.

    Attributes:
        own: float64 [O, N, T] logarithms less what the donors foretell, single odd periods drawn
            in; NaN where an area is not fitted.
        scale: float64 [O, N] the area's own usual move and the common one, halfway.
        forgetting: float64 [O] the q chosen before the start; NaN where nothing is fitted.
        builds_up: periods over which each shape builds up, K of them; nought comes at once.
        start: index of the first treated period.
        due: index of the first judged period.
        before: periods before the start that are read, at most.
        after: judged periods, at most.
    """

    own: Floats
    scale: Floats
    forgetting: Floats
    builds_up: tuple[int, ...]
    start: int
    due: int
    before: int
    after: int

    def read(self, due: int | None = None) -> Reading:
        """Return the change of every area.

        Args:
            due: index of the first judged period, if another than was fitted for.
        """
        due = self.due if due is None else due
        count, units, periods = self.own.shape
        first, last = max(0, self.start - self.before), min(periods, due + self.after)
        shapes = len(self.builds_up)
        weights = np.zeros((count, shapes, periods))
        change = np.full((count, units, shapes), np.nan)
        for o, q in enumerate(self.forgetting.tolist()):
            if np.isnan(q):
                continue
            for k, shape in enumerate(self.builds_up):
                weights[o, k, first:last] = weigh(
                    self.start - first, due - self.start, last - due, shape, q
                )
            change[o] = self.own[o] @ weights[o].T
        sought = effect_shape(periods, due, self.builds_up[0])
        return Reading(change, weights @ sought, weights)
