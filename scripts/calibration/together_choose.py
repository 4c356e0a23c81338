"""Several outcomes judged together: ways of adding them up, on the choosing half of the areas.

.venv/bin/python scripts/calibration/together_choose.py ../shared/data

The same effect is planted in every outcome of a set. Writes together_tried.csv.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gap_makers as donors
import numpy as np
import readings as read
from result_tables import mde80, write
from together_sets import SETS, columns_of, sound
from world import STARTS, read_world
from yardstick import ALPHA, EFFECTS, Given

from capitula.outcomes.contrasts.contrast import effect_shape

WAYS = (
    "each over its own scale, added",
    "each over its spread among the areas as well, added",
    "each weighed by how well it is seen, added",
    "the largest of them",
)
RIDGE = donors.ridge(0.125, 3, trends_off=True)
AT_HAND = 0.05


def weights_of(way, null, moved):
    """What each outcome's statistic is multiplied by, and how they are put together."""
    middle = np.median(null, axis=1, keepdims=True)
    spread = 1.4826 * np.median(np.abs(null - middle), axis=1)
    if way == WAYS[0]:
        return np.ones(len(null)), np.sum
    if way == WAYS[2]:
        return np.median(moved - null, axis=1) / spread**2, np.sum
    return 1 / spread, np.max if way == WAYS[3] else np.sum


def found(gaps, start, builds_up, sign, *, way):
    """The share of areas called, by effect."""
    shape = effect_shape(gaps[0].shape[1], start, builds_up)
    reading = read.level_change(builds_up=builds_up)

    def parts(effect):
        moved = [sign * (each + np.log1p(sign * effect) * shape) for each in gaps]
        return np.array([reading(each, start, None, sign) for each in moved])

    null = parts(0.0)
    weight, join = weights_of(way, null, parts(AT_HAND))
    ordered = np.sort(join(null * weight[:, None], axis=0))
    areas = len(ordered)
    places = int(ALPHA * areas + 1e-9)
    own = join(null * weight[:, None], axis=0)
    for effect in EFFECTS:
        seen = join(parts(effect) * weight[:, None], axis=0)
        above = areas - np.searchsorted(ordered, seen, side="left") - (own >= seen)
        yield (above + 1 <= places).mean()


def measured(world, names, way):
    """One row: the power of one way of adding up for one set."""
    columns = columns_of(names)
    kept = np.flatnonzero(world.chooses & sound(world, columns))
    curves = {
        (builds_up, sign): np.zeros(len(EFFECTS)) for builds_up in (0, 12) for sign in (-1, 1)
    }
    for start in STARTS:
        given = [Given(np.log(world.values[[c]][:, kept]), world.teams[kept]) for c in columns]
        gaps = [RIDGE(each, start) for each in given]
        for builds_up, sign in curves:
            curves[builds_up, sign] += list(found(gaps, start, builds_up, sign, way=way))
    share = {key: curve / len(STARTS) for key, curve in curves.items()}
    both = (share[0, -1] + share[0, 1]) / 2
    return {
        "outcomes": ", ".join(names),
        "how": way,
        "areas": len(kept),
        "mde80_at_once_fall": mde80(EFFECTS, share[0, -1]),
        "mde80_at_once_rise": mde80(EFFECTS, share[0, 1]),
        "mde80_over_12_months_fall": mde80(EFFECTS, share[12, -1]),
        "mde80_over_12_months_rise": mde80(EFFECTS, share[12, 1]),
        "power_at_5_percent": f"{both[EFFECTS.index(0.05)]:.3f}",
        "power_at_8_percent": f"{both[EFFECTS.index(0.08)]:.3f}",
        "false_share": f"{both[0]:.3f}",
    }


def main(arguments):
    """Try every way on every set and write."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    world = read_world(Path(arguments[0]))
    rows = []
    for names in (("non-elective",), *SETS):
        for way in WAYS if len(names) > 1 else WAYS[:1]:
            rows.append(measured(world, names, way))
            sys.stderr.write(" | ".join(map(str, rows[-1].values())) + "\n")
    write("together_tried.csv", rows, "outcomes judged together, judged areas that chose")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
