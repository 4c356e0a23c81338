"""The parametric bootstrap of interactive fixed effects (Xu, 2017).

First stage: how far controls part from what the others foretell, where there is no effect. One of
them is drawn to be foretold, and as many as there are controls from the rest, with replacement.
Second stage: data are made anew from the fit. Each control gets the residuals of a control, all
periods together so that their dependence in time is kept; each treated area gets a gap of the first
stage. The spread of the effects found in such data, which hold none, is the standard error.

Draws come from a fixed seed: the same data give the same error, whatever the number of threads.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.interactive_effects import InteractiveEffects

DRAWS = 1_000
SEED = 2017
BLOCK = 50
"""Draws that one task fits."""


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrapped:
    """Effects found where there are none; B draws.

    Attributes:
        gaps: [B, T] of the treated area, the mean of its members.
        unsettled: share of all fits whose factors had not stood still.
    """

    gaps: Floats
    unsettled: float

    def standard_error(self, start: int) -> float:
        """Return the standard deviation of the mean gap from the start on."""
        return float(np.std(self.gaps[:, start:].mean(axis=1), ddof=1))

    def interval(self, effect: float, start: int, level: float = 0.95) -> tuple[float, float]:
        """Return the effect less the upper and the lower quantile of those found without one."""
        found = self.gaps[:, start:].mean(axis=1)
        low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
        return float(effect - high), float(effect - low)


def bootstrap(
    effects: InteractiveEffects,
    covariates: Floats,
    expected: Floats,
    own_covariates: Floats,
    start: int,
    *,
    members: int = 1,
    draws: int = DRAWS,
    seed: int = SEED,
    threads: int | None = None,
) -> Bootstrapped:
    """Fit both stages.

    Args:
        effects: of the controls, J of them.
        covariates: [p, J, T] of the controls.
        expected: [T], the counterfactual of the treated area.
        own_covariates: [p, T] of the treated area.
        start: index of the first treated period.
        members: how many areas stand behind the treated one.
        draws: B, in each stage.
        seed: of the draws.
        threads: as many as there are processors, unless given; it changes no byte.
    """
    from capitula.outcomes.counterfactual.interactive_kernel import foretell_controls, refit

    areas, periods = effects.residual.shape
    random = np.random.default_rng(seed)
    chosen = random.integers(0, areas, draws)
    others = random.integers(0, areas - 1, (draws, areas))
    others += others >= chosen[:, None]
    drawn = random.integers(0, areas, (draws, areas))
    errors = random.integers(0, draws, (draws, members))
    fitted = (
        np.tensordot(effects.beta, covariates, 1)
        + effects.level
        + effects.distance[:, None]
        + effects.loadings @ effects.factors.T
    )
    figures = fitted + effects.residual
    factors = np.ascontiguousarray(effects.factors.T / np.sqrt(periods))
    covariates = np.ascontiguousarray(covariates)
    own_covariates = np.ascontiguousarray(own_covariates)
    foretold, found = np.empty((draws, periods)), np.empty((draws, periods))
    settled = np.empty((2, draws), np.int64)

    def first(rows: slice) -> None:
        foretell_controls(
            figures,
            covariates,
            chosen[rows],
            others[rows],
            start,
            factors,
            foretold[rows],
            settled[0, rows],
        )

    def second(rows: slice) -> None:
        refit(
            fitted,
            effects.residual,
            drawn[rows],
            covariates,
            made[rows],
            own_covariates,
            start,
            factors,
            found[rows],
            settled[1, rows],
        )

    blocks = [slice(k, min(k + BLOCK, draws)) for k in range(0, draws, BLOCK)]
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        list(pool.map(first, blocks))
        made = expected + foretold[errors].mean(axis=1)
        list(pool.map(second, blocks))
    return Bootstrapped(found, float(1 - settled.mean()))
