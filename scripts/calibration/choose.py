"""The choice: everything that was tried, on the choosing half of the areas, by one yardstick.

.venv/bin/python scripts/calibration/choose.py ../shared/data              all of it
.venv/bin/python scripts/calibration/choose.py ../shared/data trend chosen  only these kinds anew

Writes tried.csv and screens.csv into src/capitula/outcomes/calibration.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gap_makers as donors
import numpy as np
import readings as read
import result_tables
from result_tables import write
from world import read_world
from yardstick import Attempt, Given, measure

from capitula.outcomes.breaks.stepping import measure_steps
from capitula.outcomes.breaks.thresholds import default_thresholds

FEW = (36, 39, 42, 45, 48, 51, 54, 57)
RIDGE = donors.ridge(0.125, 3)
CHOSEN = donors.ridge(0.125, 3, trends_off=True)
TWO_YEARS = read.block(0, 24, None)


def attempts():  # noqa: C901 one list of everything
    """Everything, in the order in which a reader may want it."""
    gls = read.gls()
    drawn = read.gls(odd=4.0)
    yield from (
        Attempt(
            "exact synthetic control, index, mean of two years (the anchor)",
            "known",
            donors.exact_weights(log=False),
            read.block_after(0, 24),
            index=True,
        ),
        Attempt(
            "the same over its RMSPE before the start",
            "known",
            donors.exact_weights(log=False),
            read.over_fit_error(read.block_after(0, 24)),
            index=True,
        ),
        Attempt(
            "the same, larger of two yearly windows (the default test)",
            "known",
            donors.exact_weights(log=False),
            read.largest(
                read.over_fit_error(read.block_after(0, 12)),
                read.over_fit_error(read.block_after(12, 24)),
            ),
            index=True,
        ),
        Attempt(
            "the same, ratio test",
            "known",
            donors.exact_weights(log=False),
            read.ratio(24),
            index=True,
        ),
        Attempt(
            "exact synthetic control of logarithms, two years",
            "known",
            donors.exact_weights(),
            TWO_YEARS,
        ),
        Attempt(
            "difference in differences of logarithms, two years",
            "known",
            donors.plain_mean,
            TWO_YEARS,
        ),
    )
    for first, last, base, words in (
        (0, 24, 24, "two years less two years before"),
        (0, 24, 12, "two years less the year before: same months of the year"),
        (12, 24, 12, "second year less the year before the start"),
        (0, 12, 12, "first year less the year before: same months of the year"),
        (0, 6, 6, "six months less six before"),
        (0, 3, 3, "three months less three before"),
    ):
        yield Attempt(words, "own history", donors.middle, read.block(first, last, base))
    for q in (0.02, 0.1, 0.2, 0.4, 0.8, 1.5):
        yield Attempt(f"weighted by drift, q {q}", "drift", donors.middle, read.gls(q))
    yield Attempt(
        "weighted by drift, q chosen before the start", "drift", donors.middle, read.gls(None)
    )
    for words, model in (
        ("and a fast part, autoregressive", {"fast": 0.5}),
        ("and own seasons in the noise", {"seasons": 0.3}),
        ("and a trend of its own, κ 0.01", {"trend": 0.01}),
        ("and a trend of its own, κ 0.03", {"trend": 0.03}),
        ("and a trend of its own, free", {"trend": 1e3}),
    ):
        yield Attempt(f"weighted by drift {words}", "drift", donors.middle, read.gls(0.4, **model))
    for limit in (2.5, 4.0, 6.0):
        yield Attempt(
            f"odd months drawn in beyond {limit}", "odd months", donors.middle, read.gls(odd=limit)
        )
    for noise, drift in ((4, 0), (0, 4), (4, 4)):
        yield Attempt(
            f"Student noise {noise}, Student drift {drift} (0: normal)",
            "odd months",
            donors.middle,
            read.heavy_tails(noise, drift),
            FEW[::3],
        )
    for words, maker in (
        ("median of all areas", donors.middle),
        ("mean of all areas", donors.plain_mean),
        ("half the area team", donors.neighbours(0.5)),
        ("the area team alone", donors.neighbours(1.0)),
        ("the ten areas that moved like it most", donors.like_it(10)),
        ("the thirty areas that moved like it most", donors.like_it(30)),
        ("exact synthetic control of logarithms", donors.exact_weights()),
        ("ridge on levels", donors.ridge(0.1, 0)),
        ("ridge on monthly changes", donors.ridge(0.125, 1)),
        ("ridge on three-month changes, λ 0.03", donors.ridge(0.03, 3)),
        ("ridge on three-month changes, λ 0.125", RIDGE),
        ("ridge on three-month changes, λ 0.5", donors.ridge(0.5, 3)),
        ("ridge on twelve-month changes", donors.ridge(0.125, 12)),
        ("elastic net on three-month changes, 0.1", donors.elastic_net(0.1)),
        ("elastic net on three-month changes, 0.4", donors.elastic_net(0.4)),
        ("one factor", donors.factors(1)),
        ("two factors", donors.factors(2)),
        ("factors by foretelling the last year", donors.factors_by_foretelling()),
        ("own seasons taken away, median", donors.own_seasons(donors.middle)),
        (
            "mean of median, team and ridge",
            donors.mean_of(donors.middle, donors.neighbours(0.5), RIDGE),
        ),
    ):
        yield Attempt(words, "donors", maker, drawn, FEW if "net" in words else Attempt.starts)
    for power in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield Attempt(
            f"over its usual move to the power {power}",
            "scale",
            RIDGE,
            read.over(drawn, read.usual_move, power, 4.0),
        )
    for power in (0.5, 1.0):
        yield Attempt(
            f"over its own errors at earlier dates to the power {power}",
            "scale",
            RIDGE,
            read.over(drawn, read.own_errors, power, 4.0),
        )
    for words, columns in (
        ("day cases", (1,)),
        ("electives", (2,)),
        ("GP referrals", (3,)),
        ("first outpatients", (4,)),
        ("day cases and GP referrals", (1, 3)),
    ):
        yield Attempt(
            f"the area's own {words} taken into account",
            "own other series",
            RIDGE,
            read.without_own_series(gls, columns),
        )
        yield Attempt(
            f"the same, {words}, two years",
            "own other series",
            RIDGE,
            read.without_own_series(read.block(0, 24, 12), columns),
        )
    for which in ("in favour", "all"):
        yield Attempt(
            f"jumps away from the start taken out: {which}; two years",
            "jumps",
            RIDGE,
            read.without_jumps(read.block(0, 24, 12), which),
            FEW[::2],
        )
    year = read.gls(builds_up=12)
    yield from (
        Attempt("looking for 12 months of building up", "shape", RIDGE, year),
        Attempt(
            "larger of at once and building up over 12 months",
            "shape",
            RIDGE,
            read.largest(gls, year),
        ),
        Attempt(
            "larger of at once and two years",
            "shape",
            RIDGE,
            read.largest(gls, read.block(0, 24, 12)),
        ),
        Attempt(
            "larger of 6, 12 and 24 months",
            "shape",
            RIDGE,
            read.largest(read.block(0, 6, 6), read.block(0, 12, 12), read.block(0, 24, 12)),
        ),
        Attempt(
            "the area alone: rank among shifts in time, 12 months",
            "one area alone",
            RIDGE,
            read.own_shifts(read.block(0, 12, 12)),
            FEW[::2],
            own_p=True,
        ),
        *(
            Attempt(f"level-change, {words}", "trend", RIDGE, read.level_change(trend=trend))
            for words, trend in (
                ("without allowance for trend", 0.0),
                ("κ 0.03", 0.03),
                ("κ 0.1", 0.1),
            )
        ),
        *(
            Attempt(
                f"own trend taken away beyond {limit} usual trends",
                "trend",
                RIDGE,
                read.trend_beyond(limit),
            )
            for limit in (0.5, 1.0, 1.5)
        ),
        Attempt(
            "over usual move and own errors, middle of both",
            "scale",
            RIDGE,
            read.level_change(scale=read.middle_of(read.usual_move, read.own_errors)),
        ),
        Attempt("drift by thirds of restlessness", "drift", RIDGE, read.forgetting_by_thirds()),
        Attempt(
            "mean of ridge and half the area team",
            "donors",
            donors.mean_of(RIDGE, donors.neighbours(0.5)),
            read.level_change(),
        ),
        Attempt(
            "level-change, trends choosing donors too",
            "chosen",
            RIDGE,
            read.level_change(),
        ),
        Attempt("level-change", "chosen", CHOSEN, read.level_change()),
        Attempt(
            "level-change, building up over 12 months",
            "chosen",
            CHOSEN,
            read.level_change(builds_up=12),
        ),
        Attempt(
            "level-change, either",
            "chosen",
            CHOSEN,
            read.largest(read.level_change(), read.level_change(builds_up=12)),
        ),
    )


def main(arguments):
    """Try everything and write."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    world = read_world(Path(arguments[0]))
    kept = np.flatnonzero(world.chooses & ~world.broken)
    given = Given(np.log(np.maximum(world.values[:, kept], 1.0)), world.teams[kept])
    rows = []
    known = {row["tried"]: row for row in result_tables.read("tried")} if arguments[1:] else {}
    for attempt in attempts():
        if arguments[1:] and attempt.kind not in arguments[1:] and attempt.name in known:
            rows.append(known[attempt.name])
            continue
        rows.append(measure(given, attempt))
        sys.stderr.write(" | ".join(str(value) for value in rows[-1].values()) + "\n")
    write("tried.csv", rows, f"everything tried, on the {len(kept)} judged areas that chose")
    write("screens.csv", list(screens(world)), "tighter screens, on the areas that chose")
    return 0


def screens(world):
    """Tighter screens for breaks: what they refuse and what they would buy."""
    rule = default_thresholds()
    steps = measure_steps(world.values[0], rule)
    for z, size in ((5.0, 0.10), (4.0, 0.10), (4.0, 0.06), (3.5, 0.06)):
        hit = (np.abs(steps.z) > z) & (np.abs(steps.step_log) > size)
        hit &= steps.z * steps.step_log > 0
        kept = np.flatnonzero(world.chooses & ~hit.any(axis=1))
        given = Given(np.log(np.maximum(world.values[:, kept], 1.0)), world.teams[kept])
        row = measure(given, Attempt("level-change", "screen", CHOSEN, read.level_change()))
        refused = hit.any(axis=1)[world.chooses].mean()
        yield {
            "z_above": z,
            "step_above": size,
            "refused_share": f"{refused:.3f}",
            **{name: value for name, value in row.items() if name not in {"tried", "kind"}},
        }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
