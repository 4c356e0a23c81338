"""From a design and what the others foretold to the fits of a method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits, Floats, pre_rmspe


def fits_of(
    design: Design,
    method: str,
    counterfactual: Floats,
    *,
    rmspe: Floats | None = None,
    certificate: Floats | None = None,
    refused: Mapping[tuple[str, str], str] | None = None,
    notes: Sequence[str] = (),
    donors: DonorWeights | None = None,
    details: Mapping[str, Any] | None = None,
) -> Fits:
    """Return the fits of a method over a design's units.

    Args:
        design: who was fitted from whom.
        method: its name in the register of methods.
        counterfactual: float64 [O, N, T]; NaN where a fit was refused.
        rmspe: [O, N] before the start; computed from the gaps unless given.
        certificate: [O, N]; none unless given.
        refused: those of the design unless given.
        notes: what a reader must know beside the design's own notes.
        donors: the weights, where the method has weights.
        details: further results, by name.
    """
    panel = design.panel
    actual, start = panel.values, design.start
    return Fits(
        method=method,
        outcomes=panel.outcomes,
        units=panel.units,
        times=panel.times,
        start=start,
        treated=design.treated,
        actual=actual,
        counterfactual=counterfactual,
        pre_rmspe=pre_rmspe(actual, counterfactual, start) if rmspe is None else rmspe,
        certificate=np.full(actual.shape[:2], np.nan) if certificate is None else certificate,
        refused=design.refused if refused is None else refused,
        notes=(*design.notes, *notes),
        donors=donors,
        details=details or {},
    )
