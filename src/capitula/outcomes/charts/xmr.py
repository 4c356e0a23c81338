"""The XmR chart of one series."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.outcomes.charts.assembling import assemble
from capitula.outcomes.charts.control_chart import ControlChart, Missing, Rebase
from capitula.outcomes.charts.rules import constants
from capitula.outcomes.charts.series import make_ready
from capitula.outcomes.measures import Direction


def xmr(
    values: Sequence[float | None],
    *,
    name: str = "",
    times: Sequence[str] | None = None,
    direction: Direction = Direction.NEUTRAL,
    screened: bool = True,
    baseline: int | None = None,
    rebases: Sequence[Rebase] = (),
    target: float | None = None,
    missing: Missing = Missing.REFUSE,
) -> ControlChart:
    """Return the XmR chart of a series, by the rules of `rules.yaml`.

    Args:
        values: one figure a period; None where it is missing.
        name: whose series.
        times: the periods.
        direction: which way is better; neutral gives neither improvement nor concern.
        screened: screen the moving ranges once (the R package's default); else use all (NHS
            England's workbook).
        baseline: points at the head of each segment that the limits come from; all by default.
        rebases: where limits begin anew, each with a written reason.
        target: what the assurance icon is judged against.
        missing: the rule for gaps; by default they are refused.

    Raises:
        ValueFault: see `make_ready`; or a baseline below one.
    """
    from capitula.outcomes.charts.xmr_batch import xmr_batch

    ready = make_ready(values, times, rebases, missing)
    batch = xmr_batch(
        [ready.values],
        screened=screened,
        baseline=baseline,
        segments=ready.segments,
        blocks=ready.blocks,
        engine="plain",
    )
    near = constants().near_share * constants().limit
    lines: list[list[float]] = [[], [], [], [], []]
    for segment in ready.segments:
        mean, spread, low, high = (float(x) for x in batch.limits[0, segment])
        for line, value in zip(
            lines, (mean, low, high, mean - near * spread, mean + near * spread), strict=True
        ):
            line.append(value)
    return assemble(
        "xmr",
        name,
        ready,
        values=ready.values,
        lines=lines,
        flags=batch.flags[0].tolist(),
        close=batch.close[0].tolist(),
        direction=direction,
        screened=screened,
        baseline=baseline,
        target=target,
        rebases=rebases,
        missing=missing,
    )
