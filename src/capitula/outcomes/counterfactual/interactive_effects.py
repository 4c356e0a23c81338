"""Two-way means, factors and coefficients of the areas that were not treated, by least squares.

y_it = x_it β + μ + a_i + ξ_t + λ_i f_t + ε_it over complete areas and periods. Given β, means and
principal components are the least squares (Eckart and Young); given the factors, β is a regression
on what they leave. The two are repeated until β stands still (Bai, 2009). Without covariates there
is nothing to repeat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats

STILL = 1e-10
"""β stands still where no coefficient moves by more than this share of its size or of one."""

PUBLISHED_STILL = 1e-3
"""Where the program gsynth stops: the length of the last step of β. On its own example the last
digits of β are not settled by then (1.02189 for 1.02129), nor the fourth of the effect."""

MOST_TURNS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class InteractiveEffects:
    """What the controls have in common; J controls, T periods, r factors, p covariates.

    Attributes:
        beta: [p].
        level: [T], μ + ξ_t.
        factors: [T, r], each of mean nought and mean square one, the strongest first.
        distance: [J], a_i of every control.
        loadings: [J, r] of the controls.
        residual: [J, T].
        settled: whether β stood still.
    """

    beta: Floats
    level: Floats
    factors: Floats
    distance: Floats
    loadings: Floats
    residual: Floats
    settled: bool

    @property
    def variance(self) -> float:
        """σ², the residual sum of squares over its degrees of freedom."""
        areas, periods = self.residual.shape
        rank, number = self.factors.shape[1], len(self.beta)
        means = areas + periods - 1
        free = areas * periods - means - number - rank * (areas + periods - 2 - rank)
        return float((self.residual**2).sum()) / free


def within(figures: Floats) -> Floats:
    """Return figures less the means of their areas and periods: the last two axes."""
    areas = figures.mean(axis=-1, keepdims=True)
    periods = figures.mean(axis=-2, keepdims=True)
    return figures - areas - periods + figures.mean(axis=(-2, -1), keepdims=True)


def fit_controls(
    figures: Floats,
    covariates: Floats,
    rank: int,
    beta: Floats | None = None,
    *,
    published: bool = False,
) -> InteractiveEffects:
    """Fit the controls with a given number of factors.

    Args:
        figures: [J, T], complete.
        covariates: [p, J, T], complete; p may be nought.
        rank: r.
        beta: [p] to begin with.
        published: stop where the program of the method's author does, short of the least squares.
    """
    number = len(covariates)
    y, x = within(figures), within(covariates)
    flat = x.reshape(number, y.size)
    found = _solved(flat @ flat.T, flat @ y.ravel()) if beta is None else beta
    factors = _components(y - np.tensordot(found, x, 1), rank)
    settled = not (number and rank)
    steps: list[Floats] = []
    for _ in range(0 if settled else MOST_TURNS):
        if published:
            rest = y - np.tensordot(found, x, 1)
            told = (rest @ factors) @ factors.T / len(factors)
            newest = _solved(flat @ flat.T, flat @ (y - told).ravel())
            settled = bool(np.linalg.norm(newest - found) <= PUBLISHED_STILL)
        else:
            free = x - (x @ factors) @ factors.T / len(factors)
            left = free.reshape(number, y.size)
            newest = _solved(left @ flat.T, left @ y.ravel())
            moved = np.abs(newest - found) / np.maximum(1.0, np.abs(newest))
            settled = bool(moved.max() <= STILL)
            steps.append(newest - found)
            if len(steps) == 2 and not settled:
                newest = found - steps[0] + _farther(*steps)
                steps.clear()
        found = newest
        factors = _components(y - np.tensordot(found, x, 1), rank)
        if settled:
            break
    adjusted = figures - np.tensordot(found, covariates, 1)
    level = adjusted.mean(axis=0)
    demeaned = within(adjusted)
    loadings = demeaned @ factors / len(factors)
    return InteractiveEffects(
        found,
        level,
        factors,
        adjusted.mean(axis=1) - adjusted.mean(),
        loadings,
        demeaned - loadings @ factors.T,
        settled,
    )


def _farther(first: Floats, second: Floats) -> Floats:
    """Return how far two steps from one place lead if they go on alike (squared extrapolation).

    Where they do not shrink alike, the two steps themselves.
    """
    bend = second - first
    length = float(np.linalg.norm(bend))
    stretch = float(np.linalg.norm(first)) / length if length else 1.0
    stretch = max(stretch, 1.0)
    return 2 * stretch * first + stretch * stretch * bend


def truncated(effects: InteractiveEffects, rank: int) -> InteractiveEffects:
    """Return the fit with fewer factors; the same as a fit of its own where nothing is regressed.

    Raises:
        ValueError: there are covariates.
    """
    if len(effects.beta):
        raise ValueError("with covariates each number of factors has its own fit")
    rest = effects.loadings[:, rank:] @ effects.factors[:, rank:].T
    return replace(
        effects,
        factors=effects.factors[:, :rank],
        loadings=effects.loadings[:, :rank],
        residual=effects.residual + rest,
    )


def _solved(matrix: Floats, right: Floats) -> Floats:
    """Solve, by least squares where a covariate adds nothing to the others."""
    if not len(right):
        return np.empty(0)
    return np.asarray(np.linalg.lstsq(matrix, right, rcond=None)[0], dtype=np.float64)


def _components(demeaned: Floats, rank: int) -> Floats:
    """Return the strongest principal components over time, [T, r], of mean square one."""
    periods = demeaned.shape[1]
    if not rank:
        return np.empty((periods, 0))
    _, vectors = np.linalg.eigh(demeaned.T @ demeaned)
    return np.sqrt(periods) * vectors[:, ::-1][:, :rank]
