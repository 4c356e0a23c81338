"""Panels for the screen: one array a column, over all units and periods of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.charts.sheet import SheetSeries, long_series, read_sheet, wide_series
from capitula.outcomes.panel.times import in_order

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ScreenTable:
    """Figures of a file.

    Attributes:
        file: its name.
        sha256: its digest.
        units: whose figures, N of them, in the order of the file.
        times: T periods in order.
        figures: float64 [N, T] by column; not a number where there is none.
    """

    file: str
    sha256: str
    units: tuple[str, ...]
    times: tuple[str, ...]
    figures: dict[str, Floats]


def read_screen_table(
    path: Path,
    values: Sequence[str],
    *,
    unit: str,
    time: str | None,
    unnamed: bool = False,
    since: str | None = None,
    until: str | None = None,
) -> ScreenTable:
    """Read a table for the screen.

    Args:
        path: CSV, Parquet or a figure table.
        values: columns of figures; of a wide table one name for all of it.
        unit: column of the unit.
        time: column of the period; None for a wide table with a column a period.
        unnamed: leave out rows that name no unit.
        since: leave out periods before this one.
        until: leave out periods after this one.

    Raises:
        InputFaults: everything that is wrong with it.
    """
    table = read_sheet(path)
    found = (
        long_series(table, values, group=unit, time=time, unnamed=unnamed)
        if time
        else wide_series(table, unit, values[0])
    )
    labels = in_order(
        {label for one in found for label in one.times}, table.name, time or "periods"
    )
    times = tuple(
        label
        for label in labels
        if (since is None or label >= since) and (until is None or label <= until)
    )
    kept = [one for one in found if _has_figures(one, times)]
    place = {label: n for n, label in enumerate(times)}
    figures = {value: np.full((len(kept), len(times)), np.nan) for value in values}
    for row, one in enumerate(kept):
        for value in values:
            for label, figure in zip(one.times, one.figures[value], strict=True):
                if label in place and figure is not None:
                    figures[value][row, place[label]] = figure
    return ScreenTable(table.name, table.sha256, tuple(one.name for one in kept), times, figures)


def _has_figures(one: SheetSeries, times: tuple[str, ...]) -> bool:
    wanted = set(times)
    return any(
        figure is not None and label in wanted
        for column in one.figures.values()
        for label, figure in zip(one.times, column, strict=True)
    )
