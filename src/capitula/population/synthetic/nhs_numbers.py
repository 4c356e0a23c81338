"""Artificial NHS numbers: only 999 000 0000 to 999 999 9999, the range set aside for tests.

Ten digits, the last of them the check digit (modulus 11, weights 10 to 2); numbers whose check
digit would be 10 do not exist. The range holds 909,091 of them; people beyond have none.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from capitula.population.synthetic.draws import Integers

_FIRST = 999_000_000
_NUMBERS = 1_000_000


@cache
def artificial_nhs_numbers() -> Integers:
    """Return every valid number of the range, in order."""
    body = np.arange(_FIRST, _FIRST + _NUMBERS, dtype=np.int64)
    total = np.zeros(_NUMBERS, dtype=np.int64)
    rest = body.copy()
    for weight in range(2, 11):
        total += (rest % 10) * weight
        rest //= 10
    check = (11 - total % 11) % 11
    valid = check != 10
    return body[valid] * 10 + check[valid]


def check_digit_holds(number: int) -> bool:
    """Say whether a ten-digit number has the right check digit.

    >>> check_digit_holds(9434765919), check_digit_holds(9434765918)
    (True, False)
    """
    digits = [int(digit) for digit in f"{number:010d}"]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(digits) == 10 and (11 - total % 11) % 11 == digits[9]
