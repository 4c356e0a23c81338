"""Outcomes judged together on England's areas: the rates of the tables, and parts of them again.

The tables were made by `scripts/calibration/together_*.py` on areas that chose nothing; here the
product's own calls are made anew for some areas and starts, with and without an effect.
"""

import csv
from functools import cache

import numpy as np
import pytest

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together.joint import join
from capitula.outcomes.together.testing import every_joint_p, joint_test
from harness.places import PACKAGE, ROOT

ALPHA = 0.05
AIM_PERCENT = 8.0
TABLES = PACKAGE / "outcomes/calibration"
FALLS = (-1, -1)


@cache
def rows(name):
    lines = (TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(scope="module")
def proof(world):
    from together_prove import Proof
    from together_sets import SETS

    return Proof(world, SETS[0])


def test_false_claims_are_nominal_in_every_set_and_either_way():
    for row in rows("together_false_claims"):
        error = float(row["standard_error_over_areas"])
        assert float(row["false_share"]) <= ALPHA + 2 * error, row


def test_two_outcomes_together_need_eight_per_cent_or_less_at_once():
    """The aim, on areas that chose nothing, also with the screen's refusals counted as missed."""
    sets = {row["outcomes"] for row in rows("together_false_claims")}
    assert len(sets) == 5
    for row in rows("together_false_claims"):
        if row["method"] == "level-change":
            assert float(row["mde80_percent"]) < AIM_PERCENT, row
            assert float(row["mde80_percent_with_screen"]) < AIM_PERCENT, row


def test_the_manual_and_the_readme_say_what_the_tables_say():
    manual = (ROOT / "docs/calibration.md").read_text(encoding="utf-8")
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    needed = {
        (row["outcomes"], row["direction"]): row["mde80_percent"]
        for row in rows("together_false_claims")
        if row["method"] == "level-change"
    }
    names = "non-elective, first outpatients"
    fall, rise = needed[names, "fall"], needed[names, "rise"]
    assert f"**{fall} %** fall, {rise} % rise" in manual
    assert f"judged together need {fall} % in each" in readme
    for more in (
        "non-elective, electives, first outpatients",
        "non-elective, electives, GP referrals, first outpatients",
    ):
        assert f"| {needed[more, 'fall']} % fall, {needed[more, 'rise']} % rise |" in manual


def test_more_outcomes_that_all_move_need_a_smaller_change_in_each():
    needed = {
        row["outcomes"].count(",") + 1: float(row["mde80_percent"])
        for row in rows("together_false_claims")
        if (row["method"], row["direction"]) == ("level-change", "fall")
        and ("first outpatients" in row["outcomes"])
    }
    assert needed[2] > needed[3] >= needed[4]


def test_one_that_moves_alone_needs_more_than_by_its_own_test():
    own = {
        row["direction"]: float(row["mde80_percent_at_once"])
        for row in rows("false_claims")
        if row["method"] == "level-change"
    }
    for row in rows("together_false_claims"):
        if row["method"] == "level-change":
            assert float(row["mde80_percent_first_alone"]) > own[row["direction"]]


def test_what_is_called_sustained_faded_and_what_was_a_trend():
    """Shares of the cells that can be judged, one set, every second area."""
    found = {row["what_happened"]: row for row in rows("together_verdicts")}

    def share(name, *fields):
        row = found[name]
        judged = 1 - float(row["cannot_be_judged"])
        return sum(float(row[field]) for field in fields) / judged

    improved = ("improved_and_sustained", "improved_not_sustained")
    assert share("nothing", *improved) <= ALPHA
    assert share("three years, the lasting fall", "improved_and_sustained") >= 0.8
    assert share("twice the detectable fall, gone after a year", "faded") >= 0.8
    for yearly in (3, 5, 8):
        name = f"falling by {yearly} % a year all along"
        cells = int(found[name]["cells"])
        error = (ALPHA * (1 - ALPHA) / (cells / 3)) ** 0.5  # three starts of one area are not three
        assert share(name, *improved) <= ALPHA + 2 * error


def test_called_no_more_often_than_the_ranks_allow_at_any_start(proof):
    """Every area in turn, all fitted once: one in twenty at most, at every start."""
    for start in (45, 50, 55):
        panel = proof.panel(start)
        fits = fit_all(panel, method="level-change", start=start, treated=[panel.units[0]])
        p = every_joint_p(join(fits, FALLS))
        assert (p <= ALPHA).sum() == int(ALPHA * len(p) + 1e-9)


def test_areas_that_chose_nothing_are_called_when_both_outcomes_fall(proof):
    """A fall of 8 per cent in both, in every third proving area at one start, by its own call."""
    start, called = 50, []
    panel = proof.panel(start)
    for at in proof.proving[::3]:
        values = panel.values.copy()
        values[:, at, start:] *= 0.92
        moved = Panel(panel.outcomes, panel.units, panel.times, values)
        fits = fit_all(moved, method="level-change", start=start, treated=[panel.units[at]])
        called.append(joint_test(fits, FALLS).p_better <= ALPHA)
    assert np.mean(called) >= 0.8


def test_what_is_printed_as_detectable_is_found_in_four_areas_of_five(proof):
    """The share for any area, planted in every area of one start, read by the ranks."""
    start = 48
    panel = proof.panel(start)
    treated = panel.units[0]
    plain = fit_all(panel, method="level-change", start=start, treated=[treated])
    share = joint_test(plain, FALLS).any_area
    found = []
    for at in range(1, len(panel.units), 4):
        values = panel.values.copy()
        values[:, at, start:] *= 1 - share
        moved = Panel(panel.outcomes, panel.units, panel.times, values)
        fits = fit_all(moved, method="level-change", start=start, treated=[panel.units[at]])
        found.append(joint_test(fits, FALLS).p_better <= ALPHA)
    assert 0.68 <= np.mean(found) <= 0.92
