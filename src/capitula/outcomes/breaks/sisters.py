"""Two questions about a step: did a sister series step the other way, did a witness stay flat?"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import ValueFault
from capitula.outcomes.breaks.found import Mirror, Witness
from capitula.outcomes.breaks.stepping import Steps, count_step, measure_steps
from capitula.outcomes.breaks.thresholds import Thresholds, default_thresholds

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PeerSeries:
    """Another series, kept for the same units or, as a local trust's, for others.

    Attributes:
        name: in words, such as "first outpatient attendances".
        units: whose.
        times: its periods, written as those of the series screened.
        values: float64 [units, times]; not a number where missing.
        stands_for: for a unit of the series screened, the unit here that answers for it; the same
            name by default.
        thresholds: the rule its steps are measured by.
    """

    name: str
    units: Sequence[str]
    times: Sequence[str]
    values: Any
    stands_for: Mapping[str, str] | None = None
    thresholds: Thresholds | None = None

    @cached_property
    def figures(self) -> Floats:
        """The values as an array; nought and less are not a number, as they have no log.

        Raises:
            ValueFault: the shape does not fit the names.
        """
        values = np.array(self.values, dtype=np.float64)
        if values.shape != (len(self.units), len(self.times)):
            raise ValueFault(
                f"{self.name}: figures of shape {values.shape}",
                f"{len(self.units)} units by {len(self.times)} periods",
                "give a row a unit",
            )
        values[values <= 0] = np.nan
        return values

    def without(self, units: Collection[str]) -> PeerSeries:
        """Return the series without some units, such as codes that are no area."""
        kept = [n for n, unit in enumerate(self.units) if unit not in units]
        return replace(self, units=[self.units[n] for n in kept], values=self.figures[kept])

    @cached_property
    def steps(self) -> Steps:
        """The measures of every period of every unit."""
        return measure_steps(self.figures, self.thresholds or default_thresholds())

    def place(self, unit: str, time: str) -> tuple[int, int] | None:
        """Return where the figure that answers for a unit and period stands; None for nowhere."""
        own = (self.stands_for or {}).get(unit, unit)
        if own not in self.units or time not in self.times:
            return None
        return list(self.units).index(own), list(self.times).index(time)


def mirror_of(
    sister: PeerSeries, unit: str, time: str, flagged_count: float, rule: Thresholds
) -> Mirror | None:
    """Return the sister's step if it is a mirror of the flagged one.

    In counts the other way and at least a third of the size, and more than two standard
    deviations of the sister's own changes in that way.

    Args:
        sister: the sister series.
        unit: the unit flagged.
        time: the period flagged.
        flagged_count: the flagged step in counts.
        rule: the thresholds.
    """
    place = sister.place(unit, time)
    if place is None:
        return None
    row, period = place
    count = count_step(sister.figures[row], period, rule.count_window)
    z, step = float(sister.steps.z[place]), float(sister.steps.step_log[place])
    opposite = count * flagged_count < 0 and z * count > 0
    if opposite and abs(count) >= rule.mirror_share * abs(flagged_count) and abs(z) > rule.mirror_z:
        return Mirror(sister.name, z, step, count, flagged_count)
    return None


def witness_of(
    witness: PeerSeries, unit: str, time: str, flagged_log: float, rule: Thresholds
) -> Witness | None:
    """Return what a witness says of a step; None if it has nothing for that unit and period.

    It is flat if its level changed by less than a third of the flagged step and its own step is
    within two standard deviations.
    """
    place = witness.place(unit, time)
    if place is None:
        return None
    row, period = place
    z, step = _known(witness.steps.z[place]), _known(witness.steps.step_log[place])
    flat = None
    if z is not None and step is not None:
        flat = abs(step) < rule.flat_share * abs(flagged_log) and abs(z) <= rule.mirror_z
    before = _known(witness.figures[row, period - 1]) if period else None
    after = _known(witness.figures[row, period])
    return Witness(witness.name, witness.units[row], step, z, before, after, flat)


def _known(value: Any) -> float | None:
    number = float(value)
    return None if math.isnan(number) else number
