"""Staggered difference in differences (Callaway and Sant'Anna, 2021): starts at different times.

ATT(g, t) is the mean change from the period before g to t of the areas that start at g, less that
of their controls: areas never treated, or not yet treated at t. Without covariates that is all.
Averages weigh each by its number of areas: over all of them, by start, by time since the start and
by period. One regression on a common treatment term would compare early with late starters, and is
not offered.

Errors come from the areas' own contributions. A start of one area has none: how far a single area
would stray by itself cannot be seen from it, so its interval is not available, nor that of any
average it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.panel.panel import Panel

Controls = Literal["never-treated", "not-yet-treated"]
CONTROLS = ("never-treated", "not-yet-treated")

NORMAL_95 = 1.959963984540054
NOT_AVAILABLE = "interval not available: a start of one area shows no spread of its own"


@dataclass(frozen=True, slots=True)
class Average:
    """One effect: of a start and period, or of several together.

    Attributes:
        effect: in the unit of the outcome.
        error: its standard error; None where it is not available.
        areas: how many treated areas stand behind it.
    """

    effect: float
    error: float | None
    areas: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval; None where it is not available."""
        if self.error is None:
            return None
        return self.effect - NORMAL_95 * self.error, self.effect + NORMAL_95 * self.error

    def text(self) -> str:
        """Return the effect with its interval, or why there is none."""
        if (held := self.interval) is None:
            return f"{self.effect:+.6g} ({NOT_AVAILABLE})"
        return f"{self.effect:+.6g} (95% {held[0]:+.6g} to {held[1]:+.6g})"


@dataclass(frozen=True, slots=True)
class StaggeredEffects:
    """The effects of one outcome.

    Attributes:
        by_start_and_time: ATT(g, t) by labels of start and period; before the start as well, where
            it should be nought.
        simple: over all starts and periods from the start on.
        by_start: over the periods since each start.
        by_time_since: by periods since the start; negative before it.
        by_time: over the starts so far, by period.
        controls: which they were.
        left_out: units that lack figures.
    """

    by_start_and_time: Mapping[tuple[str, str], Average]
    simple: Average
    by_start: Mapping[str, Average]
    by_time_since: Mapping[int, Average]
    by_time: Mapping[str, Average]
    controls: Controls
    left_out: tuple[str, ...]


def staggered_effects(
    panel: Panel,
    outcome: str,
    starts: Mapping[str, str],
    *,
    controls: Controls = "never-treated",
) -> StaggeredEffects:
    """Compute ATT(g, t) and its averages.

    Args:
        panel: all units.
        outcome: its name.
        starts: the first treated period of each treated unit; the others were never treated.
        controls: who stands for what would have happened.

    Raises:
        InputFaults: unknown names, a start without a period before it, no such controls, or none
            to be had: all of them.
    """
    figures = panel.values[panel.outcome_index(outcome)]
    places = panel.unit_indices(list(starts))
    first = np.full(len(panel.units), len(panel.times))
    first[places] = [panel.time_index(time) for time in starts.values()]
    known = np.logical_not(np.isnan(figures).any(axis=1))
    _check(panel, starts, first[known], controls)
    work = _Work(figures[known], first[known], controls)
    kept: dict[tuple[int, int], _Effect] = {}
    for g in work.groups:
        for t in range(len(panel.times)):
            if t != g - 1 and (found := work.effect(g, t)) is not None:
                kept[g, t] = found
    after = {key: each for key, each in kept.items() if key[1] >= key[0]}
    since = sorted({t - g for g, t in kept})
    return StaggeredEffects(
        {(panel.times[g], panel.times[t]): work.told([each]) for (g, t), each in kept.items()},
        work.told(list(after.values())),
        {
            panel.times[g]: work.told([e for key, e in after.items() if key[0] == g])
            for g in sorted({g for g, _ in after})
        },
        {k: work.told([e for (g, t), e in kept.items() if t - g == k]) for k in since},
        {
            panel.times[t]: work.told([e for key, e in after.items() if key[1] == t])
            for t in sorted({t for _, t in after})
        },
        controls,
        tuple(unit for unit, whole in zip(panel.units, known, strict=True) if not whole),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Effect:
    """One ATT(g, t) with what each area adds to its error."""

    group: int
    effect: float
    influence: Floats
    areas: int


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    figures: Floats
    first: NDArray[np.int64]
    controls: Controls

    @property
    def groups(self) -> list[int]:
        found: list[int] = np.unique(self.first).tolist()
        return [g for g in found if g < self.figures.shape[1]]

    def effect(self, g: int, t: int) -> _Effect | None:
        treated = self.first == g
        others = self.first == self.figures.shape[1]
        if self.controls == "not-yet-treated":
            others |= (self.first > max(t, g - 1)) & ~treated
        if not others.any():
            return None
        change = self.figures[:, t] - self.figures[:, g - 1]
        influence = np.zeros(len(change))
        effect = float(change[treated].mean() - change[others].mean())
        influence[treated] = (change[treated] - change[treated].mean()) / treated.sum()
        influence[others] = -(change[others] - change[others].mean()) / others.sum()
        return _Effect(g, effect, influence, int(treated.sum()))

    def told(self, effects: list[_Effect]) -> Average:
        """Average effects by their numbers of areas; their weights are uncertain too."""
        counts = np.array([each.areas for each in effects], dtype=np.float64)
        weights = counts / counts.sum()
        values = np.array([each.effect for each in effects])
        effect = float(weights @ values)
        total = {each.group: each.areas for each in effects}
        if min(total.values()) < 2:
            return Average(effect, None, sum(total.values()))
        influence = weights @ np.array([each.influence for each in effects])
        for each, value in zip(effects, values.tolist(), strict=True):
            influence += ((self.first == each.group) / counts.sum()) * (value - effect)
        return Average(effect, float(np.sqrt((influence**2).sum())), sum(total.values()))


def _check(
    panel: Panel, starts: Mapping[str, str], first: NDArray[np.int64], controls: str
) -> None:
    faults: list[Fault] = []
    if controls not in CONTROLS:
        remedy = near_miss(controls, list(CONTROLS)) or "choose one of these"
        place = Place("staggered", None, None, "controls")
        faults.append(Fault(place, repr(controls), " or ".join(CONTROLS), remedy))
    faults += [
        Fault(
            Place("staggered", None, None, unit),
            f"a start at {time}, the first period",
            "a period before it",
            "begin the panel earlier, or leave the unit out",
        )
        for unit, time in starts.items()
        if time == panel.times[0]
    ]
    never = int((first == len(panel.times)).sum())
    groups = len(np.unique(first[first < len(panel.times)]))
    if not groups:
        found = "no treated unit with a figure in every period"
        place = Place("staggered", None, None, "starts")
        faults.append(Fault(place, found, "one at the least", "name the treated units"))
    elif not never and (controls == "never-treated" or groups < 2):
        place = Place("staggered", None, None, "controls")
        remedy = "give units that were not treated, or take those not yet treated"
        faults.append(Fault(place, "no unit that could be a control", "one at the least", remedy))
    if faults:
        raise InputFaults(faults)
