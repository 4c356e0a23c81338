"""The settlement run: from people's rows to the cube, member months and a statement's figures.

A settlement rests on the cube and never on people. The run reads Parquet, one person bucket at a
time; every partial result is a whole number that adds in any order. The same inputs therefore give
the same bytes with any number of threads or buckets and with the rows in any order, and they are
the bytes of a plain-Python count, one day and one row at a time.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from capitula.ground.faults import InputFaults
from capitula.money.cube.run import SETTLEMENT_TABLES, settlement_run
from capitula.money.cube.settlement_figures import write_settlement_figures
from capitula.money.cube.statement import statement_figures
from capitula.money.cube.terms import CubeTerms, Line, Rate
from capitula.money.settlement.figures_file import read_settlement_figures
from capitula.population.member_months.rules import MemberMonthRule
from capitula.tables.folder import open_folder
from capitula.tables.ingest import part_into_buckets
from capitula.tables.session import EngineSettings, SumsTooLarge
from harness.population_oracle import Oracle, digest
from harness.small_place import make_place, shuffled, write_place

LINES = (
    Line(line="primary", services=("gp", "prescribing")),
    Line(line="community", services=("community",)),
    Line(line="emergency", services=("emergency_inpatient",)),
    Line(line="emergency elsewhere", services=("emergency_inpatient",), providers=("RX2",)),
)
PLACE = make_place()


def terms(rule=MemberMonthRule.FIRST_OF_MONTH, **changes):
    usual = {
        "first": date(2018, 4, 1),
        "last": date(2020, 3, 31),
        "member_months": rule,
        "lines": LINES,
        "truncation_percent": 90,
    }
    return CubeTerms(**(usual | changes))


def line_of(service, provider):
    if service == "emergency_inpatient" and provider == "RX2":
        return "emergency elsewhere"
    return {"gp": "primary", "prescribing": "primary", "emergency_inpatient": "emergency"}.get(
        service, service
    )


@pytest.fixture(scope="module")
def expected():
    """The digests by the oracle."""
    oracle = Oracle(PLACE, terms().period, terms().bands)
    return {
        "cube": digest(oracle.cube(line_of)),
        "member_months": digest(oracle.member_months("first-of-month")),
        "thresholds": digest(oracle.thresholds(line_of, 90)),
        "truncation": digest(oracle.truncation(line_of, 90)),
    }


def digests(folder, work, buckets=1, threads=1, **changes):
    opened = open_folder(folder, SETTLEMENT_TABLES)
    settings = EngineSettings(threads, 256)
    return settlement_run(opened, terms(**changes), work, buckets=buckets, settings=settings)


@pytest.mark.parametrize(
    ("buckets", "threads"),
    [(1, 1), (1, 2), (7, 2), pytest.param(25, 1, marks=pytest.mark.slow)],
)
def test_every_result_is_the_plain_count_for_any_buckets_and_threads(
    tmp_path, expected, buckets, threads
):
    folder = write_place(tmp_path / "place", PLACE)
    cube = digests(folder, tmp_path / "run", buckets, threads)
    assert {name: cube.digests[name] for name in expected} == expected


def test_the_order_of_rows_and_the_number_of_files_decide_nothing(tmp_path, expected):
    folder = write_place(tmp_path / "place", shuffled(PLACE, seed=7), files=3)
    cube = digests(folder, tmp_path / "run")
    assert {name: cube.digests[name] for name in expected} == expected


def test_a_folder_parted_into_buckets_gives_the_same(tmp_path, expected):
    folder = write_place(tmp_path / "place", PLACE)
    part_into_buckets(open_folder(folder, SETTLEMENT_TABLES), tmp_path / "parted", 7)
    opened = open_folder(tmp_path / "parted", SETTLEMENT_TABLES)
    assert opened.buckets == 7
    cube = settlement_run(opened, terms(), tmp_path / "run")
    assert {name: cube.digests[name] for name in expected} == expected


def test_the_files_too_are_the_same_bytes(tmp_path):
    folder = write_place(tmp_path / "place", PLACE)
    one = digests(folder, tmp_path / "one", buckets=1, threads=1)
    two = digests(folder, tmp_path / "two", buckets=3, threads=2)
    for name in one.digests:
        assert one.path(name).read_bytes() == two.path(name).read_bytes(), name


def test_no_row_about_a_person_is_left_behind(tmp_path):
    folder = write_place(tmp_path / "place", PLACE)
    digests(folder, tmp_path / "run", buckets=2)
    assert not list((tmp_path / "run").rglob("person_years*"))


def test_without_participation_every_practice_is_under_the_contract(tmp_path):
    place = make_place(people=40, activity=800, participation=False)
    folder = write_place(tmp_path / "place", place)
    cube = digests(folder, tmp_path / "run", truncation_percent=None)
    oracle = Oracle(place, terms().period, terms().bands)
    assert cube.digests["cube"] == digest(oracle.cube(line_of))
    assert "thresholds" not in cube.digests


def test_parts_equal_the_whole(tmp_path):
    """Costs inside and outside the contract add up to every known penny of the period."""
    folder = write_place(tmp_path / "place", PLACE)
    figures = statement_figures(digests(folder, tmp_path / "run"))
    every = sum(
        cost or 0
        for _, day, _, _, _, cost, _ in PLACE["activity"]
        if date(2018, 4, 1) <= day <= date(2020, 3, 31)
    )
    lines = [line for year in figures for line in year.lines]
    inside = sum(line.cost_pence or 0 for line in lines)
    assert inside + sum(line.outside_cost_pence or 0 for line in lines) == every
    assert inside == sum(year.cost_pence for year in figures)
    for year in figures:
        apart = (year.truncated_cost_pence or 0, year.excess_pence or 0)
        assert sum(apart) == year.cost_pence


SMALL = {
    "people": [(1, date(1980, 6, 1), "female", None), (2, date(1950, 6, 1), "male", None)],
    "registrations": [
        (1, 1, "A00001", date(2017, 1, 1), None),
        (2, 2, "A00001", date(2018, 10, 15), None),
    ],
    "activity": [
        (1, date(2018, 4 + n, 3) if n < 9 else date(2019, n - 8, 3), "gp", None, 1, 3_500, False)
        for n in range(12)
    ],
}


def small_terms(**changes):
    usual = {
        "first": date(2018, 4, 1),
        "last": date(2019, 3, 31),
        "member_months": MemberMonthRule.DAY_WEIGHTED,
        "lines": (Line(line="primary", services=("gp",)),),
        "rates": (
            Rate(line="primary", year="2018/19", pence_per_member_month=2_501, source="sched. 4"),
        ),
    }
    return CubeTerms(**(usual | changes))


def test_a_rate_pays_for_the_months_counted_and_is_floored_once(tmp_path):
    """Twelve months of one person; 17 days of October and five months of another.

    2,501p × 17 17/31 = 43,888.516…p, which pays £438.88; 12 contacts cost £420.00.
    """
    folder = open_folder(write_place(tmp_path / "place", SMALL), SETTLEMENT_TABLES)
    (year,) = statement_figures(settlement_run(folder, small_terms(), tmp_path / "run"))
    assert year.member_months == Fraction(17) + Fraction(17, 31)
    assert year.payment_pence == 43_888
    assert year.cost_pence == 42_000
    assert year.difference_pence == 1_888
    assert year.lines[0].payment_worked == "2501p × 17 17/31 member months, rounded down"
    assert year.lines[0].rate_source == "sched. 4"


def test_the_figures_go_on_to_a_settlement(tmp_path):
    """`capitula money settle` reads what the run writes: the payment, and the cost beside it."""
    folder = open_folder(write_place(tmp_path / "place", SMALL), SETTLEMENT_TABLES)
    cube = settlement_run(folder, small_terms(truncation_percent=99), tmp_path / "run")
    (path,) = write_settlement_figures(cube, statement_figures(cube), tmp_path / "out")
    assert path.name == "settlement-2018-19.yaml"
    read = read_settlement_figures(path)
    assert read.days == (date(2018, 4, 1), date(2019, 3, 31))
    assert read.figures == {
        "expected": Decimal("438.88"),
        "actual": Decimal("420.00"),
        "months": 12,
        "people": 2,
    }


def test_no_settlement_rests_on_a_gap(tmp_path):
    rows = [*SMALL["activity"], (2, date(2018, 11, 5), "gp", None, 1, None, False)]
    folder = write_place(tmp_path / "place", SMALL | {"activity": rows})
    opened = open_folder(folder, SETTLEMENT_TABLES)
    cube = settlement_run(opened, small_terms(rates=()), tmp_path / "run")
    with pytest.raises(InputFaults) as caught:
        write_settlement_figures(cube, statement_figures(cube), tmp_path / "out")
    assert "no rate for primary" in str(caught.value)
    assert "1 row without a price" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_price_stays_missing_and_no_difference_is_drawn(tmp_path):
    rows = [*SMALL["activity"], (2, date(2018, 11, 5), "gp", None, 1, None, False)]
    folder = write_place(tmp_path / "place", SMALL | {"activity": rows})
    opened = open_folder(folder, SETTLEMENT_TABLES)
    (year,) = statement_figures(settlement_run(opened, small_terms(), tmp_path / "run"))
    assert (year.cost_pence, year.unpriced_rows, year.difference_pence) == (42_000, 1, None)


def test_care_of_somebody_who_was_not_on_a_list_is_told_apart(tmp_path):
    rows = [*SMALL["activity"], (2, date(2018, 10, 14), "gp", None, 1, 900, False)]
    folder = write_place(tmp_path / "place", SMALL | {"activity": rows})
    opened = open_folder(folder, SETTLEMENT_TABLES)
    (year,) = statement_figures(settlement_run(opened, small_terms(), tmp_path / "run"))
    assert year.cost_pence == 42_000
    assert (year.lines[0].outside_rows, year.lines[0].outside_cost_pence) == (1, 900)


def test_everything_wrong_is_told_at_once_and_nothing_is_written(tmp_path):
    place = {
        "people": [(1, date(1980, 6, 1), "female", None), (1, None, "woman", None)],
        "registrations": [
            (1, 1, "A00001", date(2018, 1, 1), date(2018, 9, 1)),
            (2, 1, "A00002", date(2018, 8, 1), None),
            (3, 9, "A00002", date(2018, 8, 1), date(2018, 8, 1)),
        ],
        "activity": [
            (1, date(2018, 5, 1), "gp", None, 1, 10**11 + 1, False),
            (8, date(2018, 5, 1), "dentist", None, 1, 100, False),
        ],
        "participation": [
            ("A00001", date(2018, 4, 1), None),
            ("A00001", date(2018, 6, 1), None),
            ("A00009", date(2018, 6, 1), None),
        ],
    }
    folder = open_folder(write_place(tmp_path / "place", place), SETTLEMENT_TABLES)
    with pytest.raises(InputFaults) as caught:
        settlement_run(folder, small_terms(), tmp_path / "run")
    said = str(caught.value)
    for words in (
        "people.parquet:2 (person_id)\n  found     a key that stands already above",
        "people.parquet:2 (sex)\n  found     another word",
        "registrations.parquet:2 (start_date)\n  found     a spell that begins before another",
        "registrations.parquet:3 (end_date)",
        "registrations.parquet:3 (person_id)\n  found     a person who is not in people",
        "participation.parquet:2 (start_date)",
        "participation.parquet:3 (practice)",
        "activity.parquet:1 (cost_pence)\n  found     a figure beyond the guard",
        "activity.parquet:2 (person_id)",
        "the service 'dentist', which no line names",
        "no row of gp in 2018-04, 2018-06",
    ):
        assert words in said, words
    assert not (tmp_path / "run").exists()


def test_a_report_names_rows_and_never_people(tmp_path):
    person = 987_654_321_012
    place = {
        "people": [(person, date(1980, 6, 1), "female", None)],
        "registrations": [
            (1, person, "A00001", date(2018, 1, 1), None),
            (2, person, "A00001", date(2018, 8, 1), None),
        ],
        "activity": SMALL["activity"],
    }
    folder = open_folder(write_place(tmp_path / "place", place), SETTLEMENT_TABLES)
    with pytest.raises(InputFaults) as caught:
        settlement_run(folder, small_terms(), tmp_path / "run")
    assert str(person) not in str(caught.value)
    assert "1980" not in str(caught.value)


def test_registers_of_another_year_are_refused(tmp_path):
    spells = [(1, 1, "A00001", date(2014, 1, 1), date(2018, 4, 1))]
    folder = write_place(tmp_path / "place", SMALL | {"registrations": spells})
    with pytest.raises(InputFaults, match="spells that reach into 2018-04-01 to 2019-03-31"):
        settlement_run(open_folder(folder, SETTLEMENT_TABLES), small_terms(), tmp_path / "run")


def test_a_sum_beyond_64_bits_stops_the_run(tmp_path, monkeypatch):
    """The guard of a row keeps sums in range; without it the engine's own check refuses."""
    monkeypatch.setattr("capitula.money.cube.run.settlement_faults", lambda *_: [])
    rows = [(1, date(2018, 5, 1), "gp", None, 1, 2**62, False)] * 3
    folder = write_place(tmp_path / "place", SMALL | {"activity": rows})
    with pytest.raises(SumsTooLarge, match="does not fit in 64 bits"):
        settlement_run(open_folder(folder, SETTLEMENT_TABLES), small_terms(), tmp_path / "run")
