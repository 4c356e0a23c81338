"""The layout of one kind of official file: its editions, columns, words for missing, and sums."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import Any

from pydantic import Field, field_validator

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml
from capitula.population.official.columns import Column, Frozen, Series


class PeriodKind(StrEnum):
    """What period a file of this kind is for."""

    FINANCIAL_YEAR = "financial_year"
    CALENDAR_YEAR = "calendar_year"
    DAY = "day"


class Edition(Frozen):
    """One form in which the file has been published.

    Attributes:
        years: the years published so, as far as known.
        note: what a reader of this edition has to know.
    """

    years: tuple[str, ...] = ()
    note: str = ""


class RowSum(Frozen):
    """Columns of a row that must add up to another column of it.

    Attributes:
        total: the printed total.
        parts: the columns added; `first..` stands for all the columns of the file from `first`
            up to the total, and `first..last` for those from one to the other.
        except_in: parts left out in an edition, with their reason in `statement`.
        tolerance: the largest difference, in the unit held (pence for money); by edition.
    """

    statement: str
    total: str
    parts: tuple[str, ...]
    editions: tuple[str, ...] = ()
    except_in: dict[str, tuple[str, ...]] = Field(default={})
    tolerance: Decimal = Decimal(0)
    tolerance_in: dict[str, Decimal] = Field(default={})


class RowRatio(Frozen):
    """A printed rate that must be one column over another, to the digits it is printed with."""

    statement: str
    rate: str
    over: tuple[str, str]


class PrintedTotal(Frozen):
    """A row of the file that prints the sum of the others.

    Attributes:
        column: the column by which the total row is known.
        value: what stands there in the total row.
        by: the columns within whose values the sum is taken, such as the month.
        only_where: a column that must not be empty for a row to be a part.
        sums: the columns added.
    """

    statement: str
    column: str
    value: str
    by: tuple[str, ...]
    only_where: str
    sums: tuple[str, ...]


class Ranking(Frozen):
    """A column of ranks of the whole list, equal rows sharing the first rank; tenths if printed."""

    statement: str
    rank: str
    tenth: str = ""


class OfficialLayout(Frozen):
    """The layout of one kind of file.

    Attributes:
        row: what a row is.
        key: the columns that name a row; no two rows share them.
        latest_day_in: columns of days; where nothing names a day, the latest of them is the
            earliest day of which the file can be.
        headerless: the publisher prints no header line; columns come in the order declared.
        or_encoding: what the publisher also writes, where a file is not UTF-8.
        missing: words that mean that there is no figure.
        suppressed: words that mean that the publisher withholds a small figure.
        nought: what the publisher prints in place of nought in a column of whole numbers.
        period: what a file is for, and `period_column` the column that says which.
        dates_within: columns of days, none of which may come after the period.
        date_forms: the forms in which the publisher prints a day.
    """

    kind: str
    title: str
    row: str
    publisher: str
    licence: str
    attribution: str
    key: tuple[str, ...]
    period: PeriodKind
    period_column: str = ""
    latest_day_in: tuple[str, ...] = ()
    headerless: bool = False
    or_encoding: str | None = None
    missing: tuple[str, ...] = ()
    suppressed: tuple[str, ...] = ()
    nought: tuple[str, ...] = ()
    dates_within: tuple[str, ...] = ()
    date_forms: tuple[str, ...] = ("%Y-%m-%d",)
    editions: dict[str, Edition]
    columns: dict[str, Column]
    series: dict[str, Series] = Field(default={})
    not_used: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    row_sums: tuple[RowSum, ...] = ()
    row_ratios: tuple[RowRatio, ...] = ()
    printed_totals: tuple[PrintedTotal, ...] = ()
    rankings: tuple[Ranking, ...] = ()

    @field_validator("editions", mode="before")
    @classmethod
    def _empty_editions(cls, value: Any) -> Any:
        return value or {"every": {}}

    @cached_property
    def all_columns(self) -> dict[str, Column]:
        """The columns, those of the series among them."""
        found = dict(self.columns)
        for key, series in self.series.items():
            found |= series.columns(key)
        return found

    def columns_in(self, edition: str) -> dict[str, Column]:
        """Return the columns that an edition has."""
        return {key: c for key, c in self.all_columns.items() if c.stands_in(edition)}

    def edition_of(self, year: str) -> str | None:
        """Return the edition known to have been published for a year."""
        return next((name for name, e in self.editions.items() if year in e.years), None)

    @property
    def years(self) -> tuple[str, ...]:
        """The years known, oldest first."""
        return tuple(sorted({year for e in self.editions.values() for year in e.years}))


def parse_year(text: str, kind: PeriodKind) -> str:
    """Return a year in the form in which this kind states it, such as 2018/19 or 2018.

    Raises:
        ValueFault: another form.
    """
    if kind is PeriodKind.FINANCIAL_YEAR:
        return str(FinancialYear.parse(text))
    return text.strip()


@cache
def known_official_layouts() -> dict[str, OfficialLayout]:
    """Return the layouts by kind, in the order of their names.

    Raises:
        InputFaults: a file of them is at fault.
    """
    layouts: dict[str, OfficialLayout] = {}
    faults: list[Fault] = []
    with as_file(files("capitula.population.official") / "layouts") as folder:
        for path in sorted(folder.glob("*.yaml")):
            located = read_yaml(path)
            layout = read_model(OfficialLayout, located.data, located)
            faults += located.faults
            if layout:
                layouts[layout.kind] = layout
    if faults:
        raise InputFaults(faults)
    return layouts


def official_layout(kind: str) -> OfficialLayout:
    """Return the layout of a kind.

    Raises:
        InputFaults: no such kind.
    """
    layouts = known_official_layouts()
    if kind not in layouts:
        known = ", ".join(layouts)
        remedy = near_miss(kind, list(layouts)) or "choose one of these"
        raise InputFaults([Fault(Place("KIND"), repr(kind), f"one of {known}", remedy)])
    return layouts[kind]
