"""A year's money by month: shares of April to March, whole pence, the rest in the last month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from capitula.ground.pence import Pence, checked

TWELFTHS = (Fraction(1, 12),) * 12


def profile_months(annual: Pence, shares: Sequence[Fraction] = TWELFTHS) -> tuple[Pence, ...]:
    """Return twelve months: eleven floored shares, and the rest in March.

    With twelfths this is `floor_last`. Amounts below nought are floored toward minus infinity too,
    and twelve months equal the year to the penny whatever the shares.

    >>> profile_months(100)[0], profile_months(100)[11]
    (8, 12)

    Raises:
        ValueError: not twelve shares, one below nought, or shares that do not sum to 1.
    """
    check_shares(shares)
    first = [checked((annual * share).__floor__()) for share in shares[:-1]]
    return (*first, checked(annual - sum(first)))


def check_shares(shares: Sequence[Fraction]) -> None:
    """Refuse monthly shares that do not make up a year.

    Raises:
        ValueError: not twelve, one below nought, or another sum than 1.
    """
    if len(shares) != 12:
        raise ValueError(f"found {len(shares)} monthly shares; expected twelve, April to March")
    if any(share < 0 for share in shares):
        raise ValueError("found a monthly share below nought; expected nought or more")
    if sum(shares) != 1:
        raise ValueError(f"found monthly shares that sum to {sum(shares)}; expected exactly 1")


def months_by_line(
    annual: Mapping[str, Pence], shares: Sequence[Fraction] = TWELFTHS
) -> dict[str, tuple[Pence, ...]]:
    """Return each line's months, such that lines add up to the months of their total.

    The total is put into months first. Each month's total is placed over the lines by largest
    remainder; March takes what is left of each line. Lines and months therefore both add up.
    """
    total = profile_months(sum(annual.values()), shares)
    exact = {key: [amount * share for share in shares] for key, amount in annual.items()}
    by_line: dict[str, list[Pence]] = {key: [] for key in annual}
    for month in range(11):
        placed = {key: exact[key][month].__floor__() for key in annual}
        order = sorted(annual, key=lambda key: (placed[key] - exact[key][month], key))
        for key in order[: total[month] - sum(placed.values())]:
            placed[key] += 1
        for key in annual:
            by_line[key].append(placed[key])
    return {key: (*first, checked(annual[key] - sum(first))) for key, first in by_line.items()}
