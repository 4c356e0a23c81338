"""Synthetic difference in differences (Arkhangelsky and others, 2021), every area as placebo.

Donors are weighed to move in parallel with the area before the start, periods before the start to
be like those after it for the donors. The effect is the weighted difference in differences: the
mean after the start less the weighted mean before it, of the area less that of its donors. The
counterfactual is the donors' weighted path raised by their weighted distance before the start.

The ridge of the unit weights is ζ = (N_treated · T_after)^¼ · s, where s is the standard deviation
of the donors' first differences before the start; for a placebo, of its own donors'. The
standard error is that of the effects of all areas that were not treated: no draw, one answer.

Both sets of weights are exact. The authors' program stops its search short of the optimum; its
figures are had with `search="published"` (see `synthetic_difference_search`).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.counterfactual.design import Design, Flags
from capitula.outcomes.counterfactual.engine import Engine, Kernel, find_kernel, gram_of
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits, Floats
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.counterfactual.placebo_error import placebo_standard_error
from capitula.outcomes.counterfactual.synthetic_difference_weights import (
    TIME_RIDGE,
    Published,
    Simplex,
    noise_of,
    time_weights,
    unit_weights,
)

Search = Literal["exact", "published"]
SEARCHES = ("exact", "published")

STOPS_EARLY = "Found by the search of the method's authors, which stops short of the optimum."


def fit_synthetic_difference(
    design: Design,
    *,
    search: Search = "exact",
    engine: Engine | None = None,
    threads: int | None = None,
) -> Fits:
    """Fit every area by synthetic difference in differences.

    `Fits.details` holds, by outcome, for the treated unit: `zeta_omega`, `zeta_lambda`,
    `time_weights` by period, and `standard_error`, of the placebo effects.

    Args:
        design: who is fitted from whom.
        search: `exact`, or `published`: as the authors' program finds the weights, stopping early.
        engine: `compiled` or `numpy`.
        threads: as many as there are processors, unless given; it changes no byte.

    Raises:
        InputFaults: no such search.
    """
    check_search("sdid", search)
    panel, start = design.panel, design.start
    count, units, _ = panel.values.shape
    kernel = find_kernel(engine) if search == "exact" else None
    dense = np.zeros((count, units, units))
    path, certificate = np.full(panel.values.shape, np.nan), np.full((count, units), np.nan)
    own: dict[str, _Area] = {}
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for o, outcome in enumerate(panel.outcomes):
            kept = np.flatnonzero(design.complete[o])
            work = _Outcome.of(panel.values[o, kept], design.donors[o, kept], start, kernel)
            members = [len(design.members) if panel.units[n] == design.treated else 1 for n in kept]
            for n, one in zip(kept, pool.map(work.fit, range(len(kept)), members), strict=True):
                dense[o, n, kept] = one.units.weight
                path[o, n] = one.path
                certificate[o, n] = max(one.units.certificate, one.times.certificate)
                if panel.units[n] == design.treated:
                    own[outcome] = one
    fits = fits_of(
        design,
        "sdid",
        path,
        certificate=certificate,
        notes=() if search == "exact" else (STOPS_EARLY,),
        donors=DonorWeights.of_all(dense),
        details={
            "zeta_omega": {outcome: one.zeta_omega for outcome, one in own.items()},
            "zeta_lambda": {outcome: one.zeta_lambda for outcome, one in own.items()},
            "time_weights": {
                outcome: dict(
                    zip(panel.times[:start], one.times.weight[:start].tolist(), strict=True)
                )
                for outcome, one in own.items()
            },
        },
    )
    return placebo_standard_error(fits)


def check_search(method: str, search: str) -> None:
    """Refuse a search that there is not.

    Raises:
        InputFaults: it is neither `exact` nor `published`.
    """
    if search not in SEARCHES:
        remedy = near_miss(search, list(SEARCHES)) or "choose one of these"
        place = Place(method, None, None, "search")
        raise InputFaults([Fault(place, repr(search), " or ".join(SEARCHES), remedy)])


@dataclass(frozen=True, slots=True, eq=False)
class _Area:
    """One area's weights, ridges and counterfactual."""

    units: Simplex
    times: Simplex
    zeta_omega: float
    zeta_lambda: float
    path: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    """What the areas of one outcome share."""

    series: Floats
    donors: Flags
    start: int
    centred: Floats
    gram: Floats
    kernel: Kernel | None

    @classmethod
    def of(cls, series: Floats, donors: Flags, start: int, kernel: Kernel | None) -> _Outcome:
        before = series[:, :start]
        centred = before - before.mean(axis=1, keepdims=True)
        return cls(series, donors, start, centred, gram_of(centred, start), kernel)

    def fit(self, area: int, members: int) -> _Area:
        periods, start = self.series.shape[1], self.start
        allowed = self.donors.copy()
        allowed[area] = False
        before = self.series[allowed, :start]
        noise = noise_of(before)
        how = self.kernel or Published(noise)
        omega = float((members * (periods - start)) ** 0.25) * noise
        units = unit_weights(self.centred, self.gram, area, allowed, omega * omega * start, how)
        small = TIME_RIDGE * noise
        after = self.series[allowed, start:].mean(axis=1)
        times = time_weights(before, after, small * small * len(before), how)
        donors = units.weight @ self.series
        distance = (self.series[area, :start] - donors[:start]) @ times.weight[:start]
        return _Area(units, times, omega, small, donors + distance)
