"""Placing pence: exact lines become whole pence that add up to the floored total.

Each line is floored; the pence still missing from the floor of the exact total go, one each, to
the lines with the largest remainders, ties to the lowest key.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from capitula.ground.pence import Pence, checked


def place_pence(exact: Mapping[str, Fraction]) -> dict[str, Pence]:
    """Return whole pence for each key; their sum is the floor of the exact sum.

    The order of the keys does not matter, and no line moves by a whole penny.

    >>> place_pence({"a": Fraction(1, 2), "b": Fraction(1, 2), "c": Fraction(5, 2)})
    {'a': 1, 'b': 0, 'c': 2}

    Raises:
        PenceOverflow: an amount, or the total, does not fit in 64 bits.
    """
    placed = {key: value.__floor__() for key, value in exact.items()}
    total = checked(sum(exact.values(), Fraction(0)).__floor__())
    left = total - sum(placed.values())
    by_remainder = sorted(exact, key=lambda key: (placed[key] - exact[key], key))
    for key in by_remainder[:left]:
        placed[key] += 1
    return {key: checked(placed[key]) for key in sorted(placed)}
