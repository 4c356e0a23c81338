"""The controls' effects without each of them in turn, from one eigenvalue problem.

Where nothing is regressed, leaving control i out changes the scatter C of the demeaned controls by
one direction: C − J/(J − 1) d dᵀ, d being the control's own demeaned series. The eigenvalues after
such a change are the roots of a secular equation, one between each pair of those before, found here
by halving for all controls at once; the eigenvectors follow from them.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.interactive_effects import InteractiveEffects, within

HALVINGS = 100
"""More than the digits of a number: the root is where two neighbouring numbers change sign."""


def effects_without_each(figures: Floats, rank: int) -> list[InteractiveEffects]:
    """Return the effects without each control, and last with all of them.

    Args:
        figures: [J, T], complete.
        rank: how many factors, fewer than T.
    """
    areas, periods = figures.shape
    demeaned = within(figures)
    values, vectors = np.linalg.eigh(demeaned.T @ demeaned)
    values, vectors = np.maximum(values[::-1], 0.0), vectors[:, ::-1]
    scale = areas / (areas - 1)
    roots = _shifts(values, np.sqrt(scale) * (demeaned @ vectors), rank)
    factors = np.sqrt(periods) * np.einsum("ts,jsk->jtk", vectors, roots)
    whole = np.sqrt(periods) * vectors[:, :rank]
    found = [_effects(np.delete(figures, area, axis=0), factors[area]) for area in range(areas)]
    return [*found, _effects(figures, whole)]


def _shifts(values: Floats, along: Floats, rank: int) -> Floats:
    """Return [J, T, r], the strongest eigenvectors after the change, in terms of those before.

    The k-th new eigenvalue is values[k] − δ with 1 = Σ along² / (values − values[k] + δ).
    """
    squares = along**2
    tiny = np.finfo(np.float64).tiny
    turned = np.zeros((len(along), len(values), rank))
    for k in range(rank):
        room = float(values[k] - values[k + 1])
        apart = values - values[k]
        low, high = np.zeros(len(along)), np.full(len(along), room)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            below = apart + middle[:, None]
            below = np.where(np.abs(below) < tiny, tiny, below)
            above = (squares / below).sum(axis=1) > 1
            low, high = np.where(above, middle, low), np.where(above, high, middle)
        below = apart + high[:, None]
        vector = along / np.where(np.abs(below) < tiny, tiny, below)
        length = np.linalg.norm(vector, axis=1, keepdims=True)
        still = (squares[:, k : k + 1] <= 1e-30 * values[0]) | (length == 0)
        unmoved = np.zeros(len(values))
        unmoved[k] = 1.0
        turned[:, :, k] = np.where(still, unmoved, vector / np.where(length > 0, length, 1.0))
    return turned


def _effects(figures: Floats, factors: Floats) -> InteractiveEffects:
    """Return the effects of controls whose factors are known."""
    demeaned = within(figures)
    loadings = demeaned @ factors / len(factors)
    return InteractiveEffects(
        np.empty(0),
        figures.mean(axis=0),
        factors,
        figures.mean(axis=1) - figures.mean(),
        loadings,
        demeaned - loadings @ factors.T,
        settled=True,
    )
