"""Rows as an Arrow table: whole pence as 64-bit integers, words as text, nothing as a float."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as arrow  # noqa: ICN001  # pyright: ignore[reportMissingTypeStubs]

pa: Any = arrow


def arrow_table(rows: Sequence[dict[str, Any]]) -> Any:
    """Return rows with equal keys as a `pyarrow.Table`.

    A column of whole numbers is int64, any other is text; missing stays null.
    """
    columns: dict[str, Any] = {}
    for key in rows[0] if rows else ():
        cells = [row[key] for row in rows]
        if all(cell is None or type(cell) is int for cell in cells):
            columns[key] = pa.array(cells, type=pa.int64())
        else:
            texts = [None if cell is None else str(cell) for cell in cells]
            columns[key] = pa.array(texts, type=pa.string())
    return pa.table(columns)
