"""Writing a workbook: cover, contents, one table a sheet, notes; no merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, cast

from pydantic import BaseModel

from capitula.contract.model import Contract
from capitula.contract.workbook.cells import many_to_cell, to_cell
from capitula.contract.workbook.layout import (
    FIELD,
    NUMBER,
    PART,
    SINGLE,
    STEPS,
    VALUE,
    Column,
    FieldPath,
    in_words,
    sheets,
    singles,
)
from capitula.contract.workbook.looks import Cell, sentences, table

SAID = "One table, its heads in row 3. An empty cell is missing, never nought."
GUIDE = (
    "One contract. Fill in the sheets; leave empty what is not known: it becomes a question.",
    "Each sheet holds one table, its heads in row 3. Rows may be added; columns may be moved.",
    "Dates year first: 2027-04-01, 2027-04, 2027/28, by 2027-04. Money in pounds, shares in per "
    "cent (2 is two per cent). Several values in one cell are separated by semicolons.",
    "Each row says what shows it: a source or a clause; or a mark: derived, local, assumed, "
    "unverified.",
    "A service line, a term or a payment step may stand again with other dates.",
)
NOTES = (
    ("Empty cells", "missing; never nought"),
    ("Marks", "sourced (the usual one), derived, local, assumed, unverified"),
    ("Payment steps", "one field a row; the number says which step, and steps work in its order"),
    ("Weights", "those of the paid improvement measures sum to exactly 1"),
    ("Shares", "those of a gain, and those of a loss, sum to exactly 100"),
    ("Staff", "groups and numbers, never names"),
)


def to_workbook(contract: Contract | None) -> bytes:
    """Return a contract, or with none an empty template, as the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book: Any = Workbook()
    cover: Any = book.active
    cover.title = "Cover"
    title = contract.title if contract else "A contract, to be filled in"
    sentences(cover, title, GUIDE)
    contents: Any = book.create_sheet("Contents")
    tables = [(SINGLE, "Single fields of the contract"), *((s.title, "") for s in sheets())]
    rows = [[name, words or f"One row each: {name.casefold()}"] for name, words in tables]
    table(
        contents, "Contents", SAID, ("Sheet", "What it holds"), [*rows, ["Notes", "How to fill in"]]
    )
    table(
        book.create_sheet(SINGLE), SINGLE, SAID, (PART, FIELD, VALUE), list(_single_rows(contract))
    )
    for sheet in sheets():
        parts: Sequence[Any] = _at(contract, sheet.path) or ()
        if sheet.path == STEPS:
            head: Sequence[str] = (NUMBER, FIELD, VALUE)
            body = [row for number, step in enumerate(parts, 1) for row in _step(number, step)]
        else:
            head = [column.head for column in sheet.columns]
            body = [[_cell(part, column) for column in sheet.columns] for part in parts]
        table(book.create_sheet(sheet.title), sheet.title, SAID, head, body)
    table(
        book.create_sheet("Notes"), "Notes", SAID, ("What", "Note"), [list(note) for note in NOTES]
    )
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _single_rows(contract: Contract | None) -> Iterator[list[Cell]]:
    for column in singles():
        part = in_words(column.path[:-1]) or SINGLE
        yield [part, in_words(column.path[-1:]), _cell(contract, column)]


def _cell(part: Any, column: Column) -> Cell:
    value = _at(part, column.path)
    if value == "" and _may_stay_empty(_at(part, column.path[:-1]), column.path[-1]):
        return None
    return many_to_cell(value or ()) if column.many else to_cell(value)


def _may_stay_empty(part: Any, name: str) -> bool:
    """Say whether an empty cell is read as no words; the part's mark shows that it is there."""
    fields: Any = type(part).model_fields if isinstance(part, BaseModel) else {}
    return "mark" in fields and fields[name].default == ""


def _at(part: Any, path: FieldPath) -> Any:
    for name in path:
        part = None if part is None else getattr(part, name)
    return part


def _step(number: int, step: BaseModel) -> Iterator[list[Cell]]:
    """Return one row a field of a payment step: "bands 2, share percent" is of its second band."""
    yield [number, "mechanism", to_cell(getattr(step, "mechanism", None))]
    for path, value in _flat(step, ""):
        if path != "mechanism":
            yield [number, path, value]


def _flat(part: BaseModel, before: str) -> Iterator[tuple[str, Cell]]:
    for name in type(part).model_fields:
        value: Any = getattr(part, name)
        words = before + name.replace("_", " ")
        if isinstance(value, BaseModel):
            yield from _flat(value, f"{words}, ")
        elif isinstance(value, tuple):
            yield from _flat_list(cast("tuple[Any, ...]", value), words)
        elif (cell := to_cell(value)) is not None:
            yield words, cell


def _flat_list(items: tuple[Any, ...], words: str) -> Iterator[tuple[str, Cell]]:
    if not any(isinstance(item, BaseModel) for item in items):
        if items:
            yield words, many_to_cell(items)
        return
    for number, item in enumerate(items, 1):
        yield from _flat(item, f"{words} {number}, ")
