"""A screening as it is asked for from outside: files read, evidence gathered, faults told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.breaks.found import NotScreened, Screening
from capitula.outcomes.breaks.known import NOTHING_KNOWN, known_changes
from capitula.outcomes.breaks.reading import ScreenTable, read_screen_table
from capitula.outcomes.breaks.reasons import read_reasons
from capitula.outcomes.breaks.screening import Evidence, screen
from capitula.outcomes.breaks.sisters import PeerSeries


@dataclass(frozen=True, slots=True)
class WitnessRequest:
    """A file that holds a witness: columns, and which of its units answers for which area."""

    path: Path
    unit: str
    time: str
    value: str
    stands_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakRequest:
    """What is asked for; see the command's options."""

    value: str
    unit: str
    time: str = ""
    series: str = ""
    sisters: tuple[str, ...] = ()
    denominator: str = ""
    witness: WitnessRequest | None = None
    reasons: Path | None = None
    collection: str = ""
    since: str | None = None
    until: str | None = None
    complete: bool = False
    unnamed: bool = False


def screen_file(path: Path, request: BreakRequest) -> Screening:
    """Screen every unit of a file.

    Raises:
        InputFaults: everything that is wrong with the files or the options.
    """
    faults = _option_faults(request)
    if faults:
        raise InputFaults(faults)
    collection = known_changes(request.collection) if request.collection else NOTHING_KNOWN
    below = [request.denominator] if request.denominator else []
    table = read_screen_table(
        path,
        [request.value, *request.sisters, *below],
        unit=request.unit,
        time=request.time or None,
        unnamed=request.unnamed,
        since=request.since,
        until=request.until,
    )
    figures = table.figures[request.value]
    whole = [bool(np.isfinite(row).all()) for row in figures]
    rows = [n for n, each in enumerate(whole) if each or not request.complete]
    units = [table.units[n] for n in rows]
    if not rows or not table.times:
        place = Place(table.file)
        raise InputFaults([Fault(place, "no area to screen", "one at least", "check the options")])
    sisters = [
        PeerSeries(name, units, table.times, table.figures[name][rows]) for name in request.sisters
    ]
    evidence = Evidence(
        sisters=sisters,
        witnesses=[_witness(request.witness, units)] if request.witness else [],
        denominators=table.figures[request.denominator][rows] if below else None,
        collection=collection,
        reasons=read_reasons(request.reasons) if request.reasons else (),
    )
    found = screen(
        request.series or request.value, figures[rows], units, table.times, evidence=evidence
    )
    if not request.complete:
        return found
    return found.leaving_out(
        NotScreened(unit, "not every period has a figure")
        for unit, each in zip(table.units, whole, strict=True)
        if not each
    )


def _witness(request: WitnessRequest, units: list[str]) -> PeerSeries:
    table: ScreenTable = read_screen_table(
        request.path, [request.value], unit=request.unit, time=request.time or None
    )
    pairs = dict(text.split("=", 1) for text in request.stands_for)
    faults: list[Fault] = []
    for area, other in pairs.items():
        for name, known in ((area, units), (other, list(table.units))):
            if name not in known:
                remedy = near_miss(name, known) or "write it as the file does"
                expected = f"one of {len(known)} names"
                faults.append(Fault(Place("--stands-for"), repr(name), expected, remedy))
    if faults:
        raise InputFaults(faults)
    return PeerSeries(request.value, table.units, table.times, table.figures[request.value], pairs)


def _option_faults(request: BreakRequest) -> list[Fault]:
    faults: list[Fault] = []
    if not request.time and (request.sisters or request.denominator):
        remedy = "give a row an area and period, and name --time"
        found = "a table with a column a period"
        faults.append(Fault(Place("--sister"), found, "one with a column a series", remedy))
    pairs = request.witness.stands_for if request.witness else ()
    faults += [
        Fault(Place("--stands-for"), repr(text), "AREA=UNIT", "write both, with an equals sign")
        for text in pairs
        if "=" not in text
    ]
    return faults
