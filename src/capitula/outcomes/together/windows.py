"""Whether the outcomes were still better, taken together, in each window after the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from capitula.outcomes.contrasts.donors import Floats
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.lasting import lacking_to_last
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.power import POWER
from capitula.outcomes.inference.windows import fallen_back_p
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.detecting import needed_as_restless
from capitula.outcomes.together.joint import Joint
from capitula.outcomes.together.shares import largest_share
from capitula.outcomes.verdict.evidence import Window
from capitula.outcomes.verdict.order import LEAST_WINDOWS


@dataclass(frozen=True, slots=True, eq=False)
class JointWindows:
    """Every area's sum in each of W full windows of equal length.

    Attributes:
        first: index of the first period of each window.
        length: periods in each.
        statistic: float64 [M, W] sum of the means, each over the area's scale, positive is better.
        band: float64 [W] what the statistic stays under in all but a share alpha of other areas.
        step: float64 [M] what a change of 1 in every outcome, in logarithms, adds to a statistic.
        by_period: float64 [T'] the treated area's sum in each period from the first on.
        p_faded: how rare it is to fall back so far from the best window to the last; None with
            fewer than two windows.
    """

    first: tuple[int, ...]
    length: int
    statistic: Floats
    band: Floats
    step: Floats
    by_period: Floats
    p_faded: float | None


def joint_windows(
    fits: Fits, joint: Joint, *, due: int, length: int, alpha: float = 0.05
) -> JointWindows:
    """Cut the time after the effect is due into equal windows and add the outcomes up in each.

    Args:
        fits: those that were joined.
        joint: every area's changes.
        due: index of the first judged period.
        length: periods in a window.
        alpha: level of the bands.

    Raises:
        TypeError: fits of a method without a test of its own.
    """
    own = own_test(fits)
    if own is None:
        raise TypeError(f"{fits.method} has no windows of its own")
    changes: LevelChanges = fits.details[DETAIL]
    scale = changes.scale[:, joint.units]
    signs = np.asarray(joint.signs, dtype=np.float64)
    periods = len(fits.times) - due

    def summed(size: int, count: int) -> Floats:
        each = own.window_statistics(fits, 1, due, size, count)[:, joint.units]
        return np.einsum("k,kmw->mw", signs, each)

    count = periods // length
    statistic = summed(length, count)
    others = statistic[joint.others]
    faded = fallen_back_p(statistic)
    return JointWindows(
        first=tuple(due + w * length for w in range(count)),
        length=length,
        statistic=statistic,
        band=np.quantile(others, 1 - alpha, axis=0) if count else np.empty(0),
        step=np.sum(1 / scale, axis=0),
        by_period=summed(1, periods)[joint.treated],
        p_faded=None if np.isnan(faded[joint.treated]) else float(faded[joint.treated]),
    )


def treated_windows(
    joint: Joint, windows: JointWindows, name: Callable[[int, int], str]
) -> tuple[Window, ...]:
    """Return the treated area's windows as the rules of the verdict read them.

    Args:
        joint: every area's changes.
        windows: cut from the same fits.
        name: of a window, from the indices of its first and its last period.
    """
    own = windows.statistic[joint.treated].tolist()
    return tuple(
        Window(name(at, at + windows.length - 1), value, value, band)
        for at, value, band in zip(windows.first, own, windows.band.tolist(), strict=True)
    )


def named_windows(joint: Joint, windows: JointWindows, times: Sequence[str]) -> tuple[Window, ...]:
    """Return the same, each named by the labels of its first and its last period."""
    return treated_windows(joint, windows, lambda first, last: f"{times[first]} to {times[last]}")


def lasting_share(
    joint: Joint, windows: JointWindows, *, sustain_share: float, alpha: float = 0.05
) -> float | None:
    """Return the lasting change in each, as a share, called sustained in four areas of five.

    As `lasting_effect` does for one outcome: each other area says what it lacked to be called and
    to have its last window, and the share of them that is asked, outside the bands, were it as
    restless as the treated one. None with fewer than two windows, or where nothing can pass.
    """
    if len(windows.first) < LEAST_WINDOWS:
        return None
    lacking = lacking_to_last(windows.band - windows.statistic[joint.others], sustain_share)
    called = needed_as_restless(joint.all_moved, alpha)
    needed = np.maximum(called, lacking / windows.step[joint.treated])
    change = float(np.quantile(needed, POWER, method="higher"))
    return largest_share(change, joint.signs) if np.isfinite(change) else None
