"""The compiled solver of synthetic control, many areas at once.

For area i let a_j = y_j − y_i over the periods before the start. Weights on the simplex that bring
Σ w_j y_j nearest to y_i are those that bring Σ w_j a_j nearest to nought: the point of least norm
in a polytope (Wolfe, 1976). A support S is kept with the Cholesky factor of H = AᵀA + c·11ᵀ; the
point of least norm in its affine hull is H⁻¹1, scaled to sum to one. A weight that turns negative
is walked to the boundary and dropped (rotations take its row out of the factor); otherwise the
donor of least gradient enters (one row is added). H is read off one shared Gram matrix, so that
the search costs no pass over the periods. Each area starts from its nearest donor: starting from
the support of a neighbouring area was tried and takes longer, since half of it must be dropped.

On the last support the weights are corrected with residuals of the data themselves, and the
optimality gap is taken from the data, not from the Gram matrix; should a donor still improve the
fit there, the search goes on from it.
"""

# Loops, not arrays: this is compiled. Plain arguments: a compiled function takes no objects.
# ruff: noqa: C901, PLR0912, PLR0917
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.cholesky_kernel import append_row, drop_row, solve_back
from capitula.outcomes.counterfactual.compiled import compiled

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
Flags = NDArray[np.bool_]

OPTIMAL = 1e-13
"""The search stops at this gap relative to the loss, well inside what is accepted."""

ROUNDS = 50
"""At most so many donors enter on the word of the data after that of the Gram matrix."""


@compiled
def enter(
    gram: Floats,
    area: int,
    support: Indices,
    weights: Floats,
    count: int,
    lower: Floats,
    z: Floats,
    row: Floats,
    shift: float,
    newest: int,
) -> bool:
    """Put a donor into the support; return False where it depends on those there."""
    own, its = gram[area], gram[newest]
    corner = own[area] + shift
    for k in range(count):
        other = support[k]
        row[k] = its[other] - own[newest] - own[other] + corner
    row[count] = its[newest] - 2 * own[newest] + corner
    if not append_row(lower, count, row, z):
        return False
    support[count] = newest
    weights[count] = 0.0
    return True


@compiled
def settle(
    support: Indices, weights: Floats, count: int, lower: Floats, z: Floats, point: Floats
) -> tuple[int, bool]:
    """Walk to the least norm in the hull of the support, dropping donors at the boundary.

    Returns the size of the support, and False where the newest donor could not stay.
    """
    newest = support[count - 1]
    while True:
        total = 0.0
        for k in range(count):
            point[k] = z[k]
        solve_back(lower, count, point)
        for k in range(count):
            total += point[k]
        step, gone = 1.0, -1
        for k in range(count):
            point[k] /= total
            if point[k] <= 0.0:
                share = weights[k] / (weights[k] - point[k])
                if share < step or gone < 0:
                    step, gone = share, k
        if gone < 0:
            for k in range(count):
                weights[k] = point[k]
            return count, True
        for k in range(count):
            weights[k] += step * (point[k] - weights[k])
        stuck = support[gone] == newest and step <= 0.0
        for k in range(gone, count - 1):
            support[k] = support[k + 1]
            weights[k] = weights[k + 1]
        drop_row(lower, count, gone, z)
        count -= 1
        if stuck:
            return count, False


@compiled
def gradients(
    gram: Floats, area: int, support: Indices, weights: Floats, count: int, slope: Floats
) -> None:
    """Fill slope[j] = (Σ w_k G_kj) − G_ij."""
    units, k = len(slope), 0
    for j in range(units):
        slope[j] = -gram[area, j]
    while k + 4 <= count:
        first, second = gram[support[k]], gram[support[k + 1]]
        third, fourth = gram[support[k + 2]], gram[support[k + 3]]
        w1, w2, w3, w4 = weights[k], weights[k + 1], weights[k + 2], weights[k + 3]
        for j in range(units):
            slope[j] += (w1 * first[j] + w2 * second[j]) + (w3 * third[j] + w4 * fourth[j])
        k += 4
    while k < count:
        row, w = gram[support[k]], weights[k]
        for j in range(units):
            slope[j] += w * row[j]
        k += 1


@compiled
def least_allowed(slope: Floats, allowed: Flags, area: int) -> int:
    """Return the allowed donor of least gradient."""
    best, where = np.inf, -1
    for j in range(len(slope)):
        if slope[j] < best and allowed[j] and j != area:
            best, where = slope[j], j
    return where


@compiled
def refit(
    before: Floats,
    area: int,
    support: Indices,
    weights: Floats,
    count: int,
    residual: Floats,
) -> float:
    """Fill the residual Σ w_k (y_k − y_i) from the data; return its sum of squares."""
    own, loss = before[area], 0.0
    for t in range(len(own)):
        residual[t] = 0.0
    for k in range(count):
        row, w = before[support[k]], weights[k]
        for t in range(len(own)):
            residual[t] += w * (row[t] - own[t])
    for t in range(len(own)):
        loss += residual[t] * residual[t]
    return loss


@compiled
def correct(
    before: Floats,
    area: int,
    support: Indices,
    weights: Floats,
    count: int,
    lower: Floats,
    z: Floats,
    residual: Floats,
    point: Floats,
    ones: Floats,
) -> bool:
    """Correct the weights on their support by the data's residual; False where it cannot be."""
    own = before[area]
    for k in range(count):
        row, total = before[support[k]], 0.0
        for t in range(len(own)):
            total += (row[t] - own[t]) * residual[t]
        for m in range(k):
            total -= lower[k, m] * point[m]
        point[k] = total / lower[k, k]
        ones[k] = z[k]
    solve_back(lower, count, point)
    solve_back(lower, count, ones)
    over, under = 0.0, 0.0
    for k in range(count):
        over += point[k]
        under += ones[k]
    level = over / under
    for k in range(count):
        if weights[k] - (point[k] - level * ones[k]) <= 0.0:
            return False
    for k in range(count):
        weights[k] -= point[k] - level * ones[k]
    return True


@compiled
def fit_areas(
    series: Floats,
    gram: Floats,
    areas: NDArray[np.int64],
    allowed: Flags,
    start: int,
    supports: Indices,
    weights: Floats,
    counts: Indices,
    paths: Floats,
    losses: Floats,
    gaps: Floats,
) -> None:
    """Fit every area of a list from the allowed donors, itself excepted, and fill what is given.

    Args:
        series: [N, T] all periods, those before `start` being fitted.
        gram: [N, N] of the periods before the start, less the mean of each period.
        areas: indices of the areas to fit.
        allowed: [N] whether a unit may be a donor.
        start: index of the first period that is not fitted.
        supports: [N, K] filled with donors.
        weights: [N, K] filled with their weights.
        counts: [N] filled with their number.
        paths: [N, T] filled with Σ w_k y_k.
        losses: [N] filled with the sum of squares before the start.
        gaps: [N] filled with the optimality gap.
    """
    before = np.ascontiguousarray(series[:, :start])
    units, most = len(before), supports.shape[1]
    lower, z, row = np.zeros((most + 1, most + 1)), np.zeros(most + 1), np.zeros(most + 1)
    point, ones = np.zeros(most + 1), np.zeros(most + 1)
    slope, residual = np.zeros(units), np.zeros(start)
    for area in areas:
        support, weight, square = supports[area], weights[area], gram[area, area]
        for j in range(units):
            slope[j] = gram[j, j] - 2 * gram[area, j]
        nearest = least_allowed(slope, allowed, area)
        shift = slope[nearest] + square
        if shift <= 0.0:
            shift = square + 1.0
        enter(gram, area, support, weight, 0, lower, z, row, shift, nearest)
        count, weight[0], loss, gap = 1, 1.0, 0.0, 0.0
        for _ in range(10 * units + ROUNDS):
            gradients(gram, area, support, weight, count, slope)
            level, loss = 0.0, square
            for k in range(count):
                level += weight[k] * slope[support[k]]
                loss -= weight[k] * gram[area, support[k]]
            newest = least_allowed(slope, allowed, area)
            if level - slope[newest] <= OPTIMAL * abs(loss + level) or count == most:
                break
            if not enter(gram, area, support, weight, count, lower, z, row, shift, newest):
                break
            count, moved = settle(support, weight, count + 1, lower, z, point)
            if not moved:
                break
        for turn in range(ROUNDS):
            loss = refit(before, area, support, weight, count, residual)
            for _ in range(2):
                if correct(before, area, support, weight, count, lower, z, residual, point, ones):
                    loss = refit(before, area, support, weight, count, residual)
            for j in range(units):
                slope[j] = 0.0
                for t in range(start):
                    slope[j] += before[j, t] * residual[t]
            newest = least_allowed(slope, allowed, area)
            level = 0.0
            for k in range(count):
                level += weight[k] * slope[support[k]]
            gap = max(0.0, 2 * (level - slope[newest]))
            if gap <= 1e-11 * loss or count == most or turn == ROUNDS - 1:
                break
            if not enter(gram, area, support, weight, count, lower, z, row, shift, newest):
                break
            count, moved = settle(support, weight, count + 1, lower, z, point)
            if not moved:
                break
        counts[area], losses[area], gaps[area] = count, loss, gap
        paths[area] = 0.0
        for k in range(count):
            paths[area] += weight[k] * series[support[k]]
