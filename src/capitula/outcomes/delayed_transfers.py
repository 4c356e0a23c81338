"""Delayed transfers of care: from the small table of a case to typed monthly series.

A delayed day is a day on which somebody ready to leave a hospital bed was still in it. Days ÷ days
of the month is the measure NHS England itself used from 2017 and called DTOC beds. It is not a
rate: places of different size are compared only by each one's own baseline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import month_index
from capitula.ground.partial_date import PartialDate, Precision
from capitula.outcomes.comparison import Comparison
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.series import MonthlyCounts

COUNTED = "delayed days"
SERIES = "delayed_transfers"
"""The name of the figure table."""

TOTAL = "delayed_days"
PARTS = ("nhs", "social_care", "both")
"""To whom the delay was put down. The parts sum to the total."""

COLUMNS = ("month", "area_code", "area_name", TOTAL, *PARTS)


@dataclass(frozen=True, slots=True)
class DelayedTransfers:
    """The delayed days of a place and of England, total or one part of it.

    Attributes:
        place: the area of the case, the first that the table names.
        england: England, of which the place is part.
    """

    place: MonthlyCounts
    england: MonthlyCounts

    def compare(self, baseline: MonthRange) -> Comparison:
        """Set the place beside England, each against its own baseline."""
        return Comparison(COUNTED, self.place, (self.england,), baseline)


def read_delayed_transfers(table: FigureTable, column: str = TOTAL) -> DelayedTransfers:
    """Read the series of a table as made by `scripts/figures/delayed_transfers.py`.

    Args:
        table: the table.
        column: the total, or one of the parts.

    Raises:
        InputFaults: a missing column, a month that is none or stands twice, a count that is not
            whole, parts that do not sum to the total, or an England that is not there.
    """
    faults = [_no_column(table, name) for name in COLUMNS if name not in table.columns]
    if column not in (TOTAL, *PARTS):
        faults.append(_no_column(table, column))
    if faults:
        raise InputFaults(faults)
    rows = list(_rows(table, faults))
    faults += _twice(rows) or []
    names = list(dict.fromkeys(row.area for row in rows))
    if "England" not in names or len(names) != 2:
        place = Place(f"{table.name}.csv", None, None, "area_name")
        expected = "one area and England"
        faults.append(Fault(place, ", ".join(names) or "no rows", expected, "make it again"))
    if faults:
        raise InputFaults(faults)
    months = MonthRange(min(r.month for r in rows), max(r.month for r in rows))
    area = next(name for name in names if name != "England")
    place, england = (
        MonthlyCounts(name, months, _counts(rows, name, column)) for name in (area, "England")
    )
    return DelayedTransfers(place, england)


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    area: str
    month: int
    counts: dict[str, int | None]


def _rows(table: FigureTable, faults: list[Fault]) -> Iterator[_Row]:
    file, header = f"{table.name}.csv", len(table.entries) + 1
    numbers = {name: table.decimals(name) for name in (TOTAL, *PARTS)}
    for index, record in enumerate(table.records()):
        line = header + 1 + index
        try:
            month = _month(record["month"])
        except ValueFault as fault:
            faults.append(fault.at(Place(file, line, None, "month")))
            continue
        counts: dict[str, int | None] = {}
        for name, column in numbers.items():
            number = column[index]
            if number is not None and (number != number.to_integral_value() or number < 0):
                place = Place(file, line, None, name)
                faults.append(Fault(place, str(number), "whole days, nought or more", "correct it"))
            counts[name] = None if number is None else int(number)
        faults += _sum_fault(Place(file, line, None, TOTAL), counts)
        yield _Row(Place(file, line), record["area_name"], month, counts)


def _month(text: str) -> int:
    date = PartialDate.parse(text)
    if date.precision is not Precision.MONTH or date.earliest is None:
        raise ValueFault(repr(text), "a month such as 2017-06", "write year and month")
    return month_index(date.earliest)


def _sum_fault(place: Place, counts: dict[str, int | None]) -> Iterable[Fault]:
    total, parts = counts[TOTAL], [counts[name] for name in PARTS]
    whole = sum(part for part in parts if part is not None)
    if total is not None and None not in parts and whole != total:
        found = f"{Decimal(total):,} in all, but {whole:,} in its parts"
        yield Fault(place, found, "parts that sum to the total", "make the table again")


def _twice(rows: list[_Row]) -> list[Fault]:
    seen = Counter[tuple[str, int]]()
    faults: list[Fault] = []
    for row in rows:
        seen[row.area, row.month] += 1
        if seen[row.area, row.month] == 2:
            faults.append(
                Fault(row.place, f"a second row for {row.area} and this month", "one", "remove it")
            )
    return faults


def _counts(rows: list[_Row], area: str, column: str) -> dict[int, int]:
    return {
        row.month: count
        for row in rows
        if row.area == area and (count := row.counts[column]) is not None
    }


def _no_column(table: FigureTable, name: str) -> Fault:
    remedy = near_miss(name, table.columns) or "make the table again"
    place = Place(f"{table.name}.csv", len(table.entries) + 1)
    return Fault(place, f"no column {name!r}", ", ".join(COLUMNS), remedy)
