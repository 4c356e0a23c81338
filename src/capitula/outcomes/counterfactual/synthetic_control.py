"""Exact synthetic control on the outcome alone: every area from a mean of the others.

Minimise ‖y − Xw‖² over the periods before the start, subject to w ≥ 0 and Σw = 1. The optimality
gap ∇ᵀw − min ∇ is nought at an optimum only and bounds what is left to gain; it is printed relative
to the loss.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.engine import Engine, relative_gap, solve_outcomes
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits

CERTIFICATE_LIMIT = 1e-9
"""A fit is exact where its relative gap is at most this."""


def fit_synthetic_control(
    design: Design, *, engine: Engine | None = None, threads: int | None = None
) -> Fits:
    """Fit every area by exact synthetic control.

    Args:
        design: who is fitted from whom.
        engine: `compiled` or `numpy`.
        threads: as many as there are processors, unless given; it changes no byte.
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
    return Fits(
        method="synthetic-control",
        outcomes=panel.outcomes,
        units=panel.units,
        times=panel.times,
        start=start,
        treated=design.treated,
        actual=panel.values,
        counterfactual=path,
        pre_rmspe=rmspe,
        certificate=certificate,
        refused=design.refused,
        notes=design.notes,
        donors=DonorWeights(index, weight, number),
    )
