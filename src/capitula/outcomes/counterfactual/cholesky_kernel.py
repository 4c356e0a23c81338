"""A Cholesky factor that rows join and leave, compiled.

Numba keeps machine code by module: after a change here, touch `simplex_kernel.py`, which calls it,
or the old code is read from disk.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.compiled import compiled

Floats = NDArray[np.float64]

DEPENDENT = 1e-12
"""A row this near to the span of the others, relative to its own size, adds nothing."""


@compiled
def append_row(lower: Floats, count: int, row: Floats, z: Floats) -> bool:
    """Add a row to the factor; return False where the donor depends on the support."""
    rest, level = row[count], 1.0
    for k in range(count):
        total = row[k]
        for m in range(k):
            total -= lower[k, m] * lower[count, m]
        total /= lower[k, k]
        lower[count, k] = total
        rest -= total * total
        level -= total * z[k]
    if rest <= DEPENDENT * row[count]:
        return False
    lower[count, count] = np.sqrt(rest)
    z[count] = level / lower[count, count]
    return True


@compiled
def drop_row(lower: Floats, count: int, gone: int, z: Floats) -> None:
    """Take a row out of the factor by rotations, which also keep z = L⁻¹1."""
    for k in range(gone, count - 1):
        for m in range(k + 2):
            lower[k, m] = lower[k + 1, m]
    for k in range(gone, count - 1):
        a, b = lower[k, k], lower[k, k + 1]
        length = np.sqrt(a * a + b * b)
        cosine, sine = a / length, b / length
        lower[k, k] = length
        for m in range(k + 1, count - 1):
            left, right = lower[m, k], lower[m, k + 1]
            lower[m, k] = cosine * left + sine * right
            lower[m, k + 1] = cosine * right - sine * left
    for k in range(gone, count - 1):
        total = 1.0
        for m in range(k):
            total -= lower[k, m] * z[m]
        z[k] = total / lower[k, k]


@compiled
def solve_back(lower: Floats, count: int, right: Floats) -> None:
    """Solve Lᵀx = right in place."""
    for k in range(count - 1, -1, -1):
        x = right[k] / lower[k, k]
        right[k] = x
        for m in range(k):
            right[m] -= lower[k, m] * x
