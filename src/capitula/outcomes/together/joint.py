"""Every area's changes in several outcomes, each over its own scale, added up.

An effect that is too small to be told from drift in one outcome may be there in all of them. Each
outcome's change, signed so that positive is better, stands over the area's scale in that outcome;
the sum is ranked among all areas, each with the same outcomes and dates. What an area's outcomes
share by chance, its other areas' outcomes share too, so that nothing is assumed about it: a series
that is counted twice adds nothing. (The sum of standardised outcomes is O'Brien's, 1984; that it is
ranked among areas is not.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.contrasts.donors import Flags, Floats
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.standing import Standing


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """The changes of K outcomes over the M areas that have a fit in each.

    Attributes:
        outcomes: K names.
        signs: K, 1 where more is better and −1 where less is.
        units: [M] indices of the areas among all units.
        others: [M] whether an area is a placebo: all but the treated one.
        parts: float64 [K, M] each change in the good direction over its scale.
        steps: float64 [K, M] what a change of 1, in logarithms, adds to each part.
    """

    outcomes: tuple[str, ...]
    signs: tuple[int, ...]
    units: NDArray[np.intp]
    others: Flags
    parts: Floats
    steps: Floats

    @property
    def all_moved(self) -> Standing:
        """Every area's sum, and what the same change in every outcome adds to it."""
        return self._stand(self.steps.sum(axis=0))

    def moved_alone(self, outcome: int) -> Standing:
        """Every area's sum, and what a change in one outcome alone adds to it."""
        return self._stand(self.steps[outcome])

    @property
    def treated(self) -> int:
        """The index of the treated area among the M."""
        return int(np.flatnonzero(~self.others)[0])

    def _stand(self, step: Floats) -> Standing:
        return Standing(self.units, self.others, self.parts.sum(axis=0)[:, None], step[:, None])


def join(fits: Fits, signs: Sequence[int], effect_due: int | None = None) -> Joint:
    """Return the changes of every outcome of some fits, over the areas that are fitted in all.

    Args:
        fits: of the method `level-change`, looking for one shape, with a treated unit.
        signs: one for each outcome: 1 where more is better, −1 where less is.
        effect_due: index of the first judged period, if another than was fitted for.

    Raises:
        InputFaults: the treated unit has no fit in some outcome; a sign that is neither; several
            shapes looked for; or fewer than two outcomes.
        LookupError: no unit is treated.
    """
    changes: LevelChanges = fits.details[DETAIL]
    _check(fits, signs, changes)
    units = np.flatnonzero(fits.fitted.all(axis=0))
    reading = changes.read(effect_due)
    scale = changes.scale[:, units]
    turned = np.asarray(signs, dtype=np.float64)[:, None]
    return Joint(
        outcomes=fits.outcomes,
        signs=tuple(signs),
        units=units,
        others=units != fits.treated_index,
        parts=turned * reading.change[:, units, 0] / scale,
        steps=reading.response[:, [0]] / scale,
    )


def _check(fits: Fits, signs: Sequence[int], changes: LevelChanges) -> None:
    at = fits.treated_index
    faults = [
        Fault(
            _place(outcome),
            f"no fit for {fits.units[at]}: {fits.refused.get((outcome, fits.units[at]), '')}",
            "a fit in every outcome",
            "leave the outcome out, or find its figures",
        )
        for o, outcome in enumerate(fits.outcomes)
        if not fits.fitted[o, at]
    ]
    asked = [
        ("outcomes", len(fits.outcomes), "two or more", len(fits.outcomes) >= 2),
        (
            "signs",
            list(signs),
            "1 or −1 for each outcome",
            len(signs) == len(fits.outcomes) and set(signs) <= {1, -1},
        ),
        ("builds_up", changes.builds_up, "one shape of the effect", len(changes.builds_up) == 1),
    ]
    faults += [
        Fault(_place(name), str(found), expected, "correct it")
        for name, found, expected, right in asked
        if not right
    ]
    if faults:
        raise InputFaults(faults)


def _place(field: str) -> Place:
    return Place("judged together", None, None, field)
