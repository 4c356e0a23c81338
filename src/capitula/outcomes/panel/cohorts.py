"""Which units start when: a column of a long table, read unit by unit.

A cell holds the unit's first treated period, the same in all its rows. An empty cell, or one of
`never`, `0`, `inf` and the marks of a missing figure, is a unit that was never treated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.source import read_source
from capitula.outcomes.panel.times import in_order, plain_label

NEVER = frozenset(
    {"", "never", "0", "inf", "infinity", "nan", "na", "null", "none", "nat", "-", "*"}
)


@dataclass(frozen=True, slots=True)
class Cohorts:
    """When each unit starts.

    Attributes:
        starts: the first treated period of each treated unit of the panel.
        later: units that start after the last period, and are untreated all through.
        earlier: units that started before the first period or with it. Nothing is known of them
            untreated, so that they can be neither treated nor controls.
    """

    starts: Mapping[str, str]
    later: tuple[str, ...]
    earlier: tuple[str, ...]


def read_cohorts(path: Path, *, unit: str, cohort: str, panel: Panel) -> Cohorts:
    """Read the starts of a panel's units.

    Args:
        path: the table that the panel is from.
        unit: column of the unit.
        cohort: column of its first treated period.
        panel: the panel, whose units and periods count.

    Raises:
        InputFaults: no such column, a unit with two starts, or a start that is no period: all.
    """
    table = read_source(path)
    at = {name: index for index, name in enumerate(table.header)}
    faults = [
        Fault(
            Place(table.name, 1),
            f"no column {name!r}",
            f"one of: {', '.join(table.header[:12])}",
            near_miss(name, table.header) or "name a column of the file",
        )
        for name in (unit, cohort)
        if name not in at
    ]
    if faults:
        raise InputFaults(faults)
    found: dict[str, tuple[str, int]] = {}
    for line, cells in table.rows:
        name = cells[at[unit]]
        if name not in panel.units:
            continue
        text = plain_label(cells[at[cohort]])
        start = "" if text.casefold() in NEVER else text
        place = Place(table.name, line, at[cohort] + 1, cohort)
        first, seen = found.setdefault(name, (start, line))
        if start != first:
            told = f"{start or 'never'} for {name}, {first or 'never'} in line {seen}"
            remedy = "write the first treated period in every row of the unit"
            faults.append(Fault(place, told, "one start for each unit", remedy))
    faults += _no_periods(found, panel, Place(table.name, None, None, cohort))
    if faults:
        raise InputFaults(faults)
    return _sorted(found, panel, table.name, cohort)


def _no_periods(found: Mapping[str, tuple[str, int]], panel: Panel, place: Place) -> list[Fault]:
    """Starts that are written otherwise than the panel's periods, each told once."""
    faults: list[Fault] = []
    for start in dict.fromkeys(start for start, _ in found.values() if start):
        if start in panel.times:
            continue
        if _is_a_period(start, panel, place.file):
            continue
        remedy = "write it as the periods are, or leave it empty for a unit never treated"
        expected = f"a period such as {panel.times[0]}"
        line = next(line for each, line in found.values() if each == start)
        where = Place(place.file, line, None, place.field)
        faults.append(Fault(where, repr(start), expected, remedy))
    return faults


def _is_a_period(start: str, panel: Panel, file: str) -> bool:
    """Whether it could stand before or after the panel's periods, written as they are."""
    try:
        ordered = in_order([*panel.times, start], file, "cohort")
    except InputFaults as error:
        return all(fault.found.startswith("nothing between") for fault in error.faults)
    return start in (ordered[0], ordered[-1])


def _sorted(found: Mapping[str, tuple[str, int]], panel: Panel, file: str, cohort: str) -> Cohorts:
    starts, later, earlier = dict[str, str](), list[str](), list[str]()
    for name, (start, _) in found.items():
        if not start:
            continue
        if start in panel.times[1:]:
            starts[name] = start
        elif _comes_after(start, panel.times[-1]):
            later.append(name)
        else:
            earlier.append(name)
    if not starts:
        place = Place(file, None, None, cohort)
        expected = f"one after {panel.times[0]} and not after {panel.times[-1]}"
        remedy = "name the column of the first treated period"
        raise InputFaults([Fault(place, "no start within the panel", expected, remedy)])
    return Cohorts(starts, tuple(later), tuple(earlier))


def _comes_after(start: str, last: str) -> bool:
    try:
        return int(start) > int(last)
    except ValueError:
        return start > last
