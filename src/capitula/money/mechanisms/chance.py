"""What chance alone moves: a threshold below it pays for luck; small numbers earn little trust."""

from __future__ import annotations

from decimal import Decimal

Z_90_ONE_SIDED = Decimal("1.2815515655446004")
"""The value that a standard normal variable exceeds one time in ten. Mark: sourced (tables)."""

FULL_CREDIBILITY_EVENTS = Decimal("1082.4")
"""(1.645 ÷ 0.05)²: events for full credibility without a severity term. Mark: derived."""


def statistical_minimum_rate(
    variation: Decimal, people: int, z: Decimal = Z_90_ONE_SIDED
) -> Decimal:
    """Return z × coefficient of variation ÷ √people.

    >>> round(statistical_minimum_rate(Decimal(2), 10_000), 4)
    Decimal('0.0256')

    Raises:
        ValueError: no people.
    """
    if people <= 0:
        raise ValueError("a rate needs at least one person")
    return z * variation / Decimal(people).sqrt()


def warning(threshold: Decimal, variation: Decimal, people: int) -> str:
    """Warn where a contract's threshold lies below what chance moves; empty where it does not."""
    least = statistical_minimum_rate(variation, people)
    if threshold >= least:
        return ""
    return (
        f"the threshold of {threshold:.2%} lies below {least:.2%}, which chance alone exceeds one "
        f"year in ten with {people:,} people: some of what is shared is luck"
    )


def credibility(events: int) -> Decimal:
    """Return min(1, √(events ÷ events for full credibility)).

    >>> credibility(1083), round(credibility(271), 3)
    (Decimal('1'), Decimal('0.500'))
    """
    if events >= FULL_CREDIBILITY_EVENTS:
        return Decimal(1)
    return (Decimal(events) / FULL_CREDIBILITY_EVENTS).sqrt()
