"""A standard error from all areas that were not treated: their effects are known to be none.

Every area is fitted as if it had been treated, so nothing is drawn and the error has one value.
Peers draw a few hundred placebos at random, and differ from each other by a quarter.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits

LEAST_PLACEBOS = 2


def placebo_standard_error(fits: Fits) -> Fits:
    """Return the fits with `standard_error` in their details, by outcome.

    It is the standard deviation of the mean gaps after the start over the areas that have a fit and
    were not treated, about their own mean; none where there are fewer than two.
    """
    mean = fits.gaps[:, :, fits.start :].mean(axis=2)
    found: dict[str, float] = {}
    for o, outcome in enumerate(fits.outcomes):
        placebo = fits.fitted[o].copy()
        if fits.treated is not None:
            placebo[fits.treated_index] = False
        if placebo.sum() >= LEAST_PLACEBOS:
            found[outcome] = float(np.std(mean[o, placebo]))
    return replace(fits, details={**fits.details, "standard_error": found})
