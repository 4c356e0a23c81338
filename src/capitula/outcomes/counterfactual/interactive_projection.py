"""An area projected on the factors of others: its own level and loadings, from before the start.

The period left out: how well the area's other periods before the start foretell each one of them.
It has a closed form, the residual over one less its leverage, and chooses the number of factors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.interactive_effects import InteractiveEffects

WORTH = 0.01
"""A further factor must lower the error of foretelling by this share, as in gsynth."""


@dataclass(frozen=True, slots=True, eq=False)
class Projected:
    """Areas foretold by the factors of their controls; M areas.

    Attributes:
        path: [M, T] what was to be expected.
        distance: [M] their own levels.
        loadings: [M, r].
        left_out: [M, T0] error at each period before the start, foretold by the others.
    """

    path: Floats
    distance: Floats
    loadings: Floats
    left_out: Floats

    @property
    def mspe(self) -> float:
        """The mean squared error of foretelling."""
        return float((self.left_out**2).mean())


def project(
    effects: InteractiveEffects, figures: Floats, covariates: Floats, start: int
) -> Projected:
    """Foretell areas from the factors of their controls.

    Args:
        effects: of the controls.
        figures: [M, T].
        covariates: [p, M, T].
        start: index of the first period that is not looked at.
    """
    known = np.tensordot(effects.beta, covariates, 1) + effects.level
    design = np.column_stack([np.ones(len(effects.level)), effects.factors])
    directions, triangle = np.linalg.qr(design[:start])
    before = (figures - known)[:, :start]
    own = _solved(triangle, (before @ directions).T).T
    residual = before - own @ design[:start].T
    leverage = np.minimum((directions**2).sum(axis=1), 1 - 1e-12)
    return Projected(known + own @ design.T, own[:, 0], own[:, 1:], residual / (1 - leverage))


def _solved(matrix: Floats, right: Floats) -> Floats:
    return cast("Floats", np.linalg.lstsq(matrix, right, rcond=None)[0])


def choose_rank(errors: list[float]) -> int:
    """Return the number of factors: one more as long as it is worth it.

    Args:
        errors: mean squared error of foretelling with 0, 1, 2, … factors.
    """
    best = 0
    for rank, error in enumerate(errors):
        if error < (1 - WORTH) * errors[best]:
            best = rank
    return best
