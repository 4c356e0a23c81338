"""Reasons for breaks as people recorded them, read from a file."""

from __future__ import annotations

from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.whole_day import read_whole_day
from capitula.outcomes.breaks.found import Reason
from capitula.outcomes.charts.sheet import need_columns, read_sheet

COLUMNS = ("unit", "time", "change", "reason", "by", "on")
_CHANGES = {"recording": False, "real": True}


def read_reasons(path: Path) -> tuple[Reason, ...]:
    """Read a table with a row a reason.

    Columns: unit; time (the period of the break); change (`recording` or `real`); reason; by (who
    says so); on (the day it was recorded); and, if there is one, source.

    Raises:
        InputFaults: everything that is wrong with it.
    """
    table = read_sheet(path)
    at = need_columns(table, COLUMNS)
    if "source" in table.header:
        at["source"] = table.header.index("source")
    faults: list[Fault] = []
    reasons: list[Reason] = []
    for line, cells in table.rows:
        held = {name: cells[n] for name, n in at.items()}
        for name in COLUMNS:
            if not held[name]:
                place = Place(table.name, line, at[name] + 1, name)
                faults.append(Fault(place, "nothing", f"the {name}", "fill it in"))
        if held["change"] not in _CHANGES:
            place = Place(table.name, line, at["change"] + 1, "change")
            expected = "recording, or real: care itself changed"
            faults.append(Fault(place, repr(held["change"]), expected, "choose one"))
        try:
            on = read_whole_day(held["on"])
        except ValueFault as fault:
            faults.append(fault.at(Place(table.name, line, at["on"] + 1, "on")))
            continue
        reasons.append(
            Reason(
                held["unit"],
                held["time"],
                _CHANGES.get(held["change"], False),
                held["reason"],
                held["by"],
                on,
                held.get("source", ""),
            )
        )
    if faults:
        raise InputFaults(faults)
    return tuple(reasons)
