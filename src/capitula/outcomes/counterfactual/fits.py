"""The fits of one method: what every area did, and what the others foretold of it.

One call fits every area as if it had been treated, for every outcome, on the same dates: the
treated area is judged by the same rule as the areas that had no contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NOUGHT = 1e-15
"""A weight no larger than this is the rounding of one that is nought."""


@dataclass(frozen=True, slots=True, eq=False)
class DonorWeights:
    """Which donors stand behind each fit, K at most.

    Attributes:
        index: int32 [O, N, K], indices of units; only the first `count` hold.
        weight: float64 [O, N, K].
        count: int32 [O, N].
    """

    index: NDArray[np.int32]
    weight: Floats
    count: NDArray[np.int32]

    @classmethod
    def of_all(cls, weights: Floats) -> DonorWeights:
        """List dense weights, [O, N, N]; nobody stands behind a unit whose weights are all nought.

        Of a unit that has a fit every other is listed, many with nought.
        """
        units = weights.shape[-1]
        index = np.broadcast_to(np.arange(units, dtype=np.int32), weights.shape)
        return cls(index, weights, np.where((weights != 0).any(axis=2), units, 0).astype(np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """Every area fitted by one method, for every outcome.

    Attributes:
        method: its name in the register of methods.
        outcomes: names, O of them.
        units: names, N of them; several treated units stand as one, their mean.
        times: labels of the periods, T of them.
        start: index of the first treated period.
        treated: name of the treated unit, or None where every area is a placebo.
        actual: float64 [O, N, T].
        counterfactual: float64 [O, N, T]; NaN where a fit was refused.
        pre_rmspe: float64 [O, N], root mean squared gap before the start.
        certificate: float64 [O, N], the optimality gap relative to the loss; NaN where the method
            has none.
        refused: why a fit was refused, by outcome and unit.
        notes: what a reader must know, in sentences.
        donors: the weights, where the method has weights.
        details: further results of the method, by name.
    """

    method: str
    outcomes: tuple[str, ...]
    units: tuple[str, ...]
    times: tuple[str, ...]
    start: int
    treated: str | None
    actual: Floats
    counterfactual: Floats
    pre_rmspe: Floats
    certificate: Floats
    refused: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    notes: tuple[str, ...] = ()
    donors: DonorWeights | None = None
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def gaps(self) -> Floats:
        """Actual less counterfactual, [O, N, T]."""
        return self.actual - self.counterfactual

    @property
    def fitted(self) -> NDArray[np.bool_]:
        """Whether there is a fit, [O, N]."""
        return ~np.isnan(self.pre_rmspe)

    @property
    def treated_index(self) -> int:
        """Where the treated unit stands among the units.

        Raises:
            LookupError: no unit is treated.
        """
        if self.treated is None:
            raise LookupError("no unit of these fits is treated: every area is a placebo")
        return self.units.index(self.treated)

    def weights(self, outcome: str, unit: str) -> dict[str, float]:
        """Return the donors of one fit and their weights, the heaviest first.

        Empty where the method has no weights or refused the fit.
        """
        if self.donors is None:
            return {}
        at = self.outcomes.index(outcome), self.units.index(unit)
        count = int(self.donors.count[at])
        index: list[int] = self.donors.index[at][:count].tolist()
        weight: list[float] = self.donors.weight[at][:count].tolist()
        pairs = zip(index, weight, strict=True)
        named = [(self.units[donor], weight) for donor, weight in pairs if abs(weight) > NOUGHT]
        return dict(sorted(named, key=lambda pair: (-abs(pair[1]), pair[0])))


def pre_rmspe(actual: Floats, counterfactual: Floats, start: int) -> Floats:
    """Return the root mean squared gap before the start, over the last axis."""
    gaps = (actual - counterfactual)[..., :start]
    return np.sqrt(np.mean(gaps * gaps, axis=-1))
