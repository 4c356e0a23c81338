"""How a published file of weighted populations is laid out: columns bound by name, from data.

Each layout is a file in `columns/`, for the years published under that header. A new year is a new
file there, or a year more in one of them, not new code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml
from capitula.population.published_csv import plain_name


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measure(_Frozen):
    """One column of figures.

    Attributes:
        column: its name in the published file.
        title: what it measures.
        unit: people, weighted people, index or £ thousand.
        sums_to_population: whether its total over England is the population's.
        stream: the stream of funding whose lines follow it, where it is a component of one.
    """

    column: str
    title: str
    unit: str
    sums_to_population: bool = False
    stream: str = ""


class AreaColumns(_Frozen):
    """The columns that say in which area of one kind a practice lies."""

    title: str
    code: str
    name: str


class Layout(_Frozen):
    """A published header and what its columns mean.

    Attributes:
        years: the financial years published under this header, as far as known.
        total_tolerance_people: how far the total of a weighted column may lie from the
            population's, for the rounding of thousands of published figures.
        not_used: columns that are known and not read.
    """

    title: str
    publisher: str
    licence: str
    attribution: str
    years: tuple[FinancialYear, ...]
    practice_code: str
    practice_name: str
    areas: dict[str, AreaColumns]
    total_tolerance_people: Decimal
    measures: dict[str, Measure]
    not_used: tuple[str, ...]

    @field_validator("years", mode="before")
    @classmethod
    def _years(cls, value: Any) -> Any:
        return [FinancialYear.parse(str(year)) for year in value]

    @property
    def weighted(self) -> dict[str, Measure]:
        """The weighted populations that are scaled to the population."""
        return {key: m for key, m in self.measures.items() if m.sums_to_population}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns a file must have."""
        areas = [c for area in self.areas.values() for c in (area.code, area.name)]
        figures = [measure.column for measure in self.measures.values()]
        return (self.practice_code, self.practice_name, *areas, *figures)

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that the header lacks."""
        return tuple(column for column in self.columns if column not in header)

    def unknown(self, header: Sequence[str]) -> tuple[str, ...]:
        """Return the columns of the header that this layout does not know."""
        known = {*self.columns, *self.not_used}
        return tuple(column for column in header if column not in known)

    def __str__(self) -> str:
        return ", ".join(map(str, self.years))


@cache
def known_layouts() -> tuple[Layout, ...]:
    """Return the layouts in `columns/`, oldest first.

    Raises:
        InputFaults: one of those files is at fault.
    """
    layouts: list[Layout] = []
    faults: list[Fault] = []
    with as_file(files("capitula.population") / "columns") as folder:
        for path in sorted(folder.glob("*.yaml")):
            located = read_yaml(path)
            layout = read_model(Layout, located.data, located)
            faults += located.faults
            layouts += [layout] if layout else []
    if faults:
        raise InputFaults(faults)
    return tuple(layouts)


def layout_of_year(year: FinancialYear) -> Layout | None:
    """Return the layout under which a year was published, if known."""
    return next((layout for layout in known_layouts() if year in layout.years), None)


def in_spelling_of(layout: Layout, header: Sequence[str]) -> tuple[str, ...]:
    """Return a header with the names that a layout knows spelt as it spells them.

    Only case, blanks, dots and underscores may differ; another word is another column.
    """
    known = {plain_name(column): column for column in (*layout.not_used, *layout.columns)}
    return tuple(known.get(plain_name(name), name) for name in header)


def match_layout(header: Sequence[str], place: Place) -> Layout:
    """Return the layout whose columns are all in the header.

    Raises:
        InputFaults: none is; the faults name every column missing from the nearest layout.
    """
    layouts = known_layouts()
    for layout in layouts:
        if not layout.missing(in_spelling_of(layout, header)):
            return layout
    nearest = min(layouts, key=lambda layout: len(layout.missing(header)) / len(layout.columns))
    raise InputFaults(_unmatched(header, nearest, place))


def _unmatched(header: Sequence[str], nearest: Layout, place: Place) -> Iterator[Fault]:
    missing = nearest.missing(header)
    if 2 * len(missing) > len(nearest.columns):
        known = "; ".join(
            f"for {layout}: {', '.join(layout.columns)}" for layout in known_layouts()
        )
        yield Fault(
            place,
            f"the columns {', '.join(header[:8])}{', …' if len(header) > 8 else ''}",
            f"a file of weighted populations by GP practice, with the columns {known}",
            "give the file as NHS England published it",
        )
        return
    spare = nearest.unknown(header)
    for column in missing:
        remedy = near_miss(column, spare) or f"the file has no column like it; add {column!r}"
        yield Fault(place, f"no column {column!r}", f"the columns of {nearest}", remedy)
