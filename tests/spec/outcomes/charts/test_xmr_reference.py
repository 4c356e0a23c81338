"""Every point of the reference file, as NHSRplotthedots 0.2.2 computes it; and what else there is.

The file holds 26 series and 695 points. It knows neither a rebase nor a rising trend; those are in
the chapter on the rules.
"""

import csv
import gzip
from collections import Counter
from decimal import Decimal

import pytest

from capitula.ground.faults import InputFaults
from capitula.outcomes.charts.reproduce_xmr import COLUMNS, reproduce_xmr
from capitula.outcomes.charts.xmr import xmr


@pytest.fixture
def points(shared):
    return shared / "data" / "spc" / "xmr_points.csv.gz"


def rows(path):
    with gzip.open(path, "rt") as file:
        return list(csv.DictReader(file))


def written(path, table):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(table)
    return path


def test_every_point_agrees(points):
    found = reproduce_xmr(points)
    assert (found.rows, found.compared, found.matched) == (695, 695, 695)
    assert found.ok
    assert found.worst < Decimal("1e-12")
    assert found.document()["series"] == 26


def test_the_counts_of_the_file_are_those_stated(points):
    kinds = Counter(row["special_cause_type"] for row in rows(points))
    assert kinds == {
        "Common Cause": 557,
        "7 Points Above CL": 43,
        "7 Points Below CL": 15,
        "Above UCL": 29,
        "Below LCL": 37,
        "2 in 3 Above CL": 4,
        "2 in 3 Below CL": 7,
        "7 Point Trend (Decreasing)": 3,
    }


@pytest.mark.parametrize(
    ("column", "wrong", "reason"),
    [
        ("upl", lambda text: repr(float(text) + 2e-9), "upl differs by 2.0"),
        ("point_type", lambda _: "special_cause_neutral_low", "point_type: special_cause"),
        ("special_cause_type", lambda _: "Above UCL", "special_cause_type: Above UCL"),
        ("close_to_limits", lambda _: "True", "close_to_limits: True in the file, false"),
    ],
)
def test_a_point_that_is_off_is_found_and_told(points, tmp_path, column, wrong, reason):
    table = rows(points)
    table[2][column] = wrong(table[2][column])
    found = reproduce_xmr(written(tmp_path / "points.csv", table))
    assert not found.ok
    (missed,) = found.unmatched
    assert missed.key == "rnorm20_seed123 3"
    assert missed.reason.startswith(reason)


def test_a_file_at_fault_is_refused_with_every_fault(points, tmp_path):
    table = rows(points)[:5]
    table[0]["y"], table[1]["dir"], table[2]["screen"] = "ten", "2", "perhaps"
    with pytest.raises(InputFaults) as caught:
        reproduce_xmr(written(tmp_path / "points.csv", table))
    assert [(f.place.line, f.place.field) for f in caught.value.faults] == [
        (2, "y"), (2, "y"), (3, "dir"), (4, "screen"),
    ]  # fmt: skip


def test_the_vignette_numbers(points):
    """Twenty normal random numbers, then the same with limits fixed after twelve points."""
    series = [float(r["y"]) for r in rows(points) if r["case"] == "rnorm20_seed123"]
    last, fixed = xmr(series).last, xmr(series, baseline=12).last
    for point, expected in (
        (last, (0.141624, -3.011380, 3.294627)),
        (fixed, (0.194179, -2.607400, 2.995758)),
    ):
        assert (point.centre, point.lower, point.upper) == pytest.approx(expected, abs=5e-7)
