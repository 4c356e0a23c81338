"""Exact decimal arithmetic: a digit that would be lost is an error, not a rounding."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow, localcontext

RATIO_DIGITS = 28
"""Significant digits of a quotient, the only thing here that is rounded. Mark: local."""

_EXACT = Context(prec=1_000, traps=[Inexact, InvalidOperation, Overflow])
_RATIO = Context(prec=RATIO_DIGITS, traps=[InvalidOperation, Overflow])


@contextmanager
def exact_arithmetic() -> Generator[None]:
    """Within it, sums and products of decimals keep every digit."""
    with localcontext(_EXACT):
        yield


def exact_sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum, or None where any part is missing: a sum with a gap is not a smaller sum."""
    total = Decimal(0)
    with exact_arithmetic():
        for value in values:
            if value is None:
                return None
            total += value
    return total


def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Return the quotient to 28 significant digits; None where a part is missing or nought divides.

    >>> ratio(Decimal(1), Decimal(8)), ratio(Decimal(1), Decimal(0))
    (Decimal('0.125'), None)
    """
    if numerator is None or denominator is None or denominator == 0:
        return None
    return _RATIO.divide(numerator, denominator)


def product(*factors: Decimal | None) -> Decimal | None:
    """Return the exact product, or None where a factor is missing."""
    result = Decimal(1)
    with exact_arithmetic():
        for factor in factors:
            if factor is None:
                return None
            result *= factor
    return result
