"""Sums and products carried to twice the digits of a float, as unevaluated pairs of floats.

A pair stands for the sum of its members, the second below the rounding of the first. What one
operation rounds away is itself a float and can be computed (Dekker 1971; Knuth, *The Art of
Computer Programming*, 4.2.2), so a weighted sum is known to about 32 digits without other hardware.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]

_SPLIT = 134_217_729.0
"""2²⁷ + 1: cuts the 53 bits of a float into halves whose products are exact."""


def two_sum(a: Floats, b: Floats) -> Pair:
    """Return the rounded sum and what was rounded away."""
    total = a + b
    kept = total - a
    return total, (a - (total - kept)) + (b - kept)


def two_product(a: Floats, b: Floats) -> Pair:
    """Return the rounded product and what was rounded away; both under 1e300 in size."""
    product = a * b
    wide = _SPLIT * a
    a_high = wide - (wide - a)
    a_low = a - a_high
    wide = _SPLIT * b
    b_high = wide - (wide - b)
    b_low = b - b_high
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def add(one: Pair, other: Pair) -> Pair:
    """Return the sum of two pairs."""
    high, low = two_sum(one[0], other[0])
    return two_sum(high, low + (one[1] + other[1]))


def weighted_sum(weights: Pair, rows: Pair) -> Pair:
    """Return Σ w_k r_k.

    Args:
        weights: [K].
        rows: [K, T].
    """
    first, second = weights[0][:, None], weights[1][:, None]
    high, low = two_product(first, rows[0])
    terms = two_sum(high, low + (first * rows[1] + second * rows[0]))
    while len(terms[0]) > 1:
        half = len(terms[0]) // 2
        rest = terms[0][2 * half :], terms[1][2 * half :]
        summed = add(
            (terms[0][:half], terms[1][:half]),
            (terms[0][half : 2 * half], terms[1][half : 2 * half]),
        )
        terms = np.concatenate([summed[0], rest[0]]), np.concatenate([summed[1], rest[1]])
    return terms[0][0], terms[1][0]
