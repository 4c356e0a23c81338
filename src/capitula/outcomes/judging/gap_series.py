"""The rules on plain gap series: actual less counterfactual of every area, by whatever method.

A pure function: arrays in, evidence and verdict out. For those who have their own estimates, and
for trying the rules on series whose truth is known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from capitula.outcomes.counterfactual.fits import Fits, pre_rmspe
from capitula.outcomes.inference.compatible import compatible_range
from capitula.outcomes.inference.lasting import lasting_effect
from capitula.outcomes.inference.power import power
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.judging.reverting import reverting
from capitula.outcomes.verdict.evidence import Evidence, Window
from capitula.outcomes.verdict.order import Decision, decide

_OUTCOME = "gap"


def decide_gaps(
    gaps: ArrayLike,
    treated: int,
    start: int,
    *,
    direction: int,
    smallest_effect: float,
    window: int = 12,
    alpha: float = 0.05,
    sustain_share: float = 2 / 3,
) -> tuple[Evidence, Decision]:
    """Read every area's gaps by the rules.

    Args:
        gaps: [N, T], actual less counterfactual; none missing.
        treated: which area is judged.
        start: the first period after the start.
        direction: 1 where more is better, -1 where less is.
        smallest_effect: the smallest effect that matters, in the unit of the gaps.
        window: periods in a window.
        alpha: what the p values are held against.
        sustain_share: the share of windows that must be outside their bands.

    Raises:
        InputFaults: a direction, window or alpha that cannot be.
    """
    array = np.array(gaps, dtype=np.float64)[None, :, :]
    nought = np.zeros_like(array)
    units = tuple(f"area {n}" for n in range(array.shape[1]))
    times = tuple(f"period {n}" for n in range(array.shape[2]))
    fits = Fits(
        method="given",
        outcomes=(_OUTCOME,),
        units=units,
        times=times,
        start=start,
        treated=units[treated],
        actual=array,
        counterfactual=nought,
        pre_rmspe=pre_rmspe(array, nought, start),
        certificate=np.full(array.shape[:2], np.nan),
    )
    cut = windows(fits, direction, length=window, alpha=alpha)
    full = cut.gap.shape[2] > 0
    found = power(fits, _OUTCOME, direction, length=window, alpha=alpha) if full else None
    left = compatible_range(fits, _OUTCOME, direction, length=window, alpha=alpha) if full else None
    alone = bool(cut.begun) and full and cut.begun[0] is not None
    begun = tuple(float(each[0, treated]) for each in cut.p_begun) if alone else None
    faded = float(cut.p_faded[0, treated])
    after = [direction * float(each) for each in array[0, treated, start:]]
    evidence = Evidence(
        began=True,
        windows=tuple(
            Window(
                name=f"{cut.first[n]} to {cut.last[n]}",
                gap=float(cut.gap[0, treated, n]),
                statistic=float(cut.statistic[0, treated, n]),
                band=float(cut.band[0, n]),
            )
            for n in range(cut.gap.shape[2])
        ),
        p_better=float(cut.p_better[0, treated]) if full else None,
        p_worse=float(cut.p_worse[0, treated]) if full else None,
        p_floor=1 / array.shape[1],
        begun=None if begun is None else (begun[0], begun[1]),
        alpha=alpha,
        sustain_share=sustain_share,
        p_faded=None if np.isnan(faded) else faded,
        reverting=reverting(after, last=window),
        smallest_effect=smallest_effect,
        lasting=lasting_effect(
            fits, _OUTCOME, direction, length=window, alpha=alpha, sustain_share=sustain_share
        )
        if full
        else None,
        detectable=None if found is None else found.mde80,
        compatible=None if left is None or left.is_empty else (left.low, left.high),
    )
    return evidence, decide(evidence)
