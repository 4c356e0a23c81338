"""A yearly series that is shown and not judged: the place beside the middle of all areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable, read_decimal
from capitula.ground.financial_year import FinancialYear
from capitula.ground.partial_date import PartialDate

COLUMNS = ("year", "measure", "area_name", "value", "middle", "lower", "upper", "councils")


@dataclass(frozen=True, slots=True)
class ShownYear:
    """One year.

    Attributes:
        year: the financial year.
        value: the place's figure; None where there is none.
        middle: the median of all areas.
        lower: their lower quartile.
        upper: their upper quartile.
        areas: how many have a figure.
    """

    year: FinancialYear
    value: Decimal | None
    middle: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    areas: int


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """The years of one measure.

    Attributes:
        place: the place.
        years: in order; years without a collection are not there.
        before: how many years with a figure lie wholly before the start.
        table: where the figures stand.
    """

    place: str
    years: tuple[ShownYear, ...]
    before: int
    table: FigureTable


def read_shown(table: FigureTable, row: str, start: PartialDate | None) -> ShownSeries:
    """Read one measure of a table of yearly figures.

    Args:
        table: the table.
        row: which measure of it.
        start: when the contract began; a year that ends before it lies before the start.

    Raises:
        InputFaults: columns or the measure missing, or a cell that is no number.
    """
    missing = [name for name in COLUMNS if name not in table.columns]
    place = Place(f"{table.name}.csv", len(table.entries) + 1)
    if missing:
        expected = ", ".join(COLUMNS)
        found = f"no column {', '.join(missing)}"
        raise InputFaults([Fault(place, found, expected, "make the table again")])
    records = [each for each in table.records() if each["measure"] == row]
    if not records:
        known = ", ".join(sorted({each["measure"] for each in table.records()}))
        raise InputFaults(
            [Fault(place, f"no measure {row!r}", f"one of: {known}", "correct `row`")]
        )
    years = tuple(sorted(_years(records), key=lambda each: each.year.start))
    begun = None if start is None else start.earliest
    before = sum(1 for y in years if y.value is not None and begun and y.year.last_day < begun)
    return ShownSeries(records[0]["area_name"], years, before, table)


def _years(records: list[dict[str, str]]) -> Iterator[ShownYear]:
    for each in records:
        value, middle, lower, upper = (
            read_decimal(each[name]) for name in ("value", "middle", "lower", "upper")
        )
        year = FinancialYear.parse(each["year"])
        yield ShownYear(year, value, middle, lower, upper, int(each["councils"]))
