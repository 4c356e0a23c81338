"""Reading an official file: bound by name, cells read strictly, period and sums checked.

One report names every fault; where there is one, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.population.official.cells import ColumnReader, Gap, fractions
from capitula.population.official.checks import all_checks
from capitula.population.official.columns import CellType
from capitula.population.official.header import Bound, bind
from capitula.population.official.layout import OfficialLayout, official_layout
from capitula.population.official.official_file import MissingFigure, OfficialFile
from capitula.population.official.period import file_period, stated_year, year_in_name
from capitula.population.published_csv import PublishedCsv, plain_name, read_published_csv

_FAULTS_OF_A_COLUMN = 20
Progress = Callable[[int, int], None]


def read_official(
    kind: str, path: Path, year: str = "", progress: Progress | None = None
) -> OfficialFile:
    """Read an official file of a kind, compressed or not.

    Args:
        kind: such as `gp-payments`; `known_official_layouts` lists them.
        path: the file as published.
        year: the period it is for, where it should be held against one.
        progress: called with columns done and columns in all.

    Raises:
        InputFaults: every fault of the file, with line and column.
    """
    layout = official_layout(kind)
    stated = stated_year(year, layout.period) if year else ""
    published = _published(path, layout)
    place = Place(published.name)
    told = stated or year_in_name(published.name, layout.period)
    bound = bind(published.header, layout, Place(published.name, 1), told or None)
    reading = _Reading(published, layout, bound)
    for number, key in enumerate(bound.at, start=1):
        reading.column(key)
        if progress:
            progress(number, len(bound.at))
    faults = [*reading.faults, *_repeated(reading)]
    period, period_faults = file_period(layout, bound.edition, place, stated, reading.columns)
    faults += period_faults
    if faults:
        raise InputFaults(faults)
    return OfficialFile(
        layout=layout,
        file=published.name,
        sha256=published.sha256,
        bound=bound,
        period=period,
        lines=tuple(line for line, _ in published.rows),
        columns=reading.columns,
        missing=tuple(sorted(reading.missing, key=lambda cell: (cell.line, cell.column))),
        checks=tuple(all_checks(layout, bound, reading.columns)),
        printed_as=reading.printed_as,
    )


def _published(path: Path, layout: OfficialLayout) -> PublishedCsv:
    """Read the cells; a headerless file gets the names declared, unless a header was put in."""
    if not layout.headerless:
        return read_published_csv(path, or_encoding=layout.or_encoding)
    names = tuple(column.names[0] for column in layout.columns.values())
    published = read_published_csv(path, names)
    _, first = published.rows[0]
    known = {plain_name(name) for column in layout.columns.values() for name in column.names}
    if sum(plain_name(cell) in known for cell in first) > len(first) // 2:
        header = tuple(" ".join(cell.split()) for cell in first)
        return PublishedCsv(published.name, published.sha256, header, published.rows[1:])
    return published


@dataclass(slots=True)
class _Reading:
    """Reads column after column and collects what is wrong or missing."""

    published: PublishedCsv
    layout: OfficialLayout
    bound: Bound
    columns: dict[str, tuple[Any, ...]] = field(default_factory=dict[str, tuple[Any, ...]])
    missing: list[MissingFigure] = field(default_factory=list[MissingFigure])
    faults: list[Fault] = field(default_factory=list[Fault])
    printed_as: dict[str, str] = field(default_factory=dict[str, str])
    by_column: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        """Turn rows into columns once."""
        self.by_column = tuple(zip(*(cells for _, cells in self.published.rows), strict=True))

    def column(self, key: str) -> None:
        """Read one column."""
        column = self.layout.all_columns[key]
        reader = ColumnReader(column, self.layout)
        at = self.bound.at[key]
        cells = self.by_column[at]
        known: dict[str, Any] = {}
        spoilt: dict[str, ValueFault] = {}
        for cell in set(cells):
            try:
                known[cell] = reader.read(cell)
            except ValueFault as fault:
                known[cell], spoilt[cell] = None, fault
        read: list[Any] = list(map(known.__getitem__, cells))
        wrong = (
            [
                spoilt[cell].at(self._place(line, key))
                for (line, _), cell in zip(self.published.rows, cells, strict=True)
                if cell in spoilt
            ]
            if spoilt
            else []
        )
        self.faults += _shortened(wrong, self._place(None, key))
        if column.type is CellType.RATE:
            try:
                read, self.printed_as[key] = fractions(read)
            except ValueFault as fault:
                self.faults.append(fault.at(self._place(None, key)))
        self.columns[key] = tuple(self._without_gaps(key, read))

    def _without_gaps(self, key: str, read: Sequence[Any]) -> Sequence[Any]:
        if not any(isinstance(value, Gap) for value in set(read)):
            return read
        values: list[Any] = []
        for (line, _), value in zip(self.published.rows, read, strict=True):
            if isinstance(value, Gap):
                self.missing.append(MissingFigure(line, key, value))
            values.append(None if isinstance(value, Gap) else value)
        return values

    def _place(self, line: int | None, key: str) -> Place:
        return Place(self.published.name, line, None, self.bound.names[key])


def _shortened(faults: list[Fault], place: Place) -> list[Fault]:
    """Name the first faults of a column one by one and count the rest."""
    if len(faults) <= _FAULTS_OF_A_COLUMN:
        return faults
    rest = faults[_FAULTS_OF_A_COLUMN - 1 :]
    last = max(fault.place.line or 0 for fault in rest)
    found = f"{len(rest):,} more such cells, the last in line {last:,}"
    more = Fault(place, found, rest[0].expected, "correct the whole column, or check its name")
    return [*faults[: _FAULTS_OF_A_COLUMN - 1], more]


def _repeated(reading: _Reading) -> list[Fault]:
    """A row whose key stands already, or has none; a row with half a key is known by its cells."""
    layout = reading.layout
    keys = [reading.columns[key] for key in layout.key if key in reading.columns]
    field = ", ".join(reading.bound.names[key] for key in layout.key if key in reading.columns)
    empty = {cell.line for cell in reading.missing if cell.column in layout.key}
    seen: dict[tuple[Any, ...], int] = {}
    faults: list[Fault] = []
    name = reading.published.name
    for (line, cells), key_cells in zip(
        reading.published.rows, zip(*keys, strict=True), strict=True
    ):
        key = key_cells if None not in key_cells or not any(key_cells) else cells
        place = Place(name, line, None, field)
        if all(part is None for part in key_cells) and line in empty:
            remedy = "remove totals and notes, or add the key"
            faults.append(Fault(place, "nothing", f"the key of {layout.row}", remedy))
        elif key in seen:
            shown = ", ".join(str(part) for part in key if part is not None)
            expected = f"{layout.row} once; it stands already in line {seen[key]}"
            faults.append(Fault(place, f"{shown} again", expected, "keep one of the two rows"))
        seen.setdefault(key, line)
    return _shortened(faults, Place(name, None, None, field))
