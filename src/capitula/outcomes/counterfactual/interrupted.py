"""The method `its`: every area beside its own past, all of them in one batched regression.

The counterfactual is the area's own level, trend and season without the change at the start. With
`controlled` the regression is of the area less the mean of its donors. It is supporting evidence:
whatever else happened at the start is in the step too, so that at most the figures changed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import Fits, Floats
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.counterfactual.interrupted_design import (
    LEAST_EACH_SIDE,
    Season,
    Segments,
    segments,
)
from capitula.outcomes.counterfactual.interrupted_errors import (
    LeastSquares,
    autocorrelation,
    least_squares,
    newey_west_lag,
)
from capitula.outcomes.counterfactual.interrupted_regression import (
    NORMAL_95,
    Family,
    interrupted_series,
)
from capitula.outcomes.panel.times import periods_per_year

SUPPORTS = (
    "Interrupted time series sets the area beside its own past: it can say that figures changed at "
    "the start, and never more than that. It supports another method and decides nothing. Its own "
    "interval is too narrow where areas wander or series are short."
)


def fit_interrupted(
    design: Design,
    *,
    slope: bool = False,
    season: Season | None = None,
    controlled: bool = False,
    family: Family = "gaussian",
) -> Fits:
    """Fit every area by segmented regression.

    `Fits.details` holds, by outcome, for the treated unit: `step`, `standard_error` by Newey and
    West, `interval`, `lag`, `season`, `autocorrelation`, `slope` where it was asked for; and for
    counts `regression`, with ratio, interval and dispersion.

    Args:
        design: who is fitted from whom.
        slope: whether the trend may change as well; only where that was asked beforehand.
        season: `harmonics`, `periods` of the year, or `none`; harmonics where there is a season.
        controlled: whether each area is taken less the mean of its donors.
        family: of the treated area's own regression; the placebos are by least squares.

    Raises:
        InputFaults: too few periods for the terms, or counts that are none.
    """
    panel, start = design.panel, design.start
    periods = panel.values.shape[2]
    yearly = periods_per_year(panel.times)
    terms = segments(periods, start, yearly, slope=slope, season=season)
    lag = newey_west_lag(periods, yearly)
    if family != "gaussian" and controlled:
        place = Place("its", None, None, "controlled")
        remedy = "give counts of a comparator to `interrupted_series`"
        raise InputFaults([Fault(place, f"{family} with controls", "gaussian", remedy)])
    path = np.full(panel.values.shape, np.nan)
    details: dict[str, dict[str, Any]] = {}
    for o, outcome in enumerate(panel.outcomes):
        kept = np.flatnonzero(design.complete[o])
        figures = panel.values[o, kept]
        beside = _donors(figures, design.donors[o, kept]) if controlled else np.zeros((1, 1))
        found = least_squares(terms.terms, figures - beside, lag)
        change = found.coefficients[:, terms.changes] @ terms.terms[:, terms.changes].T
        path[o, kept] = figures - found.residual - change
        for n, unit in enumerate(kept.tolist()):
            if panel.units[unit] == design.treated:
                told = _told(terms, found, n)
                if family != "gaussian":
                    told |= _of_counts(figures[n], terms, lag, family)
                for name, value in told.items():
                    details.setdefault(name, {})[outcome] = value
    notes = [SUPPORTS]
    fewest = min(start, periods - start)
    if fewest < LEAST_EACH_SIDE:
        notes.append(
            f"There are {start} periods before the start and {periods - start} after it; a dozen "
            "on each side are usually asked for."
        )
    return fits_of(design, "its", path, notes=notes, details=details)


def _donors(figures: Floats, donors: np.ndarray[Any, np.dtype[np.bool_]]) -> Floats:
    """Return [N, T], the mean of each area's donors."""
    shares = np.tile(donors.astype(np.float64), (len(figures), 1))
    np.fill_diagonal(shares, 0.0)
    return (shares / shares.sum(axis=1, keepdims=True)) @ figures


def _told(terms: Segments, found: LeastSquares, area: int) -> dict[str, Any]:
    at = terms.names.index("step")
    step, error = float(found.coefficients[area, at]), float(found.errors[area, at])
    told: dict[str, Any] = {
        "step": step,
        "standard_error": error,
        "standard_error_plain": float(found.plain_errors[area, at]),
        "interval": [step - NORMAL_95 * error, step + NORMAL_95 * error],
        "lag": found.lag,
        "season": terms.season,
        "autocorrelation": autocorrelation(found.residual[area]).tolist(),
    }
    if "slope" in terms.names:
        told["slope"] = float(found.coefficients[area, terms.names.index("slope")])
    return told


def _of_counts(figures: Floats, terms: Segments, lag: int, family: Family) -> dict[str, Any]:
    counts = interrupted_series(figures, terms, lag, family=family)
    ratio, low, high = counts.changes["step"].ratio
    return {
        "regression": {
            "family": family,
            "ratio": ratio,
            "interval": [low, high],
            "dispersion": counts.dispersion,
            "spread": counts.spread,
            "text": counts.text(),
        }
    }
