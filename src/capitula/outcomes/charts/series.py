"""A series made ready for a chart: gaps refused or dealt with by a rule, rebases placed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from capitula.ground.faults import ValueFault, near_miss
from capitula.outcomes.charts.control_chart import Missing, Rebase


@dataclass(frozen=True, slots=True)
class Ready:
    """What is left to chart.

    Attributes:
        kept: where each point stood in what was given.
        times: the periods.
        values: their figures.
        segments: the segment of each: a rebase begins a new one.
        blocks: the stretch of neighbours of each.
        missing: the periods that had no figure.
    """

    kept: tuple[int, ...]
    times: tuple[str, ...]
    values: tuple[float, ...]
    segments: tuple[int, ...]
    blocks: tuple[int, ...]
    missing: tuple[str, ...]


def make_ready(
    values: Sequence[float | None],
    times: Sequence[str] | None = None,
    rebases: Sequence[Rebase] = (),
    missing: Missing = Missing.REFUSE,
) -> Ready:
    """Place rebases and deal with gaps.

    Args:
        values: the figures; None or not-a-number where one is missing.
        times: the periods; 1, 2, 3, … if not given.
        rebases: each begins new limits from its period on; its reason must be written.
        missing: the rule for gaps. Nothing is ever filled in.

    Raises:
        ValueFault: nothing to chart, periods that do not fit, a missing figure without a rule, an
            infinite one, a rebase without a reason or at a period that is not there.
    """
    labels = tuple(str(n) for n in range(1, len(values) + 1)) if times is None else tuple(times)
    if len(labels) != len(values) or len(set(labels)) != len(labels):
        raise ValueFault(
            f"{len(values)} figures and {len(set(labels))} different periods",
            "a period of its own for every figure",
            "name each period once",
        )
    gone = [n for n, value in enumerate(values) if value is None or math.isnan(value)]
    _refuse(values, labels, gone, missing)
    starts = sorted(_place(rebase, labels) for rebase in rebases)
    kept = [n for n in range(len(values)) if n not in set(gone)]
    segments: list[int] = []
    blocks: list[int] = []
    for place, n in enumerate(kept):
        segment = sum(start <= n for start in starts)
        after_gap = place > 0 and missing is Missing.PART and n != kept[place - 1] + 1
        fresh = place > 0 and (segment != segments[-1] or after_gap)
        blocks.append((blocks[-1] if place else 0) + fresh)
        segments.append(segment)
    numbers = {segment: n for n, segment in enumerate(dict.fromkeys(segments))}
    return Ready(
        kept=tuple(kept),
        times=tuple(labels[n] for n in kept),
        values=tuple(float(values[n] or 0.0) for n in kept),
        segments=tuple(numbers[segment] for segment in segments),
        blocks=tuple(blocks),
        missing=tuple(labels[n] for n in gone),
    )


def _refuse(
    values: Sequence[float | None], labels: Sequence[str], gone: list[int], missing: Missing
) -> None:
    if len(gone) == len(values):
        raise ValueFault("no figures", "at least one", "give a series")
    endless = [labels[n] for n, v in enumerate(values) if v is not None and math.isinf(v)]
    if endless:
        raise ValueFault(f"infinity at {', '.join(endless)}", "finite figures", "correct them")
    if gone and missing is Missing.REFUSE:
        raise ValueFault(
            f"no figure for {', '.join(labels[n] for n in gone)}",
            "a figure for every period, or a rule for gaps",
            "choose `leave-out` (the points beside a gap become neighbours) or `part` (nothing "
            "crosses it)",
        )


def _place(rebase: Rebase, labels: Sequence[str]) -> int:
    if not rebase.reason.strip():
        raise ValueFault(
            f"a rebase at {rebase.time} without a reason",
            "a written reason: limits that start anew hide what came before",
            "say what changed",
        )
    if rebase.time not in labels:
        raise ValueFault(
            f"a rebase at {rebase.time!r}",
            f"one of {len(labels)} periods, {labels[0]} to {labels[-1]}",
            near_miss(rebase.time, labels) or "write the period as the series does",
        )
    return labels.index(rebase.time)
