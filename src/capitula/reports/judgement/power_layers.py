"""What every power curve has: the line of four in five, the curve, what is found, what matters."""

from __future__ import annotations

import numpy as np

from capitula.outcomes.inference.power import POWER
from capitula.reports.judgement.frame import Plot, polyline
from capitula.reports.layers import Layer, stroke, words
from capitula.reports.palette import BLUE, MAGENTA, QUIET_INK

STEPS = 100
"""Points of a curve, the first not counted."""

_HALF = 0.5
"""Where the curve is lower at the size that matters, that size's label stands above it."""

Curve = tuple[np.ndarray, np.ndarray]
"""Sizes, and the share found at each."""


def curve_layers(plot: Plot, curve: Curve, detectable: float, *, below: float) -> list[Layer]:
    """Return the curve and the size found four times in five.

    Args:
        plot: over sizes and shares.
        curve: what to draw.
        detectable: the size found four times in five.
        below: pixels from the line of four in five to its words.
    """
    sizes, shares = curve
    xs = [plot.number_at(float(size)) for size in sizes]
    eighty, found = plot.value_at(POWER), plot.number_at(detectable)
    return [
        stroke((0, eighty), (plot.width, eighty), colour=QUIET_INK, dashes=(3, 3)),
        words("four in five", plot.width, eighty + below, colour=QUIET_INK, align="right"),
        polyline(xs, [plot.value_at(float(share)) for share in shares], BLUE, 3),
        stroke((found, eighty), (found, plot.height), colour=BLUE, dashes=(3, 3)),
    ]


def matters_layers(
    plot: Plot, curve: Curve, size: float, said: str, *, is_left: bool = False
) -> list[Layer]:
    """Return the line of the smallest size that matters, with its label on one side of it."""
    sizes, shares = curve
    at = plot.number_at(size)
    is_low = shares[np.searchsorted(sizes, size, side="right") - 1] < _HALF
    top = plot.value_at(1) + 4 if is_low else plot.height - 20
    label = (
        words(said, at - 4, top, colour=MAGENTA, align="right")
        if is_left
        else words(said, at + 4, top, colour=MAGENTA)
    )
    return [stroke((at, 0), (at, plot.height), colour=MAGENTA, width=1.5), label]
