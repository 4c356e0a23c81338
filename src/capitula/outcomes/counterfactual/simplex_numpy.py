"""The solver of `simplex_kernel` in plain NumPy: the same search, the same answers within 1e-12.

It is slower, needs no compiler, and is the second opinion of the tests. Its least-squares problems
on a support are solved by orthogonal factors of the data rather than from the Gram matrix.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.fits import Floats

OPTIMAL = 1e-13
DEPENDENT = 1e-13
"""A donor this near to the hull of the support, relative to its own distance, adds nothing."""

ROUNDING = 1e-28
"""A loss below this share of the farthest donor's is rounding: nothing is left to fit."""

Indices = NDArray[np.int64]


def fit_areas(  # noqa: PLR0917 - the arguments of the compiled solver
    series: Floats,
    gram: Floats,  # noqa: ARG001 - the compiled solver reads it; this one reads the data
    areas: Indices,
    allowed: NDArray[np.bool_],
    start: int,
    supports: NDArray[np.int32],
    weights: Floats,
    counts: NDArray[np.int32],
    paths: Floats,
    losses: Floats,
    gaps: Floats,
) -> None:
    """Fit every area of a list from the allowed donors, and fill the arrays given.

    The arguments are those of `simplex_kernel.fit_areas`.
    """
    most = supports.shape[1]
    for area in areas.tolist():
        shifted = series[:, :start] - series[area, :start]
        candidates = allowed.copy()
        candidates[area] = False
        support, weight = least_norm(shifted, np.flatnonzero(candidates), most)
        residual = weight @ shifted[support]
        slope = shifted @ residual
        loss = float(residual @ residual)
        counts[area] = len(support)
        supports[area, : len(support)] = support
        weights[area, : len(support)] = weight
        losses[area] = loss
        gaps[area] = max(0.0, 2 * float(weight @ slope[support] - slope[candidates].min()))
        paths[area] = weight @ series[support]


def least_norm(points: Floats, candidates: Indices, most: int) -> tuple[Indices, Floats]:
    """Return the support and weights of the point of least norm in the hull of the candidates.

    Args:
        points: [N, T0], one a row.
        candidates: which of them count.
        most: the largest support.
    """
    squares = (points[candidates] ** 2).sum(axis=1)
    first = int(np.argmin(squares))
    support, weight = candidates[first : first + 1], np.ones(1)
    for _ in range(10 * len(candidates) + 100):
        residual = weight @ points[support]
        slope = points[candidates] @ residual
        newest = int(candidates[np.argmin(slope)])
        loss = float(residual @ residual)
        level = float(weight @ (points[support] @ residual))
        perfect = loss <= ROUNDING * squares.max()
        optimal = level - slope.min() <= OPTIMAL * loss
        if perfect or optimal or newest in support or len(support) == most:
            break
        if _depends(points, support, newest):
            break
        support, weight = np.append(support, newest), np.append(weight, 0.0)
        support, weight, moved = _settle(points, support, weight)
        if not moved:
            break
    return support, weight


def _settle(points: Floats, support: Indices, weight: Floats) -> tuple[Indices, Floats, bool]:
    """Walk to the least norm in the affine hull, dropping donors at the boundary."""
    newest = support[-1]
    while True:
        target = _affine_least_norm(points[support])
        below = np.flatnonzero(target <= 0)
        if not len(below):
            return support, target, True
        steps = weight[below] / (weight[below] - target[below])
        gone = int(below[np.argmin(steps)])
        step = float(steps.min())
        weight = weight + step * (target - weight)
        stuck = bool(support[gone] == newest) and step <= 0
        support, weight = np.delete(support, gone), np.delete(weight, gone)
        if stuck:
            return support, weight, False


def _affine_least_norm(points: Floats) -> Floats:
    """Return the weights, summing to one, of the point of least norm in the affine hull."""
    if len(points) == 1:
        return np.ones(1)
    base = points[0]
    rest = _least_squares((points[1:] - base).T, -base)
    return np.concatenate([np.array([1 - rest.sum()]), rest])


def _depends(points: Floats, support: Indices, newest: int) -> bool:
    base = points[support[0]]
    away = points[newest] - base
    if len(support) > 1:
        hull = (points[support[1:]] - base).T
        away = away - hull @ _least_squares(hull, away)
    return bool(np.linalg.norm(away) <= DEPENDENT * np.linalg.norm(points[newest]))


def _least_squares(columns: Floats, target: Floats) -> Floats:
    """Solve, then once more for what is left: the second pass takes the rounding of the first."""
    solution = _lstsq(columns, target)
    return solution + _lstsq(columns, target - columns @ solution)


def _lstsq(columns: Floats, target: Floats) -> Floats:
    return cast("Floats", np.linalg.lstsq(columns, target, rcond=None)[0])
