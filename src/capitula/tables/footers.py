"""What the footers of Parquet files prove about a column, so that rows need not be read for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of a column from all footers together.

    Attributes:
        empty: cells without a value; None if some footer does not say.
        least, most: bounds of the values; None if some footer does not say, or nothing is there.
    """

    empty: int | None
    least: Any = None
    most: Any = None


def column_bounds(files: Iterable[Path]) -> dict[str, Bounds]:
    """Return what footers say of each top-level column; a column that none tells of is absent."""
    parquet: Any = import_module("pyarrow.parquet")
    found: dict[str, Bounds] = {}
    for file in files:
        footer = parquet.read_metadata(file)
        for group in range(footer.num_row_groups):
            for number in range(footer.num_columns):
                column = footer.row_group(group).column(number)
                one = _bounds(column, footer.row_group(group).num_rows)
                name = column.path_in_schema
                found[name] = _both(found[name], one) if name in found else one
    return found


def _bounds(column: Any, rows: int) -> Bounds:
    told = column.statistics if column.is_stats_set else None
    if told is None or not told.has_null_count:
        return Bounds(None)
    if told.null_count == rows:
        return Bounds(rows)
    if not told.has_min_max:
        return Bounds(told.null_count)
    return Bounds(told.null_count, told.min, told.max)


def _both(one: Bounds, other: Bounds) -> Bounds:
    empty = None if one.empty is None or other.empty is None else one.empty + other.empty
    if None in (one.least, one.most, other.least, other.most):
        return Bounds(empty)
    return Bounds(empty, min(one.least, other.least), max(one.most, other.most))
