"""A chart as it is asked for from outside: options read, a file's series charted, faults told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.outcomes.charts.control_chart import ControlChart, Missing, Rebase
from capitula.outcomes.charts.counted import counted_chart
from capitula.outcomes.charts.rules import kinds
from capitula.outcomes.charts.sheet import SheetSeries, long_series, read_sheet, wide_series
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.measures import Direction

_ALIASES = {"increase": "up", "decrease": "down"}
"""The words of the R package for the same directions."""

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """What is asked for, as words; empty words ask for nothing."""

    kind: str = "xmr"
    value: str = "value"
    denominator: str = ""
    prime: bool = False
    group: str = ""
    time: str = ""
    wide: bool = False
    only: str = ""
    direction: str = "neutral"
    screened: bool = True
    baseline: int | None = None
    rebases: tuple[Rebase, ...] = ()
    target: float | None = None
    missing: str = "refuse"


def read_rebases(texts: Sequence[str]) -> tuple[Rebase, ...]:
    """Read rebases such as `2016-06=the count jumped`.

    Raises:
        InputFaults: one without a period or without a reason.
    """
    found: list[Rebase] = []
    faults: list[Fault] = []
    for text in texts:
        time, _, reason = text.partition("=")
        if time.strip() and reason.strip():
            found.append(Rebase(time.strip(), reason.strip()))
            continue
        remedy = "a rebase hides what came before: write why, after an equals sign"
        faults.append(Fault(Place("--rebase"), repr(text), "PERIOD=REASON", remedy))
    if faults:
        raise InputFaults(faults)
    return tuple(found)


def file_charts(path: Path, request: ChartRequest) -> list[ControlChart]:
    """Return a chart for every series of a file that is asked for.

    Raises:
        InputFaults: everything that is wrong with the file or with the options.
    """
    faults = _option_faults(request)
    if faults:
        raise InputFaults(faults)
    table = read_sheet(path)
    columns = [request.value, *([request.denominator] if request.denominator else [])]
    if request.wide:
        series = wide_series(table, request.group, request.value)
    else:
        group, time = request.group or None, request.time or None
        series = long_series(table, columns, group=group, time=time)
    if request.only:
        named = [one for one in series if one.name == request.only]
        if not named:
            names = [one.name for one in series]
            remedy = near_miss(request.only, names) or "write it as the file does"
            expected = f"one of {len(names)} series, such as {', '.join(names[:5])}"
            raise InputFaults([Fault(Place("--only"), repr(request.only), expected, remedy)])
        series = named
    charts: list[ControlChart] = []
    for one in series:
        try:
            charts.append(series_chart(one, request))
        except ValueFault as fault:
            where = f"{request.value}, {one.name}" if one.name else request.value
            faults.append(fault.at(Place(table.name, None, None, where)))
    if faults:
        raise InputFaults(faults)
    return charts


def one_chart(charts: Sequence[ControlChart], source: str) -> ControlChart:
    """Return the chart, if there is one only.

    Raises:
        InputFaults: there are several.
    """
    if len(charts) == 1:
        return charts[0]
    found = f"{len(charts)} series"
    remedy = f"choose with --only, such as {charts[0].name!r}; or use `outcomes xmr` for all"
    raise InputFaults([Fault(Place(source), found, "one, to draw it", remedy)])


def series_chart(series: SheetSeries, request: ChartRequest) -> ControlChart:
    """Return the chart of one series.

    Raises:
        ValueFault: what the chart refuses.
    """
    direction = _choice(Direction, _ALIASES.get(request.direction, request.direction), "")
    missing = _choice(Missing, request.missing, "--missing")
    values = series.figures[request.value]
    if request.kind == "xmr":
        return xmr(
            values,
            name=series.name,
            times=series.times,
            direction=direction,
            screened=request.screened,
            baseline=request.baseline,
            rebases=request.rebases,
            target=request.target,
            missing=missing,
        )
    return counted_chart(
        request.kind,
        values,
        series.figures[request.denominator] if request.denominator else None,
        name=series.name,
        times=series.times,
        direction=direction,
        prime=request.prime,
        baseline=request.baseline,
        rebases=request.rebases,
        target=request.target,
        missing=missing,
    )


def _option_faults(request: ChartRequest) -> list[Fault]:
    faults: list[Fault] = []
    if request.kind not in kinds():
        remedy = near_miss(request.kind, kinds()) or "choose by what was counted"
        faults.append(Fault(Place("--kind"), repr(request.kind), ", ".join(kinds()), remedy))
    for name, choices, chosen in (
        ("--direction", Direction, _ALIASES.get(request.direction, request.direction)),
        ("--missing", Missing, request.missing),
    ):
        try:
            _choice(choices, chosen, name)
        except InputFaults as error:
            faults += error.faults
    if request.wide and not request.group:
        remedy = "name the column that names the series with --group"
        faults.append(Fault(Place("--wide"), "no --group", "the column of names", remedy))
    if request.wide and request.denominator:
        remedy = "give a row a period, with both columns"
        faults.append(Fault(Place("--denominator"), "with --wide", "a long table", remedy))
    return faults


def _choice(choices: type[_Choice], text: str, option: str) -> _Choice:
    known = [str(choice.value) for choice in choices]
    if text not in known:
        remedy = near_miss(text, known) or "choose one of these"
        raise InputFaults([Fault(Place(option), repr(text), ", ".join(known), remedy)])
    return choices(text)
