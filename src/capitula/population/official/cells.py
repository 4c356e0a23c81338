"""Reading the cells of a column: exact numbers, money in pence, days, and what is missing.

A cell that holds no figure stays without one, and why is kept: empty, marked as not stated, or
suppressed by the publisher because the number is small. Nought is nought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from capitula.ground.faults import ValueFault
from capitula.population.official.columns import CellType, Column
from capitula.population.official.layout import OfficialLayout

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][+-]?\d{1,2})?", re.ASCII)
_LIMIT = Decimal(10) ** 15


class Gap(StrEnum):
    """Why a cell holds no figure."""

    EMPTY = "empty"
    NOT_STATED = "not stated"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Percent:
    """A rate that was printed with its sign, in per cent."""

    value: Decimal


@dataclass(slots=True)
class ColumnReader:
    """Reads the cells of one column."""

    column: Column
    layout: OfficialLayout
    _missing: frozenset[str] = frozenset()
    _suppressed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Make the words for missing comparable."""
        self._missing = frozenset(word.casefold() for word in self.layout.missing)
        self._suppressed = frozenset(word.casefold() for word in self.layout.suppressed)

    def read(self, cell: str) -> Any:
        """Return the value of a cell, or why it has none.

        Raises:
            ValueFault: it is neither.
        """
        cell = cell.strip()
        if not cell:
            return Gap.EMPTY
        if cell.casefold() in self._suppressed:
            return Gap.SUPPRESSED
        if cell.casefold() in self._missing:
            return Gap.NOT_STATED
        return self._words(cell) if not self.column.type.is_number else self._figure(cell)

    def _words(self, cell: str) -> Any:
        match self.column.type:
            case CellType.CODE:
                return _code(cell, self.column.pattern)
            case CellType.DATE:
                return _day(cell, self.layout.date_forms)
            case CellType.RATE:
                return Percent(_number(cell[:-1])) if cell.endswith("%") else _number(cell)
            case _:
                return " ".join(cell.split())

    def _figure(self, cell: str) -> Any:
        match self.column.type:
            case CellType.POUNDS:
                return _money(cell, "£", "pounds and whole pence")
            case CellType.DOLLARS:
                return _money(cell, "$", "dollars and whole cents")
            case CellType.COUNT:
                whole = 0 if cell in self.layout.nought else _whole(cell)
                return self._bounded(whole, cell)
            case _:
                return self._bounded(_number(cell), cell)

    def _bounded(self, value: Any, cell: str) -> Any:
        if value < 0 and not self.column.below_zero:
            remedy = "check the figure against the source"
            raise ValueFault(cell, "nought or more", remedy)
        return value


def fractions(values: list[Any]) -> tuple[list[Any], str]:
    """Bring a column of rates to fractions, and say how it was printed.

    With per cent signs all values are divided by a hundred; without them, only where one is above
    1, which no rate of these files can be.

    Raises:
        ValueFault: some values have the sign and some not.
    """
    numbers = [v for v in values if isinstance(v, (Percent, Decimal))]
    signed = sum(isinstance(v, Percent) for v in numbers)
    if 0 < signed < len(numbers):
        found = f"a per cent sign behind {signed:,} of {len(numbers):,} values"
        raise ValueFault(found, "all with the sign or none", "print the column in one form")
    if signed:
        return [v.value.scaleb(-2) if isinstance(v, Percent) else v for v in values], "per cent"
    if any(abs(v) > 1 for v in numbers if isinstance(v, Decimal)):
        scaled = [v.scaleb(-2) if isinstance(v, Decimal) else v for v in values]
        return scaled, "per cent without its sign"
    return values, "fraction"


def _code(cell: str, pattern: str) -> str:
    if pattern and not re.fullmatch(pattern, cell):
        remedy = "remove totals and notes; write the code in capitals, without blanks"
        raise ValueFault(repr(cell), f"a code of the form {pattern}", remedy)
    return cell


def _number(cell: str) -> Decimal:
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        remedy = "leave the cell empty where there is no figure"
        raise ValueFault(repr(cell), "a number such as 8035.083496", remedy)
    number = Decimal(text.replace(",", ""))
    if not -_LIMIT < number < _LIMIT:
        remedy = "check the figure against the source"
        raise ValueFault(cell, "below a thousand million million", remedy)
    return number


def _whole(cell: str) -> int:
    if cell.isascii() and cell.isdigit() and len(cell) < 16:
        return int(cell)
    number = _number(cell)
    if number != number.to_integral_value():
        raise ValueFault(cell, "a whole number", "check that this is the column of that name")
    return int(number)


def _money(cell: str, sign: str, expected: str) -> int:
    text = cell.replace(sign, "", 1)
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    hundredths = _number(text).scaleb(2)
    if hundredths != hundredths.to_integral_value():
        raise ValueFault(cell, expected, "give the amount as published, to two decimals")
    return int(hundredths)


def _day(cell: str, forms: tuple[str, ...]) -> date:
    for form in forms:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    shown = " or ".join(date(2018, 4, 30).strftime(form) for form in forms)
    raise ValueFault(repr(cell), f"a day such as {shown}", "write the day as the publisher does")
