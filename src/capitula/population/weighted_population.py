"""NHS England's weighted populations by GP practice, as published.

A need weight says how many average people a practice's patients count as, for one kind of care.
Numbers are exact decimals as printed; an empty cell stays missing and is listed; nought is data.
The header does not always tell the year (three years share one), so the year is stated by the
caller, or stands in the file's name, or is the only year known to be published under that header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.figure_table import read_decimal
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark
from capitula.population.exact import exact_sum
from capitula.population.layout import Layout, in_spelling_of, layout_of_year, match_layout
from capitula.population.published_csv import PublishedCsv, read_published_csv

_CODE = re.compile(r"[A-Z]\d{5}")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_ ](\d{4}|\d{2})(?!\d)")
_LIMIT = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Area:
    """An area by code and name, as published."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Practice:
    """One GP practice: its areas by kind, and its figures by measure; None is a missing figure."""

    code: str
    name: str
    areas: Mapping[str, Area]
    values: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class MissingCell:
    """A cell that the file leaves empty."""

    practice: str
    column: str
    line: int


@dataclass(frozen=True, slots=True)
class WeightedPopulations:
    """The practices of one file and one year.

    Attributes:
        file: name of the file.
        sha256: digest of the file, or empty where the figures were made from one.
        origin: where the figures come from, for a reader.
        year: the financial year, or None where nothing says which.
        year_from: what says so.
        missing: cells left empty in columns that are read.
        unknown_columns: columns that the layout does not know.
    """

    file: str
    sha256: str
    origin: str
    layout: Layout
    year: FinancialYear | None
    year_from: str
    practices: tuple[Practice, ...]
    missing: tuple[MissingCell, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    mark: EvidenceMark = EvidenceMark.SOURCED

    def total(self, measure: str, practices: Iterable[Practice] | None = None) -> Decimal | None:
        """Return the exact sum of a measure over some practices, all unless given.

        None where one of them has no figure.
        """
        chosen = self.practices if practices is None else practices
        return exact_sum(practice.values.get(measure) for practice in chosen)

    def within(self, kind: str, code: str) -> tuple[Practice, ...]:
        """Return the practices of one area, such as ("commissioner", "05C")."""
        return tuple(p for p in self.practices if kind in p.areas and p.areas[kind].code == code)


def read_weighted_populations(
    path: Path,
    year: FinancialYear | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> WeightedPopulations:
    """Read a file of weighted populations, compressed or not.

    Args:
        path: the file as published.
        year: the financial year, where the file's name does not say it.
        progress: called with rows done and rows in all.

    Raises:
        InputFaults: every fault of the file, with line and column.
    """
    given = read_published_csv(path)
    layout = match_layout(given.header, Place(given.name, 1))
    header = in_spelling_of(layout, given.header)
    published = PublishedCsv(given.name, given.sha256, header, given.rows)
    reader = _Reader(published, layout)
    for number, (line, cells) in enumerate(published.rows, start=1):
        reader.read(line, cells)
        if progress and (number % 500 == 0 or number == len(published.rows)):
            progress(number, len(published.rows))
    named_year, named_by = _year(published.name, layout)
    found_year, year_from = (year, "stated") if year else (named_year, named_by)
    faults = [*reader.faults, *_year_faults(published, layout, year)]
    if faults:
        raise InputFaults(faults)
    return WeightedPopulations(
        file=published.name,
        sha256=published.sha256,
        origin=f"{layout.publisher}, {layout.title}: {published.name}, sha256 {published.sha256}",
        layout=layout,
        year=found_year,
        year_from=year_from,
        practices=tuple(reader.practices),
        missing=tuple(reader.missing),
        unknown_columns=layout.unknown(published.header),
    )


def _year_faults(
    published: PublishedCsv, layout: Layout, stated: FinancialYear | None
) -> Iterator[Fault]:
    """Faults where the year stated, the file's name and its header speak of different years.

    A year published under no header known so far may come under this one.
    """
    named = _year_named(published.name)
    place = Place(published.name)
    if stated and named and stated != named:
        remedy = "use the file of the year you want, or correct the year"
        expected = f"{stated}, the year stated"
        yield Fault(place, f"{named}, as the file's name says", expected, remedy)
        return
    claimed = stated or named
    usual = layout_of_year(claimed) if claimed else None
    if usual is not None and usual != layout:
        lacking = [c for c in usual.columns if c not in published.header][:3]
        found = f"the columns of {layout}, without {', '.join(map(repr, lacking))}"
        remedy = "use the file of the year you want, or correct the year"
        yield Fault(Place(published.name, 1), found, f"the columns of {claimed}", remedy)


def _year_named(name: str) -> FinancialYear | None:
    for match in _YEAR_IN_NAME.finditer(name):
        try:
            return FinancialYear.parse(f"{match[1]}/{match[2]}")
        except ValueFault:
            continue
    return None


def _year(name: str, layout: Layout) -> tuple[FinancialYear | None, str]:
    named = _year_named(name)
    if named:
        return named, "the file's name"
    if len(layout.years) == 1:
        return layout.years[0], "the only year known under this header"
    return None, f"not known: {layout} share this header"


@dataclass(slots=True)
class _Reader:
    """Turns rows into practices and collects what is wrong or missing."""

    published: PublishedCsv
    layout: Layout
    practices: list[Practice] = field(default_factory=list[Practice])
    missing: list[MissingCell] = field(default_factory=list[MissingCell])
    faults: list[Fault] = field(default_factory=list[Fault])
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def read(self, line: int, cells: tuple[str, ...]) -> None:
        row = dict(zip(self.published.header, cells, strict=True))
        code = row[self.layout.practice_code].strip()
        self._check_code(line, code)
        areas: dict[str, Area] = {}
        for kind, columns in self.layout.areas.items():
            area = Area(row[columns.code].strip(), row[columns.name].strip())
            if area.code:
                areas[kind] = area
            else:
                self.missing.append(MissingCell(code, columns.code, line))
        values: dict[str, Decimal | None] = {}
        for key, measure in self.layout.measures.items():
            values[key] = self._number(line, code, measure.column, row[measure.column])
        name = row[self.layout.practice_name].strip()
        self.practices.append(Practice(code, name, areas, values))

    def _check_code(self, line: int, code: str) -> None:
        place = Place(self.published.name, line, None, self.layout.practice_code)
        if not _CODE.fullmatch(code):
            remedy = "remove totals and notes; write the code in capitals, without blanks"
            found = repr(code) if code else "nothing"
            self.faults.append(Fault(place, found, "a practice code such as M87007", remedy))
        elif code in self.lines:
            found = f"{code} a second time"
            expected = f"each practice once; it stands already in line {self.lines[code]}"
            self.faults.append(Fault(place, found, expected, "keep one of the two rows"))
        self.lines.setdefault(code, line)

    def _number(self, line: int, code: str, column: str, cell: str) -> Decimal | None:
        place = Place(self.published.name, line, None, column)
        try:
            number = read_decimal(cell)
        except ValueFault as fault:
            self.faults.append(fault.at(place))
            return None
        if number is None:
            self.missing.append(MissingCell(code, column, line))
        elif not 0 <= number < _LIMIT:
            expected = "nought or more, below a million million"
            self.faults.append(Fault(place, cell, expected, "check the figure against the source"))
        return number
