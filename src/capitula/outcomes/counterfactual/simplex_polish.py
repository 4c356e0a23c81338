"""A fit brought to its optimum where the quick solvers stop short of it.

Where donors are nearly alike, a hundred times larger than the area, or fit it almost perfectly,
two things fail: a Gram matrix squares the condition of the data, and a weight of 16 digits times a
large donor leaves a residual whose last digits are noise. Here the area's own series is taken from
every donor first, without rounding; weights and residual are carried to twice the digits; and the
step on a support is solved with orthogonal factors of the data. The search is that of
`simplex_kernel`, begun from the support already found. The gap is that of the weights as carried.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.certificate import measured_against
from capitula.outcomes.counterfactual.double_double import Floats, Pair, add, two_sum, weighted_sum

Indices = NDArray[np.int64]

OPTIMAL = 1e-13
"""The search stops at this gap relative to `against`."""

DEPENDENT = 1e-14
"""A donor this near to the hull of the support, relative to its own distance, adds nothing."""

UNEVEN = 0.01
"""A support is settled before another donor enters: its own share of the gap is under this."""

TURNS = 4
"""So often in a row a support may be left unsettled: then rounding is all that is left."""


@dataclass(frozen=True, slots=True, eq=False)
class Polished:
    """Weights on a support, carried to twice the digits.

    Attributes:
        support: int64 [K] donors.
        weights: their weights as pairs.
        loss: sum of squares of the residual.
        gap: ∇ᵀw − min ∇ over the candidates.
        uneven: the same within the support; nought where it is settled.
        newest: the candidate of least gradient.
    """

    support: Indices
    weights: Pair
    loss: float
    gap: float
    uneven: float
    newest: int


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One area's problem: what stands between it and every unit.

    Attributes:
        away: pairs [N, T0], each unit less the area, exact.
        candidates: int64 [J] those that may be donors.
        against: what the gap is measured against where the loss is smaller.
    """

    away: Pair
    candidates: Indices
    against: float

    def residual(self, support: Indices, weights: Pair) -> Floats:
        """Return Σ w_k a_k, rounded once."""
        return weighted_sum(weights, (self.away[0][support], self.away[1][support]))[0]

    def judged(self, support: Indices, weights: Pair) -> Polished:
        """Return the weights with what proves or improves them."""
        residual = self.residual(support, weights)
        slope = _products(self.away[0][self.candidates], residual)
        own = _products(self.away[0][support], residual)
        loss = float((residual * residual).sum())
        level = float((weights[0] * own).sum())
        gap = max(0.0, 2 * (level - float(slope.min())))
        uneven = 2 * max(level - float(own.min()), float(own.max()) - level)
        newest = int(self.candidates[np.argmin(slope)])
        return Polished(support, weights, loss, gap, uneven, newest)


def polish_areas(  # noqa: PLR0917 - the arguments of the solvers
    series: Floats,
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
    """Polish some areas' fits in place; a fit that would not gain is left as it is.

    The arguments are those of `simplex_kernel.fit_areas`, filled by it or its like.
    """
    before = series[:, :start]
    floor = measured_against(np.zeros(len(series)), before)
    for area in areas.tolist():
        away = two_sum(series, -series[area])
        candidates = allowed.copy()
        candidates[area] = False
        fitted = away[0][:, :start], away[1][:, :start]
        problem = Problem(fitted, np.flatnonzero(candidates), float(floor[area]))
        count = int(counts[area])
        begun = supports[area, :count].astype(np.int64), weights[area, :count]
        found = polish(problem, *begun)
        if found.gap >= gaps[area]:
            continue
        support, count = found.support, len(found.support)
        supports[area, :count], weights[area, :count] = support, found.weights[0]
        counts[area], losses[area], gaps[area] = count, found.loss, found.gap
        apart = weighted_sum(found.weights, (away[0][support], away[1][support]))
        paths[area] = add((series[area], np.zeros_like(series[area])), apart)[0]


def polish(problem: Problem, support: Indices, weight: Floats) -> Polished:
    """Bring weights to the optimum, beginning from a support.

    Args:
        problem: the area's.
        support: int64 [K] donors to begin from.
        weight: [K] theirs, above nought.
    """
    weights: Pair = (weight / weight.sum(), np.zeros(len(weight)))
    best, turns = problem.judged(support, weights), 0
    for _ in range(10 * len(problem.candidates) + 100):
        support, weights, moved = _settle(problem, support, weights)
        found = problem.judged(support, weights)
        if found.gap < best.gap:
            best = found
        if found.gap <= OPTIMAL * max(found.loss, problem.against):
            break
        uneven = found.uneven > UNEVEN * found.gap
        turns = turns + 1 if uneven or not moved else 0
        if turns > TURNS:
            break
        full = len(support) > len(problem.away[0][0])
        if (not uneven or turns > 1) and found.newest not in support and not full:
            support = np.append(support, found.newest)
            weights = np.append(weights[0], 0.0), np.append(weights[1], 0.0)
    return best


def _settle(problem: Problem, support: Indices, weights: Pair) -> tuple[Indices, Pair, bool]:
    """Walk to the least norm in the affine hull, dropping donors at the boundary."""
    newest = support[-1]
    while len(support) > 1:
        residual = problem.residual(support, weights)
        change = _step(problem.away, support, residual)
        if change is None:
            return support[:-1], (weights[0][:-1], weights[1][:-1]), False
        below = np.flatnonzero(weights[0] + change <= 0)
        nought = np.zeros(len(support))
        if not len(below):
            return support, add(weights, (change, nought)), True
        # A donor without weight that does not move (0 / 0) lets the others go no further.
        still = np.zeros(len(below))
        shares = np.divide(weights[0][below], -change[below], out=still, where=change[below] < 0)
        gone, share = int(below[np.argmin(shares)]), float(shares.min())
        weights = add(weights, (share * change, nought))
        stuck = bool(support[gone] == newest) and share <= 0
        support = np.delete(support, gone)
        weights = np.delete(weights[0], gone), np.delete(weights[1], gone)
        if stuck:
            return support, weights, False
    return support, (np.ones(1), np.zeros(1)), True


def _step(away: Pair, support: Indices, residual: Floats) -> Floats | None:
    """Return the change of weights, summing to nought, that takes most from the residual.

    None where the newest donor depends on the others.
    """
    points = away[0][support]
    base = int(np.argmin((points * points).sum(axis=1)))
    others = np.delete(np.arange(len(support)), base)
    high, low = two_sum(points[others], -points[base])
    columns = high + (low + (away[1][support[others]] - away[1][support[base]]))
    count = len(columns)
    factor, upper = np.zeros_like(columns), np.zeros((count, count))
    for k in range(count):
        rest, size = columns[k], _norm(columns[k])
        for _ in range(2):  # the second pass takes the rounding of the first
            share = _products(factor[:k], rest)
            rest = rest - (share[:, None] * factor[:k]).sum(axis=0)
            upper[:k, k] += share
        upper[k, k] = _norm(rest)
        if upper[k, k] <= DEPENDENT * size:
            return None
        factor[k] = rest / upper[k, k]
    right = -_products(factor, residual)
    change = np.zeros(count)
    for k in range(count - 1, -1, -1):
        change[k] = (right[k] - (upper[k, k + 1 :] * change[k + 1 :]).sum()) / upper[k, k]
    whole = np.zeros(len(support))
    whole[others] = change
    whole[base] = -change.sum()
    return whole


def _products(rows: Floats, column: Floats) -> Floats:
    """Return rows @ column, summed by NumPy itself: no thread beneath can change a byte."""
    return (rows * column).sum(axis=1)


def _norm(row: Floats) -> float:
    return float(np.sqrt((row * row).sum()))
