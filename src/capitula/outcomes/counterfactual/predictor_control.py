"""Synthetic control with predictors: nested weights (Abadie, Diamond and Hainmueller, 2010).

Donors' weights W(V) bring the predictors nearest under V; V is chosen so that the outcome's mean
squared gap before the start is least. The problem has many local bottoms: from at least thirty
starts, always the same ones, the search goes downhill, the best three go on, and the spread of what
the starts reached is reported. A V under which W is not unique is never taken; where every V is
so, the unit's predictors lying within the span of its donors', the unit is refused and counted.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits, Floats
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.counterfactual.predictors import Predictor, predictor_table
from capitula.outcomes.counterfactual.simplex_numpy import least_norm
from capitula.outcomes.panel.panel import Panel

LEAST_STARTS = 30
STEPS = 500
"""Values looked at from each start; ten times as many from the best three."""

STRICT = 1e-9
"""A donor outside the support must be worse by this, relative to the inner loss."""

SMALL_LOSS = 1e-6
"""An inner loss below this share of the predictors' own size is as good as nought: the optimality
gap is then given relative to that share, for slopes are no finer than the predictors' rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class PredictorFit:
    """The nested weights of one unit.

    Attributes:
        v: weights of the predictors, summing to one.
        support: donors.
        weight: their weights.
        certificate: the optimality gap of the inner problem, relative to its loss.
        pre_mspe: what the best start reached.
        start_values: what each start reached, in order of size; infinite where degenerate.
    """

    v: Floats
    support: NDArray[np.int64]
    weight: Floats
    certificate: float
    pre_mspe: float
    start_values: Floats

    @property
    def spread(self) -> dict[str, float | int]:
        """What the starts reached: best, median, worst, how many, and how many degenerate."""
        finite = self.start_values[np.isfinite(self.start_values)]
        return {
            "starts": len(self.start_values),
            "degenerate": len(self.start_values) - len(finite),
            "best": self.pre_mspe,
            "median": float(np.median(finite)),
            "worst": float(finite[-1]),
            "within_a_thousandth": int((finite <= 1.001 * self.pre_mspe).sum()),
        }


def fit_with_predictors(
    design: Design,
    *,
    predictors: Sequence[Predictor | str],
    covariates: Panel,
    starts: int = LEAST_STARTS,
    threads: int | None = None,
) -> Fits:
    """Fit every area by synthetic control with predictors.

    Args:
        design: who is fitted from whom.
        predictors: as objects or as text, see `Predictor.parse`.
        covariates: the panel that holds their columns, for the same units.
        starts: how many, thirty at the least.
        threads: as many as there are processors, unless given; it changes no byte.

    Raises:
        InputFaults: what is wrong with the predictors; too few starts; a treated unit whose weights
            are not unique.
    """
    if starts < LEAST_STARTS:
        fault = Fault(Place("starts"), str(starts), f"{LEAST_STARTS} or more", "ask for more")
        raise InputFaults([fault])
    named = [Predictor.parse(each) if isinstance(each, str) else each for each in predictors]
    table = predictor_table(covariates, named, design)
    panel, start = design.panel, design.start
    count, units, _ = panel.values.shape
    logs = start_points(len(named), starts)
    known = ~np.isnan(table).any(axis=1)
    most = len(named) + 2
    index = np.zeros((count, units, most), np.int32)
    weight, number = np.zeros((count, units, most)), np.zeros((count, units), np.int32)
    path = np.full(panel.values.shape, np.nan)
    certificate = np.full((count, units), np.nan)
    refused = dict(design.refused)
    spreads: dict[tuple[str, str], PredictorFit] = {}

    def run(task: tuple[int, int]) -> PredictorFit | None:
        o, n = task
        donors = design.donors[o] & known
        donors[n] = False
        return fit_unit(table, panel.values[o, :, :start], n, np.flatnonzero(donors), logs)

    tasks = [(o, n) for o, n in np.argwhere(design.complete & known).tolist()]
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for (o, n), fit in zip(tasks, pool.map(run, tasks), strict=True):
            key = panel.outcomes[o], panel.units[n]
            if fit is None:
                refused[key] = (
                    "its predictors lie within the span of its donors': no unique weights"
                )
                continue
            size = len(fit.support)
            index[o, n, :size], weight[o, n, :size] = fit.support, fit.weight
            number[o, n], certificate[o, n] = size, fit.certificate
            path[o, n] = fit.weight @ panel.values[o, fit.support]
            spreads[key] = fit
    _check_treated(design, refused)
    lost = len(refused) - len(design.refused)
    notes = [f"{lost} placebo fits had no unique weights and are not counted."] if lost else []
    return fits_of(
        design,
        "synthetic-control-predictors",
        path,
        certificate=certificate,
        refused=refused,
        notes=notes,
        donors=DonorWeights(index, weight, number),
        details={"predictors": [str(each) for each in named], "fits": spreads},
    )


def fit_unit(
    table: Floats, before: Floats, unit: int, donors: NDArray[np.int64], logs: Floats
) -> PredictorFit | None:
    """Fit one unit; None where no V gives unique weights.

    Args:
        table: [N, P] predictors.
        before: [N, T0] outcome before the start.
        unit: index of the unit to fit.
        donors: indices of the donors.
        logs: [S, P] starts, logarithms of V.
    """
    from capitula.outcomes.counterfactual.predictor_kernel import DECADES, search

    differences = np.ascontiguousarray(table[donors] - table[unit])
    gaps = np.ascontiguousarray(before[donors] - before[unit])
    found: Floats = search(differences, gaps, logs, STEPS)
    values = np.sort(found[:, 0])
    if not np.isfinite(values[0]):
        return None
    best = found[np.argsort(found[:, 0], kind="stable")[:3]]
    best = best[np.isfinite(best[:, 0])]
    for _ in range(2):
        best = search(differences, gaps, np.ascontiguousarray(best[:, 1:]), 5 * STEPS)
    for row in best[np.argsort(best[:, 0], kind="stable")]:
        logs_of_v = row[1:]
        v = 10.0 ** np.maximum(logs_of_v - logs_of_v.max(), -DECADES)
        points = np.sqrt(v) * differences
        every = np.arange(len(donors))
        support, weight = least_norm(points, every, len(v) + 1)
        residual = weight @ points[support]
        slope = points @ residual
        loss, level = float(residual @ residual), float(weight @ slope[support])
        outside = np.delete(slope, support)
        if loss <= 0 or (len(outside) and outside.min() - level <= STRICT * loss):
            continue
        gap = weight @ gaps[support]
        size = max(loss, SMALL_LOSS * float(v @ table[unit] ** 2))
        certificate = max(0.0, 2 * (level - float(slope.min()))) / size
        mspe = float(np.mean(gap * gap))
        return PredictorFit(v / v.sum(), donors[support], weight, certificate, mspe, values)
    return None


def start_points(predictors: int, starts: int) -> Floats:
    """Return logarithms of V to start from: even, each predictor in turn, then a Halton sequence.

    Always the same ones; [starts, predictors].
    """
    alone = -2.0 * (1 - np.eye(predictors))
    primes = [p for p in range(2, 8 * predictors + 8) if all(p % q for q in range(2, p))]
    rest = [[-5.0 * _halton(k, base) for base in primes[:predictors]] for k in range(1, starts + 1)]
    return np.concatenate([np.zeros((1, predictors)), alone, np.array(rest)])[:starts]


def _halton(number: int, base: int) -> float:
    result, part = 0.0, 1.0
    while number:
        part /= base
        number, digit = divmod(number, base)
        result += part * digit
    return result


def _check_treated(design: Design, refused: dict[tuple[str, str], str]) -> None:
    faults = [
        Fault(Place("predictors", None, None, f"{outcome}, {unit}"), why, "unique weights", remedy)
        for (outcome, unit), why in refused.items()
        for remedy in ["name more predictors, or fit the outcome alone"]
        if unit == design.treated
    ]
    if faults:
        raise InputFaults(faults)
