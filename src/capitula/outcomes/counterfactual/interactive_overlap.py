"""Whether an area's loadings lie among those of its controls, or are reached by extrapolation."""

from __future__ import annotations

import numpy as np

from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.simplex_numpy import least_norm

TOUCHES = 1e-9
"""A distance to the hull below this, in standard deviations of the controls, is rounding."""


def outside_hull(loadings: Floats, own: Floats) -> float:
    """Return how far an area's loadings lie outside the hull of the controls'; nought inside.

    Args:
        loadings: [J, r] of the controls.
        own: [r] of the area.

    Returns:
        The distance to the nearest mean of controls, each factor in standard deviations.
    """
    if not own.size:
        return 0.0
    spread = loadings.std(axis=0)
    points = (loadings - own) / np.where(spread > 0, spread, 1.0)
    support, weight = least_norm(points, np.arange(len(points)), len(own) + 2)
    distance = float(np.linalg.norm(weight @ points[support]))
    return distance if distance > TOUCHES else 0.0
