"""Known answers: figures that other programs and published papers give, computed again.

California's Proposition 99 and the Basque Country are the data by which such methods are known.
Dudley's admissions are a trap: as significant as data of this size allow, and wrong.
"""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from capitula.cli.outcomes import app
from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.estimating import estimate
from capitula.outcomes.inference.placebo import ratio_test, ratios
from capitula.outcomes.inference.power import simple_mde
from capitula.outcomes.inference.reading_out import sentences
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.reproducing.registry import REPRODUCERS, reproduce
from harness.panels import admissions


@pytest.fixture(scope="module")
def causal(shared):
    return shared / "data" / "causal"


@pytest.fixture(scope="module")
def months(shared):
    return admissions(shared)


@pytest.mark.parametrize(
    ("name", "file", "count"),
    [
        ("prop99", "california_prop99_synthdid.csv", 14),
        ("prop99", "smoking_data_prop99_covariates.csv", 8),
        ("basque", "basque_data.csv", 10),
    ],
)
def test_every_known_answer_is_met(causal, name, file, count):
    found = reproduce(name, causal / file)
    assert found.ok, [each.reason for each in found.unmatched]
    assert (found.compared, found.matched) == (count, count)
    assert found.document()["schema"] == "capitula.reproduce/1"


def test_the_command_says_so_and_ends_with_nought(causal, tmp_path):
    path = causal / "california_prop99_synthdid.csv"
    rows = tmp_path / "rows.csv"
    done = CliRunner().invoke(app, ["reproduce", "prop99", str(path), "--out", str(rows), "--json"])
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert document["floor"] == 1
    assert document["ok"]
    assert "effect mean" in rows.read_text()


def test_a_file_that_was_changed_ends_with_one(causal, tmp_path):
    text = (causal / "california_prop99_synthdid.csv").read_text()
    changed = tmp_path / "changed.csv"
    changed.write_text(text.replace("California;1995;56.4", "California;1995;66.4"))
    assert changed.read_text() != text
    done = CliRunner().invoke(app, ["reproduce", "prop99", str(changed)])
    assert done.exit_code == 1
    assert "13 of 14" not in done.stdout
    assert "differs by" in " ".join(done.stdout.split())


def test_a_wrong_name_lists_the_right_ones(causal):
    with pytest.raises(InputFaults, match="did you mean 'basque'"):
        reproduce("basques", causal / "basque_data.csv")
    assert {"prop99", "basque"} <= set(REPRODUCERS)


def test_proposition_99_with_the_treated_state_as_donor(causal):
    """Three of 39: of the placebos, two parted further from their fits than California did."""
    path = causal / "california_prop99_synthdid.csv"
    panel = read_panel(path, unit="State", time="Year", values=["PacksPerCapita"]).panel
    fits = fit_all(panel, start="1989", treated=["California"], treated_as_donor=True)
    test = ratio_test(fits, "PacksPerCapita")
    assert (test.rank, test.areas) == (3, 39)
    assert test.p == pytest.approx(3 / 39)
    assert test.ratio == pytest.approx(12.43997, abs=5e-6)
    assert np.nanmax(fits.certificate) <= 1e-9


def test_mlsynth_finds_the_same_weights(causal):
    """An independent program, on the outcome alone."""
    import warnings

    import pandas as pd

    path = causal / "california_prop99_synthdid.csv"
    table = pd.read_csv(path, sep=";")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from mlsynth import VanillaSC

        peer = VanillaSC(
            {
                "df": table,
                "outcome": "PacksPerCapita",
                "treat": "treated",
                "unitid": "State",
                "time": "Year",
                "display_graphs": False,
            }
        ).fit()
    panel = read_panel(path, unit="State", time="Year", values=["PacksPerCapita"]).panel
    fits = fit_all(panel, start="1989", treated=["California"])
    effect = fits.gaps[0, fits.treated_index, fits.start :].mean()
    assert float(peer.effects.att) == pytest.approx(effect, abs=1e-4)


def test_the_trap_at_dudley_is_as_significant_as_can_be_and_is_no_effect(months):
    """September 2017: admissions fell by a quarter in a month, first outpatients rose by as much.

    Exact synthetic control calls −39.0344 the rarest of 181 areas. It is a change of recording, and
    the contract had not begun: no estimate may stand without the screen for breaks.
    """
    start = months.time_index("2017-09")
    fits = fit_all(months.indexed(start), start=start, treated=["05C"])
    at = fits.treated_index
    assert fits.gaps[0, at, start:].mean() == pytest.approx(-39.0344, abs=5e-5)
    assert fits.pre_rmspe[0, at] == pytest.approx(2.4981, abs=5e-5)
    test = ratio_test(fits, "non-elective admissions")
    assert test.ratio == pytest.approx(15.7211, abs=5e-5)
    assert (test.rank, test.areas) == (1, 181)
    assert test.p == pytest.approx(0.0055, abs=5e-5)


def test_the_anchor_of_power_on_181_areas(months):
    """|mean gap|: 4.8 in the middle, 10.6 at the 80th, 17.5 at the 95th; about 25 is detectable."""
    start = months.time_index("2017-09")
    fits = fit_all(months.indexed(start), start=start)
    mean = fits.gaps[0, :, start:].mean(axis=1)
    sizes = np.quantile(np.abs(mean), [0.5, 0.8, 0.95])
    assert sizes == pytest.approx([4.8, 10.6, 17.5], abs=0.05)
    assert simple_mde(mean) == pytest.approx(25.2, abs=0.05)
    assert np.nanmax(fits.certificate) <= 1e-9
    assert np.isfinite(ratios(fits)).all()


def test_the_screen_for_breaks_keeps_the_trap_from_being_read_as_an_effect(months):
    """Whatever the ranks say: the month is named, and the outcome cannot be judged."""
    _, (found,) = estimate(
        months, start="2017-09", treated=["05C"], direction=-1, window=12, checks=False
    )
    assert found.p_better == pytest.approx(1 / 181)
    assert not found.can_be_judged
    assert "September 2017" in found.breaks[0]
    assert found.warnings[0] == f"Cannot be judged. {found.breaks[0]}"
    said = " ".join(sentences(found))
    assert "this outcome cannot be judged" in said
    assert "a change for the better" not in said
