"""The test that goes with `level-change`: the treated area's rank among all areas, and its power.

p is the share of areas, the treated one included, whose statistic is as large. The minimum
detectable effect has the first of the shapes looked for, such as one that comes at once and stays,
and would have been found in four areas of five, were they as restless as the treated one. A figure
must not be praised by the areas it was made from: the effect computed on either half of the areas
is planted in the other, and the share found is given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.contrasts.donors import Floats
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.ranks import bar_to_pass, own_p, rank_p
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.detecting import detectable, found_elsewhere
from capitula.outcomes.level_change.standing import standing


@dataclass(frozen=True, slots=True)
class LevelChangeTest:
    """What the test says of the treated area and one outcome.

    Attributes:
        areas: how many areas have a fit, the treated one included.
        change_share: the change as a share of the level: −0.05 is a fall by five in a hundred.
        low: least change compatible with the test, as a share; None where it is left open.
        high: the greatest, likewise.
        level: in the long run so large a share of such ranges holds the true change.
        p_better: rank of the change among areas, in the good direction; None without a direction.
        p_worse: the same the other way.
        p_two_sided: rank of its size, for a measure without a direction.
        floor: the least that a p can be.
        mde80_share: the effect found four times in five in an area as restless as this one; None
            if nothing can pass.
        any_area_mde80_share: the same with every area as restless as it is.
        found_elsewhere: share of areas in which the latter was found, computed on other areas.
        builds_up: periods over which the effect so found builds up; nought comes at once.
        alpha: the level of the tests.
    """

    areas: int
    change_share: float
    low: float | None
    high: float | None
    level: float
    p_better: float | None
    p_worse: float | None
    p_two_sided: float
    floor: float
    mde80_share: float | None
    any_area_mde80_share: float | None
    found_elsewhere: float | None
    builds_up: int
    alpha: float


def level_change_test(
    fits: Fits,
    outcome: str,
    direction: int,
    *,
    effect_due: int | None = None,
    alpha: float = 0.05,
) -> LevelChangeTest:
    """Test the treated area.

    Args:
        fits: of the method `level-change`, with a treated unit.
        outcome: its name.
        direction: 1 where more is better, −1 where less is, nought where neither.
        effect_due: index of the first judged period, if another than was fitted for.
        alpha: one-sided where there is a direction.

    Raises:
        LookupError: no unit is treated, or it has no fit.
    """
    o, at = fits.outcomes.index(outcome), fits.treated_index
    if not fits.fitted[o, at]:
        why = fits.refused.get((outcome, fits.units[at]), "not fitted")
        raise LookupError(f"{fits.units[at]} has no fit: {why}")
    signs = (direction,) if direction else (1, -1)
    stands = [(sign, standing(fits, outcome, sign, effect_due)) for sign in signs]
    one_sided = alpha / len(signs)
    stand = stands[0][1]
    treated = int(np.flatnonzero(stand.units == at)[0])
    size = np.maximum(stand.better, stand.worse)
    changes: LevelChanges = fits.details[DETAIL]
    single, scale = changes.read(effect_due).change[o, :, 0], changes.scale[o]
    change, placebos = float(single[at]), stand.units[stand.others]
    low, high = _range(change, float(scale[at]), single[placebos] / scale[placebos], alpha)
    return LevelChangeTest(
        areas=len(stand.units),
        change_share=float(np.expm1(change)),
        low=low,
        high=high,
        level=1 - 2 * alpha,
        p_better=_p(stand.better, treated) if direction else None,
        p_worse=_p(stand.worse, treated) if direction else None,
        p_two_sided=_p(size, treated),
        floor=1 / len(stand.units),
        mde80_share=_largest(
            [_share(detectable(each, one_sided, treated), sign) for sign, each in stands]
        ),
        any_area_mde80_share=_largest(
            [_share(detectable(each, one_sided), sign) for sign, each in stands]
        ),
        found_elsewhere=found_elsewhere([each for _, each in stands], one_sided),
        builds_up=changes.builds_up[0],
        alpha=alpha,
    )


def every_p(fits: Fits, outcome: str, sign: int) -> Floats:
    """Return the ever-improved p of every area as if treated, [N]; NaN without a fit."""
    stand = standing(fits, outcome, sign)
    found = np.full(len(fits.units), np.nan)
    found[stand.units] = rank_p(stand.better)
    return found


def _p(statistic: Floats, treated: int) -> float:
    return own_p(float(statistic[treated]), np.delete(statistic, treated))


def _share(change: float | None, sign: int) -> float | None:
    return None if change is None else abs(float(np.expm1(sign * change)))


def _range(
    change: float, scale: float, others: Floats, alpha: float
) -> tuple[float | None, float | None]:
    """Invert the test of the first shape, one-sided at either end."""
    over, under = bar_to_pass(others, alpha), bar_to_pass(-others, alpha)
    low = float(np.expm1(change - scale * over)) if np.isfinite(over) else None
    high = float(np.expm1(change + scale * under)) if np.isfinite(under) else None
    return low, high


def _largest(shares: list[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return max(known) if len(known) == len(shares) else None
