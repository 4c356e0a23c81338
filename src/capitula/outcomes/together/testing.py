"""The test of several outcomes together: its p, its power, what it leaves open.

p is the share of areas, the treated one included, whose sum is as large. What is found four times
in five is a change in every outcome; what it takes where one outcome moves alone stands beside it,
since the sum may pass for that reason too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from capitula.outcomes.contrasts.donors import Floats
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.ranks import bar_to_pass, own_p
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.detecting import (
    detectable,
    found_elsewhere,
    needed_as_restless,
)
from capitula.outcomes.level_change.standing import Standing
from capitula.outcomes.together.joint import Joint, join
from capitula.outcomes.together.shares import largest_share, share_range


@dataclass(frozen=True, slots=True, eq=False)
class JointTest:
    """What the test says of the treated area.

    Attributes:
        areas: how many areas have a fit in every outcome, the treated one included.
        changes: by outcome, its change as a share of its level: −0.05 is a fall by five in a
            hundred.
        parts: by outcome, what it adds to the treated area's sum, positive for the better.
        p_better: rank of the sum among all areas, in the good direction.
        p_worse: the same the other way.
        floor: the least that a p can be.
        compatible: the least and the greatest change for the better, as a share of each level,
            that every outcome could have had; an end that is None is open.
        level: in the long run so large a share of such ranges holds a change that all have.
        detectable: the change in each, as a share, found four times in five in an area as restless
            as this one; None if nothing can pass.
        any_area: the same with every area as restless as it is.
        alone: by outcome, the change found four times in five where no other outcome moves.
        found_elsewhere: share of areas in which `any_area` was found, computed on other areas.
        needed: [M − 1], rising: the change in each, as a share, that every other area needed.
        sums: [M − 1] every other area's sum, positive for the better.
        alpha: the level of the tests, one-sided.
        builds_up: periods over which the effect looked for builds up; nought comes at once.
    """

    areas: int
    changes: Mapping[str, float]
    parts: Mapping[str, float]
    p_better: float
    p_worse: float
    floor: float
    compatible: tuple[float | None, float | None]
    level: float
    detectable: float | None
    any_area: float | None
    alone: Mapping[str, float | None]
    found_elsewhere: float | None
    needed: Floats
    sums: Floats
    alpha: float
    builds_up: int

    @property
    def sum(self) -> float:
        """The treated area's sum."""
        return sum(self.parts.values())


def joint_test(
    fits: Fits, signs: tuple[int, ...], *, effect_due: int | None = None, alpha: float = 0.05
) -> JointTest:
    """Test the outcomes of some fits together.

    Args:
        fits: of the method `level-change`, looking for one shape, with a treated unit.
        signs: one for each outcome: 1 where more is better, −1 where less is.
        effect_due: index of the first judged period, if another than was fitted for.
        alpha: one-sided.

    Raises:
        InputFaults: as `join`.
        LookupError: no unit is treated.
    """
    joint = join(fits, signs, effect_due)
    stand, at = joint.all_moved, joint.treated
    sums, own = stand.better[stand.others], float(stand.better[at])
    changes: LevelChanges = fits.details[DETAIL]
    single = changes.read(effect_due).change[:, fits.treated_index, 0]
    needed = np.sort(needed_as_restless(stand, alpha))
    return JointTest(
        areas=len(stand.units),
        changes=dict(zip(joint.outcomes, np.expm1(single).tolist(), strict=True)),
        parts=dict(zip(joint.outcomes, joint.parts[:, at].tolist(), strict=True)),
        p_better=own_p(own, sums),
        p_worse=own_p(-own, -sums),
        floor=1 / len(stand.units),
        compatible=share_range(*_range(own, float(stand.step[at, 0]), sums, alpha), signs),
        level=1 - 2 * alpha,
        detectable=largest_share(detectable(stand, alpha, at), signs),
        any_area=largest_share(detectable(stand, alpha), signs),
        alone=_alone(joint, alpha),
        found_elsewhere=found_elsewhere([stand], alpha),
        needed=np.array([_share(each, signs) for each in needed]),
        sums=sums,
        alpha=alpha,
        builds_up=changes.builds_up[0],
    )


def every_joint_p(joint: Joint) -> Floats:
    """Return the p for the better of every area as if treated, [M]."""
    sums = joint.all_moved.better
    return np.array([own_p(own, np.delete(sums, at)) for at, own in enumerate(sums.tolist())])


def _alone(joint: Joint, alpha: float) -> dict[str, float | None]:
    stands: list[tuple[str, int, Standing]] = [
        (outcome, sign, joint.moved_alone(k))
        for k, (outcome, sign) in enumerate(zip(joint.outcomes, joint.signs, strict=True))
    ]
    return {
        outcome: largest_share(detectable(stand, alpha, joint.treated), (sign,))
        for outcome, sign, stand in stands
    }


def _share(change: float, signs: tuple[int, ...]) -> float:
    return (largest_share(change, signs) or 0.0) if np.isfinite(change) else float("inf")


def _range(
    own: float, step: float, others: Floats, alpha: float
) -> tuple[float | None, float | None]:
    """Invert the test, one-sided at either end; in logarithms."""
    over, under = bar_to_pass(others, alpha), bar_to_pass(-others, alpha)
    low = (own - over) / step if np.isfinite(over) else None
    high = (own + under) / step if np.isfinite(under) else None
    return low, high
