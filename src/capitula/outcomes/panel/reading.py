"""Reading a panel from a long or a wide table; columns are named by the caller.

Long: a row for each unit and period, with a column for the unit, one for the period and one or
more of figures; a further column may name the outcome. Wide: a row for each unit and a column for
each period, or a row for each period and a column for each unit. An empty cell is missing, and so
is a unit and period without a row; neither is filled in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.source import SourceTable, read_source
from capitula.outcomes.panel.times import in_order, plain_label

_MISSING = {"", "na", "nan", "null", "none", "-", "*"}

_SHOWN = 5
"""How many of the units that were left out are named in a sentence."""

Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class ReadPanel:
    """A panel and the file that it is from.

    Attributes:
        panel: the figures.
        file: its name.
        sha256: its digest.
        unnamed_rows: how many rows named no unit and were left out.
        incomplete: units left out since they lack a figure.
    """

    panel: Panel
    file: str
    sha256: str
    unnamed_rows: int = 0
    incomplete: tuple[str, ...] = ()

    def notes(self) -> tuple[str, ...]:
        """Say what was left out on the way in."""
        said: list[str] = []
        if self.unnamed_rows:
            one = self.unnamed_rows == 1
            said.append(
                f"{self.unnamed_rows:,} {'row names' if one else 'rows name'} no unit and "
                f"{'was' if one else 'were'} left out."
            )
        if self.incomplete:
            shown = ", ".join(self.incomplete[:_SHOWN])
            more = len(self.incomplete) - _SHOWN
            tail = f" and {more} more" if more > 0 else ""
            one = len(self.incomplete) == 1
            lack = "unit lacks" if one else "units lack"
            said.append(
                f"{len(self.incomplete)} {lack} a figure in some period and "
                f"{'was' if one else 'were'} left out: {shown}{tail}."
            )
        return tuple(said)


def read_panel(
    path: Path,
    *,
    unit: str | None = None,
    time: str | None = None,
    values: Sequence[str] = (),
    outcome: str | None = None,
    name: str = "value",
    since: str | None = None,
    until: str | None = None,
    unnamed: bool = False,
    complete: bool = False,
    kept: Sequence[str] = (),
) -> ReadPanel:
    """Read a panel.

    Args:
        path: CSV (commas, semicolons or tabs; gzip or not) or Parquet.
        unit: column of the unit. Without `time`, the table is wide: other columns are periods.
        time: column of the period. Without `unit`, the table is wide: other columns are units.
        values: columns of figures, of a long table; several are several outcomes.
        outcome: column that names the outcome, of a long table with one column of figures.
        name: of the outcome, in a wide table.
        since: leave out periods before this one.
        until: leave out periods after this one.
        unnamed: leave out rows that name no unit, such as totals.
        complete: leave out units without a figure for every outcome in every period.
        kept: units that `complete` does not leave out, so that their lack is told as a fault.

    Raises:
        InputFaults: every fault of the file, with line and column.
    """
    table = read_source(path)
    reader = _Reader(table, unnamed=unnamed)
    if unit and time:
        reader.long(unit, time, tuple(values), outcome)
    elif unit or time:
        reader.wide(unit, time, name)
    else:
        place = Place(table.name, 1)
        remedy = "name the column of the unit, of the period, or both"
        raise InputFaults([Fault(place, "neither unit nor time named", "one at least", remedy)])
    panel = reader.panel(since, until, time or "periods")
    lacking: tuple[str, ...] = ()
    if complete:
        holes = np.isnan(panel.values).any(axis=(0, 2))
        named = [panel.units[n] for n in np.flatnonzero(holes).tolist()]
        lacking = tuple(each for each in named if each not in kept)
        if len(lacking) == len(panel.units):
            remedy = "judge a shorter span with --since and --until"
            expected = "one with a figure in every period"
            raise InputFaults([Fault(Place(table.name), "no such unit", expected, remedy)])
        panel = panel.without(lacking)
    return ReadPanel(panel, table.name, table.sha256, reader.skipped, lacking)


@dataclass(slots=True)
class _Reader:
    """Turns cells into figures and collects what is wrong."""

    table: SourceTable
    unnamed: bool = False
    skipped: int = 0
    faults: list[Fault] = field(default_factory=list[Fault])
    figures: dict[Cell, float] = field(default_factory=dict[Cell, float])
    lines: dict[Cell, int] = field(default_factory=dict[Cell, int])

    def long(self, unit: str, time: str, values: tuple[str, ...], outcome: str | None) -> None:
        if not values or (outcome and len(values) > 1):
            found = f"{len(values)} columns of figures"
            expected = "one, beside a column of outcomes" if outcome else "one or more"
            place = Place(self.table.name, 1)
            self.faults.append(Fault(place, found, expected, "name the column of figures"))
        at = self.columns([unit, time, *([outcome] if outcome else []), *values])
        for line, cells in self.table.rows:
            label = plain_label(cells[at[time]])
            where = cells[at[unit]]
            if self.unnamed and not where:
                self.skipped += 1
                continue
            for column, text in ((unit, where), (time, label)):
                if not text:
                    place = Place(self.table.name, line, at[column] + 1, column)
                    remedy = "fill it in, or remove totals and notes"
                    if column == unit:
                        remedy = "fill it in, or leave such rows out with --leave-out-unnamed"
                    self.faults.append(Fault(place, "nothing", f"the {column}", remedy))
            for value in values:
                named = cells[at[outcome]] if outcome else value
                place = Place(self.table.name, line, at[value] + 1, value)
                self.add((named, where, label), cells[at[value]], place)

    def wide(self, unit: str | None, time: str | None, name: str) -> None:
        key = unit or time or ""
        at = self.columns([key])[key]
        for line, cells in self.table.rows:
            if self.unnamed and unit and not cells[at]:
                self.skipped += 1
                continue
            for column, heading in enumerate(self.table.header):
                if column == at:
                    continue
                row = cells[at]
                where, label = (row, heading) if unit else (heading, row)
                place = Place(self.table.name, line, column + 1, heading)
                self.add((name, where, plain_label(label)), cells[column], place)

    def columns(self, names: list[str]) -> dict[str, int]:
        known = {heading: index for index, heading in enumerate(self.table.header)}
        for name in names:
            if name not in known:
                expected = f"one of: {', '.join(self.table.header[:12])}"
                remedy = near_miss(name, self.table.header) or "name a column of the file"
                place = Place(self.table.name, 1)
                self.faults.append(Fault(place, f"no column {name!r}", expected, remedy))
        if self.faults:
            raise InputFaults(self.faults)
        return {name: known[name] for name in names}

    def add(self, cell: Cell, text: str, place: Place) -> None:
        if cell in self.lines:
            found = f"{', '.join(cell)} a second time"
            expected = f"each once; it stands already in line {self.lines[cell]}"
            self.faults.append(Fault(place, found, expected, "keep one of the two"))
            return
        self.lines[cell] = place.line or 0
        if text.casefold() in _MISSING:
            self.figures[cell] = math.nan
            return
        try:
            figure = float(text)
        except ValueError:
            figure = math.inf
        if math.isfinite(figure):
            self.figures[cell] = figure
        else:
            remedy = "write digits without thousands marks; leave it empty where it is missing"
            self.faults.append(Fault(place, repr(text), "a number", remedy))

    def panel(self, since: str | None, until: str | None, column: str) -> Panel:
        if self.faults:
            raise InputFaults(self.faults)
        outcomes = tuple(dict.fromkeys(cell[0] for cell in self.figures))
        units = tuple(sorted({cell[1] for cell in self.figures}))
        labels = {cell[2] for cell in self.figures}
        for asked in (since, until):
            if asked is not None and asked not in labels:
                remedy = near_miss(asked, sorted(labels)) or "write it as the file does"
                place = Place(self.table.name, None, None, column)
                raise InputFaults([Fault(place, f"no period {asked!r}", "one of them", remedy)])
        times = in_order(labels, self.table.name, column)
        o, n, t = ({name: k for k, name in enumerate(axis)} for axis in (outcomes, units, times))
        values = np.full((len(outcomes), len(units), len(times)), np.nan)
        for (outcome, unit, time), figure in self.figures.items():
            values[o[outcome], n[unit], t[time]] = figure
        whole = Panel(outcomes, units, times, values).between(since, until)
        empty: list[int] = np.flatnonzero(np.isnan(whole.values).all(axis=(0, 2))).tolist()
        return whole.without(units[index] for index in empty)
