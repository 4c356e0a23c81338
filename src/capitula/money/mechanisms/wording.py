"""How the sentences of mechanisms write amounts and rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.pence import pounds_text

_SIGNS: Mapping[str, str] = {"GBP": "£", "USD": "$"}
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Currency:
    """The currency of a contract."""

    code: str = "GBP"

    def text(self, amount: int) -> str:
        """Return an amount for reading: -£51.01 or $2.00."""
        return pounds_text(amount).replace("£", _SIGNS[self.code])


def rate_text(rate: Fraction) -> str:
    """Return a rate as per cent; one with more digits is cut and says so.

    >>> rate_text(Fraction(1, 50)), rate_text(Fraction(1, 3))
    ('2%', '33.333333…%')
    """
    percent = rate * 100
    scaled = percent * 10**_DIGITS
    if scaled.denominator == 1:
        text = (
            f"{int(scaled):0{_DIGITS + 1}d}" if scaled >= 0 else f"-{-int(scaled):0{_DIGITS + 1}d}"
        )
        whole, decimals = text[:-_DIGITS], text[-_DIGITS:].rstrip("0")
        return f"{whole}.{decimals}%" if decimals else f"{whole}%"
    millionths = int(abs(percent) * 10**6)
    sign = "-" if percent < 0 else ""
    return f"{sign}{millionths // 10**6}.{millionths % 10**6:06d}…%"
