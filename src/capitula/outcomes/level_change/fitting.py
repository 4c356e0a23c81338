"""The method `level-change`: every area beside its own months and the areas that moved like it.

1. Logarithms, so that areas of any size are alike and an effect is a share.
2. What the other areas foretell is taken away (`donors`); what is left is the area's own. Each
   area's straight line is taken off before the donors are weighed, so that a trend chooses none.
3. Single odd periods are drawn in (`odd_periods`).
4. The change at the start is a weighted sum of the periods around it (`contrast`).
5. It is held against a scale: the geometric mean of the area's own usual move from period to
   period and that of all areas. With the common scale alone, restless areas would be called too
   often; with their own alone, a lucky calm stretch would pass for precision.

The counterfactual that goes with it is what the donors foretell plus the area's own level: one
period ahead before the start, and the level at the start ever after.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.contrasts.contrast import choose_forgetting, foretold_level
from capitula.outcomes.contrasts.donors import Flags, Floats, foretell, without_trend
from capitula.outcomes.contrasts.odd_periods import draw_in
from capitula.outcomes.counterfactual.design import LEAST_DONORS, Design
from capitula.outcomes.counterfactual.fits import DonorWeights, Fits
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.inference.own_test import DECIDES
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.options import (
    AFTER,
    BEFORE,
    DIFFERENCE,
    ODD_LIMIT,
    SHRINKAGE,
    Options,
)
from capitula.outcomes.level_change.own_test import LevelChangeDecides

AT_ONCE = (
    "The change is read from the months around the start: it is of an effect that comes at once "
    "and stays. One that builds up over a year is hardly seen so; it must be looked for as such, "
    "and be about twice as large, to be told from drift. One that comes later is not seen."
)
SHAPED = "An effect that builds up over the stated periods is looked for, which takes a larger one."


def fit_level_change(
    design: Design,
    *,
    effect_due: int | None = None,
    builds_up: int | tuple[int, ...] = 0,
    before: int = BEFORE,
    after: int = AFTER,
    forgetting: float | None = None,
    shrinkage: float = SHRINKAGE,
    difference: int = DIFFERENCE,
    odd_limit: float = ODD_LIMIT,
) -> Fits:
    """Fit every area and read the change at the start; `Fits.details` holds `LevelChanges`.

    Args:
        design: who is fitted from whom.
        effect_due: index of the first judged period; the start unless given.
        builds_up: periods over which the effect is expected to build up; several shapes are
            looked for together, and the test pays for that.
        before: periods before the start that the change is read from, at most.
        after: judged periods, at most.
        forgetting: q; chosen on the periods before the start unless given.
        shrinkage: of the donors' weights towards equal shares.
        difference: periods between the two figures whose difference finds the donors.
        odd_limit: usual distances beyond which a single period is drawn in.

    Raises:
        InputFaults: fewer than eight periods before the start, or an option that cannot be.
    """
    panel, start = design.panel, design.start
    due = start if effect_due is None else effect_due
    shapes = (builds_up,) if isinstance(builds_up, int) else tuple(builds_up)
    options = Options(due, shapes, before, after, forgetting, shrinkage, difference, odd_limit)
    count, units, periods = panel.values.shape
    options.check(start, periods)
    expected, own = (np.full(panel.values.shape, np.nan) for _ in range(2))
    scale, chosen = np.full((count, units), np.nan), np.full(count, np.nan)
    behind = np.zeros((count, units, units))
    refused = dict(design.refused)
    for o, outcome in enumerate(panel.outcomes):
        positive = design.complete[o] & (panel.values[o] > 0).all(axis=1)
        refused |= {
            (outcome, panel.units[n]): "a figure of nought or less, which has no logarithm"
            for n in np.flatnonzero(design.complete[o] & ~positive).tolist()
        }
        kept = np.flatnonzero(positive)
        allowed = design.donors[o, kept]
        if allowed.sum() <= LEAST_DONORS:
            refused |= {(outcome, panel.units[n]): "too few donors" for n in kept.tolist()}
            continue
        one = _fit(np.log(panel.values[o, kept]), allowed, start, options)
        own[o, kept], scale[o, kept], expected[o, kept] = one.own, one.scale, one.expected
        behind[o][np.ix_(kept, kept)] = one.behind
        chosen[o] = one.forgetting
    changes = LevelChanges(own, scale, chosen, shapes, start, due, before, after)
    return fits_of(
        design,
        "level-change",
        expected,
        refused=refused,
        notes=(AT_ONCE if shapes == (0,) else SHAPED,),
        donors=DonorWeights.of_all(behind),
        details={DETAIL: changes, DECIDES: LevelChangeDecides()},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _One:
    """One outcome, over the areas that are fitted."""

    own: Floats
    scale: Floats
    expected: Floats
    behind: Floats
    forgetting: float


def _fit(logs: Floats, donors: Flags, start: int, options: Options) -> _One:
    level = without_trend(logs, start, options.difference)
    behind = foretell(
        level, donors, start, shrinkage=options.shrinkage, difference=options.difference
    ).weights
    path = behind @ logs
    own = draw_in(logs - path, start, options.odd_limit, due=options.due)
    q = options.forgetting or choose_forgetting(own, start)
    usual = np.sqrt(np.mean(np.square(np.diff(own[:, :start], axis=1)), axis=1))
    usual = np.maximum(usual, np.finfo(np.float64).tiny)
    common = np.exp(np.log(usual[donors]).mean())
    expected = np.exp(path + foretold_level(own, start, q))
    return _One(own, np.sqrt(usual * common), expected, behind, q)
