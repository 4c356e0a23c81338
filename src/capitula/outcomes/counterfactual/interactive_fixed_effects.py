"""Interactive fixed effects, or generalised synthetic control (Xu, 2017), every area as placebo.

Two-way means, factors and coefficients of covariates are found on an area's controls alone
(`interactive_effects`), and the area is projected on them from before the start
(`interactive_projection`). Each area chooses its own number of factors, nought to five, by how well
the periods before the start foretell each other; several treated areas choose one together.

Two checks go with it: loadings outside the hull of the controls' are told, since no mean of
controls reaches them; and the placebo in time that every method has.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.counterfactual.interactive_area import AreaFit, Problem, treated_details
from capitula.outcomes.counterfactual.interactive_covariates import align
from capitula.outcomes.counterfactual.synthetic_difference import STOPS_EARLY, Search, check_search
from capitula.outcomes.panel.panel import Panel

MOST_FACTORS = 5


def fit_interactive_fixed_effects(
    design: Design,
    *,
    covariates: Panel | None = None,
    factors: int | None = None,
    bootstraps: int = 0,
    search: Search = "exact",
    threads: int | None = None,
) -> Fits:
    """Fit every area by interactive fixed effects.

    `Fits.details` holds, by outcome: `factors` of every area; and for the treated unit
    `left_out_error` by number of factors, `coefficients`, `residual_variance`, `loadings`,
    `outside_hull`, and with bootstraps `standard_error`, `interval` and `standard_error_by_time`.

    Args:
        design: who is fitted from whom.
        covariates: a panel of covariates for the same units and periods.
        factors: their number; chosen for each area unless given.
        bootstraps: draws of the parametric bootstrap for the treated unit; none unless given.
        search: `exact` least squares, or `published`: stopping where the author's program does.
        threads: as many as there are processors, unless given; it changes no byte.

    Raises:
        InputFaults: too many factors for the panel, or what is wrong with the covariates.
    """
    check_search("interactive-fixed-effects", search)
    _check(design, factors, bootstraps)
    design, beside = align(design, covariates)
    panel, start = design.panel, design.start
    path = np.full(panel.values.shape, np.nan)
    details: dict[str, dict[str, Any]] = {"factors": {}}
    notes = [STOPS_EARLY] if search == "published" else []
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for o, outcome in enumerate(panel.outcomes):
            kept = np.flatnonzero(design.complete[o]).tolist()
            most = min(MOST_FACTORS, start - 2, int(design.donors[o].sum()) - 3)
            ranks = tuple(range(max(most, 0) + 1)) if factors is None else (factors,)
            problem = Problem.of(design, beside, o, ranks, published=search == "published")
            fits: list[AreaFit] = list(pool.map(problem.fit, kept))
            chosen: dict[str, int] = {}
            for n, one in zip(kept, fits, strict=True):
                path[o, n] = one.path
                chosen[panel.units[n]] = one.rank
                if panel.units[n] == design.treated:
                    found, said = treated_details(problem, n, one, bootstraps, threads)
                    notes += [f"{outcome}: {each}" for each in said]
                    for name, value in found.items():
                        details.setdefault(name, {})[outcome] = value
            details["factors"][outcome] = chosen
    return fits_of(design, "interactive-fixed-effects", path, notes=notes, details=details)


def _check(design: Design, factors: int | None, bootstraps: int) -> None:
    fewest = int(design.donors.sum(axis=1).min()) - 1
    most = max(min(design.start - 2, fewest - 2), 0)
    faults: list[Fault] = []
    place = Place("interactive-fixed-effects", None, None, "factors")
    if factors is not None and not 0 <= factors <= most:
        expected = f"nought to {most}: two fewer than periods before the start, or donors"
        faults.append(Fault(place, str(factors), expected, "ask for fewer factors"))
    if design.start < 2:
        found = f"{design.start} period before the start"
        faults.append(Fault(place, found, "two at the least", "begin the panel earlier"))
    if bootstraps < 0 or bootstraps == 1:
        where = Place("interactive-fixed-effects", None, None, "bootstraps")
        faults.append(Fault(where, str(bootstraps), "nought, or two or more", "correct it"))
    if faults:
        raise InputFaults(faults)
