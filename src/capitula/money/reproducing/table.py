"""A published table with the columns that a reproducer needs, bound by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.money.reproducing.cells import number
from capitula.money.reproducing.layout import plain
from capitula.population.published_csv import read_published_csv


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words of all columns by plain name, numbers of those asked for."""

    number: int
    words: Mapping[str, str]
    numbers: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read."""

    name: str
    sha256: str
    lines: tuple[Line, ...]


def read_table(path: Path, words: Sequence[str], numbers: Sequence[str]) -> Table:
    """Read a table; other columns are kept as words.

    Raises:
        InputFaults: every column that is missing, every cell that is no number.
    """
    table = read_published_csv(path)
    spelled = {plain(name): name for name in (*words, *numbers)}
    header = [spelled.get(plain(name), name) for name in table.header]
    faults = [
        Fault(
            Place(table.name, 1),
            f"no column {name!r}",
            f"the columns {', '.join((*words, *numbers))}",
            near_miss(name, table.header) or "give the file with that column",
        )
        for name in (*words, *numbers)
        if name not in header
    ]
    if faults:
        raise InputFaults(faults)
    lines: list[Line] = []
    for at, cells in table.rows:
        texts = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        values: dict[str, Decimal | None] = {}
        for name in numbers:
            try:
                values[name] = number(texts[name])
            except ValueFault as fault:
                faults.append(fault.at(Place(table.name, at, None, name)))
        lines.append(Line(at, texts, values))
    if faults:
        raise InputFaults(faults)
    return Table(table.name, table.sha256, tuple(lines))
