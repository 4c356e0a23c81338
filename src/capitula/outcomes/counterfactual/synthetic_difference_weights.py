"""The two sets of weights of synthetic difference in differences, for one area, exactly.

Unit weights bring the donors' mean parallel to the area before the start: least squares on the
simplex with a free intercept and a ridge. Time weights bring the periods before the start to the
donors' mean after it, with an intercept and a ridge that only makes them unique. An intercept is
taken out by subtracting means; a ridge is one more coordinate for each weight. Both are then points
of least norm in a polytope, and the active-set solver of synthetic control finds them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.counterfactual.certificate import relative_gap
from capitula.outcomes.counterfactual.engine import Kernel, gram_of
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.simplex_polish import polish_areas
from capitula.outcomes.counterfactual.synthetic_difference_search import published_search

TIME_RIDGE = 1e-6
"""ζ of the time weights over the noise, as the method's authors have it."""

RESOLVE = 1e-10
"""Weights with a larger relative gap are polished."""

Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Simplex:
    """Weights on the simplex with the bound on what is left to gain.

    Attributes:
        weight: [J] of every candidate; nought for most.
        certificate: the optimality gap relative to the loss.
    """

    weight: Floats
    certificate: float


@dataclass(frozen=True, slots=True)
class Published:
    """In place of the solver: the authors' search, whose stopping rule depends on the noise."""

    noise: float


def noise_of(before: Floats) -> float:
    """Return s, the standard deviation of the donors' first differences before the start.

    Nought where there is one period only.
    """
    steps = np.diff(before, axis=1)
    return float(steps.std(ddof=1)) if steps.size > 1 else 0.0


def unit_weights(  # noqa: PLR0917 - the arguments of one problem
    centred: Floats,
    gram: Floats,
    area: int,
    donors: Flags,
    ridge: float,
    how: Kernel | Published,
) -> Simplex:
    """Weigh the donors of one area.

    Args:
        centred: [N, T0] series before the start, each less its own mean.
        gram: [N, N] of `centred` less the mean of each period.
        area: which of the rows is fitted.
        donors: [N] whether a row may be a donor; the area's own is not asked.
        ridge: ζ²T0.
        how: the active-set solver, or the authors' search.
    """
    units, periods = len(centred), len(centred.T)
    if isinstance(how, Published):
        rows = np.flatnonzero(donors)
        weight = np.zeros(units)
        weight[rows] = published_search(centred[rows].T, centred[area], ridge, how.noise)
        return Simplex(weight, np.nan)
    points = np.zeros((units, periods + units))
    points[:, :periods] = centred
    rows: Indices = np.arange(units)
    points[rows, periods + rows] = np.sqrt(ridge)
    points[area, periods + area] = 0.0
    whole = gram.copy()
    whole[rows, rows] += ridge
    whole[area, area] -= ridge
    return _least(points, whole, area, donors, how)


def time_weights(before: Floats, after: Floats, ridge: float, how: Kernel | Published) -> Simplex:
    """Weigh the periods before the start, by the donors of one area.

    Args:
        before: [J, T0] donors before the start.
        after: [J] their means from the start on.
        ridge: ζ²J.
        how: the active-set solver, or the authors' search.
    """
    donors, periods = len(before), len(before.T)
    if isinstance(how, Published):
        columns = before - before.mean(axis=0)
        weight = published_search(columns, after - after.mean(), ridge, how.noise)
        return Simplex(np.append(weight, 0.0), np.nan)
    points = np.zeros((periods + 1, donors + periods))
    points[:periods, :donors] = (before - before.mean(axis=0)).T
    points[periods, :donors] = after - after.mean()
    rows: Indices = np.arange(periods)
    points[rows, donors + rows] = np.sqrt(ridge)
    gram = gram_of(points, donors + periods)
    return _least(points, gram, periods, np.ones(periods + 1, dtype=np.bool_), how)


def _least(points: Floats, gram: Floats, area: int, allowed: Flags, kernel: Kernel) -> Simplex:
    """Weigh the allowed points, the area's own excepted, so that their mean is nearest to it."""
    units, width = points.shape
    most = min(units, width + 1)
    index, weight = np.zeros((units, most), np.int32), np.zeros((units, most))
    count = np.zeros(units, np.int32)
    path = np.zeros((units, width))
    loss, gap = np.zeros(units), np.zeros(units)
    areas = np.array([area])
    into = index, weight, count, path, loss, gap
    kernel(points, gram, areas, allowed, width, *into)
    own = points[area : area + 1]
    certificate = relative_gap(gap[area : area + 1], loss[area : area + 1], own)
    if certificate[0] > RESOLVE:
        polish_areas(points, areas, allowed, width, *into)
        certificate = relative_gap(gap[area : area + 1], loss[area : area + 1], own)
    found = np.zeros(units)
    number = int(count[area])
    found[index[area, :number]] = weight[area, :number]
    return Simplex(found, float(certificate[0]))
