"""What the other areas foretell of each area's months: ridge weights that sum to one.

Equal shares are the starting point; a donor gets more where its ups and downs before the start,
over three periods at a time, went with the area's. With x the differences over `difference`
periods, each area minimises ‖x − Xᵀw‖² + λ‖w‖² subject to Σw = 1, itself left out. λ is `shrinkage`
times the sum of squares of all donors together, so that it has no unit, and more donors are not
trusted more in all; at infinity it is the plain mean.

One inverse serves every area: with A = (K + λI)⁻¹ over the donors, K their Gram matrix, and
M = A − A1(A1)ᵀ/1ᵀA1, the weights of donor j from all other donors are −M[j, k] / M[j, j].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Foretold:
    """What the donors foretell.

    Attributes:
        path: float64 [N, T] the donors' weighted mean, up to the area's own level.
        weights: float64 [N, N]; row i are the weights behind area i, nought on itself.
    """

    path: Floats
    weights: Floats


def without_trend(series: Floats, start: int, difference: int) -> Floats:
    """Return the series less a straight line each: its own mean move before the start.

    Weights that are found so do not hang on how an area or its donors were moving all along, to any
    extent: a donor that happened to drift the same way will not go on for that.

    Args:
        series: float64 [N, T].
        start: only periods before it are looked at.
        difference: periods between the two figures of a difference, as in `foretell`.
    """
    moved = series[:, difference:start] - series[:, : start - difference]
    slope: Floats = moved.mean(axis=1) / difference
    line: Floats = np.multiply.outer(slope, np.arange(series.shape[1], dtype=np.float64))
    return series - line


def foretell(
    series: Floats,
    donors: Flags,
    start: int,
    *,
    shrinkage: float,
    difference: int,
) -> Foretold:
    """Foretell every area from the donors other than itself.

    Args:
        series: float64 [N, T], complete; logarithms, so that areas of any size are alike.
        donors: bool [N]; two donors at least beside any area.
        start: periods before it are used for the weights; more than `difference` of them.
        shrinkage: λ over the sum of squares of all donors.
        difference: periods between the two figures of a difference.
    """
    moves = series[:, difference:start] - series[:, : start - difference]
    inside = np.flatnonzero(donors)
    moves = moves - moves[inside].mean(axis=0)
    gram = moves[inside] @ moves[inside].T
    penalty = shrinkage * (float(np.trace(gram)) or 1.0)
    gram[np.diag_indices_from(gram)] += penalty
    inverse = np.asarray(np.linalg.inv(gram), dtype=np.float64)
    sums = inverse.sum(axis=1)
    projected = inverse - np.outer(sums, sums) / sums.sum()
    weights = np.zeros((len(series), len(series)))
    own = -projected / np.diag(projected)[:, None]
    own[np.diag_indices_from(own)] = 0.0
    weights[np.ix_(inside, inside)] = own
    for area in np.flatnonzero(np.logical_not(donors)):
        fitted = projected @ (moves[inside] @ moves[area])
        weights[area, inside] = fitted + sums / sums.sum()
    return Foretold(weights @ series, weights)
