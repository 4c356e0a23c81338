"""What a synthetic place matches is read from official files that a person names."""

import gzip
import sys

import pytest

from capitula.ground.faults import InputFaults
from capitula.ground.financial_year import FinancialYear
from capitula.population.synthetic.assumptions import age_structure
from capitula.population.synthetic.targets import read_areas, read_lists, read_monthly
from harness.places import PACKAGE, ROOT
from spec.population.made_files import HEADER_2024, practice_2024, write

YEAR = FinancialYear(2018)


def test_lists_that_are_not_whole_are_made_whole_and_keep_their_total(tmp_path):
    """Means of four quarters: 10.25 + 10.25 + 10.50 = 31; the largest remainder goes up first."""
    rows = [
        practice_2024(f"A0000{n}", "QXX", "Oldtown", people, "10")
        for n, people in ((1, "10.25"), (2, "10.25"), (3, "10.50"))
    ]
    read = read_lists(write(tmp_path / "f.csv", HEADER_2024, rows), "Oldtown")
    assert [practice.people for practice in read.practices] == [10, 10, 11]
    assert "f.csv" in read.matched[0].source


def test_a_practice_without_a_list_is_left_out_and_named(tmp_path):
    rows = [
        practice_2024("A00001", "QXX", "Oldtown", "10", "10"),
        practice_2024("A00002", "QXX", "Oldtown", "0", "0"),
    ]
    read = read_lists(write(tmp_path / "f.csv", HEADER_2024, rows), "Oldtown")
    assert read.notes == ("practices without a list are left out: A00002",)


def test_dudleys_lists_and_payments(shared):
    """44 practices had patients in 2018/19; what was paid to each is matched to the penny.

    A published mean of 7,272.50 people is 7,272 whole ones; other practices have the rest.
    """
    name = "data/gp_payments/nhs_payments_to_general_practice_2018-19.csv.gz"
    read = read_lists(shared / name, "05C")
    assert len(read.practices) == 44
    assert sum(practice.people for practice in read.practices) == 319_666
    first = read.practices[0]
    assert (first.code, first.people, first.payments_pence) == ("M87001", 7_272, 90_096_747)
    assert "M87002" in read.notes[0]


def test_dudleys_people_of_65_and_over(shared):
    name = "data/population/gp_practice_age_sex_summary_2020_commons_library.csv.gz"
    read = read_lists(shared / name, "M87")
    assert {p.code: p.aged_65_and_over for p in read.practices}["M87018"] == 1_882


def test_dudleys_admissions_month_by_month(shared):
    name = "data/activity/mar_commissioner_monthly_2012-04_2019-12.csv.gz"
    monthly, matched = read_monthly(shared / name, "05C", YEAR, 1)
    assert sorted(monthly) == ["elective_inpatient", "emergency_inpatient", "outpatient_first"]
    assert monthly["emergency_inpatient"][12 * 2019 + 1] == 2_271
    assert sum(monthly["emergency_inpatient"].values()) == 30_387
    assert "05C" in matched[0].what


def test_months_that_the_file_does_not_hold_are_refused_not_filled(shared):
    name = "data/activity/mar_commissioner_monthly_2012-04_2019-12.csv.gz"
    with pytest.raises(InputFaults) as caught:
        read_monthly(shared / name, "05C", FinancialYear(2019), 1)
    assert len(caught.value.faults) == 9
    assert "no non_elective in 2020-01" in str(caught.value)


def test_dudleys_small_areas(shared, tmp_path):
    """201 areas and 322,363 people, of a file cut to areas whose names begin with Du."""
    name = "data/population/population20_lsoa11_single_year_age.csv.gz"
    with gzip.open(shared / name, "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if line.startswith(("lsoa11_name", "Du"))]
    path = tmp_path / "areas.csv"
    path.write_text("".join(kept), encoding="utf-8")
    areas, _ = read_areas(path, "Dudley")
    assert len(areas) == 201
    assert sum(people for _, people in areas) == 322_363
    with pytest.raises(InputFaults, match="no area named 'Dud'"):
        read_areas(path, "Dud")


def test_the_age_structure_that_ships_is_made_from_the_published_file(
    shared, tmp_path, monkeypatch
):
    """322,363 people of one real place, the same bytes whenever they are made."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    import make_synthetic_ages

    made = make_synthetic_ages.make(shared / "data", tmp_path)
    kept = PACKAGE / "population" / "synthetic" / "ages.csv"
    assert made.read_bytes() == kept.read_bytes()
    assert sum(age_structure()) == 322_363


def test_a_place_not_in_the_file_is_refused(shared):
    name = "data/gp_payments/nhs_payments_to_general_practice_2018-19.csv.gz"
    with pytest.raises(InputFaults, match="no practice with people"):
        read_lists(shared / name, "99Z")
