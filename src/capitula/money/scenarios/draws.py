"""Draws that hang on seed, assumption, year and number, and on nothing else.

The generator counts: draw number k is the k-th output of a Philox counter keyed by the seed and by
a digest of the assumption's name and year. So draw k is the same whatever the count, the block size
and the order of the assumptions. Every draw is a whole number of millionths.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.money.scenarios.assumptions import Distribution, Normal, Triangular, Uniform

Integers: TypeAlias = NDArray[np.int64]

_A_COUNT_GIVES = 4
"""Outputs of one step of the counter."""

_BITS = 32
MILLIONTHS_A_POINT = 10_000
"""A percentage point is ten thousand millionths."""


def draw_millionths(
    distribution: Distribution, seed: int, stream: str, first: int, count: int
) -> Integers:
    """Return draws number `first` to `first + count − 1`, as millionths.

    Args:
        distribution: in percentage points.
        seed: of the scenario.
        stream: what is drawn, such as "prices 2027/28".
        first: the number of the first draw; a multiple of four.
        count: how many.

    Raises:
        ValueError: `first` is no multiple of four.
    """
    if first % _A_COUNT_GIVES:
        raise ValueError(f"found a block from draw {first}; expected a multiple of four")
    digest = hashlib.sha256(stream.encode()).digest()
    key = np.array([seed, int.from_bytes(digest[:8], "big")], dtype=np.uint64)
    generator = np.random.Philox(key=key)
    generator.advance(first // _A_COUNT_GIVES)
    raw = generator.random_raw(count).astype(np.uint64)
    return quantile_millionths(distribution, (raw >> np.uint64(64 - _BITS)).astype(np.int64))


def quantile_millionths(distribution: Distribution, parts: Integers) -> Integers:
    """Return the quantiles at (part + ½) ÷ 2³², as millionths rounded to the nearest.

    Uniform and triangular use no more than multiplication and a square root, which every machine
    rounds alike; the normal curve uses its inverse to double precision and is then rounded.
    """
    u = (parts.astype(np.float64) + 0.5) / float(2**_BITS)
    match distribution:
        case Uniform(low=low, high=high):
            points = _number(low) + (_number(high) - _number(low)) * u
        case Triangular():
            points = _triangular(distribution, u)
        case Normal(mean=mean, standard_deviation=deviation):
            from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs]

            points = _number(mean) + _number(deviation) * np.asarray(ndtri(u))
    return np.rint(points * MILLIONTHS_A_POINT).astype(np.int64)


def quantile_of(distribution: Distribution, percent: int) -> int:
    """Return one quantile in millionths; 50 is the median."""
    part = np.array([percent * 2**_BITS // 100], dtype=np.int64)
    return int(quantile_millionths(distribution, part)[0])


def _triangular(found: Triangular, u: NDArray[np.float64]) -> NDArray[np.float64]:
    low, mode, high = (_number(value) for value in (found.low, found.mode, found.high))
    span = high - low
    at_mode = (mode - low) / span
    rising = low + np.sqrt(u * span * (mode - low))
    falling = high - np.sqrt((1.0 - u) * span * (high - mode))
    return np.where(u < at_mode, rising, falling)


def _number(value: Decimal) -> float:
    return float(value)
