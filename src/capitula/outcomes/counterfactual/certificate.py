"""What makes a fit exact: its optimality gap, relative to the loss, and the bound on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CERTIFICATE_LIMIT = 1e-9
"""A fit is exact where its relative gap is at most this."""

SMALL_LOSS = 1e-6
"""A loss below this share of ‖y‖² counts as this share in the relative gap."""


def measured_against(loss: Floats, before: Floats) -> Floats:
    """Return what a gap is measured against: the loss, or a millionth of ‖y‖² if that is more.

    Args:
        loss: [N] sums of squares.
        before: [N, T0] what was fitted.
    """
    size = SMALL_LOSS * (before * before).sum(axis=1)
    return np.maximum(loss, np.where(size > 0, size, 1.0))


def relative_gap(gap: Floats, loss: Floats, before: Floats) -> Floats:
    """Return the optimality gap relative to the loss, [N].

    A loss under a millionth of ‖y‖², which is a fit to within a thousandth of the level, counts as
    that millionth: below it the rounding of the figures themselves is all that is left.

    Args:
        gap: [N] optimality gaps.
        loss: [N] sums of squares.
        before: [N, T0] what was fitted.
    """
    return gap / measured_against(loss, before)
