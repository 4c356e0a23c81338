"""Placebo in time: an effect where none can be, just before the start.

Every area is refitted without the last stretch before the start, and the ratio test is run on that
stretch. A small p says that the treated area was already leaving its comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.placebo import ratio_test
from capitula.outcomes.panel.panel import Panel

HELD_OUT = 12
"""Periods held out: the last twelve months, or a quarter of them where there are under 24."""


@dataclass(frozen=True, slots=True)
class TimePlacebo:
    """The placebo in time of one outcome.

    Attributes:
        first: label of the first period held out.
        last: label of the last.
        effect: mean gap of the treated unit over them.
        ratio: RMSPE there over RMSPE before.
        p: its rank among the areas.
        areas: how many.
    """

    first: str
    last: str
    effect: float
    ratio: float
    p: float
    areas: int


def placebo_in_time(
    panel: Panel,
    *,
    start: int,
    treated: Sequence[str],
    method: str = "synthetic-control",
    held_out: int | None = None,
    treated_as_donor: bool = False,
    excluded: Sequence[str] = (),
    **options: Any,
) -> dict[str, TimePlacebo]:
    """Refit without the last stretch before the start, and test that stretch.

    Args:
        panel: all units and periods; those from the start on are not looked at.
        start: index of the first treated period.
        treated: names of the treated units.
        method: by which to fit.
        held_out: how many periods; twelve, or a quarter of them where there are under 24.
        treated_as_donor: as in `fit_all`.
        excluded: as in `fit_all`.
        options: those of the method.

    Returns:
        By outcome; empty where fewer than two periods would be left to fit on.
    """
    count = held_out or (HELD_OUT if start >= 2 * HELD_OUT else max(1, start // 4))
    if start - count < 2:
        return {}
    earlier = panel.between(panel.times[0], panel.times[start - 1])
    fits = fit_all(
        earlier,
        method=method,
        start=start - count,
        treated=treated,
        treated_as_donor=treated_as_donor,
        excluded=excluded,
        **options,
    )
    found: dict[str, TimePlacebo] = {}
    for o, outcome in enumerate(fits.outcomes):
        test = ratio_test(fits, outcome)
        gap = float(fits.gaps[o, fits.treated_index, fits.start :].mean())
        first, last = fits.times[fits.start], fits.times[-1]
        found[outcome] = TimePlacebo(first, last, gap, test.ratio, test.p, test.areas)
    return found
