"""The verdict on real areas: nothing happened, something did, it faded, it was on its way already.

.venv/bin/python scripts/calibration/verdicts.py ../shared/data                    all of it
.venv/bin/python scripts/calibration/verdicts.py ../shared/data did level-change   only these

Each judged area in turn is as if contracted, by each method of the register, with the checks of the
fit before the start, the test of a change that began after it, and the rules of the verdict as the
product applies them. Writes verdicts.csv into src/capitula/outcomes/calibration. An effect of
"twice" is twice what the method finds four times in five in that area; "lasting" is what it calls
improved and sustained four times in five. For other methods than level-change all areas are fitted
once a start; only a trend, which runs before the start too, needs a fit for each area: at three
starts, by the quick methods of every second area, by the slower ones of every eighth.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from prove import read_again
from result_tables import read, write
from world import PROOF_STARTS, read_world

from capitula.outcomes.charts.signals import Flag
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import METHODS, fit_all
from capitula.outcomes.inference.lasting import lasting_effect, needed_to_last
from capitula.outcomes.inference.needed import deciding
from capitula.outcomes.inference.placebo import ratios
from capitula.outcomes.inference.pre_fit import WORST_FITS
from capitula.outcomes.inference.ranks import own_p, rank_p
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.level_change.deciding import level_change_test
from capitula.outcomes.level_change.in_units import level_of
from capitula.outcomes.level_change.standing import standing
from capitula.outcomes.measures import Direction
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.verdict.evidence import Evidence, Obstacle, ObstacleKind, Window
from capitula.outcomes.verdict.order import decide

OUTCOME = "non-elective"
BESIDE = ("synthetic-control", "ridge", "sdid", "interactive-fixed-effects", "did")
LONG_STARTS = (41, 43, 45)
TREND_STARTS = PROOF_STARTS[[0, 3, 5]]
TREND_EVERY = {"synthetic-control": 2, "did": 2, "level-change": 2, "level-change-gradual": 2}
SLOWER = 8
OWN_TEST = ("level-change", "level-change-gradual")
LASTING = -1.0
ALPHA, YEAR, HELD_OUT = 0.05, 12, 12


@dataclass(frozen=True)
class Scenario:
    """What is made to happen.

    Attributes:
        name: in words.
        share: of the figures; None is twice the detectable effect, LASTING the lasting one.
        first: months after the start when it begins.
        last: months after the start when it ends.
        fades: months that it takes to go from there, evenly; it goes at once unless given.
        good: whether figures fall.
        trend: a year, all along, in logarithms.
        months: after the start.
    """

    name: str
    share: float | None
    first: int = 0
    last: int = 999
    fades: int = 0
    good: bool = True
    trend: float = 0.0
    months: int = 24


SCENARIOS = (
    Scenario("nothing", 0.0),
    Scenario("fall of 2 %", 0.02),
    Scenario("fall of 5 %", 0.05),
    Scenario("fall of 10 %", 0.10),
    Scenario("fall of 17 %", 0.17),
    Scenario("twice the detectable fall", None),
    Scenario("twice the detectable fall, gone after a year", None, last=12),
    Scenario("falling by 3 % a year all along", 0.0, trend=-0.03),
    Scenario("falling by 5 % a year all along", 0.0, trend=-0.05),
    Scenario("falling by 8 % a year all along", 0.0, trend=-0.08),
    Scenario("three years, nothing", 0.0, months=36),
    Scenario("three years, the lasting fall", LASTING, months=36),
    Scenario("three years, twice the detectable fall", None, months=36),
    Scenario("three years, twice, gone after the first", None, last=12, months=36),
    Scenario("three years, twice, gone little by little in the second", None, 0, 12, 12, months=36),
    Scenario("three years, twice, in the last only", None, first=24, months=36),
    Scenario("three years, twice the detectable rise", None, good=False, months=36),
)


def factor(scenario, periods, start, share):
    """What each month is multiplied by."""
    since = np.arange(periods) - start
    on = ((since >= scenario.first) & (since >= 0)).astype(float)
    gone = (since - scenario.last + 1) / max(scenario.fades, 1)
    on *= 1 - np.clip(gone, 0, 1)
    effect = 1 - share * on if scenario.good else 1 + share * on
    return effect * np.exp(scenario.trend * np.arange(periods) / YEAR)


def reverts(gaps):
    """Whether the differences shift or trend towards nought among the last twelve months."""
    chart = xmr([float(each) for each in gaps], direction=Direction.UP)
    return any(point.flag in {Flag.FALLING, Flag.SHIFT_LOW} for point in chart.points[-YEAR:])


def verdict(cell, gaps, *, better, worse, faded, judged, windows_decide):
    """The product's verdict from the windows of one area and p values.

    `cell`: gap, statistic and band by window.
    """
    made = tuple(
        Window(str(w), *map(float, each)) for w, each in enumerate(zip(*cell, strict=True))
    )
    obstacle = Obstacle(ObstacleKind.PRE_FIT, "the fit before the start", "another comparison")
    decision = decide(
        Evidence(
            began=True,
            obstacles=() if judged else (obstacle,),
            windows=made,
            p_better=better,
            p_worse=worse,
            p_faded=faded,
            windows_decide=windows_decide,
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
    sizes = {}
    for scenario in scenarios:
        if scenario.share is None or scenario.share == LASTING:
            key = scenario.share
            if key not in sizes:
                sizes[key] = detectable(fits) * 2 if key is None else lasting(fits)
            share = sizes[key]
        else:
            share = np.full(len(fits.units), scenario.share)
        times = np.array(
            [factor(scenario, len(panel.times), start, min(each, 0.95)) for each in share]
        )
        if scenario.trend:
            yield scenario, trended(panel, method, start, times)
            continue
        poor = fit_is_poor(panel, method, start, fits)
        moved = replace(fits, actual=fits.actual * times[None])
        yield scenario, [one_of(moved, null, i, judged=not poor[i]) for i in range(len(share))]


def one_of(moved, null, i, *, judged):
    """The verdict of one area with its figures changed after the start, all others as they are."""
    start, begun = moved.start, null.begun[0]
    gaps = -(moved.actual - moved.counterfactual)[0, i, start:]
    means = gaps.reshape(-1, YEAR).mean(axis=1)
    own = means / moved.pre_rmspe[0, i]
    others = np.delete(null.statistic[0], i, axis=0)
    band = np.quantile(np.abs(others), 1 - ALPHA, axis=0)
    each = begun.read(i, moved.actual[0, i][None])[0]
    fell = own[:-1].max() - own[-1]
    return verdict(
        (means, own, band),
        gaps,
        better=max(
            own_p(own.max(), others.max(axis=1)),
            own_p(each.max(), np.delete(begun.better, i)),
        ),
        worse=max(
            own_p((-own).max(), (-others).max(axis=1)),
            own_p((-each).max(), np.delete(begun.worse, i)),
        ),
        faded=own_p(fell, others[:, :-1].max(axis=1) - others[:, -1]),
        judged=judged,
        windows_decide=True,
    )


def trended(panel, method, start, times):
    """Verdicts where a trend runs before the start as well: each area is fitted anew.

    Every second area, or every eighth where the method is a slow one.
    """
    seen = []
    for i, name in list(enumerate(panel.units))[:: TREND_EVERY.get(method, SLOWER)]:
        values = panel.values.copy()
        values[0, i] *= times[i]
        one = Panel(panel.outcomes, panel.units, panel.times, values).indexed(start)
        fits = fit_all(one, method=method, start=start, treated=[name])
        others = np.delete(fits.pre_rmspe[0], i)
        poor = fits.pre_rmspe[0, i] > np.quantile(others, WORST_FITS)
        seen.append(by_call(fits, i, judged=not poor))
    return seen


def by_call(fits, i, *, judged):
    """The verdict of the treated area by the product's own call."""
    cut = windows(fits, -1)
    decides = bool(cut.begun)
    return verdict(
        (cut.gap[0, i], cut.statistic[0, i], cut.band[0]),
        -fits.gaps[0, i, fits.start :],
        better=float(cut.p_better[0, i]),
        worse=float(cut.p_worse[0, i]),
        faded=float(cut.p_faded[0, i]),
        judged=judged,
        windows_decide=decides,
    )


def detectable(fits):
    """[N] what each area's windows find four times in five, as a share."""
    test = deciding(fits, OUTCOME, -1, length=YEAR)
    return np.quantile(test.needed(test.bars(ALPHA)), 0.8) * fits.pre_rmspe[0] / 100


def lasting(fits):
    """[N] what each area's windows call improved and sustained four times in five, as a share."""
    test = deciding(fits, OUTCOME, -1, length=YEAR)
    inside = needed_to_last(windows(fits, -1), 0, 2 / 3)
    needed = np.maximum(test.needed(test.bars(ALPHA)), inside)
    return np.quantile(needed, 0.8) * fits.pre_rmspe[0] / 100


def by_level_change(panel, method, start, scenarios):
    """Verdicts of every area by level-change.

    An area is fitted once a start and read again with what happens after it; with a trend all along
    by the product's own call.
    """
    fits = fit_all(panel, method=method, start=start)
    poor = fit_is_poor(panel, method, start, fits)
    nothing = np.ones(len(panel.times))
    found = {scenario: [] for scenario in scenarios}
    for i, name in enumerate(panel.units):
        plain = treated(panel, method, start, i, nothing)
        assert plain.units[i] == name
        held = windows(plain, -1), standing(plain, OUTCOME, -1), read_again(plain, i)
        twice = 2 * level_change_test(plain, OUTCOME, -1).mde80_share
        lasts = lasting_effect(plain, OUTCOME, -1, length=YEAR) / level_of(plain, OUTCOME)
        for scenario in scenarios:
            share = {None: twice, LASTING: lasts}.get(scenario.share, scenario.share)
            times = factor(scenario, len(nothing), start, min(share, 0.95))
            if scenario.trend and i % TREND_EVERY[method]:
                continue
            if scenario.trend:
                one = treated(panel, method, start, i, times)
                found[scenario].append(by_call(one, i, judged=not poor[i]))
                continue
            series = plain.actual[0, i] * times
            one = verdict_again(plain, held, i, series, judged=not poor[i])
            found[scenario].append(one)
    yield from found.items()


def verdict_again(plain, held, i, series, *, judged):
    """The verdict of the treated area with another series from the start on.

    `held`: its windows, the standing of all areas, and how its change is read again.
    """
    cut, stand, again = held
    start, expected = plain.start, plain.counterfactual[0, i]
    gaps = -(series - expected)[start:]
    off = -np.log(series / expected)[start:].reshape(-1, YEAR).mean(axis=1)
    own = off / plain.details["level_change"].scale[0, i]
    others = np.delete(cut.statistic[0], i, axis=0)
    fell = own[:-1].max() - own[-1]
    mine = -again(series) * stand.step[i] / again.response
    return verdict(
        (gaps.reshape(-1, YEAR).mean(axis=1), own, cut.band[0]),
        gaps,
        better=own_p(mine.max(), stand.better[stand.others]),
        worse=own_p((-mine).max(), stand.worse[stand.others]),
        faded=own_p(fell, others[:, :-1].max(axis=1) - others[:, -1]),
        judged=judged,
        windows_decide=False,
    )


def treated(panel, method, start, i, times) -> Fits:
    """The fits with one area changed and treated."""
    values = panel.values.copy()
    values[0, i] *= times
    one = Panel(panel.outcomes, panel.units, panel.times, values)
    return fit_all(one, method=method, start=start, treated=[panel.units[i]])


def main(arguments):
    """Judge every area and write."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    world = read_world(Path(arguments[0]))
    whole = world.panel(np.flatnonzero(~world.broken))
    counts, cells = {}, Counter()
    asked = arguments[1:] or (*BESIDE, *OWN_TEST)
    methods = [method for method in asked if method in METHODS]
    for months, starts in ((24, PROOF_STARTS), (36, LONG_STARTS)):
        scenarios = [each for each in SCENARIOS if each.months == months]
        for start in map(int, starts):
            panel = whole.between(None, whole.times[start + months - 1])
            for method in methods:
                sys.stderr.write(f"{method}, start {whole.times[start]}, {months} months\n")
                some = [s for s in scenarios if not s.trend or start in TREND_STARTS]
                by = by_level_change if method in OWN_TEST else by_windows
                found = by(panel.indexed(start), method, start, some)
                for scenario, seen in found:
                    key = method, scenario.name
                    counts.setdefault(key, Counter()).update(seen)
                    cells[key] += len(seen)
    rows = [
        shares(method, name, count, cells[method, name]) for (method, name), count in counts.items()
    ]
    fields = set(rows[0])
    rows += [row for row in read("verdicts") if row["method"] not in methods and set(row) == fields]
    order = {scenario.name: k for k, scenario in enumerate(SCENARIOS)}
    rows.sort(key=lambda each: (order[each["what_happened"]], each["method"]))
    write("verdicts.csv", rows, "all judged areas, each in turn as if contracted")
    return 0


def shares(method, name, count, cells):
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
        "lasting_not_told": share(by_reason["LASTING_NOT_TOLD"]),
        "late_onset": share(by_reason["LATE_ONSET"]),
        "worse": share(by_verdict["WORSE"]),
        "nothing_shown": share(by_verdict["TOO_LITTLE_POWER"] + by_verdict["NO_EFFECT_SHOWN"]),
        "cannot_be_judged": share(by_verdict["CANNOT_BE_JUDGED"]),
        "improved_of_judged": f"{improved / max(judged, 1):.3f}",
        "cells": cells,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
