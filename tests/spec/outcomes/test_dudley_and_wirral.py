"""What the shipped figures say of Dudley, Wirral and England, and where they come from."""

import importlib.util
import math

import pytest

from capitula.ground.figure_table import read_figure_table
from capitula.ground.financial_year import FinancialYear
from capitula.outcomes.breaks.found import Classed
from capitula.outcomes.comparison import Comparison
from capitula.outcomes.delayed_transfers import PARTS, TOTAL, read_delayed_transfers
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.words import decimal_text
from harness.places import PACKAGE, ROOT

YEAR = MonthRange.of_year(FinancialYear(2016))


def table(case):
    return read_figure_table(PACKAGE / "cases" / case / "figures" / "delayed_transfers.csv")


@pytest.mark.parametrize("case", ["dudley", "wirral"])
def test_all_105_months_are_there(case):
    transfers = read_delayed_transfers(table(case))
    for series in (transfers.place, transfers.england):
        assert len(series.counts) == 105
        assert not series.missing
        assert str(series.months) == "April 2011 to December 2019"


@pytest.mark.parametrize("case", ["dudley", "wirral"])
def test_the_head_says_what_it_is_and_where_it_ends(case):
    head = table(case).meta
    assert head["publisher"] == "NHS England"
    assert head["licence"] == "Open Government Licence v3.0"
    assert "sha256 d84ab790708f0149" in head["source"]
    assert "ended in February 2020" in head["note"]
    assert "ends in December 2019" in head["note"]


@pytest.mark.parametrize("case", ["dudley", "wirral"])
def test_the_parts_sum_to_the_total_in_every_month(case):
    total, *parts = (read_delayed_transfers(table(case), c).place for c in (TOTAL, *PARTS))
    for month in total.months:
        assert total.counts[month] == sum(part.counts[month] for part in parts)


@pytest.mark.parametrize(
    ("year", "month", "published"),
    [
        (2016, 1, 5144),
        (2016, 6, 5771),
        (2017, 1, 6371),
        (2017, 6, 5929),
        (2018, 1, 4883),
        (2018, 6, 4503),
        (2019, 1, 4368),
        (2019, 6, 4502),
    ],
)
def test_england_comes_out_as_ministers_told_parliament(year, month, published):
    """Written answer of 20 January 2022: delayed days of the month ÷ its calendar days.

    The answer mixes rounding up and down, so a number may differ by less than one.
    """
    england = read_delayed_transfers(table("wirral")).england
    assert abs(england.per_day(12 * year + month - 1) - published) < 1


def test_where_they_stood_in_the_last_twelve_months():
    wirral, dudley = (read_delayed_transfers(table(case)) for case in ("wirral", "dudley"))
    comparison = Comparison("delayed days", wirral.place, (wirral.england, dudley.place), YEAR)
    stood = {
        s.name: (decimal_text(s.baseline_mean), decimal_text(s.latest_mean), decimal_text(s.index))
        for s in comparison.standings
    }
    assert stood == {
        "Wirral": ("27.3", "16.1", "59.1"),
        "England": ("6,177.6", "4,633.8", "75.0"),
        "Dudley": ("37.6", "19.7", "52.4"),
    }


def test_wirral_jumps_inside_its_baseline_and_dudley_does_not():
    wirral, dudley = (read_delayed_transfers(table(c)).compare(YEAR) for c in ("wirral", "dudley"))
    assert dudley.steps == ()
    (step,) = wirral.steps
    assert (step.time, f"{math.exp(step.step_log):.1f}") == ("2016-06", "2.8")
    assert (f"{step.z:.2f}", step.classed) == ("4.79", Classed.NOTED)
    assert "With 2015/16 as 100 instead, Wirral would stand at 207" in " ".join(wirral.finding())


def test_making_the_tables_again_gives_the_same_bytes(shared, tmp_path):
    path = ROOT / "scripts" / "figures" / "delayed_transfers.py"
    spec = importlib.util.spec_from_file_location("delayed_transfers_maker", path)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    made = maker.make(shared / "data", tmp_path)
    assert len(made) == 2
    for path in made:
        shipped = PACKAGE / "cases" / path.relative_to(tmp_path)
        assert path.read_bytes() == shipped.read_bytes()
