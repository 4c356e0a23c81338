"""Least squares for many series on the same terms, and errors that allow for dependence in time.

One factorisation serves all series. Newey and West's errors weigh the products of errors at a
distance of l periods by 1 − l/(L + 1). The lag L is a year of periods, or ⌊4(T/100)^(2/9)⌋ where
that is more; never half the series or more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats

MOST_LAGS = 24


@dataclass(frozen=True, slots=True, eq=False)
class LeastSquares:
    """Series regressed on the same terms; N series, T periods, k terms.

    Attributes:
        coefficients: [N, k].
        residual: [N, T].
        errors: [N, k] by Newey and West.
        plain_errors: [N, k], right only where the residuals do not depend on each other.
        lag: L.
    """

    coefficients: Floats
    residual: Floats
    errors: Floats
    plain_errors: Floats
    lag: int


def newey_west_lag(periods: int, per_year: int | None) -> int:
    """Return the lag by the stated rule.

    >>> newey_west_lag(84, 12), newey_west_lag(31, 1), newey_west_lag(8, 1)
    (12, 3, 2)
    """
    usual = int(4 * (periods / 100) ** (2 / 9))
    return max(0, min(max(usual, per_year or 1), (periods - 1) // 2))


def least_squares(terms: Floats, series: Floats, lag: int) -> LeastSquares:
    """Regress every series on the terms.

    Args:
        terms: [T, k], of full rank.
        series: [N, T].
        lag: L.
    """
    periods, number = terms.shape
    directions, triangle = np.linalg.qr(terms)
    inverse = np.linalg.inv(triangle)
    coefficients = (series @ directions) @ inverse.T
    residual = series - coefficients @ terms.T
    bread = inverse @ inverse.T
    scores = residual[:, :, None] * terms
    meat = np.einsum("ntk,ntm->nkm", scores, scores)
    for apart in range(1, lag + 1):
        weight = 1 - apart / (lag + 1)
        shifted = np.einsum("ntk,ntm->nkm", scores[:, apart:], scores[:, :-apart])
        meat += weight * (shifted + shifted.transpose(0, 2, 1))
    free = periods - number
    robust = (bread @ meat @ bread) * (periods / free)
    variance = (residual**2).sum(axis=1) / free
    return LeastSquares(
        coefficients,
        residual,
        np.sqrt(np.maximum(np.einsum("nkk->nk", robust), 0.0)),
        np.sqrt(variance[:, None] * np.diag(bread)),
        lag,
    )


def autocorrelation(residual: Floats, lags: int = MOST_LAGS) -> Floats:
    """Return the correlation of residuals with themselves 1, 2, … periods before."""
    centred = residual - residual.mean()
    whole = float(centred @ centred)
    most = min(lags, len(residual) // 2)
    if whole == 0:
        return np.zeros(most)
    return np.array([float(centred[k:] @ centred[:-k]) / whole for k in range(1, most + 1)])
