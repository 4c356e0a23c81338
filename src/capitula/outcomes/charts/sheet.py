"""Columns of a file as series: CSV, Parquet, or a figure table with its head of comments."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.figure_table import read_figure_table
from capitula.outcomes.panel.source import SourceTable, read_source
from capitula.outcomes.panel.times import in_order, month_number, plain_label

_MISSING = {"", "na", "nan", "null", "none", "-", "*"}
_PERIOD = re.compile(r"\d{4}(\D.*)?")


@dataclass(frozen=True, slots=True)
class SheetSeries:
    """One series of a sheet: a figure a period for each column asked for; None is missing."""

    name: str
    times: tuple[str, ...]
    figures: dict[str, tuple[float | None, ...]]


def read_sheet(path: Path) -> SourceTable:
    """Read a table; a head of lines that begin with # is passed over.

    Raises:
        InputFaults: everything that is wrong with the file.
    """
    try:
        with path.open("rb") as file:
            headed = file.read(1) == b"#"
    except OSError:
        headed = False
    if not headed:
        return read_source(path)
    table = read_figure_table(path)
    first = len(table.entries) + 2
    rows = tuple((first + n, row) for n, row in enumerate(table.rows))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return SourceTable(path.name, digest, table.columns, rows)


def need_columns(table: SourceTable, names: Sequence[str]) -> dict[str, int]:
    """Return where columns stand, from nought.

    Raises:
        InputFaults: columns that the table does not have, all of them.
    """
    known = {heading: index for index, heading in enumerate(table.header)}
    faults = [
        Fault(
            Place(table.name, 1),
            f"no column {name!r}",
            f"one of: {', '.join(table.header[:12])}",
            near_miss(name, table.header) or "name a column of the file",
        )
        for name in names
        if name not in known
    ]
    if faults:
        raise InputFaults(faults)
    return {name: known[name] for name in names}


def read_number(text: str, place: Place, faults: list[Fault]) -> float | None:
    """Read a figure; nothing, NA, - and * are missing. What is no number becomes a fault."""
    if text.strip().casefold() in _MISSING:
        return None
    try:
        figure = float(text)
    except ValueError:
        figure = math.inf
    if math.isfinite(figure):
        return figure
    remedy = "write digits without thousands marks; leave it empty where it is missing"
    faults.append(Fault(place, repr(text), "a number", remedy))
    return None


def long_series(
    table: SourceTable,
    values: Sequence[str],
    *,
    group: str | None = None,
    time: str | None = None,
    unnamed: bool = False,
) -> list[SheetSeries]:
    """Return the series of a table with a row a period, in the order in which they begin.

    Args:
        table: the table.
        values: columns of figures.
        group: column that says whose row it is; without it the table is one series.
        time: column of the period; without it rows follow each other as they stand.
        unnamed: leave out rows that name nobody, such as totals; else they are a fault.

    Raises:
        InputFaults: missing columns, figures that are none, a period twice: all of them.
    """
    wanted = [*values, *([group] if group else []), *([time] if time else [])]
    at = need_columns(table, list(dict.fromkeys(wanted)))
    faults: list[Fault] = []
    rows: dict[str, dict[str, list[float | None]]] = {}
    for line, cells in table.rows:
        name = cells[at[group]] if group else ""
        if group and not name:
            if not unnamed:
                place = Place(table.name, line, at[group] + 1, group)
                remedy = "fill it in, or leave such rows out with --leave-out-unnamed"
                faults.append(Fault(place, "nothing", f"a {group}", remedy))
            continue
        held = rows.setdefault(name, {})
        label = plain_label(cells[at[time]]) if time else str(len(held) + 1)
        if label in held:
            place = Place(table.name, line, at[time] + 1 if time else None, time or "")
            found = f"{label!r} a second time" + (f" for {name}" if name else "")
            remedy = "keep one, or name the column that tells the series apart with --group"
            faults.append(Fault(place, found, "each period once", remedy))
            continue
        held[label] = [
            read_number(cells[at[value]], Place(table.name, line, at[value] + 1, value), faults)
            for value in values
        ]
    if faults:
        raise InputFaults(faults)
    return _gathered(table, rows, values, time)


def wide_series(table: SourceTable, group: str, value: str) -> list[SheetSeries]:
    """Return the series of a table with a row a series and a column a period.

    Columns whose heading begins with a year are the periods; if none does, all but `group`.

    Args:
        table: the table.
        group: column that names the series.
        value: what to call the figures.

    Raises:
        InputFaults: no such column, a series twice, or figures that are none: all of them.
    """
    at = need_columns(table, [group])[group]
    dated = [n for n, head in enumerate(table.header) if n != at and _PERIOD.fullmatch(head)]
    columns = dated or [n for n in range(len(table.header)) if n != at]
    faults: list[Fault] = []
    rows: dict[str, dict[str, list[float | None]]] = {}
    for line, cells in table.rows:
        if cells[at] in rows:
            place = Place(table.name, line, at + 1, group)
            faults.append(Fault(place, f"{cells[at]!r} a second time", "once", "keep one of them"))
        rows[cells[at]] = {
            plain_label(table.header[n]): [
                read_number(cells[n], Place(table.name, line, n + 1, table.header[n]), faults)
            ]
            for n in columns
        }
    if faults:
        raise InputFaults(faults)
    return _gathered(table, rows, [value], "periods" if dated else None)


def _gathered(
    table: SourceTable,
    rows: dict[str, dict[str, list[float | None]]],
    values: Sequence[str],
    time: str | None,
) -> list[SheetSeries]:
    """Put every series in the order of time.

    Of months and years, one that others have and a series lacks between its first and last is
    missing there. Other periods, such as the days of events, are each series' own.
    """
    labels = {label for held in rows.values() for label in held}
    order = in_order(labels, table.name, time) if time and labels else ()
    regular = all(month_number(label) is not None or label.isdigit() for label in order)
    found: list[SheetSeries] = []
    for name, held in rows.items():
        times = tuple(label for label in order if label in held) if time else tuple(held)
        if order and regular:
            times = order[order.index(times[0]) : order.index(times[-1]) + 1]
        nothing: list[float | None] = [None] * len(values)
        figures = {
            value: tuple(held.get(label, nothing)[n] for label in times)
            for n, value in enumerate(values)
        }
        found.append(SheetSeries(name, times, figures))
    return found
