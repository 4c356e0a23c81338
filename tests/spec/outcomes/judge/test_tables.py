"""The tables of all areas that ship: small, of our own making, and the same when made again."""

import importlib.util
import sys

import pytest

from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import FigureTable, read_figure_table
from capitula.outcomes.judging.area_table import read_area_table
from harness.places import PACKAGE, ROOT

TABLES = sorted((PACKAGE / "cases").glob("*/figures/*_areas.csv"))
HEAD = (("title", "Made up"), ("counted", "days in the month"))


@pytest.mark.parametrize("maker", ["area_panels", "social_care_outcomes", "accident_and_emergency"])
def test_making_them_again_gives_the_same_bytes(shared, tmp_path, maker, monkeypatch):
    spec = importlib.util.spec_from_file_location(maker, ROOT / "scripts/figures" / f"{maker}.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, maker, module)
    spec.loader.exec_module(module)
    made = module.make(shared / "data", tmp_path)
    assert made
    for path in made:
        assert path.read_bytes() == (PACKAGE / "cases" / path.relative_to(tmp_path)).read_bytes()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_each_is_small_and_says_where_it_comes_from(path):
    assert path.stat().st_size < 150_000
    table = read_figure_table(path)
    assert table.meta["publisher"] == "NHS England"
    assert table.meta["licence"] == "Open Government Licence v3.0"
    assert len(set(read_area_table(table).areas)) == len(table.rows)


def test_an_empty_cell_is_missing_and_a_month_has_its_days():
    rows = (("E1", "Placetown", "310", ""), ("E2", "Othertown", "62", "56"))
    table = FigureTable("t", HEAD, ("area_code", "area_name", "2017-01", "2017-02"), rows)
    found = read_area_table(table)
    days = found.per_day(found.months)
    assert days[0, 0] == 10
    assert days[0, 1] != days[0, 1]
    assert days[1].tolist() == [2, 2]


def test_every_fault_of_a_table_is_told_at_once():
    rows = (("E1", "Placetown", "3.5", "x"), ("E2", "Othertown", "-1", "4"))
    table = FigureTable("t", HEAD, ("area_code", "area_name", "2017-01", "2017-02"), rows)
    with pytest.raises(InputFaults) as caught:
        read_area_table(table)
    assert [fault.found for fault in caught.value.faults] == ["3.5", "'x'", "-1"]


def test_months_out_of_order_are_refused():
    rows = (("E1", "Placetown", "3", "4"),)
    table = FigureTable("t", HEAD, ("area_code", "area_name", "2017-01", "2017-03"), rows)
    with pytest.raises(InputFaults, match="every month from 2017-01 to 2017-03, in order"):
        read_area_table(table)
