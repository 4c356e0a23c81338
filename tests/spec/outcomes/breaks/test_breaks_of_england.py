"""The screen on real figures: non-elective admissions of every area of England, 2013 to 2019.

Dudley's fell by a quarter in September 2017, in one month, half a year before a contract that never
began. A comparison with other areas, made without this screen, calls that the largest effect of all
181 areas. In the same month first outpatient attendances rose, and people admitted through the
local A&E did not become fewer.
"""

import csv
import gzip
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest

from capitula.outcomes.breaks.found import Classed
from capitula.outcomes.breaks.known import known_changes
from capitula.outcomes.breaks.screening import Evidence, screen
from capitula.outcomes.breaks.sisters import PeerSeries
from capitula.outcomes.breaks.stepping import measure_steps
from capitula.outcomes.breaks.thresholds import default_thresholds

NON_ELECTIVE = "Total Non-elective G&A Admissions (FFCEs)"
OUTPATIENT = "All 1st Outpatient Attendances (G&A)"
FLAGGED = (
    "00K 00M 01H 01K 01R 02D 02R 02T 02W 03A 03Q 03R 05C 05Q 07P 10A 11M".split()  # noqa: SIM905
)


def table(figures):
    """Units, months and an array, of a dictionary by unit and month."""
    units = list(figures)
    months = sorted({month for held in figures.values() for month in held})
    values = [[figures[u].get(m, np.nan) for m in months] for u in units]
    return units, months, np.array(values)


@pytest.fixture(scope="module")
def activity(shared):
    """Both series of all commissioners with all 81 months from April 2013."""
    held = {NON_ELECTIVE: defaultdict(dict), OUTPATIENT: defaultdict(dict)}
    path = shared / "data" / "activity" / "mar_commissioner_monthly_2012-04_2019-12.csv.gz"
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            if row["Month"] >= "2013-04" and row["Org Code"]:
                for series, figures in held.items():
                    figures[row["Org Code"]][row["Month"]] = float(row[series])
    units, months, values = table(held[NON_ELECTIVE])
    whole = [n for n in range(len(units)) if np.isfinite(values[n]).all()]
    sister = np.array([[held[OUTPATIENT][units[n]][m] for m in months] for n in whole])
    return [units[n] for n in whole], months, values[whole], sister


@pytest.fixture(scope="module")
def accident(shared):
    """Admissions from A&E by trust, all types of department together."""
    held = defaultdict(lambda: defaultdict(float))
    path = shared / "data" / "activity" / "ae_trust_type_monthly_2016-04_2019-03.csv.gz"
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            held[row["org_code"]][row["period"][:7]] += float(row["admissions"] or 0)
    return PeerSeries("A&E admissions", *table(held), stands_for={"05C": "RNA"})


def screened(activity, values=None, thresholds=None, **evidence):
    units, months, figures, _ = activity
    held = Evidence(collection=known_changes("monthly-activity-return"), **evidence)
    figures = figures if values is None else values
    return screen("admissions", figures, units, months, evidence=held, thresholds=thresholds)


def mirror(activity):
    units, months, _, sister = activity
    return PeerSeries("first outpatient attendances", units, months, sister)


def test_17_of_181_areas_are_flagged(activity):
    found = screened(activity)
    assert len(found.units) == 181
    assert found.flagged == tuple(FLAGGED)
    assert [each.unit for each in found.not_screened] == ["X24"]


@pytest.mark.parametrize(("z", "areas"), [(4, 26), (6, 12)])
def test_other_thresholds_flag_more_and_fewer(activity, z, areas):
    rule = replace(default_thresholds(), z=float(z))
    assert len(screened(activity, thresholds=rule).flagged) == areas


def test_dudley_is_flagged_once_with_its_figures(activity):
    (one,) = screened(activity).of("05C")
    assert one.time == "2017-09"
    assert (round(one.z, 2), round(one.step_log, 3)) == (-8.32, -0.386)


def test_the_mirror(activity):
    """+1,514 first attendances a month against −974 admissions, twelve months on either side.

    By the rule of the steps the sister's own z is 2.98, where the reference prints 2.6.
    """
    (one,) = screened(activity, sisters=[mirror(activity)]).of("05C")
    (seen,) = one.mirrors
    assert (round(seen.step_count, 1), round(seen.flagged_count, 1)) == (1514.4, -974.5)
    assert round(seen.step_log, 3) == 0.092
    assert round(seen.z, 2) == 2.98
    assert one.classed is Classed.RECORDING


def test_why_the_reference_prints_another_z_for_the_mirror(activity):
    """It took changes of the level beside others, where its rule takes changes beside others'.

    The rule: D = change of log y, less the median of these changes over areas; z = 2.98 for the
    sister and −8.32 for admissions, as printed. The printed 2.6 comes of the change of R, log y
    less the median over areas, whose month is another area's. Either is above the 2 asked for.
    """
    every, months, _, figures = activity
    units = [unit for unit in every if unit != "X24"]
    logs = np.log(figures[[unit != "X24" for unit in every]])
    beside = logs - np.median(logs, axis=0)
    moves = np.diff(beside[units.index("05C")])
    spread = 1.4826 * np.median(np.abs(moves - np.median(moves)))
    z = (moves[months.index("2017-09") - 1] - np.median(moves)) / spread
    assert round(z, 1) == 2.6


def test_the_flat_witness(activity, accident):
    (one,) = screened(activity, witnesses=[accident]).of("05C")
    assert (one.witness.unit, one.witness.is_flat) == ("RNA", True)
    assert (one.witness.before, one.witness.after) == (2221, 2290)
    assert one.classed is Classed.RECORDING


def test_without_either_it_is_unexplained_and_never_an_effect(activity):
    (one,) = screened(activity).of("05C")
    assert one.classed is Classed.UNEXPLAINED
    assert one.bars_judgement


def test_35_areas_change_by_more_than_a_quarter_in_some_month(activity):
    """Most of them fall back: a bad month is not a new level."""
    units, _, values, _ = activity
    moved = (np.abs(values[:, 1:] / values[:, :-1] - 1) > 0.25).any(axis=1)
    assert sum(moved[n] for n, unit in enumerate(units) if unit != "X24") == 35


@pytest.mark.parametrize("start", [30, 53])
def test_a_planted_effect_of_one_in_a_hundred_a_month_is_not_flagged_away(activity, start):
    """In each area that is not flagged by itself, in turn: a fall of 1% a month from then on.

    At most one area in forty is flagged then, and only at a month that jumped by more than five
    standard deviations before anything was planted: the ramp is never the step.
    """
    units, _, values, _ = activity
    rows = [n for n, unit in enumerate(units) if unit != "X24"]
    figures, rule = values[rows], default_thresholds()
    before = measure_steps(figures, rule)
    ramp = 0.99 ** np.maximum(0, np.arange(figures.shape[1]) - start + 1)
    quiet = [n for n, row in enumerate(rows) if units[row] not in FLAGGED]
    flagged = []
    for n in quiet:
        planted = measure_steps(figures[[n]] * ramp, rule, figures)
        over = np.abs(planted.z[0]) > rule.z
        over &= np.abs(planted.step_log[0]) > rule.step_log
        months = np.flatnonzero(over & (planted.z[0] * planted.step_log[0] > 0))
        assert all(abs(before.z[n, month]) > 4.5 for month in months), units[rows[n]]
        flagged += [n] if len(months) else []
    assert len(flagged) <= len(quiet) / 40
