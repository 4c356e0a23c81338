"""The ratio test: is the gap after the start large beside the gap before it, as areas go?

r = RMSPE after the start / RMSPE before it, for every area as if it had been treated; p is the
rank of the treated area's r among all areas, itself included. It has no sign: for a direction see
the windows. Its least value is one over the number of areas, and is printed with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.ranks import Floats, rank_p


@dataclass(frozen=True, slots=True)
class RatioTest:
    """The ratio test of one outcome and the treated unit.

    Attributes:
        areas: how many areas have a fit, the treated one included.
        ratio: RMSPE after over RMSPE before.
        rank: its place among them, from the largest.
        p: rank over areas.
        floor: the least that p can be.
    """

    areas: int
    ratio: float
    rank: int
    p: float
    floor: float


def post_rmspe(fits: Fits) -> Floats:
    """Return the root mean squared gap after the start, [O, N]."""
    after = fits.gaps[:, :, fits.start :]
    return np.sqrt(np.mean(after * after, axis=2))


def ratios(fits: Fits) -> Floats:
    """Return RMSPE after over RMSPE before, [O, N]; infinite where the fit before is perfect."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return post_rmspe(fits) / fits.pre_rmspe


def ratio_test(fits: Fits, outcome: str) -> RatioTest:
    """Test the treated unit of one outcome.

    Raises:
        LookupError: no unit is treated.
    """
    values = ratios(fits)[fits.outcomes.index(outcome)]
    at = fits.treated_index
    areas = int((~np.isnan(values)).sum())
    p = float(rank_p(values)[at])
    return RatioTest(areas, float(values[at]), round(p * areas), p, 1 / areas)
