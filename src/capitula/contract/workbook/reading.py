"""Reading a workbook that a person filled in; every mistake at once, by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from capitula.contract.model import Contract
from capitula.contract.reading import contract_from
from capitula.contract.workbook.cells import from_cell, many_from_text, unquoted
from capitula.contract.workbook.layout import (
    FIELD,
    NUMBER,
    PART,
    SINGLE,
    STEPS,
    VALUE,
    Column,
    Sheet,
    in_words,
    plain,
    sheets,
    singles,
    step_lists,
)
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.yaml_source import FieldPath, Located
from capitula.record.sources import Source

_OTHERS = ("Cover", "Contents", "Notes")
_HEADS_WITHIN = 10
_STEP_FIELD = re.compile(r"([a-z ]+?)(?: (\d+))?")

Row = tuple[int, dict[str, tuple[str | None, Place]]]


def from_workbook(path: Path, sources: Mapping[str, Source] | None = None) -> Contract:
    """Read and check a contract written as a workbook.

    Raises:
        InputFaults: every fault, each with sheet and cell.
    """
    return contract_from(read_workbook(path), sources)


def read_workbook(path: Path) -> Located:
    """Return the data of a workbook, with the cell of every part.

    Raises:
        InputFaults: it is no workbook.
    """
    from openpyxl import load_workbook

    located = Located(path.name, {})
    try:
        book: Any = load_workbook(path)
    except Exception as error:  # the library raises many kinds
        fault = Fault(
            Place(path.name),
            f"no workbook ({type(error).__name__})",
            "an Excel workbook (.xlsx)",
            "save it as an Excel workbook; changing its name alone does not help",
        )
        raise InputFaults([fault]) from error
    known = {plain(sheet.title): sheet for sheet in sheets()}
    for tab in book.worksheets:
        name = plain(tab.title)
        if name == plain(SINGLE):
            _singles(tab, located)
        elif name in known:
            _list(tab, known[name], located)
        elif name not in map(plain, _OTHERS):
            titles = [SINGLE, *(sheet.title for sheet in known.values())]
            remedy = near_miss(tab.title, titles) or "remove the sheet, or move it elsewhere"
            place = Place(located.file, field=f"{tab.title}!A1")
            expected = "one of " + ", ".join(titles)
            located.faults.append(Fault(place, f"the sheet {tab.title!r}", expected, remedy))
    return located


def _rows(tab: Any, heads: Sequence[str], located: Located) -> Iterator[Row]:
    """Return the rows below the heads as text by head, empty cells too; faults are kept."""
    wanted = {plain(head): head for head in heads}
    first = _row_of_heads(tab, wanted)
    if first is None:
        place = Place(located.file, field=f"{tab.title}!A3")
        expected = "a row of heads: " + ", ".join(heads)
        located.faults.append(Fault(place, "no row of heads", expected, "put the heads back"))
        return
    columns: dict[int, str] = {}
    for cell in tab[first]:
        if cell.value is None:
            continue
        head = wanted.get(plain(cell.value))
        if head is None or head in columns.values():
            found = f"the head {str(cell.value)!r}" + (" again" if head else "")
            remedy = near_miss(str(cell.value), heads) if head is None else ""
            remedy = remedy or "remove the column, or move it to another file"
            place = Place(located.file, field=f"{tab.title}!{cell.coordinate}")
            located.faults.append(Fault(place, found, "one of " + ", ".join(heads), remedy))
        else:
            columns[cell.column] = head
    for cells in tab.iter_rows(min_row=first + 1):
        row: dict[str, tuple[str | None, Place]] = {}
        for cell in cells:
            if cell.column in columns:
                place = Place(located.file, field=f"{tab.title}!{cell.coordinate}")
                row[columns[cell.column]] = (_text(cell, place, located), place)
        if any(text is not None for text, _ in row.values()):
            yield cells[0].row, row


def _row_of_heads(tab: Any, wanted: Mapping[str, str]) -> int | None:
    for cells in tab.iter_rows(max_row=_HEADS_WITHIN):
        heads = [plain(cell.value) for cell in cells if cell.value is not None]
        if len(heads) > 1 and sum(head in wanted for head in heads) * 2 > len(heads):
            return int(cells[0].row)
    return None


def _text(cell: Any, place: Place, located: Located) -> str | None:
    try:
        return from_cell(cell.value, str(cell.number_format), str(cell.data_type))
    except ValueFault as fault:
        located.faults.append(fault.at(place))
        return None


def _put(located: Located, path: FieldPath, text: str | None, place: Place, *, many: bool) -> None:
    """Put a cell's text where it belongs; an empty cell leaves only its place."""
    located.places[path] = place
    for end in range(1, len(path)):
        located.places.setdefault(path[:end], place)
    if text is None:
        return
    here: Any = located.data
    for step, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(here) <= step:
                here.append({})
            here = here[step]
        else:
            here = here.setdefault(step, fresh)
    here[path[-1]] = many_from_text(text) if many else unquoted(text)


def _singles(tab: Any, located: Located) -> None:
    known = {_single_key(column): column for column in singles()}
    for _, row in _rows(tab, (PART, FIELD, VALUE), located):
        (part, _), (field, where) = row.get(PART, (None, None)), row[FIELD]
        text, place = row[VALUE]
        key = f"{plain(part or SINGLE)}|{plain(field or '')}"
        column = known.get(key)
        if column is not None:
            path = tuple("schema" if name == "schema_" else name for name in column.path)
            _put(located, path, text, place, many=column.many)
            continue
        fields = [
            in_words(c.path[-1:])
            for k, c in known.items()
            if k.startswith(f"{plain(part or SINGLE)}|")
        ]
        remedy = near_miss(field or "", fields) or "remove the row"
        expected = "one of " + (", ".join(fields) or "the fields of the template")
        located.faults.append(Fault(where, f"the field {part}, {field}", expected, remedy))


def _single_key(column: Column) -> str:
    part = in_words(column.path[:-1]) or SINGLE
    return f"{plain(part)}|{plain(in_words(column.path[-1:]))}"


def _list(tab: Any, sheet: Sheet, located: Located) -> None:
    if sheet.path == STEPS:
        _steps(tab, located)
        return
    by_head = {column.head: column for column in sheet.columns}
    for index, (_, row) in enumerate(_rows(tab, list(by_head), located)):
        for head, (text, place) in row.items():
            column = by_head[head]
            path = (*sheet.path, index, *column.path)
            _put(located, path, text, place, many=column.many)


def _steps(tab: Any, located: Located) -> None:
    numbers: dict[str, int] = {}
    lists = step_lists()
    for _, row in _rows(tab, (NUMBER, FIELD, VALUE), located):
        (number, at), (field, where), (text, place) = row[NUMBER], row[FIELD], row[VALUE]
        path = _step_path(field or "")
        if number is None or path is None:
            expected = "the step's number, a field such as `bands 1, from percent`, and a value"
            found = "no number of the step" if number is None else f"the field {field!r}"
            spot = at if number is None else where
            located.faults.append(Fault(spot, found, expected, "fill all three cells"))
            continue
        index = numbers.setdefault(number, len(numbers))
        _put(located, (*STEPS, index, *path), text, place, many=path[-1] in lists)


def _step_path(field: str) -> FieldPath | None:
    """Return the path of a field in words: "bands 2, share percent" is bands, 1, share_percent."""
    path: list[str | int] = []
    for words in field.casefold().split(","):
        match = _STEP_FIELD.fullmatch(" ".join(words.split()))
        if match is None:
            return None
        path.append(match[1].replace(" ", "_"))
        if match[2]:
            path.append(int(match[2]) - 1)
    return tuple(path) if path and not isinstance(path[-1], int) else None
