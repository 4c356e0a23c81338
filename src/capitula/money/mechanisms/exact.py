"""Whole amounts and exact rates over many rows: multiply first, divide once, never a float.

Amounts are pence (or cents) in int64. A product that could leave 64 bits is guarded by its
declared maxima: rows within the guard are multiplied as int64, the few beyond it as Python
integers, which have no limit, and the quotient is taken back to 64 bits or refused. So the answer
is exact either way, and the guard decides about speed alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from capitula.ground.pence import INT64_MAX, PenceOverflow

Whole: TypeAlias = npt.NDArray[np.int64]
"""Whole amounts, one a row."""

Flags: TypeAlias = npt.NDArray[np.bool_]
"""Yes or no, one a row."""

Integers: TypeAlias = npt.NDArray[Any]
"""Whole numbers as int64, or as Python integers where 64 bits do not hold them."""

LARGEST_AMOUNT = 10**15
"""The largest amount that a figure may state, in pence: £10,000,000,000,000. Mark: local."""


def largest(values: Integers | int) -> int:
    """Return the largest magnitude among the values, as an integer without limit."""
    if isinstance(values, int):
        return abs(values)
    if not values.size:
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))


def fits(*factors: Integers | int) -> bool:
    """Say whether a product of such values is certain to fit in 64 bits: the guard.

    >>> fits(3_037_000_499, 3_037_000_499), fits(3_037_000_500, 3_037_000_500)
    (True, False)
    """
    product = 1
    for factor in factors:
        product *= largest(factor)
    return product <= INT64_MAX


def floor_product(
    amounts: Whole, numerators: Integers | int, denominator: Integers | int = 1
) -> Whole:
    """Return floor(amount × numerator ÷ denominator) for every row, toward minus infinity.

    Raises:
        PenceOverflow: a quotient does not fit in 64 bits.
    """
    if isinstance(numerators, int) and isinstance(denominator, int):
        common = gcd(numerators, denominator)
        numerators, denominator = numerators // common, denominator // common
        if numerators == denominator:
            return amounts
    if fits(amounts, numerators) and fits(denominator):
        return np.floor_divide(amounts * numerators, denominator)
    wide, divisor = _integers(numerators, len(amounts)), _integers(denominator, len(amounts))
    reach = np.array([INT64_MAX // max(1, abs(n)) for n in wide.tolist()], dtype=object)
    beyond = (np.abs(amounts.astype(object)) > reach) | (divisor > INT64_MAX)
    beyond = beyond.astype(np.bool_)
    result = np.zeros(len(amounts), dtype=np.int64)
    within = ~beyond
    if within.any():
        factors = np.array([n if abs(n) <= INT64_MAX else 0 for n in wide[within]], dtype=np.int64)
        result[within] = (amounts[within] * factors) // divisor[within].astype(np.int64)
    for row in np.flatnonzero(beyond):
        result[row] = in_64_bits(int(amounts[row]) * int(wide[row]) // int(divisor[row]))
    return result


def at_least(one: Whole, by: Integers | int, other: Whole, times: Integers | int) -> Flags:
    """Say for every row whether one × by ≥ other × times: a threshold tested without dividing."""
    if fits(one, by) and fits(other, times):
        return np.greater_equal(one * by, other * times)
    left = one.astype(object) * _integers(by, len(one))
    right = other.astype(object) * _integers(times, len(other))
    return np.greater_equal(left, right).astype(np.bool_)


def in_64_bits(number: int) -> int:
    """Return the number if it fits.

    Raises:
        PenceOverflow: it does not.
    """
    if abs(number) > INT64_MAX:
        raise PenceOverflow(
            f"found {number} pence; expected at most {INT64_MAX} either side of nought; "
            "split the amount or check its unit"
        )
    return number


def _integers(values: Integers | int, rows: int) -> Integers:
    if isinstance(values, int):
        return np.array([values] * rows, dtype=object)
    return values.astype(object)


@dataclass(frozen=True, slots=True)
class Rates:
    """Exact rates, one a row, over one common denominator.

    Attributes:
        numerators: one a row, or one for all rows.
        denominator: of all of them, above nought.
    """

    numerators: Integers | int
    denominator: int

    @classmethod
    def of_percent(cls, percent: Decimal) -> Rates:
        """The rate that a contract file writes as per cent."""
        return cls.of(Fraction(percent) / 100)

    @classmethod
    def of(cls, rate: Fraction) -> Rates:
        """One rate for all rows."""
        return cls(rate.numerator, rate.denominator)

    def times(self, other: Rates) -> Rates:
        """The product of two rates, row by row; nothing is rounded."""
        denominator = self.denominator * other.denominator
        if fits(self.numerators, other.numerators):
            return Rates(self.numerators * other.numerators, denominator)
        one, two = (
            n if isinstance(n, int) else n.astype(object)
            for n in (self.numerators, other.numerators)
        )
        return Rates(one * two, denominator)

    def on(self, rows: Flags) -> Rates:
        """This rate on some rows, and one on the others."""
        return Rates(np.where(rows, self.numerators, self.denominator), self.denominator)

    def complement(self) -> Rates:
        """One less the rate."""
        return Rates(self.denominator - self.numerators, self.denominator)

    def within(self, least: Rates, most: Rates) -> Rates:
        """The rate, no less than one bound and no more than another; both hold for all rows."""
        common = self.denominator * least.denominator * most.denominator
        scaled = np.asarray(self.numerators, dtype=object) * (common // self.denominator)
        low = int(least.numerators) * (common // least.denominator)
        high = int(most.numerators) * (common // most.denominator)
        bounded = np.minimum(np.maximum(scaled, low), high)
        if common <= INT64_MAX:
            return Rates(bounded.astype(np.int64), common)
        return Rates(bounded, common)

    def at(self, row: int) -> Fraction:
        """The rate of one row."""
        number = self.numerators if isinstance(self.numerators, int) else self.numerators[row]
        return Fraction(int(number), self.denominator)

    def apply(self, amounts: Whole) -> Whole:
        """Floor each amount times its rate."""
        return floor_product(amounts, self.numerators, self.denominator)


ONE = Rates(1, 1)
"""Nothing changed."""
