"""The compiled search for predictor weights V: many starts, each a downhill simplex.

For given V the donors' weights are the point of least norm in the hull of the weighted differences
of predictors (`inner_weights`). V is judged by the mean squared gap of the outcome before the
start. A V whose inner solution is not unique, its inner loss being nought, is worth infinity: it
would be judged by whichever of its many solutions the search happened to meet.

The downhill simplex (Nelder and Mead, 1965) needs no slope, which the value lacks wherever the
support changes. It moves in the logarithms of V; only ratios of V matter.
"""

# Loops, not arrays: this is compiled.
# ruff: noqa: C901, PLR0912, PLR0915, PLR0917
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.cholesky_kernel import append_row
from capitula.outcomes.counterfactual.compiled import compiled
from capitula.outcomes.counterfactual.simplex_kernel import settle

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]

DECADES = 8.0
"""V spans at most so many powers of ten."""

UNIQUE = 1e-10
"""The inner loss, relative to that of the nearest donor, under which V is degenerate."""


@compiled
def inner_weights(
    points: Floats, support: Indices, weights: Floats, lower: Floats, work: Floats
) -> tuple[int, float]:
    """Fill support and weights of the point of least norm; return their number, relative loss."""
    units, width = points.shape
    z, row, point, centre = work[0], work[1], work[2], work[3]
    most = len(support) - 1
    nearest, shift = -1, np.inf
    for j in range(units):
        total = 0.0
        for m in range(width):
            total += points[j, m] * points[j, m]
        if total < shift:
            nearest, shift = j, total
    if shift <= 0.0:
        support[0], weights[0] = nearest, 1.0
        return 1, 0.0
    row[0] = 2 * shift
    append_row(lower, 0, row, z)
    support[0], weights[0] = nearest, 1.0
    count, loss = 1, shift
    for _ in range(10 * units + 50):
        for m in range(width):
            centre[m] = 0.0
        for k in range(count):
            for m in range(width):
                centre[m] += weights[k] * points[support[k], m]
        loss = 0.0
        for m in range(width):
            loss += centre[m] * centre[m]
        best, newest = np.inf, -1
        for j in range(units):
            total = 0.0
            for m in range(width):
                total += points[j, m] * centre[m]
            if total < best:
                best, newest = total, j
        if loss - best <= 1e-12 * loss or loss <= UNIQUE * shift or count == most:
            break
        for k in range(count):
            total = shift
            for m in range(width):
                total += points[newest, m] * points[support[k], m]
            row[k] = total
        total = shift
        for m in range(width):
            total += points[newest, m] * points[newest, m]
        row[count] = total
        if not append_row(lower, count, row, z):
            break
        support[count], weights[count] = newest, 0.0
        count, moved = settle(support, weights, count + 1, lower, z, point)
        if not moved:
            break
    return count, loss / shift


@compiled
def value_of(
    logs: Floats,
    differences: Floats,
    gaps: Floats,
    points: Floats,
    support: Indices,
    weights: Floats,
    lower: Floats,
    work: Floats,
) -> float:
    """Return the mean squared gap before the start under V = 10^logs; infinity where degenerate."""
    highest = logs[0]
    for m in range(1, len(logs)):
        highest = max(highest, logs[m])
    for m in range(len(logs)):
        root = 10.0 ** (0.5 * max(logs[m] - highest, -DECADES))
        for j in range(len(differences)):
            points[j, m] = root * differences[j, m]
    count, loss = inner_weights(points, support, weights, lower, work)
    if loss <= UNIQUE:
        return np.inf
    total = 0.0
    for t in range(gaps.shape[1]):
        gap = 0.0
        for k in range(count):
            gap += weights[k] * gaps[support[k], t]
        total += gap * gap
    return total / gaps.shape[1]


@compiled
def search(differences: Floats, gaps: Floats, starts: Floats, steps: int) -> Floats:
    """Run every start downhill; return the value and the logarithms of V that each reached.

    Args:
        differences: [J, P] predictors of the donors less those of the area, scaled.
        gaps: [J, T0] outcomes of the donors less those of the area, before the start.
        starts: [S, P] logarithms of V.
        steps: values looked at from each start.

    Returns:
        [S, 1 + P], value first.
    """
    units, width = differences.shape
    most = min(units, width + 1) + 1
    points, support = np.empty((units, width)), np.zeros(most, np.int32)
    weights, lower = np.zeros(most), np.zeros((most, most))
    work = np.zeros((4, max(most, width)))
    found = np.empty((len(starts), 1 + width))
    corners, values = np.empty((width + 1, width)), np.empty(width + 1)
    middle, trial, other = np.empty(width), np.empty(width), np.empty(width)
    for s in range(len(starts)):
        for k in range(width + 1):
            for m in range(width):
                corners[k, m] = starts[s, m]
            if k > 0:
                corners[k, k - 1] += 0.7
            values[k] = value_of(
                corners[k], differences, gaps, points, support, weights, lower, work
            )
        seen = width + 1
        while seen < steps:
            order = np.argsort(values)
            low, high, second = order[0], order[width], order[width - 1]
            if np.isfinite(values[high]) and values[high] - values[low] <= 1e-12 * values[low]:
                break
            for m in range(width):
                middle[m] = 0.0
                for k in range(width + 1):
                    if k != high:
                        middle[m] += corners[k, m] / width
                trial[m] = 2 * middle[m] - corners[high, m]
            value = value_of(trial, differences, gaps, points, support, weights, lower, work)
            seen += 1
            if value < values[low]:
                for m in range(width):
                    other[m] = 3 * middle[m] - 2 * corners[high, m]
                better = value_of(other, differences, gaps, points, support, weights, lower, work)
                seen += 1
                if better < value:
                    corners[high], values[high] = other, better
                else:
                    corners[high], values[high] = trial, value
                continue
            if value < values[second]:
                corners[high], values[high] = trial, value
                continue
            toward = 0.5 if value < values[high] else -0.5
            for m in range(width):
                other[m] = middle[m] + toward * (middle[m] - corners[high, m])
            inner = value_of(other, differences, gaps, points, support, weights, lower, work)
            seen += 1
            if inner < min(value, values[high]):
                corners[high], values[high] = other, inner
                continue
            for k in range(width + 1):
                if k != low:
                    for m in range(width):
                        corners[k, m] = 0.5 * (corners[k, m] + corners[low, m])
                    values[k] = value_of(
                        corners[k], differences, gaps, points, support, weights, lower, work
                    )
                    seen += 1
        best = np.argmin(values)
        found[s, 0] = values[best]
        for m in range(width):
            found[s, 1 + m] = corners[best, m]
    return found
