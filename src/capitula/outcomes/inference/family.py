"""Several outcomes at once: the max-statistic, and Benjamini and Hochberg's rate beside it.

With 200 areas a rank p is .005 at the least, and a division by thirty outcomes would ask for
.0017, which no rank can reach. So each area's largest statistic over all outcomes is taken, and
each outcome of the treated area is held against these maxima: what one area's outcomes share is
kept, and the chance of any false claim in the family is alpha.
"""

from __future__ import annotations

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.inference.ranks import Floats


def family_p(statistics: Floats, treated: int) -> Floats:
    """Return the treated area's p for each outcome, adjusted for all outcomes of the family.

    Only areas with a fit in every outcome count, so that each maximum is over the same outcomes.

    Args:
        statistics: [O, N], studentised and large where rare, such as `Windows.best` or the ratios.
        treated: index of the treated area.

    Returns:
        [O] adjusted p, of the areas counted.

    Raises:
        InputFaults: the treated area has no fit in some outcome.
    """
    if np.isnan(statistics[:, treated]).any():
        place = Place("family", None, None, "treated area")
        found, remedy = "no fit in one of the outcomes", "leave that outcome out of the family"
        raise InputFaults([Fault(place, found, "a fit in every outcome", remedy)])
    held = ~np.isnan(statistics).any(axis=0)
    largest = statistics[:, held].max(axis=0)
    own = statistics[:, treated]
    return (largest[None, :] >= own[:, None]).sum(axis=1) / held.sum()


def benjamini_hochberg(p: Floats) -> Floats:
    """Return for each p the least false discovery rate at which it would be called (1995).

    Args:
        p: [O].
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    least = np.minimum.accumulate(scaled[::-1])[::-1]
    result = np.empty(len(p))
    result[order] = np.minimum(least, 1.0)
    return result
