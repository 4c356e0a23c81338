"""The table of all areas: one row an area, one column a month, whole counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.figure_table import FigureTable, read_decimal
from capitula.ground.financial_year import month_index, month_start
from capitula.ground.partial_date import PartialDate, Precision
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.series import days_in

CODE, NAME = "area_code", "area_name"


@dataclass(frozen=True, slots=True, eq=False)
class AreaTable:
    """Counts of every area in every month.

    Attributes:
        name: the figure table's name.
        counted: what was counted, in words.
        codes: N codes of areas.
        areas: N names, each once; one that stands twice has its code behind it.
        months: the run of months, M of them.
        counts: float64 [N, M] of whole counts; NaN is missing.
        table: the table it was read from, with its publisher and licence.
    """

    name: str
    counted: str
    codes: tuple[str, ...]
    areas: tuple[str, ...]
    months: MonthRange
    counts: NDArray[np.float64]
    table: FigureTable

    @property
    def by_code(self) -> dict[str, str]:
        """Code to name; of several areas under one code the first."""
        found: dict[str, str] = {}
        for code, area in zip(self.codes, self.areas, strict=True):
            found.setdefault(code, area)
        return found

    @property
    def labels(self) -> tuple[str, ...]:
        """The months as 2017-06."""
        return labels(self.months)

    def until(self, last: int) -> AreaTable:
        """Return it without what was counted after a month."""
        months = MonthRange(self.months.first, min(self.months.last, last))
        return replace(self, months=months, counts=self.counts[:, : len(months)])

    def per_day(self, months: MonthRange) -> NDArray[np.float64]:
        """Return counts over the days of their months, [N, months]; months differ in length."""
        days = np.array([days_in(month) for month in months], dtype=np.float64)
        first = months.first - self.months.first
        return self.counts[:, first : first + len(months)] / days


def labels(months: MonthRange) -> tuple[str, ...]:
    """Return months as 2017-06."""
    return tuple(f"{month_start(month):%Y-%m}" for month in months)


def read_area_table(table: FigureTable) -> AreaTable:
    """Read a table of all areas.

    Raises:
        InputFaults: a column missing or out of order, a month that is none, or a count that is not
            whole: all of them.
    """
    faults: list[Fault] = []
    months = _months(table, faults)
    header = len(table.entries) + 1
    counts = [
        [_count(table, cell, at, line, faults) for at, cell in enumerate(row[2:], start=2)]
        for line, row in enumerate(table.rows, start=header + 1)
    ]
    if not table.rows:
        remedy = "make the table again"
        faults.append(Fault(Place(f"{table.name}.csv"), "no rows", "a row for each area", remedy))
    if faults or months is None:
        raise InputFaults(faults)
    rows = table.rows
    names = [row[1] for row in rows]
    shown = [
        f"{n} ({row[0]})" if names.count(n) > 1 else n for n, row in zip(names, rows, strict=True)
    ]
    return AreaTable(
        table.name,
        table.meta.get("counted", "counts"),
        tuple(row[0] for row in rows),
        tuple(shown),
        months,
        np.array(counts, dtype=np.float64),
        table,
    )


def _months(table: FigureTable, faults: list[Fault]) -> MonthRange | None:
    place = Place(f"{table.name}.csv", len(table.entries) + 1)
    if table.columns[:2] != (CODE, NAME) or len(table.columns) < 3:
        found = ", ".join(table.columns[:3]) or "no columns"
        faults.append(Fault(place, found, f"{CODE}, {NAME}, then months", "make the table again"))
        return None
    run: list[int] = []
    for column in table.columns[2:]:
        try:
            run.append(_month(column))
        except ValueFault as fault:
            faults.append(fault.at(place))
    months = MonthRange(run[0], run[-1]) if run else None
    if months is not None and run != list(months):
        expected = f"every month from {table.columns[2]} to {table.columns[-1]}, in order"
        faults.append(Fault(place, f"{len(run)} months", expected, "make the table again"))
    return months


def _month(text: str) -> int:
    stated = PartialDate.parse(text)
    if stated.precision is not Precision.MONTH or stated.earliest is None:
        raise ValueFault(repr(text), "a month such as 2017-06", "write year and month")
    return month_index(stated.earliest)


def _count(table: FigureTable, cell: str, at: int, line: int, faults: list[Fault]) -> float:
    if cell.isascii() and cell.isdigit():
        return float(cell)
    place = Place(f"{table.name}.csv", line, None, table.columns[at])
    try:
        number = read_decimal(cell)
    except ValueFault as fault:
        faults.append(fault.at(place))
        return float("nan")
    if number is None:
        return float("nan")
    if number != number.to_integral_value() or number < 0:
        faults.append(Fault(place, cell, "a whole count, nought or more", "correct it"))
    return float(number)
