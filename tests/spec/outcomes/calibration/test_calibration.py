"""Calibration: each English area in turn as if contracted, with nothing done to it, or something.

The tables were made by `scripts/calibration` and ship with the product; `docs/calibration.md` shows
them. Here parts of it are run again on the areas that chose nothing, through the product's own
calls, and the rates are held to their binomial error.
"""

import csv
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from capitula.outcomes.calibration.measured import measured_for
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.ranks import own_p
from capitula.outcomes.inference.windows import windows
from capitula.outcomes.level_change.deciding import every_p, level_change_test
from capitula.outcomes.level_change.standing import standing
from capitula.outcomes.panel.panel import Panel
from harness.places import PACKAGE, ROOT

TABLES = PACKAGE / "outcomes/calibration"
ALPHA = 0.05
FAMILY = "non-elective"


@cache
def rows(name):
    lines = (TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def planted(panel, area, start, share, trend=0.0):
    values = panel.values.copy()
    values[0, area] *= np.exp(trend * np.arange(len(panel.times)) / 12)
    values[0, area, start:] *= 1 + share
    return Panel(panel.outcomes, panel.units, panel.times, values)


def judged(world, start, months=24):
    kept = np.flatnonzero(~world.broken)
    panel = world.panel(kept).between(None, world.months[start + months - 1])
    return panel, np.flatnonzero(~world.chooses[kept])


def called(panel, area, start):
    """Whether the ever-improved test of `level-change` calls an area, for a fall."""
    fits = fit_all(panel, method="level-change", start=start, treated=[panel.units[area]])
    return level_change_test(fits, FAMILY, -1).p_better <= ALPHA


@pytest.mark.parametrize("name", ["tried", "screens", "power", "false_claims", "verdicts"])
def test_every_table_says_where_it_is_from(name):
    head = (TABLES / f"{name}.csv").read_text(encoding="utf-8").split("\n", 4)[:4]
    assert [line.split(":")[0] for line in head if ":" in line] == [
        "# Publisher",
        "# Licence",
        "# What",
    ]
    assert "Mark: derived" in "".join(head)


def test_false_claims_are_nominal_on_areas_that_chose_nothing():
    """Of 79 areas at eight starts one in twenty at most, but for twice the standard error."""
    for row in rows("false_claims"):
        if not row["method"].startswith(("level-change", "synthetic-control")):
            continue
        error = float(row["standard_error_over_areas"])
        assert float(row["false_share"]) <= ALPHA + 2 * error, row["method"]


def test_level_change_needs_much_less_than_exact_synthetic_control():
    """For a fall that comes at once, on areas that chose nothing; both as the verdict uses them."""
    needed = {
        row["method"]: float(row["mde80_percent_at_once"])
        for row in rows("false_claims")
        if row["direction"] == "fall" and row["mde80_percent_at_once"]
    }
    assert needed["level-change"] < 0.75 * needed["synthetic-control"]


def test_what_was_measured_can_be_asked_for_and_says_what_it_is_of():
    """One series of one sort of area: the sentence says so, and an unmeasured method has none."""
    found = measured_for("level-change", -1)
    assert found.words.startswith("Measured on monthly non-elective admissions of single English")
    assert f"a fall of {found.mde80_percent_at_once:.1f} % that comes at once" in found.words
    assert found.mde80_percent_over_a_year is None or (
        found.mde80_percent_over_a_year > 1.5 * found.mde80_percent_at_once
    )
    assert measured_for("tea-leaves", -1) is None


@pytest.mark.parametrize("direction", ["fall", "rise"])
def test_power_grows_with_the_effect(direction):
    """Among areas that can be judged; large steps set off the screen, which is counted apart."""
    found = [
        float(row["found_share_of_judged"])
        for row in rows("power")
        if (row["method"], row["effect_comes"]) == ("level-change", "at once")
        and row["direction"] == direction
    ]
    assert found[0] <= ALPHA
    assert all(later >= earlier for earlier, later in pairwise(found))
    assert found[-1] > 0.99


def test_the_page_shows_the_tables_that_ship(scripts):
    del scripts
    import document

    assert document.PAGE == ROOT / "docs/calibration.md"
    assert document.main(["--check"]) == 0


def test_the_halves_are_those_settled_beforehand(world):
    """181 areas with all 81 months; the screen flags 17, Dudley among them; 91 areas choose."""
    assert world.values.shape[1:] == (181, 81)
    assert world.broken.sum() == 17
    assert world.broken[world.areas.index("05C")]
    assert (world.chooses.sum(), (~world.chooses).sum()) == (91, 90)
    assert (world.chooses & ~world.broken).sum() == 85


def test_ranks_of_real_areas_fill_their_grid(world):
    """Null calibration: over all judged areas one in twenty is called, eight of 164, by ranks."""
    for start in (40, 49, 57):
        panel, _ = judged(world, start)
        ranks = every_p(fit_all(panel, method="level-change", start=start), FAMILY, -1)
        assert sorted(np.round(ranks * 164)) == list(range(1, 165))
        assert (ranks <= ALPHA).sum() == 8


@pytest.mark.slow
@pytest.mark.parametrize("start", [43, 50])
def test_at_starts_that_were_not_drawn_false_claims_stay_nominal(world, start):
    """Each proving area against all others: at most 5 %, within two standard errors."""
    panel, proving = judged(world, start)
    share = np.mean([called(panel, area, start) for area in proving])
    assert share <= ALPHA + 2 * np.sqrt(ALPHA * (1 - ALPHA) / len(proving))


@pytest.mark.slow
def test_the_printed_detectable_effect_is_found_about_four_times_in_five(world):
    """A fall at once, planted in areas that chose nothing, of the size printed for any area."""
    start = 50
    panel, proving = judged(world, start)
    first = panel.units[proving[0]]
    fits = fit_all(panel, method="level-change", start=start, treated=[first])
    share = level_change_test(fits, FAMILY, -1).any_area_mde80_share
    found = np.mean([called(planted(panel, a, start, -share), a, start) for a in proving])
    assert 0.8 - 2 * np.sqrt(0.16 / len(proving)) <= found <= 0.95


@pytest.mark.slow
def test_half_of_it_is_mostly_not_found(world):
    start = 50
    panel, proving = judged(world, start)
    fits = fit_all(panel, method="level-change", start=start, treated=[panel.units[proving[0]]])
    share = level_change_test(fits, FAMILY, -1).any_area_mde80_share / 2
    found = np.mean([called(planted(panel, a, start, -share), a, start) for a in proving])
    assert found < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("pace", [-0.05, -0.12])
def test_a_prior_trend_is_not_called_an_effect(world, pace):
    """Falling by 5 or 12 % a year before and after the start: called no more often than others."""
    start = 50
    panel, proving = judged(world, start)
    share = np.mean([called(planted(panel, a, start, 0.0, trend=pace), a, start) for a in proving])
    assert share <= ALPHA + 2 * np.sqrt(ALPHA * (1 - ALPHA) / len(proving))


@pytest.mark.slow
def test_nor_by_synthetic_control_whose_windows_alone_would_call_it(world):
    """Of areas that fall by 8 % a year all along half would be called; by both tests none is."""
    start = 50
    panel, proving = judged(world, start)
    both, alone = [], []
    for area in proving[::4]:
        moved = planted(panel, area, start, 0.0, trend=-0.08).indexed(start)
        fits = fit_all(moved, start=start, treated=[panel.units[area]])
        cut = windows(fits, -1)
        alone.append(own_p(cut.best[0, area], np.delete(cut.best[0], area)) <= ALPHA)
        both.append(cut.p_better[0, area] <= ALPHA)
    assert np.mean(alone) > 0.25
    assert np.mean(both) <= ALPHA + 2 * np.sqrt(ALPHA * (1 - ALPHA) / len(both))


def verdicts(happened, method):
    """The shares of verdicts where something happened, and the number of cells."""
    (row,) = (
        row
        for row in rows("verdicts")
        if (row["what_happened"], row["method"]) == (happened, method)
    )
    return row


def methods_judged():
    return sorted({row["method"] for row in rows("verdicts")})


def above(share, cells):
    """A rate within two binomial errors of the level it is held to."""
    return share <= ALPHA + 2 * np.sqrt(ALPHA * (1 - ALPHA) / cells)


@pytest.mark.parametrize("method", methods_judged())
@pytest.mark.parametrize(
    "happened",
    [
        "nothing",
        "falling by 3 % a year all along",
        "falling by 5 % a year all along",
        "falling by 8 % a year all along",
        "three years, nothing",
    ],
)
def test_neither_nothing_nor_a_trend_is_called_improved_more_often_than_the_level(method, happened):
    """By every method that ships, of either kind of improvement together."""
    row = verdicts(happened, method)
    improved = float(row["improved_and_sustained"]) + float(row["improved_not_sustained"])
    assert above(improved, int(row["cells"]))
    assert float(row["improved_and_sustained"]) <= ALPHA


@pytest.mark.parametrize("method", methods_judged())
@pytest.mark.parametrize(
    "happened",
    [
        "three years, twice, gone after the first",
        "three years, twice, gone little by little in the second",
    ],
)
def test_what_fades_is_called_sustained_no_more_often_than_the_level(method, happened):
    row = verdicts(happened, method)
    assert above(float(row["improved_and_sustained"]), int(row["cells"]))


@pytest.mark.parametrize("method", sorted({*methods_judged()} - {"level-change-gradual"}))
def test_the_lasting_effect_as_printed_is_called_sustained_four_times_in_five(method):
    """Of the areas that can be judged; more where the second test asks for more.

    That of `level-change-gradual` builds up over a year, and the table's comes at once.
    """
    row = verdicts("three years, the lasting fall", method)
    judged_share = 1 - float(row["cannot_be_judged"])
    assert float(row["improved_and_sustained"]) / judged_share >= 0.75


@pytest.mark.slow
@pytest.mark.parametrize("method", ["level-change", "synthetic-control"])
def test_a_large_lasting_fall_is_improved_and_sustained_and_a_rise_is_worse(world, method):
    """A fall of 55 %, twice what one window needs: outside every band in four areas of five."""
    start, months = 45, 36
    panel, _ = judged(world, start, months)
    if method != "level-change":
        panel = panel.indexed(start)
    null = windows(fit_all(panel, method=method, start=start), -1)
    sustained = []
    for area in range(0, len(panel.units), 4):
        fits = fit_all(
            planted(panel, area, start, -0.55),
            method=method,
            start=start,
            treated=[panel.units[area]],
        )
        cut = windows(fits, -1)
        better = own_p(cut.best[0, area], np.delete(cut.best[0], area)) <= ALPHA
        sustained.append(better and (cut.statistic[0, area] > cut.band[0]).all())
    assert np.mean(sustained) >= 0.8
    raised = planted(panel, 0, start, 0.6)
    cut = windows(fit_all(raised, method=method, start=start, treated=[panel.units[0]]), -1)
    assert cut.p_worse[0, 0] <= ALPHA
    assert null.statistic.shape[2] == 3


def test_a_fall_that_is_gone_after_a_year_leaves_the_last_windows_inside_their_bands(world):
    """Improved all the same, since a level that fell at the start is what is looked for; faded."""
    start, months = 45, 36
    panel, _ = judged(world, start, months)
    values = panel.values.copy()
    values[0, 10, start : start + 12] *= 0.8
    one = Panel(panel.outcomes, panel.units, panel.times, values)
    fits = fit_all(one, method="level-change", start=start, treated=[panel.units[10]])
    cut = windows(fits, -1)
    stand = standing(fits, FAMILY, -1)
    assert own_p(stand.better[10], stand.better[stand.others]) <= ALPHA
    assert cut.statistic[0, 10, -1] < cut.band[0, -1]
