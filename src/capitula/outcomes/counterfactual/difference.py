"""Two-way difference in differences, every area as placebo.

The counterfactual is the plain mean of the donors, raised by the area's mean distance from it
before the start. It rests on the areas having moved in parallel, which is not tested by fitting;
the placebos show how far areas part from it without any contract.
"""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.counterfactual.placebo_error import placebo_standard_error


def fit_difference(design: Design) -> Fits:
    """Fit every area by difference in differences.

    `Fits.details` holds `standard_error` by outcome, of the placebo effects.

    Args:
        design: who is fitted from whom.
    """
    panel, start = design.panel, design.start
    units = len(panel.units)
    behind = np.zeros((len(panel.outcomes), units, units))
    path = np.full(panel.values.shape, np.nan)
    for o in range(len(panel.outcomes)):
        kept = np.flatnonzero(design.complete[o])
        figures = panel.values[o, kept]
        shares = np.tile(design.donors[o, kept].astype(np.float64), (len(kept), 1))
        np.fill_diagonal(shares, 0.0)
        shares /= shares.sum(axis=1, keepdims=True)
        others = shares @ figures
        distance = (figures - others)[:, :start].mean(axis=1, keepdims=True)
        path[o, kept] = others + distance
        behind[o][np.ix_(kept, kept)] = shares
    found = fits_of(design, "did", path, donors=DonorWeights.of_all(behind))
    return placebo_standard_error(found)
