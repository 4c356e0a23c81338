"""Money: whole pence in 64-bit signed integers; `Decimal` pounds only at the edges.

Rules of rounding: multiply first, divide once, floor toward minus infinity
(`docs/adr/0005-money-in-pence.md`). A binary float is refused wherever money enters.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TypeAlias

from capitula.ground.faults import CapitulaError, ValueFault

INT64_MAX = 2**63 - 1
INT64_MIN = -(2**63)

Pence: TypeAlias = int
"""A whole number of pence that fits in 64 bits, signed."""


class PenceOverflow(CapitulaError):
    """An amount or a product left the range of a 64-bit integer; it is never wrapped or widened."""


def checked(amount: int) -> Pence:
    """Return the amount if it fits in 64 bits.

    Raises:
        PenceOverflow: it does not.
        TypeError: it is not an integer (a float never holds money).
    """
    if type(amount) is not int:
        raise TypeError(f"money is whole pence, an int, not {type(amount).__name__}")
    if not INT64_MIN <= amount <= INT64_MAX:
        raise PenceOverflow(
            f"found {amount} pence; expected at most {INT64_MAX} either side of nought; "
            "split the amount or check its unit"
        )
    return amount


def product_limit(*maxima: int) -> int:
    """Return the product of declared maxima, refused when a row could leave 64 bits.

    A computation that multiplies before it divides states the largest value each factor may take;
    this is its guard, computed once.

    >>> product_limit(184_000_000_000, 5_000, 10_000)
    9200000000000000000
    """
    product = 1
    for maximum in maxima:
        product *= abs(maximum)
    return checked(product)


def from_pounds(pounds: Decimal | str | int) -> Pence:
    """Read pounds as pence; the text may hold a pound sign and thousands separators.

    >>> from_pounds("£244,300,000.05")
    24430000005

    Raises:
        ValueFault: not a number, or a fraction of a penny.
        TypeError: a float was given.
    """
    if isinstance(pounds, float):
        raise TypeError("pounds are read from text or Decimal, never from a float")
    try:
        exact = pounds if isinstance(pounds, Decimal) else Decimal(_plain(str(pounds)))
        pence = exact.scaleb(2)
    except InvalidOperation as error:
        raise ValueFault(repr(str(pounds)), "an amount in pounds", "write digits only") from error
    if not pence.is_finite() or pence != pence.to_integral_value():
        raise ValueFault(
            repr(str(pounds)), "pounds and whole pence", "round it by a stated rule first"
        )
    return checked(int(pence))


def pounds_that_fit(pounds: Decimal) -> Decimal:
    """Return the pounds as they are, if they are whole pence that fit; for fields of a file.

    Raises:
        ValueFault: they do not.
    """
    try:
        from_pounds(pounds)
    except PenceOverflow as error:
        raise ValueFault(
            f"£{pounds}", "an amount below £92,000,000,000,000,000", "count the noughts"
        ) from error
    return pounds


def to_pounds(amount: Pence) -> Decimal:
    """Return the exact pounds of an amount in pence, with two decimals."""
    return Decimal(amount).scaleb(-2)


def floor_pence(pounds: Fraction) -> Pence:
    """Floor an exact number of pounds to whole pence, toward minus infinity."""
    return checked((pounds.numerator * 100) // pounds.denominator)


def _plain(text: str) -> str:
    return text.replace(",", "").replace("£", "").strip()


def pounds_text(amount: Pence) -> str:
    """Return the amount for reading, with its sign before the pound sign.

    >>> pounds_text(-5101)
    '-£51.01'
    """
    sign = "-" if amount < 0 else ""
    pounds, pence = divmod(abs(amount), 100)
    return f"{sign}£{pounds:,}.{pence:02d}"


def short_text(amount: Pence) -> str:
    """Return the amount rounded for a headline; the pence stay beneath it.

    >>> short_text(43_233_901_200)
    '£432.3m'
    """
    pounds = abs(to_pounds(amount))
    sign = "-" if amount < 0 else ""
    for limit, unit in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if pounds >= limit:
            scaled = f"{pounds / limit:,.1f}".removesuffix(".0")
            return f"{sign}£{scaled}{unit}"
    return f"{sign}£{pounds:,.2f}"
