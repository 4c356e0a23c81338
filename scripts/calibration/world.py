"""The figures the calibration rests on, the areas that can be judged, the two halves, the dates.

Settled before any result was looked at: areas that the screen for data breaks flags are judged by
no method; areas in the order of their codes are shuffled with seed 6, the first 91 of 181 choose,
the rest prove; starts lie between month 36 and month 57 of 81, so that three years or more lie
before and two years after.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from capitula.outcomes.breaks.stepping import flagged, measure_steps
from capitula.outcomes.breaks.thresholds import default_thresholds
from capitula.outcomes.panel.panel import Panel

FILE = "activity/mar_commissioner_monthly_2012-04_2019-12.csv.gz"
FIRST_MONTH = "2013-04"
NOT_AN_AREA = "X24"
SERIES = {
    "non-elective": "Total Non-elective G&A Admissions (FFCEs)",
    "day cases": "Elective G&A Daycase Admissions (FFCEs)",
    "electives": "Elective G&A Total Admissions (FFCEs)",
    "GP referrals": "GP Referrals Made (G&A)",
    "first outpatients": "All 1st Outpatient Attendances (G&A)",
}
STARTS = np.arange(36, 58)
AFTER = 24
PROOF_STARTS = np.sort(np.random.default_rng(62).choice(STARTS, 8, replace=False))


@dataclass(frozen=True)
class World:
    """All areas with every month; `values` [series, N, T] in the order of SERIES."""

    areas: tuple
    months: tuple
    teams: np.ndarray
    values: np.ndarray
    broken: np.ndarray
    chooses: np.ndarray

    def panel(self, kept) -> Panel:
        """The non-elective admissions of some areas."""
        names = tuple(np.array(self.areas)[kept])
        return Panel(("non-elective",), names, self.months, self.values[:1, kept])


def read_world(data: Path) -> World:
    """Read the shared file, screen it, split it."""
    rows = {}
    months = set()
    team = {}
    with gzip.open(data / FILE, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["Org Code"]
            if row["Month"] < FIRST_MONTH or not code or code == NOT_AN_AREA:
                continue
            months.add(row["Month"])
            rows[code, row["Month"]] = row
            team[code] = row["Area Team Code"] or team.get(code, "")
    months = sorted(months)
    areas = sorted({code for code, _ in rows})
    main = SERIES["non-elective"]
    whole = [
        code
        for code in areas
        if all(
            (row := rows.get((code, month))) and row[main] and float(row[main]) > 0
            for month in months
        )
    ]
    values = np.array(
        [
            [[float(rows[code, month][column] or "nan") for month in months] for code in whole]
            for column in SERIES.values()
        ]
    )
    broken = flagged_areas(values[0])
    chooses = np.zeros(len(whole), dtype=bool)
    chooses[np.random.default_rng(6).permutation(len(whole))[: (len(whole) + 1) // 2]] = True
    teams = np.array([team[code] for code in whole])
    return World(tuple(whole), tuple(months), teams, values, broken, chooses)


def flagged_areas(values: np.ndarray) -> np.ndarray:
    """Whether the screen flags each area of one series [N, T]: bool [N]."""
    rule = default_thresholds()
    broken = np.zeros(len(values), dtype=bool)
    broken[[unit for unit, _ in flagged(measure_steps(values, rule), rule)]] = True
    return broken


def are_broken(world: World, area: int, series: np.ndarray, column: int = 0) -> np.ndarray:
    """Whether the screen would flag an area with each of some series [C, T]: bool [C].

    All other areas are as they are; `column` says of which of SERIES these are.
    """
    rule = default_thresholds()
    others = np.delete(world.values[column], area, axis=0)
    found = np.zeros(len(series), dtype=bool)
    found[[each for each, _ in flagged(measure_steps(series, rule, beside=others), rule)]] = True
    return found
