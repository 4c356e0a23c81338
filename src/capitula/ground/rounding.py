"""Dividing money so that the parts always equal the whole.

Rules and their names are those of the money specification: floor toward minus infinity, a named
residual party, largest remainder with ties to the lowest key, `floor_last` months.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from capitula.ground.pence import Pence, checked

Party = TypeVar("Party")
Key = TypeVar("Key", str, int, tuple[str, ...])


def floor_share(amount: Pence, numerator: int, denominator: int) -> Pence:
    """Return floor(amount × numerator ÷ denominator), toward minus infinity.

    >>> floor_share(-7, 1, 2)
    -4

    Raises:
        ZeroDivisionError: the denominator is nought.
        PenceOverflow: the result does not fit in 64 bits.
    """
    return checked((amount * numerator) // denominator)


def split(amount: Pence, shares: Mapping[Party, Fraction], residual: Party) -> dict[Party, Pence]:
    """Give each named party the floor of its share and the residual party the rest.

    Half of −101p is −51p to the named party and −50p to the residual.

    Raises:
        ValueError: the residual party has a share of its own, or a share is below nought.
    """
    if residual in shares:
        raise ValueError(f"{residual!r} takes the rest and cannot have a share of its own")
    if any(share < 0 for share in shares.values()):
        raise ValueError("a share below nought")
    parts = {
        party: floor_share(amount, share.numerator, share.denominator)
        for party, share in shares.items()
    }
    return {**parts, residual: checked(amount - sum(parts.values()))}


def apportion(total: Pence, weights: Mapping[Key, Fraction | int]) -> dict[Key, Pence]:
    """Split a total by weight with the largest remainder; ties go to the lowest key.

    Exact whatever the size of the weights; the order in which they come does not matter.

    Raises:
        ValueError: no weight above nought, or one below it.
    """
    exact = {key: Fraction(weight) for key, weight in weights.items()}
    whole = sum(exact.values(), Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in exact.values()):
        raise ValueError("weights must not be below nought and must not all be nought")
    ideal = {key: total * weight / whole for key, weight in exact.items()}
    parts = {key: value.__floor__() for key, value in ideal.items()}
    left = total - sum(parts.values())
    by_remainder = sorted(ideal, key=lambda key: (parts[key] - ideal[key], key))
    for key in by_remainder[:left]:
        parts[key] += 1
    return {key: checked(part) for key, part in sorted(parts.items())}


def profile_floor_last(annual: Pence) -> tuple[Pence, ...]:
    """Return twelve months: eleven of floor(annual ÷ 12), and the rest in the twelfth.

    >>> profile_floor_last(100)
    (8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 12)
    """
    month = floor_share(annual, 1, 12)
    return (*[month] * 11, checked(annual - 11 * month))
