"""Reading a published settlement file: columns bound by name, every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.money.reproducing.cells import as_rates, flag, is_nothing, number
from capitula.money.reproducing.contract_of_row import ContractOfRow
from capitula.money.reproducing.layout import (
    Blank,
    Kind,
    LayoutColumn,
    SettlementLayout,
    find_column,
    plain,
)
from capitula.population.published_csv import PublishedCsv, read_published_csv

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_STATED_YEAR = re.compile(r"(?:py|results|puf|year|\by)[ _.-]*(20[0-4]\d)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One contract and year as published.

    Attributes:
        key: its identifier, or its name where the file has no identifier.
        contract: the name of the contract file that holds for it.
        contract_stated: whether the file says so; else it was told by what marks it.
        values: figures by name: amounts and rates as exact decimals, flags as true or false.
    """

    line: int
    key: str
    year: int
    contract: str
    values: Mapping[str, Any]
    contract_stated: bool = True


@dataclass(frozen=True, slots=True)
class SettlementFile:
    """A file as read."""

    name: str
    sha256: str
    rows: tuple[PublishedRow, ...]
    columns: Mapping[str, str]
    not_read: tuple[str, ...]
    track_columns: tuple[str, ...] = ()


def read_settlements(
    path: Path, layout: SettlementLayout, year: int | None = None
) -> SettlementFile:
    """Read one file by its layout.

    Args:
        path: CSV, compressed or not.
        layout: how it is laid out.
        year: the performance year, where neither a column nor the file's name says it.

    Raises:
        InputFaults: everything wrong with it.
    """
    table = read_published_csv(path, or_encoding=layout.or_encoding)
    index = {plain(name): number for number, name in reversed(list(enumerate(table.header)))}
    bound: dict[str, int] = {}
    faults: list[Fault] = []
    for name, column in layout.columns.items():
        at = find_column(index, column.names)
        if at is not None:
            bound[name] = at
        elif column.required:
            faults.append(_missing(table, column, layout))
    key_at = [index[plain(name)] for name in layout.key if plain(name) in index]
    if not key_at:
        place = Place(table.name, 1)
        faults.append(Fault(place, "no identifier", " or ".join(layout.key), "add the column"))
    if faults:
        raise InputFaults(faults)
    columns = {name: _column(table, layout.columns[name], at, faults) for name, at in bound.items()}
    years = _years(table, index, layout, year, faults)
    choose = ContractOfRow(table, index, layout, columns)
    contracts = [choose(number, years[number], faults) for number in range(len(table.rows))]
    if faults:
        raise InputFaults(faults)
    keys = [
        next((row[at].strip() for at in key_at if not is_nothing(row[at])), f"line {line}")
        for line, row in table.rows
    ]
    rows = tuple(
        PublishedRow(
            line,
            f"{keys[number]} {years[number]}",
            years[number],
            contracts[number],
            {name: column[number] for name, column in columns.items()},
            contract_stated=choose.states(number),
        )
        for number, (line, _) in enumerate(table.rows)
    )
    read = {*bound.values(), *key_at}
    not_read = tuple(name for at, name in enumerate(table.header) if at not in read)
    named = {name: table.header[at] for name, at in bound.items()}
    return SettlementFile(table.name, table.sha256, rows, named, not_read, choose.headers())


def _missing(table: PublishedCsv, column: LayoutColumn, layout: SettlementLayout) -> Fault:
    wanted = column.names[0]
    remedy = near_miss(wanted, table.header) or "give the file as it was published"
    expected = f"a file of {layout.title}, with {wanted!r}"
    return Fault(Place(table.name, 1), f"no column {wanted!r}", expected, remedy)


def _column(table: PublishedCsv, column: LayoutColumn, at: int, faults: list[Fault]) -> list[Any]:
    words = {word.casefold() for word in column.nothing}
    cells = ["" if row[at].strip().casefold() in words else row[at] for _, row in table.rows]
    if column.kind is Kind.RATE:
        read, _ = as_rates(cells, column.percent_above)
    else:
        read = [_read(cell, _reader(column)) for cell in cells]
    values: list[Any] = []
    for (line, _), value in zip(table.rows, read, strict=True):
        if isinstance(value, ValueFault):
            faults.append(value.at(Place(table.name, line, None, table.header[at])))
            value = None  # noqa: PLW2901 - the fault is told; the cell stays empty
        if value is None and column.blank is Blank.NOUGHT:
            value = False if column.kind is Kind.FLAG else Decimal(0)  # noqa: PLW2901
        values.append(value)
    return values


def _reader(column: LayoutColumn) -> Callable[[str], Any]:
    if column.kind is Kind.FLAG:
        return lambda cell: flag(cell, column.yes, column.no)
    if column.kind is Kind.COUNT:
        return _count
    return number


def _count(cell: str) -> int | None:
    value = number(cell)
    if value is not None and (value != value.to_integral_value() or value < 0):
        raise ValueFault(repr(cell), "a whole number, not below nought", "correct the cell")
    return None if value is None else int(value)


def _read(cell: str, reader: Callable[[str], Any]) -> Any:
    try:
        return reader(cell)
    except ValueFault as fault:
        return fault


def _years(
    table: PublishedCsv,
    index: Mapping[str, int],
    layout: SettlementLayout,
    stated: int | None,
    faults: list[Fault],
) -> list[int]:
    at = find_column(index, layout.year_column)
    if at is None:
        found = stated or year_of_name(table.name)
        if found is None:
            remedy = "give it with --year, or keep the year in the file's name"
            fault = Fault(Place(table.name), "no performance year", "a year such as 2022", remedy)
            faults.append(fault)
        return [found or 0] * len(table.rows)
    years: list[int] = []
    for line, row in table.rows:
        match = _YEAR.search(row[at])
        if match is None:
            place = Place(table.name, line, None, table.header[at])
            faults.append(Fault(place, repr(row[at]), "a year such as 2022", "correct the cell"))
        elif stated is not None and int(match[1]) != stated:
            place = Place(table.name, line, None, table.header[at])
            found = f"the year {match[1]}"
            faults.append(Fault(place, found, f"{stated}, as asked for", "give that year's file"))
        years.append(int(match[1]) if match else 0)
    return years


def year_of_name(name: str) -> int | None:
    """Return the year that a file's name states, or None if it states none or several.

    >>> year_of_name("mssp_aco_puf_2018.csv.gz"), year_of_name("PY2024_revised 2026_07_17.csv")
    (2018, 2024)
    """
    stated = {int(found) for found in _STATED_YEAR.findall(name)}
    found = stated or {int(found) for found in _YEAR.findall(name)}
    return found.pop() if len(found) == 1 else None
