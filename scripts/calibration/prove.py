"""The proof: areas that chose nothing, each in turn as if contracted, with and without an effect.

.venv/bin/python scripts/calibration/prove.py ../shared/data             all of it
.venv/bin/python scripts/calibration/prove.py ../shared/data did level-change    only these anew

Writes power.csv, false_claims.csv and restlessness.csv into src/capitula/outcomes/calibration. An
effect planted after the start moves no weights and no other area, so that an area is fitted once a
start and read again with every effect in it; for the first area of each start the product's own
call is made for one planted effect as well, and must agree. By level-change the treated area is no
donor to any placebo; by the other methods all areas are fitted once a date, and placebos may use
the judged area as a donor. The latter are held to both their tests: the windows', and that of a
change that began after the start.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
from result_tables import mde80, read, write
from world import AFTER, PROOF_STARTS, are_broken, read_world

from capitula.outcomes.contrasts.contrast import effect_shape
from capitula.outcomes.contrasts.odd_periods import draw_in, usual_distance
from capitula.outcomes.counterfactual.fitting import METHODS, fit_all
from capitula.outcomes.inference.ranks import own_p
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.level_change.options import ODD_LIMIT
from capitula.outcomes.level_change.standing import standing
from capitula.outcomes.panel.panel import Panel

EFFECTS = tuple(k / 100 for k in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18, 21, 25))
SHAPES = {"at once": 0, "over 12 months": 12}
ALPHA = 0.05
OUTCOME = "non-elective"
SIGNS = {-1: "fall", 1: "rise"}
CHECKED = 0.08
LEVEL_CHANGE = "level-change"
BESIDE = ("synthetic-control", "ridge", "sdid", "interactive-fixed-effects", "did")
LOOKING = {
    "level-change": 0,
    "level-change, building up over 12 months": 12,
    "level-change, either": (0, 12),
}


def planted(series, start, effect, builds_up, sign):
    """A series with a lasting effect of a share from a start."""
    shape = effect_shape(series.shape[-1], start, builds_up)
    return series * (1 + sign * effect) ** shape


def level_change_cells(world, kept, at, start, *, check):
    """Whether one area is called improved, by option, shape, effect and direction."""
    panel = world.panel(kept)
    end = start + AFTER
    own = panel.values[0, at, :end]
    panel = Panel(panel.outcomes, panel.units, panel.times[:end], panel.values[:, :, :end])
    found = {}
    for name, looked in LOOKING.items():
        options = {"method": "level-change", "start": int(start), "treated": [panel.units[at]]}
        fits = fit_all(panel, builds_up=looked, **options)
        for sign, direction in SIGNS.items():
            stand, changed = standing(fits, OUTCOME, sign), read_again(fits, at)
            for (shape, builds_up), effect in product(SHAPES.items(), EFFECTS):
                series = planted(own, start, effect, builds_up, sign)
                mine = sign * changed(series) * stand.step[at] / changed.response
                cell = calls_of(name, mine, stand, world.chooses[kept][stand.units])
                found |= {(*key, shape, effect, direction): one for key, one in cell.items()}
                if check and effect == CHECKED:
                    values = panel.values.copy()
                    values[0, at] = series
                    moved = Panel(panel.outcomes, panel.units, panel.times, values)
                    again = standing(fit_all(moved, builds_up=looked, **options), OUTCOME, sign)
                    assert np.allclose(again.each[at], mine), (name, shape, direction)
    return found


class read_again:  # noqa: N801 a function with something held
    """The changes that one area has with another series from the start on, [K], by shape."""

    def __init__(self, fits, at, outcome=0):
        logs = np.log(fits.actual[outcome])
        told = fits.donors.weight[outcome] @ logs
        reading = fits.details["level_change"].read()
        self.start, self.told = fits.start, told[at]
        self.average = float(usual_distance(logs - told, fits.start).mean())
        self.weights, self.response = reading.weights[outcome], reading.response[outcome]

    def __call__(self, series):
        bare = np.log(series) - self.told
        return self.weights @ draw_in(bare[None], self.start, ODD_LIMIT, self.average)[0]


def calls_of(name, mine, stand, chooses):
    """Whether an area with these statistics is called, by option."""
    better, size = mine.max(), np.abs(mine).max()
    others = np.maximum(stand.better, stand.worse)[stand.others]
    found = {(name,): own_p(better, stand.better[stand.others]) <= ALPHA}
    if name == "level-change":
        strict = own_p(better, stand.better[chooses & stand.others]) <= ALPHA
        found[f"{name}, bar from the choosing half",] = strict
        found[f"{name}, two-sided",] = own_p(size, others) <= ALPHA
    return found


def refusals(world, area, start, sign):
    """Whether the screen for breaks refuses an area, by shape and effect."""
    keys = list(product(SHAPES, EFFECTS))
    own = world.values[0, area]
    series = [planted(own, start, effect, SHAPES[shape], sign) for shape, effect in keys]
    return dict(zip(keys, are_broken(world, area, np.array(series)), strict=True))


def beside_cells(world, kept, start, proving, methods=BESIDE):
    """Proving areas by every other method: called improved, by method, shape, effect and way."""
    panel = world.panel(kept).between(None, world.months[start + AFTER - 1])
    panel = panel.indexed(int(start))
    found, begun = {}, {}
    for method in methods:
        if method not in METHODS:
            sys.stderr.write(f"{method}: not in the register of methods, left out\n")
            continue
        fits = fit_all(panel, method=method, start=int(start))
        for sign, direction in SIGNS.items():
            null = windows(fits, sign)
            if sign not in begun:  # one test for all methods: it reads only the figures
                begun[sign] = begun_cells(fits, null.begun[0], start, proving, sign)
            for (shape, builds_up), effect in product(SHAPES.items(), EFFECTS):
                actual = planted(fits.actual, start, effect, builds_up, sign)
                after = sign * (actual - fits.counterfactual)[0, :, start:]
                means = after.reshape(len(after), -1, 12).mean(axis=2)
                best = (means / fits.pre_rmspe[0][:, None]).max(axis=1)
                alone = [own_p(best[i], np.delete(null.best[0], i)) <= ALPHA for i in proving]
                found[method, shape, effect, direction] = alone & begun[sign][shape, effect]
    return found


def begun_cells(fits, begun, start, proving, sign):
    """Whether a change that began after the start is found: [areas] by shape and effect."""
    keys = list(product(SHAPES, EFFECTS))
    found = []
    for i in proving:
        own = fits.actual[0, i]
        moved = [planted(own, start, effect, SHAPES[shape], sign) for shape, effect in keys]
        seen = begun.read(i, np.array(moved)).max(axis=1)
        others = np.delete(begun.better, i)
        found.append([own_p(each, others) <= ALPHA for each in seen])
    return dict(zip(keys, np.array(found).T, strict=True))


def gather(world, kept, proving, methods):
    """Every call, every refusal, and the calls of level-change with their areas."""
    calls, refused, quiet = {}, {}, []
    for start in PROOF_STARTS:
        sys.stderr.write(f"start {world.months[start]}\n")
        beside = [method for method in methods if method != LEVEL_CHANGE]
        for key, flags in beside_cells(world, kept, start, proving, beside).items():
            calls.setdefault(key, []).extend(flags)
        for at in proving:
            for sign, direction in SIGNS.items():
                for key, broken in refusals(world, kept[at], start, sign).items():
                    refused.setdefault((*key, direction), []).append(broken)
            if LEVEL_CHANGE not in methods:
                continue
            cells = level_change_cells(world, kept, at, start, check=at == proving[0])
            for (name, shape, effect, direction), one in cells.items():
                calls.setdefault((name, shape, effect, direction), []).append(one)
                if name == LEVEL_CHANGE:
                    quiet.append((direction, shape, effect, start, kept[at], one))
    order = {name: n for n, name in enumerate(SIGNS.values())}
    calls = dict(sorted(calls.items(), key=lambda item: order[item[0][3]]))
    return calls, refused, quiet


def main(arguments):
    """Prove and write."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    methods = tuple(arguments[1:]) or (*BESIDE, LEVEL_CHANGE)
    world = read_world(Path(arguments[0]))
    kept = np.flatnonzero(~world.broken)
    proving = np.flatnonzero(~world.chooses[kept])
    calls, refused, quiet = gather(world, kept, proving, methods)
    write_tables(proving, calls=calls, refused=refused, kept_rows=methods)
    if LEVEL_CHANGE in methods:
        write_restlessness(world, kept, proving, quiet)
    return 0


def write_tables(proving, *, calls, refused, kept_rows):
    """Write power and false claims; `kept_rows`: only these methods are new, others stay."""
    rows = []
    for (method, shape, effect, direction), flags in calls.items():
        broken = np.array(refused[shape, effect, direction])
        seen = np.array(flags)
        rows.append(
            {
                "method": method,
                "effect_comes": shape,
                "direction": direction,
                "effect_percent": round(100 * effect),
                "found_share": f"{(seen & ~broken).mean():.4f}",
                "found_share_of_judged": f"{seen[~broken].mean():.4f}",
                "not_judged_share": f"{broken.mean():.4f}",
                "cells": len(seen),
            }
        )
    what = "proof half of the areas, eight starts drawn beforehand"
    write("power.csv", joined(rows, "power", kept_rows), what)
    false = []
    for method, direction in dict.fromkeys((m, d) for m, _, _, d in calls):
        flags = np.array(calls[method, "at once", 0.0, direction]).reshape(-1, len(proving))
        by_area = flags.mean(axis=0)
        curve = [np.mean(calls[method, "at once", e, direction]) for e in EFFECTS]
        slow = [np.mean(calls[method, "over 12 months", e, direction]) for e in EFFECTS]
        false.append(
            {
                "method": method,
                "direction": direction,
                "false_share": f"{flags.mean():.4f}",
                "standard_error_over_areas": f"{by_area.std(ddof=1) / len(by_area) ** 0.5:.4f}",
                "claims": int(flags.sum()),
                "cells": flags.size,
                "areas": len(proving),
                "mde80_percent_at_once": mde80(EFFECTS, curve),
                "mde80_percent_over_12_months": mde80(EFFECTS, slow),
                **with_screen(rows, method, direction),
            }
        )
    write("false_claims.csv", joined(false, "false_claims", kept_rows), what)


def joined(rows, name, methods):
    """New rows among those of the table that stay, falls first, level-change last."""
    stay = [row for row in read(name) if row["method"].split(",")[0] not in methods]

    def place(row):
        way = row.get("effect_comes", ""), row["direction"]
        if row["method"] in BESIDE:
            return row["direction"], BESIDE.index(row["method"]), way
        return row["direction"], len(BESIDE), way

    return sorted([*rows, *stay], key=lambda row: place(row)[:2])


def with_screen(rows, method, direction):
    """The same where an effect that sets off the screen for breaks counts as not found."""
    found = {}
    for shape, name in (("at once", "at_once"), ("over 12 months", "over_12_months")):
        curve = [
            float(row["found_share"])
            for row in rows
            if (row["method"], row["direction"], row["effect_comes"]) == (method, direction, shape)
        ]
        found[f"mde80_percent_{name}_with_screen"] = mde80(EFFECTS, curve)
    return found


def write_restlessness(world, kept, proving, quiet):
    """Power by how restless an area was before the start: thirds of the proving areas."""
    rows = []
    logs = np.log(world.values[0])
    own = logs - np.median(logs[~world.broken], axis=0)
    usual = {s: np.sqrt(np.mean(np.diff(own[:, :s], axis=1) ** 2, axis=1)) for s in PROOF_STARTS}
    third = {}
    for start in PROOF_STARTS:
        order = np.argsort(np.argsort(usual[start][kept[proving]]))
        third[start] = dict(zip(kept[proving], order * 3 // len(order), strict=True))
    for direction in ("fall", "rise"):
        for part, name in enumerate(("calmest third", "middle third", "most restless third")):
            curve = []
            for effect in EFFECTS:
                flags = [
                    one
                    for way, shape, size, start, area, one in quiet
                    if (way, shape, size) == (direction, "at once", effect)
                    and third[start][area] == part
                ]
                curve.append(np.mean(flags))
            rows.append(
                {
                    "areas": name,
                    "direction": direction,
                    "false_share": f"{curve[0]:.4f}",
                    "found_share_5_percent": f"{curve[EFFECTS.index(0.05)]:.4f}",
                    "found_share_8_percent": f"{curve[EFFECTS.index(0.08)]:.4f}",
                    "mde80_percent_at_once": mde80(EFFECTS, curve),
                }
            )
    write("restlessness.csv", rows, "proof half of the areas, level-change, effect at once")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
