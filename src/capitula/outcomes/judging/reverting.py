"""Whether differences are heading back: a shift or trend towards nought among the last of them."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.outcomes.charts.signals import Flag
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.measures import Direction

_BACK = (Flag.SHIFT_LOW, Flag.FALLING)


def reverting(
    differences: Sequence[float], *, last: int, screened: bool = True, points: int | None = None
) -> str:
    """Return the words of a shift or trend towards nought; empty where there is none.

    Args:
        differences: since the effect was due, signed so that positive is better.
        last: how many at the end are looked at: those of one window.
        screened: the control chart's screening of moving ranges.
        points: how many points its limits rest on; all where it is None or too many.
    """
    if len(differences) < 2:
        return ""
    baseline = points if points is not None and points <= len(differences) else None
    chart = xmr(differences, direction=Direction.UP, screened=screened, baseline=baseline)
    back = [point for point in chart.points[-last:] if point.flag in _BACK]
    if not back:
        return ""
    words = "fall steadily" if back[-1].flag is Flag.FALLING else "have shifted towards nought"
    return f"the differences {words} among the last {last} periods"
