"""The verdict on real areas: nothing happened, something did, it faded, it was on its way already.

.venv/bin/python scripts/calibration/verdicts.py ../shared/data

Each judged area in turn is as if contracted, by each method of the register, with the checks of the
fit before the start and the rules of the verdict as the product applies them. Writes verdicts.csv
into src/capitula/outcomes/calibration. An effect of "twice" is twice what the method finds four
times in five in that area. For other methods than level-change all areas are fitted once a start.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from result_tables import write
from world import PROOF_STARTS, read_world

from capitula.outcomes.charts.signals import Flag
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import METHODS, fit_all
from capitula.outcomes.inference.placebo import ratios
from capitula.outcomes.inference.pre_fit import WORST_FITS
from capitula.outcomes.inference.ranks import bar_to_pass, own_p, rank_p
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.level_change.deciding import level_change_test
from capitula.outcomes.level_change.standing import standing
from capitula.outcomes.measures import Direction
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.verdict.evidence import Evidence, Obstacle, ObstacleKind, Window
from capitula.outcomes.verdict.order import decide

BESIDE = ("synthetic-control", "ridge", "sdid", "interactive-fixed-effects", "did")
LONG_STARTS = (41, 43, 45)
ALPHA, YEAR, HELD_OUT = 0.05, 12, 12


@dataclass(frozen=True)
class Scenario:
    """What is made to happen; a share of None is twice the detectable effect, signed by `good`."""

    name: str
    share: float | None
    first: int = 0
    last: int = 999
    good: bool = True
    trend: float = 0.0
    months: int = 24


SCENARIOS = (
    Scenario("nothing", 0.0),
    Scenario("fall of 2 %", 0.02),
    Scenario("fall of 5 %", 0.05),
    Scenario("fall of 10 %", 0.10),
    Scenario("falling by 3 % a year all along", 0.0, trend=-0.03),
    Scenario("falling by 5 % a year all along", 0.0, trend=-0.05),
    Scenario("three years, nothing", 0.0, months=36),
    Scenario("three years, twice the detectable fall", None, months=36),
    Scenario("three years, twice, gone after the first", None, last=12, months=36),
    Scenario("three years, twice, in the last only", None, first=24, months=36),
    Scenario("three years, twice the detectable rise", None, good=False, months=36),
)


def factor(scenario, periods, start, share):
    """What each month is multiplied by."""
    since = np.arange(periods) - start
    on = (since >= scenario.first) & (since < scenario.last) & (since >= 0)
    effect = np.where(on, 1 - share if scenario.good else 1 + share, 1.0)
    return effect * np.exp(scenario.trend * np.arange(periods) / YEAR)


def reverts(gaps):
    """Whether the differences shift or trend towards nought among the last twelve months."""
    chart = xmr([float(each) for each in gaps], direction=Direction.UP)
    return any(point.flag in {Flag.FALLING, Flag.SHIFT_LOW} for point in chart.points[-YEAR:])


def verdict(cut, i, gaps, *, better, worse, judged):
    """The product's verdict from windows and p values."""
    made = tuple(
        Window(str(w), float(cut[0][i, w]), float(cut[1][i, w]), float(cut[2][w]))
        for w in range(cut[0].shape[1])
    )
    obstacle = Obstacle(ObstacleKind.PRE_FIT, "the fit before the start", "another comparison")
    decision = decide(
        Evidence(
            began=True,
            obstacles=() if judged else (obstacle,),
            windows=made,
            p_better=better,
            p_worse=worse,
            alpha=ALPHA,
            reverting="back" if better <= ALPHA and reverts(gaps) else "",
        )
    )
    return decision.verdict.name, decision.reason.name if decision.reason else ""


def fit_is_poor(panel, method, start, fits):
    """[N] whether the checks before the start refuse the area, treated as each in turn."""
    error = fits.pre_rmspe[0]
    limits = [np.quantile(np.delete(error, i), WORST_FITS) for i in range(len(error))]
    earlier = panel.between(None, panel.times[start - 1])
    held_out = fit_all(earlier, method=method, start=start - HELD_OUT)
    return (error > np.array(limits)) | (rank_p(ratios(held_out))[0] <= ALPHA)


def by_windows(panel, method, start, scenarios):
    """Verdicts of every area by a method whose windows decide."""
    fits = fit_all(panel, method=method, start=start)
    null = windows(fits, -1)
    twice = detectable(null) * fits.pre_rmspe[0] * 2 / 100
    for scenario in scenarios:
        share = twice if scenario.share is None else np.full(len(twice), scenario.share)
        times = np.array(
            [factor(scenario, len(panel.times), start, min(each, 0.95)) for each in share]
        )
        if scenario.trend:
            yield scenario, trended(panel, method, start, times)
            continue
        poor = fit_is_poor(panel, method, start, fits)
        moved = replace(fits, actual=fits.actual * times[None])
        cut = windows(moved, -1)
        seen = []
        for i in range(len(share)):
            band = np.quantile(np.abs(np.delete(null.statistic[0], i, axis=0)), 1 - ALPHA, axis=0)
            better = own_p(cut.best[0, i], np.delete(null.best[0], i))
            worse = own_p(cut.worst[0, i], np.delete(null.worst[0], i))
            gaps = -moved.gaps[0, i, start:]
            cell = (cut.gap[0], cut.statistic[0], band)
            seen.append(verdict(cell, i, gaps, better=better, worse=worse, judged=not poor[i]))
        yield scenario, seen


def trended(panel, method, start, times):
    """Verdicts where a trend runs before the start as well: each area is fitted anew.

    Every eighth area, unless the method is the quick one.
    """
    seen = []
    every = 1 if method == "synthetic-control" else 8
    for i, name in list(enumerate(panel.units))[::every]:
        values = panel.values.copy()
        values[0, i] *= times[i]
        one = Panel(panel.outcomes, panel.units, panel.times, values).indexed(start)
        fits = fit_all(one, method=method, start=start, treated=[name])
        cut = windows(fits, -1)
        others = np.delete(fits.pre_rmspe[0], i)
        poor = fits.pre_rmspe[0, i] > np.quantile(others, WORST_FITS)
        seen.append(
            verdict(
                (cut.gap[0], cut.statistic[0], cut.band[0]),
                i,
                -fits.gaps[0, i, start:],
                better=own_p(cut.best[0, i], np.delete(cut.best[0], i)),
                worse=own_p(cut.worst[0, i], np.delete(cut.worst[0], i)),
                judged=not poor,
            )
        )
    return seen


def detectable(null):
    """What the windows find four times in five, over the RMSPE before the start."""
    best = null.best[0]
    return float(np.quantile(np.maximum(bar_to_pass(best, ALPHA) - best, 0), 0.8))


def by_level_change(panel, start, scenarios):
    """Verdicts of every area by level-change: the product's own call for each area."""
    fits = fit_all(panel, method="level-change", start=start)
    poor = fit_is_poor(panel, "level-change", start, fits)
    for scenario in scenarios:
        seen = []
        for i, name in enumerate(panel.units):
            share = scenario.share
            if share is None:
                plain = treated(panel, start, i, np.ones(len(panel.times)))
                share = 2 * level_change_test(plain, "non-elective", -1).mde80_share
            one = treated(panel, start, i, factor(scenario, len(panel.times), start, share))
            stand, cut = standing(one, "non-elective", -1), windows(one, -1)
            assert one.units[i] == name
            seen.append(
                verdict(
                    (cut.gap[0], cut.statistic[0], cut.band[0]),
                    i,
                    -one.gaps[0, i, start:],
                    better=own_p(stand.better[i], stand.better[stand.others]),
                    worse=own_p(stand.worse[i], stand.worse[stand.others]),
                    judged=not poor[i],
                )
            )
        yield scenario, seen


def treated(panel, start, i, times) -> Fits:
    """The fits with one area changed and treated."""
    values = panel.values.copy()
    values[0, i] *= times
    one = Panel(panel.outcomes, panel.units, panel.times, values)
    return fit_all(one, method="level-change", start=start, treated=[panel.units[i]])


def main(arguments):
    """Judge every area and write."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    world = read_world(Path(arguments[0]))
    whole = world.panel(np.flatnonzero(~world.broken))
    counts, cells = {}, Counter()
    methods = [method for method in (*BESIDE, "level-change") if method in METHODS]
    for months, starts in ((24, PROOF_STARTS), (36, LONG_STARTS)):
        scenarios = [each for each in SCENARIOS if each.months == months]
        for start in map(int, starts):
            panel = whole.between(None, whole.times[start + months - 1])
            for method in methods:
                sys.stderr.write(f"{method}, start {whole.times[start]}, {months} months\n")
                # a trend before the start means a fit for every area: one start says enough
                some = [
                    s
                    for s in scenarios
                    if not s.trend or start == starts[0] or method == "level-change"
                ]
                ready = panel.indexed(start)
                found = (
                    by_level_change(ready, start, some)
                    if method == "level-change"
                    else by_windows(ready, method, start, some)
                )
                for scenario, seen in found:
                    key = method, scenario.name
                    counts.setdefault(key, Counter()).update(seen)
                    cells[key] += len(seen)
    rows = [
        row(method, name, count, cells[method, name]) for (method, name), count in counts.items()
    ]
    order = {scenario.name: k for k, scenario in enumerate(SCENARIOS)}
    rows.sort(key=lambda each: (order[each["what_happened"]], each["method"]))
    write("verdicts.csv", rows, "all judged areas, each in turn as if contracted")
    return 0


def row(method, name, count, cells):
    """One row of shares."""
    by_verdict, by_reason = Counter(), Counter()
    for (made, reason), number in count.items():
        by_verdict[made] += number
        by_reason[reason] += number
    judged = cells - by_verdict["CANNOT_BE_JUDGED"]

    def share(number):
        return f"{number / cells:.3f}"

    improved = by_verdict["SUSTAINED"] + by_verdict["NOT_SUSTAINED"]
    return {
        "what_happened": name,
        "method": method,
        "improved_and_sustained": share(by_verdict["SUSTAINED"]),
        "improved_not_sustained": share(by_verdict["NOT_SUSTAINED"]),
        "faded": share(by_reason["FADED"]),
        "late_onset": share(by_reason["LATE_ONSET"]),
        "worse": share(by_verdict["WORSE"]),
        "nothing_shown": share(by_verdict["TOO_LITTLE_POWER"] + by_verdict["NO_EFFECT_SHOWN"]),
        "cannot_be_judged": share(by_verdict["CANNOT_BE_JUDGED"]),
        "improved_of_judged": f"{improved / max(judged, 1):.3f}",
        "cells": cells,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
