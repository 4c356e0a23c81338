"""How the sheets of a workbook look: heads that stay, columns as wide as their words, print."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

Cell = str | int | float | None

TEXT_WIDTH = 100
"""Characters across a sheet that holds sentences."""
_NARROWEST, _WIDEST = 10, 48
_LINE_POINTS = 15
_TALLEST_POINTS = 400
"""A spreadsheet takes no row taller than 409 points."""
_HEAD_FILL = "FFE8EDEE"


def sentences(sheet: Any, title: str, lines: Sequence[str]) -> None:
    """Write a title and sentences below each other, each wrapped in a row tall enough."""
    from openpyxl.styles import Font

    for row, line in enumerate([title, *lines], 1):
        _words(sheet.cell(row, 1), line)
        sheet.row_dimensions[row].height = _height([line], [TEXT_WIDTH])
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.row_dimensions[1].height = 24
    sheet.column_dimensions["A"].width = TEXT_WIDTH
    _printed(sheet)


def table(
    sheet: Any, title: str, note: str, head: Sequence[str], body: Sequence[Sequence[Cell]]
) -> None:
    """Write one table: title, note, heads in row 3, a row each below; no cell is merged."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet["A1"], sheet["A2"] = title, note
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"].font = Font(italic=True, color="FF4C6272")
    widths = [_width(name, [row[at] for row in body]) for at, name in enumerate(head)]
    for column, (name, width) in enumerate(zip(head, widths, strict=True), 1):
        cell: Any = sheet.cell(3, column)
        _words(cell, name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[3].height = _height(head, widths)
    for row, values in enumerate(body, 4):
        for column, value in enumerate(values, 1):
            if isinstance(value, str):
                _words(sheet.cell(row, column), value)
            elif value is not None:
                _number(sheet.cell(row, column), value)
        sheet.row_dimensions[row].height = _height(values, widths)
    sheet.freeze_panes = "A4"
    _printed(sheet)
    sheet.print_title_rows = "1:3"


def _words(cell: Any, text: str) -> None:
    from openpyxl.styles import Alignment

    cell.value = text
    cell.data_type = "s"  # text that begins with "=" is no formula
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _number(cell: Any, number: float) -> None:
    from openpyxl.styles import Alignment

    cell.value = number
    cell.alignment = Alignment(vertical="top")


def _width(head: str, values: Sequence[Cell]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    words = max(map(len, head.split()), default=0)
    return min(_WIDEST, max(_NARROWEST, words + 2, longest + 2))


def _height(values: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points for the tallest cell of a row, a little more than its letters need."""
    lines = max(
        (
            sum(ceil(max(1, len(line)) * 1.1 / width) for line in str(value).splitlines() or [""])
            for value, width in zip(values, widths, strict=True)
            if value is not None
        ),
        default=1,
    )
    return min(_TALLEST_POINTS, lines * _LINE_POINTS)


def _printed(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
