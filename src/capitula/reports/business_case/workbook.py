"""A business case as a workbook: what is missing, then a sheet a table; pounds are numbers."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from capitula.case.business_case.model import Bars, BusinessCase, Cell, Grid, Item, Words
from capitula.contract.workbook.looks import sentences, table
from capitula.ground.date_words import date_text
from capitula.ground.pence import to_pounds
from capitula.money.scenarios.tornado_bars import Tornado

_MONEY = "#,##0.00;[Red]-#,##0.00"
_NOTE = "An empty cell is missing, never nought. Amounts in pounds."
_MADE = " The figures are made up: nothing here is known of a place."
_LONGEST_NAME = 31


def workbook_case(case: BusinessCase) -> bytes:
    """Return the business case as the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book: Any = Workbook()
    cover = book.active
    cover.title = "Cover"
    note = _NOTE + (_MADE if case.made else "")
    known = f"As known on {date_text(case.known_on)}."
    sentences(cover, case.title, [f"{case.stage.heading}.", known, note])
    _states(book, case)
    _missing(book, case)
    used = {"Cover", "Contents", "Missing"}
    for item in case.items:
        _item(book, item, used, note)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _states(book: Any, case: BusinessCase) -> None:
    body = [
        (item.asked.chapter.capitalize(), item.asked.title, item.asked.stage.heading, item.state)
        for item in (*case.items, *case.later)
    ]
    heads = ("Case", "Item", "Asked from", "State")
    _sheet(book, "Contents", "What a business case asks for, and whether it is held", heads, body)


def _missing(book: Any, case: BusinessCase) -> None:
    body = [
        (stage.heading, title, words)
        for stage, missing in case.missing().items()
        for title, words in missing
    ]
    heads = ("Stage", "Item", "What is missing")
    _sheet(book, "Missing", "What is missing, stage by stage", heads, body)


def _item(book: Any, item: Item, used: set[str], note: str) -> None:
    words: list[tuple[Cell, ...]] = []
    for block in item.found.blocks:
        if isinstance(block, Words):
            words += [(line,) for line in block.lines]
        elif isinstance(block, Grid):
            name = _name(item.asked.title, used)
            _sheet(book, name, block.caption, block.heads, block.rows, note=note)
        else:
            _bars(book, _name(item.asked.title, used, ", bars"), block, note)
    if words:
        name = _name(item.asked.title, used, ", words")
        _sheet(book, name, item.asked.title, ("Text",), words, note=note)


def _bars(book: Any, name: str, bars: Bars, note: str) -> None:
    found: Tornado = bars.tornado
    body = [
        (bar.words, to_pounds(bar.low_pence), to_pounds(bar.high_pence), to_pounds(bar.swing_pence))
        for bar in found.bars
    ]
    title = f"{bars.name} {found.year}: {to_pounds(found.middle_pence):,} as stated"
    heads = ("Assumption", "At its low end", "At its high end", "Swing")
    _sheet(book, name, title, heads, body, note=note)


def _sheet(
    book: Any, name: str, title: str, heads: tuple[str, ...], body: Any, *, note: str = _NOTE
) -> None:
    sheet = book.create_sheet(name)
    rows: Any = [list(row) for row in body]
    table(sheet, title, note, heads, rows)
    for number, row in enumerate(body, 4):
        for column, cell in enumerate(row, 1):
            if isinstance(cell, Decimal):
                sheet.cell(number, column).number_format = _MONEY


def _name(title: str, used: set[str], tail: str = "") -> str:
    """Return a sheet's name: short enough, its tail kept, and no other sheet's."""
    plain = "".join("-" if sign in "[]:*?/\\" else sign for sign in title)
    name, number = plain[: _LONGEST_NAME - len(tail)] + tail, 2
    while name in used:
        end = f"{tail} {number}"
        name, number = plain[: _LONGEST_NAME - len(end)] + end, number + 1
    used.add(name)
    return name
