"""Random numbers by counter: each is a hash of seed, stream, person and number, of nothing else.

No generator has a state, so that the order in which people are made, and by how many workers, does
not matter. Whole numbers only: chances are compared as 32-bit integers, and a count is looked up in
a table of thresholds made in exact decimal arithmetic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from functools import cache

import numpy as np
from numpy.typing import NDArray

Unsigned = NDArray[np.uint64]
Integers = NDArray[np.int64]

_WHOLE = 2**32
_MASK = 2**64 - 1
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEP, _NUMBER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03)
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_HALF = np.uint64(32)


def stream_key(seed: int, *names: object) -> int:
    """Return the 64-bit key of a stream, such as the births of a seed."""
    text = "\t".join(map(str, (seed, *names)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def draw(key: int, ids: Integers, numbers: Integers | None = None) -> Unsigned:
    """Return a 32-bit draw for each person, or for each numbered item of a person."""
    x = ids.astype(np.uint64) * _STEP + np.uint64(key & _MASK)
    x = _mixed(x)
    if numbers is not None:
        x = _mixed(x + (numbers.astype(np.uint64) + np.uint64(1)) * _NUMBER)
    return x >> _HALF


def below(draws: Unsigned, limit: Integers | int) -> Integers:
    """Turn draws into whole numbers from 0 to one below the limit; 0 where the limit is nought."""
    bound = np.asarray(limit, dtype=np.int64).clip(0).astype(np.uint64)
    return ((draws * bound) >> _HALF).astype(np.int64)


def chance(draws: Unsigned, numerator: Integers | int, denominator: int) -> NDArray[np.bool_]:
    """Say for each draw whether something of that chance happens."""
    threshold = np.asarray(numerator, dtype=np.int64).clip(0).astype(np.uint64)
    return draws < (threshold * np.uint64(_WHOLE // denominator))


def choose(draws: Unsigned, weights: Sequence[int]) -> Integers:
    """Return for each draw the position of a weight, each as often as it weighs."""
    total, running, limits = sum(weights), 0, list[int]()
    for weight in weights:
        running += weight
        limits.append(running * _WHOLE // total)
    return np.searchsorted(np.array(limits, dtype=np.uint64), draws, side="right")


@cache
def count_limits(mean_in_millionths: int) -> Unsigned:
    """Return thresholds of a Poisson count: the count is how many of them lie at or below a draw.

    Made in decimal arithmetic of forty digits, so that every machine has the same table.
    """
    with localcontext(Context(prec=40)):
        mean = Decimal(mean_in_millionths) / 1_000_000
        term = (-mean).exp()
        total, count, limits = term, 0, list[int]()
        while True:
            limit = int(total * _WHOLE)
            limits.append(min(limit, _WHOLE))
            if limit >= _WHOLE - 1 and count > mean:
                return np.array(limits, dtype=np.uint64)
            count += 1
            term = term * mean / count
            total += term


def counts(draws: Unsigned, means: Integers, kinds: Integers) -> Integers:
    """Return a Poisson count for each draw.

    Args:
        draws: one each.
        means: the mean of each kind, in millionths.
        kinds: the kind of each draw.
    """
    found = np.zeros(draws.shape, dtype=np.int64)
    for kind, mean in enumerate(means.tolist()):
        at = np.flatnonzero(kinds == kind)
        if mean > 0 and at.size:
            found[at] = np.searchsorted(count_limits(mean), draws[at], side="right")
    return found


def _mixed(x: Unsigned) -> Unsigned:
    x = (x ^ (x >> _SHIFTS[0])) * _FIRST
    x = (x ^ (x >> _SHIFTS[1])) * _SECOND
    return x ^ (x >> _SHIFTS[2])
