"""`capitula outcomes staggered`: areas that start at different times, from a table with a column.

Four areas; a starts in 2002, b in 2003, c and d never do and rise by 1 a year:

| area | 2000 | 2001 | 2002 | 2003 | began | change since the year before, less the controls' |
|------|------|------|------|------|-------|--------------------------------------------------|
| a    | 5    | 6    | 10   | 11   | 2002  | 2002: 4 − 1 = 3; 2003: 5 − 2 = 3                 |
| b    | 2    | 3    | 4    | 9    | 2003  | 2003: 5 − 1 = 4                                  |
| c    | 0    | 1    | 2    | 3    | never |                                                  |
| d    | 7    | 8    | 9    | 10   |       |                                                  |

Together (3 + 3 + 4) / 3 = 3.3333. Each start is one area: no interval can be had, and it says so.
"""

import csv
import gzip
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from capitula.cli.outcomes import app
from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.difference_staggered import staggered_effects
from capitula.outcomes.counterfactual.staggered_document import staggered_document
from capitula.outcomes.panel.cohorts import read_cohorts
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.reading import read_panel

FOUR = {
    "a": ("2002", 5, 6, 10, 11),
    "b": ("2003", 2, 3, 4, 9),
    "c": ("never", 0, 1, 2, 3),
    "d": ("", 7, 8, 9, 10),
}


def table(path, rows=FOUR, first=2000):
    lines = ["area,year,cost,began"]
    for area, (began, *figures) in rows.items():
        lines += [f"{area},{first + n},{each},{began}" for n, each in enumerate(figures)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(path, *more):
    named = ["--unit", "area", "--time", "year", "--value", "cost", "--cohort", "began"]
    return CliRunner().invoke(app, ["staggered", str(path), *named, *more])


def document(path, *more):
    done = run(path, *more, "--json")
    assert done.exit_code == 0, done.exception
    return json.loads(done.output)


def faults(path, *more):
    done = run(path, *more)
    assert isinstance(done.exception, InputFaults)
    return "\n".join(str(each) for each in done.exception.faults)


def test_by_hand(tmp_path):
    found = document(table(tmp_path / "four.csv"))
    assert found["effect"]["mean"] == pytest.approx(10 / 3)
    each = {(e["start"], e["time"]): e["effect"] for e in found["by_start_and_time"]}
    assert each["2002", "2002"] == each["2002", "2003"] == pytest.approx(3)
    assert each["2003", "2003"] == pytest.approx(4)
    assert found["by_time_since"][-1] == {
        "periods_since": 1,
        "effect": pytest.approx(3),
        "standard_error": None,
        "interval": None,
        "no_interval_because": found["effect"]["no_interval_because"],
        "areas": 1,
    }
    assert "one area" in found["effect"]["no_interval_because"]


def test_the_shape_in_common_with_every_other_method(tmp_path):
    """Fields are added to `capitula.outcomes.counterfactual/1`, none is renamed."""
    found = document(table(tmp_path / "four.csv"))
    assert found["schema"] == "capitula.outcomes.counterfactual/1"
    assert (found["method"], found["from"], found["treated"]) == (
        "staggered-did",
        "2002",
        ["a", "b"],
    )
    for name in ("effect", "pre_rmspe", "weights", "gap_certificate", "placebo", "power"):
        assert name in found
    last = found["effect"]["by_time"][-1]
    assert last["time"] == "2003"
    assert last["actual"] == pytest.approx(10)
    assert last["actual"] - last["counterfactual"] == pytest.approx(last["gap"])


def test_what_a_person_reads(tmp_path):
    said = run(table(tmp_path / "four.csv")).output
    assert "cost: staggered difference in differences, never-treated controls; four.csv" in said
    assert "+3.33333 (interval not available: a start of one area shows no spread" in said
    assert "2 units start within it, at 2 times; 2 do not." in said
    assert "By periods since the start" in said


def test_starts_outside_what_is_read_are_named(tmp_path):
    rows = {**FOUR, "e": ("2009", 1, 2, 3, 4), "f": ("1998", 1, 9, 9, 9), "g": ("2000", 1, 2, 2, 2)}
    found = document(table(tmp_path / "more.csv", rows))
    assert found["effect"]["mean"] == pytest.approx(10 / 3), "e rises by 1 a year as c and d do"
    first, second = found["reading"]
    assert first.startswith("e: started after 2003")
    assert second.startswith("f, g: started with 2000 or before it")


def test_a_unit_with_a_missing_figure_is_left_out_and_named(tmp_path):
    rows = {**FOUR, "e": ("", 1, "", 3, 4)}
    found = document(table(tmp_path / "gap.csv", rows))
    assert found["left_out"] == ["e"]
    assert found["warnings"] == ["Left out for a missing figure: e."]


def test_a_gzipped_table_reads_alike(tmp_path):
    plain = table(tmp_path / "four.csv")
    packed = tmp_path / "four.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert document(packed)["by_start"] == document(plain)["by_start"]


def test_parquet_reads_alike(tmp_path):
    import pyarrow as pa
    from pyarrow import parquet

    plain = table(tmp_path / "four.csv")
    rows = list(csv.DictReader(plain.read_text(encoding="utf-8").splitlines()))
    columns = {
        "area": [row["area"] for row in rows],
        "year": [int(row["year"]) for row in rows],
        "cost": [float(row["cost"]) for row in rows],
        "began": [int(row["began"]) if row["began"].isdigit() else None for row in rows],
    }
    parquet.write_table(pa.table(columns), tmp_path / "four.parquet")
    assert document(tmp_path / "four.parquet")["by_start"] == document(plain)["by_start"]


def test_leaving_a_trend_before_the_start_is_told(tmp_path):
    """Ten areas that start rise by 2 a year all along, ten others by 1: no effect, and told."""
    draw = np.random.default_rng(4)
    rows = {}
    for n in range(20):
        pace, began = (2, "2006") if n < 10 else (1, "")
        rows[f"a{n:02}"] = (began, *(pace * t + draw.normal(0, 0.1) for t in range(10)))
    (told,) = document(table(tmp_path / "trend.csv", rows))["warnings"]
    assert told.startswith("Before the start the treated were already leaving their controls")


def test_every_fault_at_once(tmp_path):
    rows = {**FOUR, "b": ("2003-01", 2, 3, 4, 9)}
    path = table(tmp_path / "bad.csv", rows)
    path.write_text(path.read_text().replace("a,2003,11,2002", "a,2003,11,2003"))
    said = faults(path)
    assert "2003 for a, 2002 in line 2" in said
    assert "'2003-01'" in said
    assert "a period such as 2000" in said


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--cohort", "begn"], "did you mean 'began'"),
        (["--controls", "never"], "never-treated or not-yet-treated"),
        (["--exclude", "a", "b"], "no start within the panel"),
        (["--exclude", "c", "d"], "no unit that could be a control"),
        (["--until", "2001"], "no start within the panel"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, more, told):
    assert told in faults(table(tmp_path / "four.csv"), *more)


@settings(max_examples=20, deadline=None)
@given(st.floats(-50, 50), st.floats(-5, 5), st.integers(0, 50))
def test_a_shift_of_all_figures_and_a_trend_in_common_change_nothing(shift, pace, seed):
    """And an effect added to all treated figures is found whole."""
    values = np.random.default_rng(seed).normal(size=(1, 12, 6))
    times = tuple(str(2000 + n) for n in range(6))
    panel = Panel(("cost",), tuple(f"a{n:02}" for n in range(12)), times, values)
    starts = {f"a{n:02}": "2003" if n < 3 else "2004" for n in range(6)}
    moved = values + shift + pace * np.arange(6)
    for unit, start in starts.items():
        moved[0, int(unit[1:]), times.index(start) :] += 2
    plain = staggered_effects(panel, "cost", starts).simple
    after = staggered_effects(
        Panel(panel.outcomes, panel.units, times, moved), "cost", starts
    ).simple
    assert after.effect == pytest.approx(plain.effect + 2, abs=1e-9)
    assert after.error == pytest.approx(plain.error, abs=1e-9)


def test_the_command_says_what_the_library_finds(tmp_path):
    path = table(tmp_path / "four.csv")
    read = read_panel(path, unit="area", time="year", values=["cost"]).panel
    cohorts = read_cohorts(path, unit="area", cohort="began", panel=read)
    found = staggered_effects(read, "cost", cohorts.starts, controls="not-yet-treated")
    whole = document(path, "--controls", "not-yet-treated")
    plain = json.loads(json.dumps(staggered_document(found, read, "cost", cohorts.starts)))
    assert {name: whole[name] for name in plain} == plain
