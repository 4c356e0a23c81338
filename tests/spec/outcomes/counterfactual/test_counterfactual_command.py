"""`capitula outcomes counterfactual`: what a contract lead reads, and what a machine reads."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from capitula.cli.many_values import spread
from capitula.cli.outcomes import app
from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import fit_all
from harness.panels import factor_panel, with_effect


def write(panel, path):
    """Write a panel as a long table, a column for each outcome."""
    lines = [",".join(["area", "year", *panel.outcomes])]
    for n, unit in enumerate(panel.units):
        for t, time in enumerate(panel.times):
            lines.append(",".join([unit, time, *map(repr, panel.values[:, n, t].tolist())]))
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def path(tmp_path):
    panel = factor_panel(units=30, periods=60, outcomes=2, noise=0.5)
    return write(with_effect(panel, "a003", 40, -6.0), tmp_path / "panel.csv")


def run(path, *more, value=("o000",)):
    columns = ["--unit", "area", "--time", "year", "--value", *value]
    judged = ["--treated", "a003", "--from", "1940"]
    return CliRunner().invoke(app, ["counterfactual", str(path), *columns, *judged, *more])


def document(path, *more, **options):
    done = run(path, *more, "--json", **options)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_machine_reads_the_fields_that_were_agreed(path):
    found = document(path)
    assert found["schema"] == "capitula.outcomes.counterfactual/1"
    assert found["method"] == "synthetic-control"
    assert found["treated"] == ["a003"]
    assert found["from"] == "1940"
    effect = found["effect"]
    assert effect["mean"] == pytest.approx(np.mean([each["gap"] for each in effect["by_time"]]))
    assert set(effect["by_time"][0]) == {"time", "actual", "counterfactual", "gap"}
    assert len(effect["by_time"]) == 20
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert found["gap_certificate"]["relative"] <= found["gap_certificate"]["limit"] == 1e-9
    assert set(found["placebo"]) == {"areas", "ratio", "rank", "p", "floor"}
    assert found["placebo"]["areas"] == 30
    assert found["power"]["mde80"] > 0
    assert found["power"]["unit"] == "o000"
    assert found["pre_rmspe"] > 0
    assert found["warnings"] == []


def test_a_person_reads_what_happened_what_was_to_be_expected_and_how_sure(path):
    printed = " ".join(run(path, "--direction", "down", "--window", "10").stdout.split())
    for part in (
        "where",
        "was to be expected",
        "rank",
        "at the least",
        "Window 1940 to 1949",
        "Ever improved",
        "Compatible effects (90%)",
        "four times in five the test (ever improved) finds",
        "a change for the better, larger than in areas without such a contract",
        "The fit is exact",
        "Placebo in time, 1928 to 1939",
        "donors in turn",
        "Donors:",
    ):
        assert part in printed, part


def test_nothing_shown_is_never_printed_as_nothing_happened(tmp_path):
    quiet = write(factor_panel(units=30, periods=60), tmp_path / "quiet.csv")
    printed = " ".join(run(quiet).stdout.split())
    assert "does not say that nothing changed" in printed
    assert "could well be there unseen" in printed
    assert "did not work" not in printed


def test_several_outcomes_are_a_family(path):
    found = document(path, value=("o000", "o001"))
    assert [each["outcome"] for each in found["outcomes"]] == ["o000", "o001"]
    for each in found["outcomes"]:
        assert each["family"]["p"] >= each["placebo"]["p"]
        assert each["family"]["false_discovery_rate"] is not None


def test_the_other_methods(path):
    ridge = document(path, "--method", "ridge")
    assert ridge["gap_certificate"] == {"relative": None, "limit": None}
    assert any("may be negative" in warning for warning in ridge["warnings"])
    nested = document(
        path,
        "--method",
        "synthetic-control-predictors",
        "--predictors",
        "o000@1900..1910",
        "o000@1939",
        "o001",
    )
    assert set(nested["details"]["predictor_weights"]) == {"o000@1900..1910", "o000@1939", "o001"}
    assert nested["details"]["starts"]["starts"] == 30


def test_options_change_what_they_say(path):
    plain = document(path)
    assert document(path, "--exclude", "a001", "a002")["placebo"]["areas"] == 28
    assert document(path, "--treated-as-donor")["effect"] == plain["effect"]
    several = document(path, "--treated", "a004")
    assert several["treated"] == ["a003", "a004"]
    assert "the mean of their figures" in several["warnings"][0]
    index = document(path, "--index")
    assert index["effect"]["unit"].startswith("index")
    assert document(path, "--since", "1920")["time_placebo"]["first"] == "1935"
    assert document(path, "--no-checks")["time_placebo"] is None


def test_values_may_follow_an_option_in_a_row():
    assert spread(["p", "--treated", "A", "B", "--json"]) == [
        "p",
        "--treated",
        "A",
        "--treated",
        "B",
        "--json",
    ]
    assert spread(["--treated", "A", "p"]) == ["--treated", "A", "p"]
    assert spread(["p", "--from", "1", "--exclude", "A"]) == ["p", "--from", "1", "--exclude", "A"]


def test_a_wrong_method_lists_the_right_ones(path):
    done = run(path, "--method", "synthetic")
    assert done.exit_code != 0
    assert "one of: synthetic-control" in str(done.exception)


def test_rows_of_totals_and_areas_with_gaps_are_left_out_when_asked_and_it_is_said(path):
    """As publishers lay files out: England without a code, and areas that began later."""
    lines = path.read_text().splitlines()
    totals = [f",{1900 + t},1,1" for t in range(60)]
    late = [f"late,{1900 + t},{'' if t < 30 else 100},100" for t in range(60)]
    path.write_text("\n".join([*lines, *totals, *late]) + "\n")
    assert "--leave-out-unnamed" in str(run(path).exception)
    found = document(path, "--leave-out-unnamed")
    assert found["reading"] == ["60 rows name no unit and were left out."]
    assert any("late" in warning for warning in found["warnings"])
    both = document(path, "--leave-out-unnamed", "--complete")
    assert both["reading"][1] == "1 unit lacks a figure in some period and was left out: late."
    assert both["warnings"] == []
    assert both["effect"] == found["effect"]
    printed = run(path, "--leave-out-unnamed", "--complete").stdout
    assert printed.endswith("60 rows name no unit and were left out.\n" + both["reading"][1] + "\n")


def test_the_treated_area_is_never_left_out_for_a_missing_figure(path):
    text = path.read_text()
    gone = next(line for line in text.splitlines() if line.startswith("a003,1907"))
    path.write_text(text.replace(gone, "a003,1907,,"))
    done = run(path, "--complete")
    assert "no figure for 1907" in str(done.exception)


def test_admissions_of_england_as_published(shared):
    """Monthly returns by commissioner: a row for England in every month, and areas that came late.

    Dudley's admissions fell by a third in one month, which no estimate may take for an effect.
    """
    file = shared / "data" / "activity" / "mar_commissioner_monthly_2012-04_2019-12.csv.gz"
    columns = ["--unit", "Org Code", "--time", "Month"]
    figures = ["--value", "Total Non-elective G&A Admissions (FFCEs)"]
    judged = ["--treated", "05C", "--from", "2015-07", "--no-checks", "--json"]
    reading = ["--since", "2013-04", "--leave-out-unnamed", "--complete"]
    arguments = ["counterfactual", str(file), *columns, *figures, *judged, *reading]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["reading"][0] == "93 rows name no unit and were left out."
    assert found["gap_certificate"]["relative"] <= 1e-9
    assert found["can_be_judged"] is False
    assert "September 2017" in found["breaks"][0]


def test_weights_that_are_not_the_only_ones_are_marked(tmp_path):
    """Twenty areas and four periods before the start: many sets of weights fit perfectly."""
    panel = factor_panel(units=20, periods=12, noise=5.0)
    nearest = panel.units[int(np.argmin(fit_all(panel, start=4).pre_rmspe[0]))]
    file = write(panel, tmp_path / "short.csv")
    columns = ["--unit", "area", "--time", "year", "--value", "o000"]
    arguments = ["counterfactual", str(file), *columns, "--treated", nearest, "--from", "1904"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "weights may not be unique" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        (("--method", "did"), ("Standard error", "not treated")),
        (
            ("--method", "sdid", "--search", "exact"),
            ("The fit is exact", "Weights of the periods before the start"),
        ),
        (("--method", "sdid", "--exclude", "a000"), ("stops short of the optimum",)),
        (
            ("--method", "interactive-fixed-effects", "--bootstraps", "200"),
            ("Factors: ", "by 200 parametric bootstraps", "Placebo in time"),
        ),
        (
            ("--method", "interactive-fixed-effects", "--covariates", "o001", "--factors", "1"),
            ("Coefficients: o001", "by 1,000 parametric bootstraps"),
        ),
        (
            ("--method", "its", "--family", "poisson", "--slope"),
            ("Step at the start", "Change of slope", "As counts (poisson", "supporting evidence"),
        ),
        (("--method", "its", "--controlled"), ("Step at the start",)),
    ],
)
def test_what_each_method_finds_beside_the_effect_is_printed(path, more, parts):
    done = run(path, *more)
    assert done.exit_code == 0, done.output
    printed = " ".join(done.stdout.split())
    for part in parts:
        assert part in printed, part


def test_a_machine_reads_the_error_and_the_interval_of_the_bootstrap(path):
    found = document(path, "--method", "interactive-fixed-effects", "--bootstraps", "200")
    details = found["details"]
    assert details["interval"][0] < found["effect"]["mean"] < details["interval"][1]
    assert details["standard_error"] > 0
    assert details["factors"]["a003"] == 3
    assert len(details["left_out_error"]) == 6
    assert found["gap_certificate"]["relative"] is None


def test_a_number_of_factors_that_cannot_be_is_refused(path):
    done = run(path, "--method", "interactive-fixed-effects", "--factors", "99")
    assert isinstance(done.exception, InputFaults)
    assert "ask for fewer factors" in str(done.exception)
