"""Panels for tests: made up with a known truth, or read from the shared data."""

import csv
import gzip
from collections import defaultdict

import numpy as np

from capitula.outcomes.panel.panel import Panel


def names(letter, count):
    return tuple(f"{letter}{number:03}" for number in range(count))


def years(count, first=1900):
    return tuple(str(first + k) for k in range(count))


def factor_panel(*, units=30, periods=40, outcomes=1, factors=3, noise=1.0, seed=1):
    """Areas that share a few slow movements, each to its own degree, and have their own noise."""
    random = np.random.default_rng(seed)
    moves = random.normal(size=(outcomes, factors, periods)).cumsum(axis=2)
    loads = random.uniform(0, 1, size=(outcomes, units, factors))
    values = 100 + loads @ moves + noise * random.normal(size=(outcomes, units, periods))
    return Panel(names("o", outcomes), names("a", units), years(periods), values)


def with_effect(panel, unit, start, effect):
    """The same panel, with a constant added to one unit from a period on."""
    values = panel.values.copy()
    values[:, panel.units.index(unit), start:] += effect
    return Panel(panel.outcomes, panel.units, panel.times, values)


def one_outcome(rows, times=None):
    """A panel of one outcome from a mapping of unit to figures."""
    values = np.array([list(rows.values())], dtype=float)
    return Panel(("cost",), tuple(rows), times or years(values.shape[2]), values)


NON_ELECTIVE = "Total Non-elective G&A Admissions (FFCEs)"


def admissions(shared):
    """Monthly non-elective admissions of the 181 English areas with every month from April 2013."""
    return activity(shared, {"non-elective admissions": NON_ELECTIVE})


def activity(shared, columns):
    """Monthly activity of the English areas with every month of every column from April 2013."""
    path = shared / "data" / "activity" / "mar_commissioner_monthly_2012-04_2019-12.csv.gz"
    found = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code, printed = row["Org Code"], [row[column] for column in columns.values()]
            if code and code != "X24" and row["Month"] >= "2013-04" and all(printed):
                found[code][row["Month"]] = [float(figure) for figure in printed]
    times = tuple(sorted({month for series in found.values() for month in series}))
    units = tuple(sorted(code for code, series in found.items() if len(series) == len(times)))
    values = np.array([[found[unit][month] for month in times] for unit in units])
    return Panel(tuple(columns), units, times, values.transpose(2, 0, 1))
