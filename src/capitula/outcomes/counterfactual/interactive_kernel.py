"""Interactive fixed effects, fitted thousands of times over: the compiled part of the bootstrap.

The same least squares as `interactive_effects`. Factors are found by repeated multiplication from
those of the data themselves, which lie near, rather than by an eigenvalue problem for each draw.
"""

# Loops, not arrays: this is compiled. Plain arguments: a compiled function takes no objects.
# ruff: noqa: C901, PLR0912, PLR0917
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.compiled import compiled

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

STILL = 1e-9
"""Factors stand still where what is left of them outside those before is at most this."""

MOST_TURNS = 500


@compiled
def take_means(figures: Floats, level: Floats) -> None:
    """Take the means of areas and periods out of [J, T]; fill `level` with those of the periods."""
    areas, periods = figures.shape
    level[:] = 0.0
    for j in range(areas):
        own = 0.0
        for t in range(periods):
            own += figures[j, t]
            level[t] += figures[j, t] / areas
        own /= periods
        for t in range(periods):
            figures[j, t] -= own
    whole = 0.0
    for t in range(periods):
        whole += level[t] / periods
    for j in range(areas):
        for t in range(periods):
            figures[j, t] -= level[t] - whole


@compiled
def along(figures: Floats, factors: Floats, loadings: Floats) -> None:
    """Fill loadings [J, r] with figures [J, T] times factors [r, T]."""
    for j in range(len(figures)):
        row = figures[j]
        for k in range(len(factors)):
            factor, total = factors[k], 0.0
            for t in range(len(row)):
                total += row[t] * factor[t]
            loadings[j, k] = total


@compiled
def turn(figures: Floats, factors: Floats, loadings: Floats, newest: Floats) -> float:
    """Multiply the factors by FᵀF of the figures and make them orthonormal; return how far."""
    rank, periods = factors.shape
    along(figures, factors, loadings)
    newest[:] = 0.0
    for j in range(len(figures)):
        row = figures[j]
        for k in range(rank):
            weight = loadings[j, k]
            for t in range(periods):
                newest[k, t] += weight * row[t]
    for k in range(rank):
        for _ in range(2):
            for m in range(k):
                shared = 0.0
                for t in range(periods):
                    shared += newest[k, t] * newest[m, t]
                for t in range(periods):
                    newest[k, t] -= shared * newest[m, t]
        length = 0.0
        for t in range(periods):
            length += newest[k, t] * newest[k, t]
        length = np.sqrt(length)
        for t in range(periods):
            newest[k, t] /= max(length, 1e-300)
    kept = 0.0
    for k in range(rank):
        for m in range(rank):
            shared = 0.0
            for t in range(periods):
                shared += newest[k, t] * factors[m, t]
            kept += shared * shared
    factors[:] = newest
    return rank - kept


@compiled
def gap_of(
    figures: Floats,
    covariates: Floats,
    own: Floats,
    own_covariates: Floats,
    start: int,
    factors: Floats,
    gap: Floats,
) -> bool:
    """Fill the gap of one area from its controls; return whether the factors stood still.

    Args:
        figures: [J, T] of the controls; overwritten.
        covariates: [p, J, T] of the controls; overwritten.
        own: [T] of the area.
        own_covariates: [p, T] of the area.
        start: index of the first period that its fit does not look at.
        factors: [r, T] to begin with, orthonormal; overwritten.
        gap: [T], filled.
    """
    number, areas, periods = covariates.shape
    rank = len(factors)
    level, levels = np.zeros(periods), np.zeros((number, periods))
    take_means(figures, level)
    for k in range(number):
        take_means(covariates[k], levels[k])
    loadings, newest = np.zeros((areas, rank)), np.zeros((rank, periods))
    theirs = np.zeros((number, areas, rank))
    whole, right = np.zeros((number, number)), np.zeros(number)
    for k in range(number):
        right[k] = (covariates[k] * figures).sum()
        for m in range(number):
            whole[k, m] = (covariates[k] * covariates[m]).sum()
    beta = np.linalg.lstsq(whole, right)[0] if number else np.zeros(0)
    left = figures.copy()
    settled = rank == 0
    for _ in range(MOST_TURNS):
        left[:] = figures
        for k in range(number):
            left -= beta[k] * covariates[k]
        if settled:
            break
        moved = turn(left, factors, loadings, newest)
        step = 0.0
        if number:
            along(figures, factors, loadings)
            for k in range(number):
                along(covariates[k], factors, theirs[k])
            inner, outer = whole.copy(), right.copy()
            for k in range(number):
                outer[k] -= (theirs[k] * loadings).sum()
                for m in range(number):
                    inner[k, m] -= (theirs[k] * theirs[m]).sum()
            better = np.linalg.lstsq(inner, outer)[0]
            step = np.abs(better - beta).max() / max(1.0, np.abs(better).max())
            beta = better
        settled = moved <= STILL and step * step <= STILL
    gap[:] = own - level
    for k in range(number):
        gap -= beta[k] * (own_covariates[k] - levels[k])
    design = np.ones((periods, rank + 1))
    for k in range(rank):
        for t in range(periods):
            design[t, k + 1] = factors[k, t]
    before = np.ascontiguousarray(design[:start])
    held = np.linalg.lstsq(before, np.ascontiguousarray(gap[:start]))[0]
    for k in range(rank + 1):
        for t in range(periods):
            gap[t] -= held[k] * design[t, k]
    return settled


@compiled
def foretell_controls(
    figures: Floats,
    covariates: Floats,
    chosen: Indices,
    others: Indices,
    start: int,
    factors: Floats,
    gaps: Floats,
    settled: Indices,
) -> None:
    """First stage: fill the gaps of controls foretold by others, a draw a row; no effect is there.

    Args:
        figures: [J, T].
        covariates: [p, J, T].
        chosen: [B], the control that is foretold.
        others: [B, K], those that it is foretold from; some of them twice.
        start: index of the first period that its fit does not look at.
        factors: [r, T] of the data, orthonormal.
        gaps: [B, T], filled.
        settled: [B], filled with one where the factors stood still.
    """
    for b in range(len(chosen)):
        rows, one = others[b], chosen[b]
        theirs = np.zeros((len(covariates), len(rows), figures.shape[1]))
        for k in range(len(covariates)):
            theirs[k] = covariates[k][rows]
        settled[b] = gap_of(
            figures[rows],
            theirs,
            figures[one],
            np.ascontiguousarray(covariates[:, one]),
            start,
            factors.copy(),
            gaps[b],
        )


@compiled
def refit(
    fitted: Floats,
    residual: Floats,
    drawn: Indices,
    covariates: Floats,
    own: Floats,
    own_covariates: Floats,
    start: int,
    factors: Floats,
    gaps: Floats,
    settled: Indices,
) -> None:
    """Second stage: fill the gaps of the treated area refitted on data made anew, a draw a row.

    Args:
        fitted: [J, T] of the controls.
        residual: [J, T] of the controls.
        drawn: [B, J], whose residual each control gets.
        covariates: [p, J, T] of the controls.
        own: [B, T], the treated area without an effect, with an error of the first stage.
        own_covariates: [p, T] of the treated area.
        start: index of the first treated period.
        factors: [r, T] of the data, orthonormal.
        gaps: [B, T], filled.
        settled: [B], filled with one where the factors stood still.
    """
    for b in range(len(drawn)):
        settled[b] = gap_of(
            fitted + residual[drawn[b]],
            covariates.copy(),
            own[b],
            own_covariates,
            start,
            factors.copy(),
            gaps[b],
        )
