"""From arrays to a chart: points, icons and the notes that every chart owes its reader."""

from __future__ import annotations

import math
from collections.abc import Sequence

from capitula.outcomes.charts.control_chart import (
    ControlChart,
    Dispersion,
    Missing,
    Point,
    Rebase,
    assure,
)
from capitula.outcomes.charts.rules import constants
from capitula.outcomes.charts.series import Ready
from capitula.outcomes.charts.signals import Flag, type_of
from capitula.outcomes.measures import Direction
from capitula.outcomes.words import listed


def assemble(
    kind: str,
    name: str,
    ready: Ready,
    *,
    values: Sequence[float],
    lines: Sequence[Sequence[float]],
    flags: Sequence[int],
    close: Sequence[int],
    direction: Direction,
    screened: bool | None,
    baseline: int | None,
    target: float | None,
    rebases: Sequence[Rebase],
    missing: Missing,
    dispersion: Dispersion | None = None,
    notes: Sequence[str] = (),
) -> ControlChart:
    """Return the chart.

    Args:
        kind: xmr, p, u, c, t or g.
        name: whose series.
        ready: the series made ready.
        values: what is drawn.
        lines: centre, lower, upper, near lower, near upper, a value a point; not a number is none.
        flags: the flag of every point.
        close: the side on which it is close to a limit, else nought.
        direction: which way is better.
        screened: whether moving ranges were screened; None where the kind knows none.
        baseline: points at the head of each segment that limits come from.
        target: the target, if there is one.
        rebases: where limits begin anew.
        missing: the rule for gaps.
        dispersion: of counts.
        notes: more that the reader must know.
    """
    centre, *limits = lines
    lower, upper, near_lower, near_upper = ([_there(x) for x in line] for line in limits)
    points = tuple(
        Point(
            ready.times[t],
            float(values[t]),
            float(centre[t]),
            lower[t],
            upper[t],
            near_lower[t],
            near_upper[t],
            Flag(int(flags[t])),
            int(close[t]),
            type_of(int(flags[t]), direction),
            ready.segments[t],
        )
        for t in range(len(values))
    )
    last = points[-1]
    return ControlChart(
        kind=kind,
        name=name,
        points=points,
        direction=direction,
        screened=screened,
        baseline=baseline,
        target=target,
        variation=last.type,
        assurance=assure(target, direction, last.lower, last.upper),
        rebases=tuple(rebases),
        missing=ready.missing,
        missing_rule=missing,
        notes=(*_notes(points, ready, baseline, missing, kind), *notes),
        dispersion=dispersion,
    )


def _there(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def segment_bounds(segments: Sequence[int]) -> list[tuple[int, int]]:
    """Return where each segment begins and ends (the end not included).

    >>> segment_bounds([0, 0, 1])
    [(0, 2), (2, 3)]
    """
    starts = [t for t in range(len(segments)) if t == 0 or segments[t] != segments[t - 1]]
    return list(zip(starts, [*starts[1:], len(segments)], strict=True))


def baseline_end(first: int, last: int, baseline: int | None) -> int:
    """Return where the baseline of a segment ends: after so many points, or with the segment."""
    return last if baseline is None else min(last, first + baseline)


def _notes(
    points: Sequence[Point], ready: Ready, baseline: int | None, missing: Missing, kind: str
) -> list[str]:
    notes: list[str] = []
    least = constants().trial_points
    for first, last in segment_bounds(ready.segments):
        end = baseline_end(first, last, baseline)
        where = "" if ready.segments[-1] == 0 else f" from {points[first].time}"
        count = end - first
        if count == 1 and points[first].upper is None:
            notes.append(f"One point{where}: a centre, but no limits.")
        elif count < least:
            notes.append(
                f"Trial limits{where}: they rest on {count} points; below {least} they are not "
                "settled."
            )
        if kind == "xmr" and count > 1 and points[first].upper == points[first].centre:
            notes.append(
                f"No variation{where}: every figure of the baseline is the same, so that the "
                "limits lie on the mean."
            )
    if ready.missing:
        done = (
            "the points on both sides count as neighbours"
            if missing is Missing.LEAVE_OUT
            else "no moving range, run or window crosses the gap"
        )
        notes.append(
            f"No figure for {listed(ready.missing)}: nothing stands in for it, and {done}."
        )
    return notes
