"""How long the settlements of a whole programme take: one year's contracts at once, exact.

The contracts are made up, in the sizes of the published ones: about 550 a year, 3,640 in eight
years. With the published file beside the project, its rows are timed too. Reading files and
contract files is not part of it; the terms stand ready, as they do while a person tries figures.

The peers run the same rules in binary floating point, in the same run: a plain Python loop and
pandas. Neither is exact, keeps the steps to be opened, nor says why a row cannot be computed.
"""

import os
import statistics
import time
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from capitula.money.mechanisms.figures import (
    Figures,
    amount_column,
    count_column,
    flag_column,
    rate_column,
)
from capitula.money.reproducing.layout import settlement_layout
from capitula.money.reproducing.settlement_file import read_settlements
from capitula.money.reproducing.settling import program_of, settle_rows

A_YEAR, EIGHT_YEARS = 550, 3_640
RUNS = 21
TRACKS = {
    "mssp-t1": (0.5, 0.10, None),
    "mssp-t1-plus": (0.5, 0.10, 0.3),
    "mssp-t2": (0.6, 0.15, (0.4, 0.6)),
    "mssp-t3": (0.75, 0.20, (0.4, 0.75)),
}
"""Share, cap and loss rate of the tracks of 2018, for the peers."""

SCALE = [(500, 0.122), (1_000, 0.087), (3_000, 0.05), (5_000, 0.039), (6_000, 0.036),
         (7_000, 0.034), (8_000, 0.032), (9_000, 0.031), (10_000, 0.03), (15_000, 0.027),
         (20_000, 0.025), (50_000, 0.022), (60_000, 0.02)]  # fmt: skip
POINTS = [people for people, _ in SCALE]
LEFT = 0.98
"""What sequestration leaves of a gain paid in 2019."""


def made_up(rows):
    """Rows of one year, in the proportions of the published tracks."""
    random = Random(2018)  # noqa: S311 - made-up figures, not secrets
    tracks = random.choices(list(TRACKS), weights=[453, 52, 7, 36], k=rows)
    found = []
    for track in tracks:
        benchmark = random.randrange(50_000_000, 900_000_000)
        found.append(
            {
                "track": track,
                "benchmark": Decimal(benchmark),
                "actual": Decimal(int(benchmark * random.uniform(0.88, 1.1))),
                "people": random.randrange(5_000, 80_000),
                "quality_score": Decimal(random.randrange(6_000, 10_001)) / 10_000,
                "stated_minimum_rate": Decimal(random.choice([0, 5, 10, 15, 20])) / 1_000,
            }
        )
    return found


def grouped(rows):
    """The rows as columns, one group a track, beside the program of its contract file."""
    groups = []
    for track in TRACKS:
        chosen = [row for row in rows if row["track"] == track]
        if not chosen:
            continue

        def column(name, rows=chosen):
            return [row[name] for row in rows]

        figures = Figures(
            len(chosen),
            {name: amount_column(column(name)) for name in ("benchmark", "actual")},
            {"people": count_column(column("people"))},
            {name: rate_column(column(name)) for name in ("quality_score", "stated_minimum_rate")},
            {"quality_met": flag_column([True] * len(chosen))},
        )
        groups.append((program_of(track, 2018), figures))
    return groups


def exact(groups):
    return [program.run(figures).earned for program, figures in groups]


def minimum_rate(people, stated, track):
    if track != "mssp-t1":
        return stated
    place = bisect_right(POINTS, people)
    if place == len(SCALE):
        return SCALE[-1][1]
    (low, at_low), (high, at_high) = SCALE[place - 1], SCALE[place]
    return at_low + (at_high - at_low) * (people - low) / (high - low)


def plain_python(rows):
    """The peer: the same rules a row at a time in binary floats."""
    results = []
    for row in rows:
        share, cap, loss = TRACKS[row["track"]]
        benchmark, saved = row["benchmark"], row["benchmark"] - row["actual"]
        rate = minimum_rate(row["people"], row["stated_minimum_rate"], row["track"])
        if saved > 0 and saved >= rate * benchmark:
            earned = min(saved * share * row["quality_score"] * LEFT, cap * benchmark)
        elif loss is not None and saved < 0 and -saved >= rate * benchmark:
            bounds = loss if isinstance(loss, tuple) else (loss, loss)
            mirrored = 1 - share * row["quality_score"]
            earned = saved * min(max(mirrored, bounds[0]), bounds[1])
        else:
            earned = 0.0
        results.append(earned)
    return results


def with_pandas(frame):
    """The peer: the same rules by columns in binary floats."""
    saved = frame["benchmark"] - frame["actual"]
    scale = np.interp(frame["people"], *zip(*SCALE, strict=True))
    rate = np.where(frame["track"] == "mssp-t1", scale, frame["stated_minimum_rate"])
    share = frame["track"].map({t: terms[0] for t, terms in TRACKS.items()})
    cap = frame["track"].map({t: terms[1] for t, terms in TRACKS.items()})
    low = frame["track"].map({"mssp-t1": 0, "mssp-t1-plus": 0.3, "mssp-t2": 0.4, "mssp-t3": 0.4})
    high = frame["track"].map({"mssp-t1": 0, "mssp-t1-plus": 0.3, "mssp-t2": 0.6, "mssp-t3": 0.75})
    gain = np.minimum(saved * share * frame["quality_score"] * LEFT, cap * frame["benchmark"])
    mirrored = (1 - share * frame["quality_score"]).clip(low, high)
    met = saved.abs() >= rate * frame["benchmark"]
    return pd.Series(np.where(~met, 0, np.where(saved > 0, gain, saved * mirrored)))


def milliseconds(work, *arguments):
    """The median CPU time of several runs, after one to warm up: other work does not count."""
    work(*arguments)
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work(*arguments)
        taken.append(time.process_time() - start)
    return statistics.median(taken) * 1_000


def published():
    """The published rows by year, where the file of the tests is at hand."""
    root = Path(os.environ.get("CAPITULA_SHARED", Path(__file__).parents[2] / "shared"))
    path = root / "data" / "settlement" / "mssp_aco_settlement_2014_2021.csv.gz"
    if not path.is_file():
        return {}
    layout = settlement_layout("mssp")
    by_year = {}
    for group in settle_rows(read_settlements(path, layout).rows, layout, path.name):
        by_year.setdefault(group.year, []).append((group.program, group.figures))
    return by_year


def main():
    print(f"Settlements, exact and with every step to open, median CPU time of {RUNS} runs")
    first = None
    for rows in (A_YEAR, EIGHT_YEARS, 10 * EIGHT_YEARS, 100 * EIGHT_YEARS):
        made = made_up(rows)
        binary = [{k: v if k == "track" else float(v) for k, v in row.items()} for row in made]
        frame, groups = pd.DataFrame(binary), grouped(made)
        taken = milliseconds(exact, groups)
        first = first or taken
        line = f"  made up, {rows:>7,} rows{taken:10.2f} ms{taken / rows * 1_000:9.2f} µs a row"
        if rows <= 10 * EIGHT_YEARS:
            loop, columns = milliseconds(plain_python, binary), milliseconds(with_pandas, frame)
            line += f"   peers: plain Python {loop:.2f} ms (ratio {taken / loop:.2f})"
            line += f", pandas {columns:.2f} ms (ratio {taken / columns:.2f})"
        print(line)
    by_year = published()
    for year, groups in sorted(by_year.items()):
        rows = sum(figures.rows for _, figures in groups)
        print(f"  published {year}, {rows:>5,} rows{milliseconds(exact, groups):10.2f} ms")
    if by_year:
        groups = [group for year in by_year.values() for group in year]
        rows = sum(figures.rows for _, figures in groups)
        print(f"  published, all {rows:>5,} rows{milliseconds(exact, groups):10.2f} ms")


if __name__ == "__main__":
    main()
