"""Do counts vary more than chance alone would have them? Large ones nearly always do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib import import_module

from capitula.outcomes.charts.control_chart import Dispersion
from capitula.outcomes.charts.kernel import mean_range
from capitula.outcomes.charts.rules import constants


def dispersion_of(
    values: Sequence[float],
    mean: float,
    sigmas: Sequence[float],
    blocks: Sequence[int],
    *,
    prime: bool,
) -> Dispersion | None:
    """Return the dispersion of a baseline; None where it cannot be told.

    Args:
        values: what is drawn.
        mean: its centre.
        sigmas: the standard deviation of each that chance alone would give.
        blocks: the stretch of neighbours of each.
        prime: whether limits are widened by the factor found.
    """
    if len(values) < 2 or min(sigmas) <= 0:
        return None
    standard = [(value - mean) / sigma for value, sigma in zip(values, sigmas, strict=True)]
    degrees = len(values) - 1
    chi = math.fsum(z * z for z in standard)
    rule = constants()
    moved = mean_range(standard, blocks, 0, len(standard), screened=False, screen=rule.screen)
    if moved < 0:
        return None
    ratio, p = chi / degrees, _chance_of_more(degrees, chi)
    factor = moved / rule.range_to_sigma
    return Dispersion(ratio, p, factor, prime, _words(ratio, p, factor, prime=prime))


def _chance_of_more(degrees: int, chi: float) -> float:
    """Return the chance that χ² with so many degrees of freedom is larger."""
    special = import_module("scipy.special")
    return float(special.chdtrc(degrees, chi))


def _words(ratio: float, p: float, factor: float, *, prime: bool) -> str:
    said = f"Variation is {ratio:.2f} times what chance alone would give"
    if prime:
        way = "widened" if factor > 1 else "narrowed"
        return f"{said}; the limits are {way} by Laney’s factor of {factor:.2f}."
    if p < constants().overdispersion_p:
        return (
            f"{said}, more than chance explains (p {_chance(p)}): limits from chance alone are too "
            f"narrow here. Laney’s factor would be {factor:.2f}; ask for the prime chart, or for "
            "an XmR chart."
        )
    return f"{said} (p {_chance(p)}): no sign of overdispersion."


def _chance(p: float) -> str:
    return "below 0.0001" if p < 0.0001 else f"{p:.4f}"
