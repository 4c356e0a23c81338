"""Ridge-augmented synthetic control (Ben-Michael, Feller and Rothstein, 2021).

The exact weights leave a gap before the start wherever the area lies outside the span of its
donors. A ridge regression of what is left, y − Xw, on the donors' deviations from their mean takes
some of it away: the weights still sum to one, but may turn negative, which is extrapolation and is
said. λ is the same for all areas of an outcome: the one of a fixed grid whose fits, made without
one period before the start at a time, foretell that period best (the largest within one standard
error of the best, so that what is not needed is not extrapolated).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.engine import Engine
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits, Floats, pre_rmspe
from capitula.outcomes.counterfactual.synthetic_control import fit_synthetic_control

GRID = tuple(10.0 ** (k / 2) for k in range(-8, 7))
"""λ over the mean sum of squares of a donor's deviations, from 1e-4 to 1e3."""

ASKED = 60
"""At most so many areas choose λ."""


def fit_ridge(design: Design, *, engine: Engine | None = None, threads: int | None = None) -> Fits:
    """Fit every area by ridge-augmented synthetic control.

    Args:
        design: who is fitted from whom.
        engine: of the exact weights.
        threads: of the exact weights.
    """
    exact = fit_synthetic_control(design, engine=engine, threads=threads)
    panel, start = design.panel, design.start
    count, units, _ = panel.values.shape
    dense = np.zeros((count, units, units))
    path = np.full(panel.values.shape, np.nan)
    chosen: dict[str, float] = {}
    for o, outcome in enumerate(panel.outcomes):
        base = _dense(exact, o, units)
        members = [n for n in range(units) if design.complete[o, n]]
        ratio = choose_ridge(panel.values[o, :, :start], base, members, design.donors[o])
        chosen[outcome] = ratio
        for n in members:
            others = design.donors[o].copy()
            others[n] = False
            donors = np.flatnonzero(others)
            before = panel.values[o, donors, :start]
            left = panel.values[o, n, :start] - base[n] @ _filled(panel.values[o, :, :start])
            dense[o, n] = base[n]
            dense[o, n, donors] += augment(before, left, ratio)
            path[o, n] = dense[o, n, donors] @ panel.values[o, donors]
    index = np.broadcast_to(np.arange(units, dtype=np.int32), dense.shape)
    number = np.full((count, units), units, np.int32)
    turned: NDArray[np.bool_] = np.min(dense, axis=2) < -1e-12
    negative = float(np.mean(turned[design.complete]))
    return Fits(
        method="ridge",
        outcomes=panel.outcomes,
        units=panel.units,
        times=panel.times,
        start=start,
        treated=design.treated,
        actual=panel.values,
        counterfactual=path,
        pre_rmspe=pre_rmspe(panel.values, path, start),
        certificate=np.full((count, units), np.nan),
        refused=design.refused,
        notes=(
            *design.notes,
            f"Donors' weights may be negative, and are in {negative:.0%} of the fits: the "
            "counterfactual may lie outside the span of the donors.",
        ),
        donors=DonorWeights(index, dense, number),
        details={"ridge": chosen, "unaugmented_certificate": exact.certificate},
    )


def augment(before: Floats, left: Floats, ratio: float) -> Floats:
    """Return what ridge adds to the donors' weights, summing to nought.

    Args:
        before: [J, T0] donors before the start.
        left: [T0] gap of the exact fit.
        ratio: λ over the mean sum of squares of a donor.
    """
    deviations = before - before.mean(axis=0)
    gram = deviations.T @ deviations
    ridge = ratio * np.trace(gram) / len(before)
    return deviations @ cast("Floats", np.linalg.solve(gram + ridge * np.eye(len(gram)), left))


def choose_ridge(
    before: Floats, base: Floats, members: Sequence[int], donors: NDArray[np.bool_]
) -> float:
    """Return the ratio of the grid that foretells best a period left out of the ridge.

    The exact weights stay those of all periods: only the ridge is refitted, which has a closed
    form (the residual over one less the leverage), one eigenvalue problem an area. Of more than
    sixty areas, sixty evenly spread ones are asked.

    Args:
        before: [N, T0] outcome before the start.
        base: [N, N] exact weights.
        members: indices of the units that are fitted.
        donors: [N] whether a unit may be a donor.
    """
    asked = members[:: max(1, -(-len(members) // ASKED))]
    errors = np.array(
        [
            _left_out_errors(
                before[donors & (np.arange(len(before)) != n)],
                before[n] - base[n] @ _filled(before),
            )
            for n in asked
        ]
    )
    means = errors.mean(axis=0)
    best = int(np.argmin(means))
    bound = means[best] + errors[:, best].std() / np.sqrt(len(errors))
    return GRID[max(k for k, mean in enumerate(means.tolist()) if mean <= bound)]


def _left_out_errors(pool: Floats, left: Floats) -> Floats:
    """Return the mean squared error of each ratio for periods left out, one area; [len(GRID)]."""
    deviations = pool - pool.mean(axis=0)
    gram = deviations.T @ deviations
    values, vectors = np.linalg.eigh(gram)
    values = np.maximum(values, 0.0)
    ridges = np.array(GRID)[:, None] * np.trace(gram) / len(pool)
    shrink = values / (values + ridges)
    fitted = (shrink * (left @ vectors)) @ vectors.T
    leverage = np.minimum(shrink @ (vectors * vectors).T, 1 - 1e-9)
    return np.mean(((left - fitted) / (1 - leverage)) ** 2, axis=1)


def _dense(fits: Fits, outcome: int, units: int) -> Floats:
    donors = fits.donors
    dense = np.zeros((units, units))
    if donors is not None:
        for n in range(units):
            count = int(donors.count[outcome, n])
            dense[n, donors.index[outcome, n, :count]] = donors.weight[outcome, n, :count]
    return dense


def _filled(before: Floats) -> Floats:
    """Units with missing figures have no weight; nought there keeps NaN out of the product."""
    return np.nan_to_num(before)
