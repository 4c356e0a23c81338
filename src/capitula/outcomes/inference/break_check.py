"""Breaks in monthly figures, looked for before any estimate is read as an effect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from capitula.outcomes.breaks.screening import screen
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.times import periods_per_year

MONTHLY = 12
"""The rule of the screen is made for months: six on either side of a step."""


def break_reasons(
    panel: Panel, outcome: str, treated: Sequence[str], excluded: Sequence[str] = ()
) -> tuple[tuple[str, ...], str]:
    """Screen every area of one outcome.

    Returns:
        What bars a judgement of the treated units, in sentences; and a note on areas with a break
        that still stand among the donors, or an empty string. Nothing where periods are no months.
    """
    if periods_per_year(panel.times) != MONTHLY:
        return (), ""
    kept = panel.without(excluded)
    found = screen(outcome, kept.one(outcome).values[0], kept.units, kept.times)
    reasons = tuple(
        each.words for unit in treated for each in found.of(unit) if each.bars_judgement
    )
    complete = {unit for unit in found.flagged if not np.isnan(kept.series(outcome, unit)).any()}
    broken = [unit for unit in found.flagged if unit in complete and unit not in treated]
    if not broken:
        return reasons, ""
    shown = ", ".join(broken[:5]) + (f" and {len(broken) - 5} more" if len(broken) > 5 else "")
    noun = "area has" if len(broken) == 1 else "areas have"
    return reasons, (
        f"{len(broken)} other {noun} a break in {outcome} and may be donors all the same: {shown}. "
        "Leave them out with --exclude and compare."
    )
