"""Cells of a published file as numbers, rates and flags; what cannot be read is a fault."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from capitula.ground.faults import ValueFault

NOTHING = frozenset({"", ".", "-", "--", "*", "na", "n/a", "nan", "null", "none"})
"""How publishers write that there is no figure."""

_DIGITS = Decimal("1e-12")
_YES = frozenset({"1", "1.0", "yes", "y", "true", "t"})
_NO = frozenset({"0", "0.0", "no", "n", "false", "f"})


def is_nothing(cell: str) -> bool:
    """Say whether a cell holds no figure."""
    return cell.strip().casefold() in NOTHING


def number(cell: str) -> Decimal | None:
    """Read a number: with or without currency sign, thousands, per cent sign, brackets for minus.

    The digits beyond the twelfth decimal are the noise of a binary float in the file and go.

    Raises:
        ValueFault: it is no number.
    """
    if is_nothing(cell):
        return None
    text = cell.strip().replace(",", "").replace("$", "").replace("£", "").removesuffix("%").strip()
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    remedy = "correct the cell; leave it empty if it is not known"
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueFault(repr(cell), "a number", remedy) from error
    if not value.is_finite():
        raise ValueFault(repr(cell), "a number", remedy)
    return value.quantize(_DIGITS) if decimals(value) > 12 else value


def decimals(value: Decimal) -> int:
    """Return how many decimals a number needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def flag(cell: str, yes: Sequence[str] = (), no: Sequence[str] = ()) -> bool | None:
    """Read yes or no.

    Raises:
        ValueFault: it is neither.
    """
    text = cell.strip().casefold()
    if text in {word.casefold() for word in yes}:
        return True
    if text in {word.casefold() for word in no}:
        return False
    if is_nothing(cell):
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    expected = "1 or 0" + (f", or {' or '.join((*yes, *no))}" if yes or no else "")
    raise ValueFault(repr(cell), expected, "correct the cell")


def as_rates(
    cells: Sequence[str], percent_above: Decimal | None
) -> tuple[list[Decimal | ValueFault | None], bool]:
    """Read a column of rates, as fractions; say whether it was printed in per cent.

    It is in per cent if a cell carries the sign, or if a value lies above what a fraction can be.
    """
    read: list[Decimal | ValueFault | None] = []
    for cell in cells:
        try:
            read.append(number(cell))
        except ValueFault as fault:
            read.append(fault)
    values = [value for value in read if isinstance(value, Decimal)]
    percent = any("%" in cell for cell in cells) or (
        percent_above is not None and any(abs(value) > percent_above for value in values)
    )
    if not percent:
        return read, False
    return [value.scaleb(-2) if isinstance(value, Decimal) else value for value in read], True


def printed_places(values: Sequence[Decimal | None]) -> int:
    """Return how many decimals a column is printed with: the most that any value needs."""
    most = 0
    for value in values:
        if value:
            most = max(most, decimals(value))
    return most
