"""A synthetic place: made-up people whose practice totals match published totals.

On the list day, 1 October, each practice has exactly the people planned. Spells never overlap, the
ends of some who died or left come late, and every draw is a hash of the person's number: the bytes
do not depend on how many workers there are.
"""

import json
from datetime import date, timedelta

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.ground.financial_year import FinancialYear
from capitula.population.synthetic.making import make_place
from capitula.population.synthetic.nhs_numbers import artificial_nhs_numbers, check_digit_holds
from capitula.population.synthetic.people import NEVER, make_people
from capitula.population.synthetic.plan import (
    PlacePlan,
    PlannedPractice,
    made_up_areas,
    made_up_practices,
    scaled_to,
)
from capitula.population.synthetic.writing import NHS_NUMBERS
from capitula.tables.folder import open_folder
from capitula.tables.schemas import TABLES

LIST_DAY = date(2018, 10, 1)
FAR = date(9999, 1, 1)
PRACTICES = (
    PlannedPractice("A00001", "Oldtown", 900, aged_65_and_over=300, payments_pence=12_345_678_901),
    PlannedPractice("A00002", "Newtown", 400, aged_65_and_over=4, payments_pence=54_321),
    PlannedPractice("A00003", "Hamlet", 1),
)
APRIL_2018 = 12 * 2018 + 3
MONTHLY = {
    "emergency_inpatient": {APRIL_2018: 41, APRIL_2018 + 1: 0},
    "outpatient_first": {APRIL_2018 + 11: 7},
}


def plan(practices=PRACTICES, seed=1, years=1, monthly=None):
    people = sum(practice.people for practice in practices)
    areas = made_up_areas(people)
    return PlacePlan("Oz", seed, FinancialYear(2018), years, practices, areas, monthly or {})


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return make_place(plan(monthly=MONTHLY, years=2), tmp_path_factory.mktemp("oz") / "place")


def rows(place, table):
    return pq.read_table(place.folder / table).to_pylist()


def test_the_lists_are_as_planned_on_the_list_day(place):
    """Counted from the spells written: 900, 400 and 1, and nobody is on two lists."""
    on = [
        row
        for row in rows(place, "registrations")
        if row["start_date"] <= LIST_DAY < (row["end_date"] or FAR)
    ]
    counted = {p.code: sum(row["practice"] == p.code for row in on) for p in PRACTICES}
    assert counted == {"A00001": 900, "A00002": 400, "A00003": 1}
    assert len({row["person_id"] for row in on}) == len(on)


def test_the_cost_of_general_practice_is_what_was_published_to_the_penny(place):
    """£123,456,789.01 and £543.21 in the first year; one not matched costs what it costs."""
    spent = {}
    for row in rows(place, "activity"):
        if row["service"] == "gp" and row["activity_date"] < date(2019, 4, 1):
            spent[row["provider"]] = spent.get(row["provider"], 0) + row["cost_pence"]
    assert (spent["A00001"], spent["A00002"]) == (12_345_678_901, 54_321)


def test_admissions_of_a_month_are_as_many_as_were_published(place):
    """41 in April, none in May, 7 first attendances in March; months not published are drawn."""
    found = {}
    for row in rows(place, "activity"):
        month = (row["service"], 12 * row["activity_date"].year + row["activity_date"].month - 1)
        found[month] = found.get(month, 0) + 1
    assert found["emergency_inpatient", APRIL_2018] == 41
    assert ("emergency_inpatient", APRIL_2018 + 1) not in found
    assert found["outpatient_first", APRIL_2018 + 11] == 7
    assert found["outpatient_first", APRIL_2018 + 10] > 0
    assert place.ok
    assert len(place.targets) == 3 + 2 + 3


def test_a_target_that_cannot_be_met_is_told_not_hidden(tmp_path):
    """Two people whose general practice was paid for, and perhaps no contact to carry the cost."""
    tiny = (PlannedPractice("A00001", "", 1, aged_65_and_over=0, payments_pence=500),)
    made = [make_place(plan(tiny, seed), tmp_path / str(seed)) for seed in range(1, 25)]
    missed = next(each for each in made if not each.ok)
    (target,) = [each for each in missed.targets if not each.met]
    assert (target.asked, target.made, target.unit) == (500, 0, "pence")
    note = json.loads((missed.folder / "synthetic.json").read_text())
    assert note["missed"][0]["what"] == "general practice at A00001"


def test_people_of_65_and_over_are_as_many_as_planned():
    people = make_people(plan(), 0)
    old = people.birth < (LIST_DAY - date(1970, 1, 1)).days - int(65.25 * 365.25)
    for number, asked in ((0, 300), (1, 4)):
        listed = (people.practice == number) & (people.start <= plan().list_day)
        listed &= people.end > plan().list_day
        close = asked // 40 + 2  # those who turned 65 within months either side
        assert abs(int((old & listed).sum()) - asked) <= close


def test_nobody_is_on_two_lists_on_one_day_nor_cared_for_after_death(place):
    con = duckdb.connect()
    for table in ("registrations", "residences", "people", "activity"):
        files = f"{place.folder}/{table}/*.parquet"
        con.execute(f"create view {table} as select * from read_parquet('{files}')")  # noqa: S608
    spells = """
        select count(*) from {0} a join {0} b on a.person_id = b.person_id
        and (a.start_date, a.rowid) < (b.start_date, b.rowid)
        where coalesce(a.end_date, date '9999-01-01') > b.start_date"""
    for table in ("registrations", "residences"):
        con.execute(
            f"create table t_{table} as select * from {table}"  # noqa: S608
        )
        assert con.execute(spells.format(f"t_{table}")).fetchone() == (0,)
        empty = f"select count(*) from {table} where end_date <= start_date"  # noqa: S608
        assert con.execute(empty).fetchone() == (0,)
    late = "select count(*) from activity join people using (person_id) where {}"
    assert con.execute(late.format("activity_date > death_date")).fetchone() == (0,)
    assert con.execute(late.format("activity_date < birth_date")).fetchone() == (0,)
    outside = """
        select count(*) from activity a where not exists (select 1 from registrations r
        where r.person_id = a.person_id and r.start_date <= a.activity_date
        and coalesce(r.end_date, date '9999-01-01') > a.activity_date)"""
    assert con.execute(outside).fetchone() == (0,)


def test_there_are_moves_births_deaths_and_late_ends(place):
    people = {row["person_id"]: row for row in rows(place, "people")}
    spells = rows(place, "registrations")
    moved = len(spells) - len(people)
    born = sum(row["birth_date"] > LIST_DAY for row in people.values())
    died = [row for row in people.values() if row["death_date"]]
    ends = {row["person_id"]: row["end_date"] for row in spells}
    late = sum(ends[row["person_id"]] > row["death_date"] + timedelta(days=1) for row in died)
    assert min(moved, born, len(died), late) > 0
    assert late < len(died)


def test_the_folder_is_one_that_every_other_command_reads(place):
    folder = open_folder(place.folder)
    assert set(folder.files) >= {"people", "registrations", "residences", "activity", "practices"}
    for name in folder.files:
        table = TABLES[name]
        written = pq.read_table(place.folder / name)
        assert [column.name for column in table.columns] == written.column_names
        for column in table.columns:
            if not column.empty:
                assert written[column.name].null_count == 0


def test_the_same_bytes_for_one_worker_and_for_two(tmp_path):
    """Also for more parts than workers: people are made in runs that only the lists decide."""
    many = made_up_practices(60_000)
    small = tuple(PlannedPractice(p.code, p.name, p.people) for p in many)
    planned = plan(small, seed=7)
    assert len(planned.parts) == 3
    one = make_place(planned, tmp_path / "one", workers=1)
    two = make_place(planned, tmp_path / "two", workers=2)
    assert one.files == two.files
    note = "synthetic.json"
    assert (one.folder / note).read_bytes() == (two.folder / note).read_bytes()


def test_another_seed_makes_other_people_with_the_same_totals(tmp_path):
    first = make_place(plan(monthly=MONTHLY), tmp_path / "one")
    other = make_place(plan(monthly=MONTHLY, seed=2), tmp_path / "two")
    assert first.ok
    assert other.ok
    assert first.files["people/part-00000.parquet"] != other.files["people/part-00000.parquet"]


def test_artificial_nhs_numbers_are_from_the_range_set_aside_for_tests(place):
    numbers = [int(row["nhs_number"]) for row in rows(place, NHS_NUMBERS)]
    assert len(set(numbers)) == len(numbers) == place.rows["people"]
    assert all(9_990_000_000 <= number <= 9_999_999_999 for number in numbers)
    assert all(map(check_digit_holds, numbers))


def test_the_range_ends_and_nobody_gets_a_number_outside_it():
    every = artificial_nhs_numbers()
    assert (len(every), every[0], every[-1]) == (909_091, 9_990_000_018, 9_999_999_999)


def test_what_is_assumed_is_said(place):
    note = json.loads((place.folder / "synthetic.json").read_text())
    assert note["mark"] == "assumed"
    assert "no publication stands behind them" in note["assumed"]["source"]
    assert note["missed"] == []
    assert {file["rows"] > 0 for file in note["files"].values()} == {True}


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputFaults, match="something is there"):
        make_place(plan(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_lists_scaled_to_a_size_add_up_to_it():
    assert sum(p.people for p in scaled_to(PRACTICES, 318_000)) == 318_000
    assert sum(p.people for p in made_up_practices(1_000_003)) == 1_000_003


lists = st.lists(st.integers(1, 400), min_size=1, max_size=5)


@settings(max_examples=25)
@given(lists, st.integers(0, 2**31), st.integers(1, 3))
def test_whatever_the_lists_seed_and_years_totals_match_and_spells_do_not_overlap(
    sizes, seed, years
):
    practices = tuple(PlannedPractice(f"A{n:05}", "", size) for n, size in enumerate(sizes))
    planned = plan(practices, seed, years)
    people = make_people(planned, 0)
    day = planned.list_day
    home = (people.start <= day) & (day < people.end)
    assert [int((home & (people.practice == n)).sum()) for n in range(len(sizes))] == sizes
    other = people.other >= 0
    assert not (other & (people.other_start <= day) & (day < people.other_end)).any()
    assert (people.start < people.end).all()
    assert (people.birth <= people.start).all()
    assert (people.other_start[other] < people.other_end[other]).all()
    before = people.other_end <= people.start
    after = people.other_start >= people.end
    assert (before | after)[other].all()
    assert (people.other != people.practice).all()
    assert ((people.death == NEVER) | (people.death < planned.end_day)).all()
