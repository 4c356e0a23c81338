"""Reproducing the reference points of XmR charts: every limit, flag and type, point by point."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.money.reproduce import Comparison, Reproduction
from capitula.outcomes.charts.sheet import need_columns, read_number, read_sheet
from capitula.outcomes.charts.signals import Flag, type_of
from capitula.outcomes.measures import Direction
from capitula.outcomes.panel.source import SourceTable

TOLERANCE = 1e-9
COLUMNS = (
    "case", "i", "y", "dir", "screen", "fix", "rebase_group", "mean_col", "lpl", "upl",
    "outside_limits", "relative_to_mean", "close_to_limits", "special_cause_type",
    "special_cause_flag", "point_type",
)  # fmt: skip

_DIRECTIONS = {1: Direction.UP, 0: Direction.NEUTRAL, -1: Direction.DOWN}
_TRUTH = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}
_NAMES = {
    Flag.NONE: "Common Cause",
    Flag.OUTSIDE_HIGH: "Above UCL",
    Flag.OUTSIDE_LOW: "Below LCL",
    Flag.RISING: "7 Point Trend (Increasing)",
    Flag.FALLING: "7 Point Trend (Decreasing)",
    Flag.TWO_OF_THREE_HIGH: "2 in 3 Above CL",
    Flag.TWO_OF_THREE_LOW: "2 in 3 Below CL",
    Flag.SHIFT_HIGH: "7 Points Above CL",
    Flag.SHIFT_LOW: "7 Points Below CL",
}


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]
    y: float
    numbers: dict[str, float | None]


def reproduce_xmr(path: Path, progress: Callable[[int, int], None] | None = None) -> Reproduction:
    """Compute every point of a file of reference points again.

    A row is a point. It matches if mean and limits agree within 1e-9 and every flag and the type
    are equal. An empty reference cell states nothing: of a series that never varies the reference
    package gives no limits.

    Args:
        path: the file, its columns as in `COLUMNS`.
        progress: called with series done and series in all.

    Raises:
        InputFaults: everything that is wrong with the file.
    """
    table = read_sheet(path)
    series = _series(table)
    compared: list[Comparison] = []
    for done, (case, rows) in enumerate(series.items(), start=1):
        compared += _compare(table, case, rows)
        if progress:
            progress(done, len(series))
    return Reproduction(
        name="xmr",
        files=(table.name,),
        sha256=(table.sha256,),
        rows=len(table.rows),
        comparisons=tuple(compared),
        required=Decimal(1),
        tolerance=Decimal(str(TOLERANCE)),
        tolerance_unit="of the series’ own unit, for mean and limits",
        more={"series": len(series)},
    )


def _series(table: SourceTable) -> dict[str, list[_Row]]:
    at = need_columns(table, COLUMNS)
    faults: list[Fault] = []
    series: dict[str, list[_Row]] = {}
    for line, cells in table.rows:
        held = {name: cells[n] for name, n in at.items()}
        numbers = {
            name: read_number(held[name], Place(table.name, line, at[name] + 1, name), faults)
            for name in ("i", "y", "dir", "fix", "rebase_group", "mean_col", "lpl", "upl")
        }
        for name in ("y", "dir", "rebase_group"):
            if numbers[name] is None:
                place = Place(table.name, line, at[name] + 1, name)
                faults.append(Fault(place, repr(held[name]), "a number", "fill it in"))
        if numbers["dir"] not in (None, *_DIRECTIONS):
            place = Place(table.name, line, at["dir"] + 1, "dir")
            faults.append(Fault(place, held["dir"], "1, 0 or -1", "correct it"))
        if held["screen"].casefold() not in _TRUTH:
            place = Place(table.name, line, at["screen"] + 1, "screen")
            faults.append(Fault(place, repr(held["screen"]), "True or False", "correct it"))
        row = _Row(line, held, numbers["y"] or 0.0, numbers)
        series.setdefault(held["case"], []).append(row)
    if faults:
        raise InputFaults(faults)
    return series


def _compare(table: SourceTable, case: str, rows: list[_Row]) -> list[Comparison]:
    from capitula.outcomes.charts.xmr_batch import xmr_batch

    first = rows[0]
    groups = list(dict.fromkeys(row.numbers["rebase_group"] for row in rows))
    fix = first.numbers["fix"]
    try:
        batch = xmr_batch(
            [[row.y for row in rows]],
            screened=_TRUTH[first.cells["screen"].casefold()],
            baseline=None if fix is None else int(fix),
            segments=[groups.index(row.numbers["rebase_group"]) for row in rows],
            engine="plain",
        )
    except ValueFault as fault:
        raise InputFaults([fault.at(Place(table.name, first.line, None, case))]) from fault
    direction = _DIRECTIONS[int(first.numbers["dir"] or 0)]
    found: list[Comparison] = []
    for t, row in enumerate(rows):
        mean, _, lower, upper = (
            float(x) for x in batch.limits[0, groups.index(row.numbers["rebase_group"])]
        )
        flag, close = Flag(int(batch.flags[0, t])), int(batch.close[0, t])
        computed = {"mean_col": mean, "lpl": lower, "upl": upper}
        said = {
            "outside_limits": str(abs(flag) == 1).casefold(),
            "relative_to_mean": str((row.y > mean) - (row.y < mean)),
            "close_to_limits": str(close != 0).casefold(),
            "special_cause_type": _NAMES[flag].casefold(),
            "special_cause_flag": str(bool(flag)).casefold(),
            "point_type": type_of(flag, direction).key,
        }
        found.append(_point(row, computed, said))
    return found


def _point(row: _Row, computed: dict[str, float], said: dict[str, str]) -> Comparison:
    stated = {name: row.numbers[name] for name in computed if row.numbers[name] is not None}
    off = {name: abs(computed[name] - (stated[name] or 0.0)) for name in stated}
    reasons = [f"{name} differs by {by:.3e}" for name, by in off.items() if not by <= TOLERANCE]
    for name, ours in said.items():
        theirs = row.cells[name].strip().casefold()
        if name == "relative_to_mean":
            theirs = theirs.removesuffix(".0")
        if theirs and theirs != ours:
            reasons.append(f"{name}: {row.cells[name]} in the file, {ours} computed")
    name = next((name for name in ("upl", "mean_col") if name in stated), None)
    known = [by for by in off.values() if not math.isnan(by)]
    deviation = Decimal(repr(max(known))) if known else None
    return Comparison(
        key=f"{row.cells['case']} {row.cells['i']}",
        inputs={key: _exact(number) for key, number in row.numbers.items()},
        compared=True,
        expected=_exact(stated[name]) if name else None,
        computed=_exact(computed[name]) if name else None,
        difference=_exact(computed[name] - (stated[name] or 0.0)) if name else None,
        deviation=deviation,
        matched=not reasons,
        reason="; ".join(reasons),
    )


def _exact(number: float | None) -> Decimal | None:
    return None if number is None or math.isnan(number) else Decimal(repr(number))
