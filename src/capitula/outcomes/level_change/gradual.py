"""The method `level-change-gradual`: the same, for an effect expected to build up over a year."""

from __future__ import annotations

from dataclasses import replace

from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.level_change.fitting import fit_level_change

YEAR = 12


def fit_gradual_level_change(
    design: Design, *, effect_due: int | None = None, builds_up: int = YEAR
) -> Fits:
    """Fit every area and read a change that grows evenly and then stays.

    Args:
        design: who is fitted from whom.
        effect_due: index of the first judged period; the start unless given.
        builds_up: periods over which it grows: a year of months unless given.

    Raises:
        InputFaults: as `fit_level_change`.
    """
    fits = fit_level_change(design, effect_due=effect_due, builds_up=builds_up)
    return replace(fits, method="level-change-gradual")
