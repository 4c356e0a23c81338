"""Exact synthetic control on the outcome alone: every area from a mean of the others.

Minimise ‖y − Xw‖² over the periods before the start, subject to w ≥ 0 and Σw = 1. The optimality
gap ∇ᵀw − min ∇ is nought at an optimum only and bounds what is left to gain; it is printed relative
to the loss. A fit whose gap is above the bound is refused as not exact.
"""

from __future__ import annotations

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.certificate import CERTIFICATE_LIMIT, relative_gap
from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.engine import Engine, solve_outcomes
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits, Floats
from capitula.outcomes.counterfactual.fits_of import fits_of


def fit_synthetic_control(
    design: Design, *, engine: Engine | None = None, threads: int | None = None
) -> Fits:
    """Fit every area by exact synthetic control.

    Args:
        design: who is fitted from whom.
        engine: `compiled` or `numpy`.
        threads: as many as there are processors, unless given; it changes no byte.

    Raises:
        InputFaults: the treated unit's fit is not exact; a placebo's is left out and named.
    """
    panel, start = design.panel, design.start
    count, units, periods = panel.values.shape
    kept = [np.flatnonzero(row) for row in design.complete]
    series = [np.ascontiguousarray(panel.values[o, k]) for o, k in enumerate(kept)]
    allowed = [np.ascontiguousarray(design.donors[o, k]) for o, k in enumerate(kept)]
    solved = solve_outcomes(series, allowed, start, engine=engine, threads=threads)
    most = min(units, start + 1)
    index = np.zeros((count, units, most), np.int32)
    weight, number = np.zeros((count, units, most)), np.zeros((count, units), np.int32)
    path = np.full((count, units, periods), np.nan)
    certificate, rmspe = np.full((count, units), np.nan), np.full((count, units), np.nan)
    for o, (k, each) in enumerate(zip(kept, solved, strict=True)):
        width = each.index.shape[1]
        index[o, k, :width], weight[o, k, :width] = k[each.index], each.weight
        number[o, k], path[o, k] = each.count, each.path
        rmspe[o, k] = np.sqrt(each.loss / start)
        certificate[o, k] = relative_gap(each.gap, each.loss, series[o][:, :start])
    inexact = _inexact(design, certificate)
    path[design.complete & ~(certificate <= CERTIFICATE_LIMIT)] = np.nan
    rmspe[np.isnan(path).all(axis=2)] = np.nan
    return fits_of(
        design,
        "synthetic-control",
        path,
        rmspe=rmspe,
        certificate=certificate,
        refused=design.refused | inexact,
        donors=DonorWeights(index, weight, number),
    )


def _inexact(design: Design, certificate: Floats) -> dict[tuple[str, str], str]:
    """Say of each fit above the bound that it is not exact."""
    panel = design.panel
    found = {
        (panel.outcomes[o], panel.units[n]): (
            f"not exact: optimality gap {certificate[o, n]:.1e} of the loss, "
            f"{CERTIFICATE_LIMIT:.0e} accepted"
        )
        for o, n in np.argwhere(design.complete & ~(certificate <= CERTIFICATE_LIMIT)).tolist()
    }
    remedy = "look for figures that differ by many powers of ten, or state them in another unit"
    faults = [
        Fault(Place("panel", None, None, f"{outcome}, {unit}"), why, "an exact fit", remedy)
        for (outcome, unit), why in found.items()
        if unit == design.treated
    ]
    if faults:
        raise InputFaults(faults)
    return found
