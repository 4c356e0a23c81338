"""The weights of synthetic difference in differences as the program of its authors finds them.

A Frank-Wolfe search: from even weights, a step towards the single best donor at a time, as long as
each step still gains something. After a hundred steps weights of a quarter of the largest or less
are set to nought, and it starts again from there, for 10,000 steps at most. It stops short of the
optimum: on Proposition 99 the squared distance it leaves is 9.3739, where 9.3579 can be had, and
its effect is −15.6038 where that of the optimum is −15.6054. It is here so that published figures
can be computed again; nothing is judged by it unless it is asked for by name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats

FIRST_STEPS = 100
MOST_STEPS = 10_000
LEAST_GAIN = 1e-5
"""A step must lower the mean squared distance by the square of this times the noise."""

KEPT_SHARE = 4.0
"""Weights of the largest over this, or less, are set to nought before the second search."""


def published_search(columns: Floats, target: Floats, ridge: float, noise: float) -> Floats:
    """Return weights on the simplex by the authors' search.

    Args:
        columns: [rows, J], a column a candidate, intercept taken out.
        target: [rows], likewise.
        ridge: added to the sum of squares, times Σw².
        noise: s, on which the stopping rule depends.
    """
    size = columns.shape[1]
    least = (LEAST_GAIN * noise) ** 2
    columns, target = np.ascontiguousarray(columns), np.ascontiguousarray(target)
    search = _fast_search()
    weight = search(columns, target, np.full(size, 1 / size), ridge, least, FIRST_STEPS)
    weight = np.where(weight <= weight.max() / KEPT_SHARE, 0.0, weight)
    return search(columns, target, weight / weight.sum(), ridge, least, MOST_STEPS)


@cache
def _fast_search() -> Callable[..., Floats]:
    """Return the search compiled where numba is there, else as it stands."""
    if find_spec("numba") is None:
        return _search
    from capitula.outcomes.counterfactual.compiled import compiled

    return compiled(_search)


def _search(  # noqa: PLR0917 - compiled, which takes plain arguments
    columns: Floats, target: Floats, weight: Floats, ridge: float, least: float, steps: int
) -> Floats:
    rows = len(target)
    fitted = columns @ weight
    before = np.inf
    for _ in range(steps):
        half = (fitted - target) @ columns + ridge * weight
        best = np.argmin(half)
        move = -weight
        move[best] += 1.0
        if not move.any():
            break
        along = columns[:, best] - fitted
        step = -(half @ move) / (along @ along + ridge * (move @ move))
        weight = weight + min(1.0, max(0.0, step)) * move
        fitted = columns @ weight
        off = fitted - target
        reached = (ridge * (weight @ weight) + off @ off) / rows
        if before - reached <= least:
            break
        before = reached
    return weight
