"""The screen on exact monthly counts: one place beside wider ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from capitula.outcomes.breaks.found import Screening
from capitula.outcomes.breaks.periods import month_label
from capitula.outcomes.breaks.screening import Evidence, screen
from capitula.outcomes.breaks.thresholds import Thresholds
from capitula.outcomes.series import MonthlyCounts, common_months


def screen_counts(
    counted: str,
    place: MonthlyCounts,
    beside: Sequence[MonthlyCounts],
    thresholds: Thresholds | None = None,
) -> Screening:
    """Screen a place's counts beside the first of the wider ones.

    Months differ in length for all alike, so counts serve as they are.

    Args:
        counted: what was counted, for sentences.
        place: whose counts.
        beside: whom it is set beside; none at all leaves nothing to screen.
        thresholds: others than those of the product.
    """
    if not beside:
        return Screening(counted, (), (), (), (), (), ())
    wider = beside[0]
    months = list(common_months([place, wider]))
    rows = [[float(one.counts.get(m, np.nan)) for m in months] for one in (place, wider)]
    wide = np.array(rows[1:])
    wide[wide <= 0] = np.nan
    held = Evidence(beside=wide, beside_name=wider.name)
    times = [month_label(month) for month in months]
    names = [place.name]
    return screen(counted, rows[:1], names, times, evidence=held, thresholds=thresholds)
