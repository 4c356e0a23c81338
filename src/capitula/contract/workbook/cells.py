"""Values and cells: what is written into a cell, and what a person's cell says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from capitula.ground.faults import ValueFault

_DIGITS = 15
"""The most digits that a spreadsheet keeps; a longer number is written as text."""


def to_cell(value: Any) -> str | int | float | None:
    """Return a value as it is written into a cell; nothing leaves the cell empty."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value if len(str(abs(value))) <= _DIGITS else str(value)
    if isinstance(value, Decimal):
        exact = len(value.as_tuple().digits) <= _DIGITS
        return float(value) if exact and Decimal(repr(float(value))) == value else f"{value:f}"
    return _quoted(value.isoformat() if isinstance(value, date) else str(value))


def many_to_cell(values: Iterable[Any]) -> str | None:
    """Return several values as one cell: separated by semicolons, in quotes where one holds one."""
    texts = [
        f"{value:f}" if isinstance(value, Decimal) else str(to_cell(value)) for value in values
    ]
    if not texts:
        return None
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="").writerow(texts)
    return line.getvalue()


def from_cell(value: Any, number_format: str, data_type: str) -> str | None:
    """Return what a cell says, as text; None for an empty one.

    Raises:
        ValueFault: a formula or an error, which say nothing by themselves.
    """
    if data_type in ("f", "e"):
        found = f"the formula {value}" if data_type == "f" else f"the error {value}"
        raise ValueFault(found, "a value", "copy the cell and paste its value over it")
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), number_format)
    return str(value).strip() or None


def many_from_text(text: str) -> list[str]:
    """Return the values of a cell that holds several."""
    rows = list(csv.reader([text], delimiter=";", skipinitialspace=True))
    return [unquoted(item.strip()) for item in rows[0]] if rows else []


def _number(number: Decimal, number_format: str) -> str:
    """Return a number; one shown as a percentage in the sheet is what is shown: 10%, not 0.1."""
    shown = number * 100 if "%" in number_format else number
    whole = shown == shown.to_integral_value()
    return f"{shown.to_integral_value() if whole else shown.normalize():f}"


def _quoted(text: str) -> str:
    """Return text that a cell gives back to the letter: with quotes where blanks would be lost."""
    return f'"{text}"' if text != text.strip() or re.fullmatch(r'"*', text) else text


def unquoted(text: str) -> str:
    """Return the text of a cell without the quotes that kept its blanks."""
    inner = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else None
    if inner is not None and (inner != inner.strip() or re.fullmatch(r'"*', inner)):
        return inner
    return text
