"""Several outcomes judged together: the proof, on areas that chose nothing.

.venv/bin/python scripts/calibration/together_prove.py ../shared/data

As prove.py for one outcome: every proving area at eight starts, all other areas that can be judged
in every outcome of the set as its donors and placebos, an effect planted from the start on and read
again. The same effect is planted in all outcomes, or in the first alone. For the first area of each
start the product's own call is made for one planted effect as well, and must agree. Writes
together_false_claims.csv and together_power.csv.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
from prove import ALPHA, CHECKED, EFFECTS, SHAPES, SIGNS, planted, read_again
from result_tables import mde80, write
from together_sets import SETS, columns_of, sound
from world import AFTER, PROOF_STARTS, are_broken, read_world

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.ranks import own_p
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together.joint import join

LOOKING = {"level-change": "at once", "level-change-gradual": "over 12 months"}
MOVING = ("all", "the first alone")


class Proof:
    """One set of outcomes over the areas that can be judged in each of them."""

    def __init__(self, world, names):
        self.world, self.names, self.columns = world, names, columns_of(names)
        self.kept = np.flatnonzero(sound(world, self.columns))
        self.proving = np.flatnonzero(~world.chooses[self.kept])

    def panel(self, start, after=AFTER):
        """The figures of the set to so many months after a start."""
        values = self.world.values[self.columns][:, self.kept, : start + after]
        units = tuple(np.array(self.world.areas)[self.kept])
        return Panel(self.names, units, self.world.months[: start + after], values)

    def cells(self, start, at, *, check):
        """Whether one area is called, by method, what moves, shape, effect and direction."""
        panel = self.panel(start)
        for method, looked in LOOKING.items():
            options = {"method": method, "start": int(start), "treated": [panel.units[at]]}
            fits = fit_all(panel, **options)
            for sign, direction in SIGNS.items():
                signs = (sign,) * len(self.names)
                joint = join(fits, signs)
                again = [read_again(fits, at, k) for k in range(len(self.names))]
                sums = joint.all_moved.better[joint.others]
                scale = joint.steps[:, joint.treated] / np.array([a.response[0] for a in again])
                for moving, (shape, builds_up), effect in product(MOVING, SHAPES.items(), EFFECTS):
                    if shape != looked and method != "level-change":
                        continue
                    series = panel.values[:, at].copy()
                    which = slice(None) if moving == "all" else slice(1)
                    series[which] = planted(series[which], start, effect, builds_up, sign)
                    changes = [one(each)[0] for one, each in zip(again, series, strict=True)]
                    mine = float(sign * np.array(changes) @ scale)
                    if check and (effect, moving) == (CHECKED, "all"):
                        values = panel.values.copy()
                        values[:, at] = series
                        moved = Panel(panel.outcomes, panel.units, panel.times, values)
                        same(moved, options, signs, mine)
                    yield (method, moving, shape, effect, direction), own_p(mine, sums) <= ALPHA


def same(moved, options, signs, mine):
    """Hold what was read again to the product's own call."""
    again = join(fit_all(moved, **options), signs)
    assert np.isclose(again.parts[:, again.treated].sum(), mine), (options, signs)


def refusals(world, columns, area, start, sign):
    """Whether the screen refuses an area in any outcome, by shape and effect."""
    keys = list(product(SHAPES, EFFECTS))
    broken = np.zeros(len(keys), dtype=bool)
    for column in columns:
        own = world.values[column, area]
        series = [planted(own, start, effect, SHAPES[shape], sign) for shape, effect in keys]
        broken |= are_broken(world, area, np.array(series), column)
    return dict(zip(keys, broken, strict=True))


def gathered(world, names):
    """Every call and every refusal of one set, in the same order of areas and starts."""
    proof = Proof(world, names)
    calls, refused = {}, {}
    for start in PROOF_STARTS:
        sys.stderr.write(f"{', '.join(names)}: start {world.months[start]}\n")
        for at in proof.proving:
            for key, one in proof.cells(start, at, check=at == proof.proving[0]):
                calls.setdefault(key, []).append(one)
            for sign, direction in SIGNS.items():
                area = proof.kept[at]
                for key, one in refusals(world, proof.columns, area, start, sign).items():
                    refused.setdefault((*key, direction), []).append(one)
    return proof, calls, refused


def rows_of(proof, calls, refused):
    """The rows of power and of false claims of one set."""
    words, power, false = ", ".join(proof.names), [], []
    for (method, moving, shape, effect, direction), flags in calls.items():
        seen, broken = np.array(flags), np.array(refused[shape, effect, direction])
        power.append(
            {
                "outcomes": words,
                "method": method,
                "moving": moving,
                "effect_comes": shape,
                "direction": direction,
                "effect_percent": round(100 * effect),
                "found_share": f"{seen.mean():.4f}",
                "found_share_with_screen": f"{(seen & ~broken).mean():.4f}",
                "cells": len(seen),
            }
        )
    for method, direction in product(LOOKING, SIGNS.values()):
        shape = LOOKING[method]
        flags = np.array(calls[method, "all", shape, 0.0, direction])
        by_area = flags.reshape(-1, len(proof.proving)).mean(axis=0)

        def needed(moving, field, method=method, shape=shape, direction=direction):
            curve = [
                float(row[field])
                for row in power
                if (row["method"], row["moving"], row["effect_comes"], row["direction"])
                == (method, moving, shape, direction)
            ]
            return mde80(EFFECTS, curve)

        false.append(
            {
                "outcomes": words,
                "method": method,
                "direction": direction,
                "false_share": f"{flags.mean():.4f}",
                "standard_error_over_areas": f"{by_area.std(ddof=1) / len(by_area) ** 0.5:.4f}",
                "cells": flags.size,
                "areas": len(proof.proving),
                "donors_and_placebos": len(proof.kept) - 1,
                "mde80_percent": needed("all", "found_share"),
                "mde80_percent_with_screen": needed("all", "found_share_with_screen"),
                "mde80_percent_first_alone": needed("the first alone", "found_share"),
            }
        )
    return power, false


def main(arguments):
    """Prove and write."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    world = read_world(Path(arguments[0]))
    power, false = [], []
    for names in SETS:
        more, claims = rows_of(*gathered(world, names))
        power += more
        false += claims
        sys.stderr.write(str(claims) + "\n")
    what = "outcomes judged together, proof half of the areas, eight starts drawn beforehand"
    write("together_power.csv", power, what)
    write("together_false_claims.csv", false, what)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
