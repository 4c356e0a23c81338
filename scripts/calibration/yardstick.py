"""One yardstick for everything that was tried: how large an effect is found in four areas of five.

Each choosing area is treated in turn at each start; donors and placebos are the other choosing
areas only, so that nothing of the proving half is looked at. An effect is planted after the start,
the statistic is taken again, and the area is called where it ranks among the rarest 5 %.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from result_tables import mde80
from world import STARTS

from capitula.outcomes.contrasts.contrast import effect_shape

EFFECTS = (0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.14, 0.17, 0.2, 0.25, 0.3)
ALPHA = 0.05


@dataclass(frozen=True)
class Given:
    """What an attempt may look at: the series of the choosing areas, and whose neighbour each is.

    Attributes:
        logs: [series, N, T], the outcome first.
        teams: [N].
    """

    logs: np.ndarray
    teams: np.ndarray


@dataclass(frozen=True)
class Attempt:
    """Something that was tried.

    Attributes:
        name: in words.
        kind: what sort of idea it is.
        gaps: of the data and a start, what the donors leave unexplained: [N, T].
        read: of gaps and a start (and the data), the statistic of each area [N]; rises are large.
        starts: all of them, or fewer where it is slow.
        index: whether the gaps are in shares of the area's mean before the start, not logarithms.
        own_p: whether `read` gives a p of its own instead of a statistic to be ranked.
    """

    name: str
    kind: str
    gaps: Callable
    read: Callable
    starts: tuple = tuple(STARTS)
    index: bool = False
    own_p: bool = False


def measure(given: Given, attempt: Attempt) -> dict:
    """Return power at a few effects and the minimum detectable effects."""
    areas = given.logs.shape[1]
    places = int(ALPHA * areas + 1e-9)
    curves = {(shape, sign): np.zeros(len(EFFECTS)) for shape in (0, 12) for sign in (-1, 1)}
    for start in attempt.starts:
        gaps = attempt.gaps(given, start)
        for (builds_up, sign), curve in curves.items():
            null = attempt.read(sign * gaps, start, given, sign)
            ordered = np.sort(null)
            for k, effect in enumerate(EFFECTS):
                shape = effect_shape(gaps.shape[1], start, builds_up)
                if attempt.index:
                    logs = given.logs[0]
                    level = np.exp(logs) / np.exp(logs[:, :start]).mean(axis=1, keepdims=True)
                    moved = gaps + level * ((1 + sign * effect) ** shape - 1)
                else:
                    moved = gaps + np.log1p(sign * effect) * shape
                seen = attempt.read(sign * moved, start, given, sign)
                if attempt.own_p:
                    curve[k] += (seen <= ALPHA).mean()
                    continue
                above = areas - np.searchsorted(ordered, seen, side="left") - (null >= seen)
                curve[k] += (above + 1 <= places).mean()
    share = {key: curve / len(attempt.starts) for key, curve in curves.items()}
    row = {"tried": attempt.name, "kind": attempt.kind}
    for shape, words in ((0, "at_once"), (12, "over_12_months")):
        for sign, way in ((-1, "fall"), (1, "rise")):
            curve = share[shape, sign]
            row[f"mde80_{words}_{way}"] = mde80(EFFECTS, curve) or "above 30"
    row["false_share"] = f"{(share[0, -1][0] + share[0, 1][0]) / 2:.3f}"
    for effect in (0.05, 0.08):
        curve = (share[0, -1] + share[0, 1]) / 2
        row[f"power_at_{effect:.0%}".replace("%", "_percent")] = (
            f"{curve[EFFECTS.index(effect)]:.3f}"
        )
    row["starts"] = len(attempt.starts)
    return row
