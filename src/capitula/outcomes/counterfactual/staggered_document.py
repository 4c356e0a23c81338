"""Staggered effects as plain data, in the shape of `capitula.outcomes.counterfactual/1`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from capitula.outcomes.counterfactual.difference_staggered import (
    NORMAL_95,
    NOT_AVAILABLE,
    Average,
    StaggeredEffects,
)
from capitula.outcomes.panel.panel import Panel

METHOD = "staggered-did"
NORMAL_80 = 0.8416212335729143
"""So far above nought must a normal estimate lie, in errors, to be found four times in five."""


def staggered_document(
    found: StaggeredEffects, panel: Panel, outcome: str, starts: Mapping[str, str]
) -> dict[str, Any]:
    """Return the effects of one outcome.

    `effect.mean` is the simple average. `effect.by_time` holds, for each period with a treated
    unit, the mean of the units treated by then and what their controls foretell for them. There is
    no rank among placebos and no single set of weights: these are null. Beyond the shape in common
    stand every ATT(g, t) and the averages by start, by time since it and by period.
    """
    treated = [unit for unit in starts if unit not in found.left_out]
    by_time = [
        _period(panel, outcome, {unit: starts[unit] for unit in treated}, time, effect)
        for time, effect in found.by_time.items()
    ]
    return {
        "outcome": outcome,
        "method": METHOD,
        "controls": found.controls,
        "treated": treated,
        "from": min((starts[unit] for unit in treated), key=panel.times.index),
        "effect": {"mean": found.simple.effect, **_error(found.simple), "by_time": by_time},
        "pre_rmspe": pre_rmspe(found, panel),
        "weights": {},
        "gap_certificate": {"relative": None, "limit": None},
        "placebo": {"areas": None, "ratio": None, "rank": None, "p": None, "floor": None},
        "power": {"mde80": detectable(found.simple), "unit": outcome},
        "by_start_and_time": [
            {"start": start, "time": time, **_average(each)}
            for (start, time), each in found.by_start_and_time.items()
        ],
        "by_start": [{"start": start, **_average(each)} for start, each in found.by_start.items()],
        "by_time_since": [
            {"periods_since": since, **_average(each)}
            for since, each in found.by_time_since.items()
        ],
        "left_out": list(found.left_out),
    }


def detectable(simple: Average) -> float | None:
    """Return the effect that a two-sided test at 5 % finds four times in five; None: no error."""
    return None if simple.error is None else (NORMAL_95 + NORMAL_80) * simple.error


def pre_rmspe(found: StaggeredEffects, panel: Panel) -> float | None:
    """Return the root mean squared effect before the starts, where none can be; None: no period."""
    order = {time: n for n, time in enumerate(panel.times)}
    before = [
        each.effect
        for (start, time), each in found.by_start_and_time.items()
        if order[time] < order[start]
    ]
    return float(np.sqrt(np.mean(np.square(before)))) if before else None


def _period(
    panel: Panel, outcome: str, starts: Mapping[str, str], time: str, effect: Average
) -> dict[str, Any]:
    at = panel.time_index(time)
    begun = [unit for unit, start in starts.items() if panel.time_index(start) <= at]
    figures = panel.values[panel.outcome_index(outcome), panel.unit_indices(begun), at]
    actual = float(figures.mean())
    return {
        "time": time,
        "actual": actual,
        "counterfactual": actual - effect.effect,
        "gap": effect.effect,
        **_error(effect),
        "areas": effect.areas,
    }


def _average(each: Average) -> dict[str, Any]:
    return {"effect": each.effect, **_error(each), "areas": each.areas}


def _error(each: Average) -> dict[str, Any]:
    interval = each.interval
    return {
        "standard_error": each.error,
        "interval": None if interval is None else list(interval),
        "no_interval_because": NOT_AVAILABLE if interval is None else None,
    }
