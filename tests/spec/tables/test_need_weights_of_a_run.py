"""A settlement run by a table of need weights that the contract names.

A woman of 75 to 84 may count as 6.72 people where a boy of 5 to 14 counts as 1. The file says so,
cell by cell; every month is then counted twice, plain and weighed, in whole ten-thousandths. A
rate says which of the two it is paid for.

| people on the list for a year | months | weight | weighed months |
|---|---|---|---|
| a woman of 38 | 12 | 2.19 | 26.28 |
| a man of 68, from 15 October, by days | 5 17/31 | 4.19 | 23.2477… |
"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.money.cube.run import SETTLEMENT_TABLES, settlement_run
from capitula.money.cube.statement import statement_figures
from capitula.money.cube.terms import CubeTerms, Line, Rate
from capitula.population.member_months.rules import MemberMonthRule
from capitula.population.member_months.terms import GMS_AGE_BANDS
from capitula.population.member_months.weights_file import read_need_weights
from capitula.tables.folder import open_folder
from capitula.tables.session import EngineSettings
from harness.population_oracle import Oracle, digest
from harness.small_place import make_place, write_place

SEXES = ("female", "male", "indeterminate", "")
PLACE = make_place()


def table(weight=lambda *_: "1", bands=(*GMS_AGE_BANDS, None), sexes=SEXES):
    names = [band.name if band else "" for band in bands]
    rows = [f"{band},{sex},{weight(band, sex)}" for band in names for sex in sexes]
    return "\n".join(["age_band,sex,weight", *rows]) + "\n"


def rising(band, sex):
    """Another weight in every cell, in ten-thousandths."""
    names = [each.name for each in GMS_AGE_BANDS]
    at = names.index(band) if band else 8
    return f"{1 + at * 4 + SEXES.index(sex)}.{1 + at}0{SEXES.index(sex)}7"


def weights_of(tmp_path, text, name="weights.csv"):
    path = tmp_path / name
    path.write_text(text)
    return read_need_weights(path, GMS_AGE_BANDS, "made up", EvidenceMark.ASSUMED)


def terms(**changes):
    usual = {
        "first": date(2018, 4, 1),
        "last": date(2020, 3, 31),
        "member_months": MemberMonthRule.FIRST_OF_MONTH,
        "lines": (
            Line(line="all", services=("gp", "prescribing", "community", "emergency_inpatient")),
        ),
    }
    return CubeTerms(**(usual | changes))


@pytest.mark.parametrize(
    ("buckets", "threads"), [(1, 1), (1, 2), (7, 2), pytest.param(25, 1, marks=pytest.mark.slow)]
)
def test_weighed_months_are_the_plain_count_for_any_buckets_and_threads(tmp_path, buckets, threads):
    weights = weights_of(tmp_path, table(rising))
    folder = open_folder(write_place(tmp_path / "place", PLACE), SETTLEMENT_TABLES)
    cube = settlement_run(
        folder,
        terms(),
        tmp_path / "run",
        weights=weights,
        buckets=buckets,
        settings=EngineSettings(threads, 256),
    )
    oracle = Oracle(PLACE, terms().period, terms().bands)
    expected = digest(oracle.member_months("first-of-month", weights.by_cell))
    assert cube.digests["member_months"] == expected
    plain = settlement_run(folder, terms(), tmp_path / "plain", buckets=buckets)
    assert cube.digests["cube"] == plain.digests["cube"], "weights touch no cost"
    assert cube.digests["member_months"] != plain.digests["member_months"]


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


def small_run(tmp_path, weights, *, weighted=True):
    rate = Rate(
        line="primary",
        year="2018/19",
        pence_per_member_month=2_501,
        source="sched. 4",
        weighted=weighted,
    )
    asked = terms(
        last=date(2019, 3, 31),
        member_months=MemberMonthRule.DAY_WEIGHTED,
        lines=(Line(line="primary", services=("gp",)),),
        rates=(rate,),
    )
    folder = open_folder(write_place(tmp_path / "place", SMALL), SETTLEMENT_TABLES)
    cube = settlement_run(folder, asked, tmp_path / "run", weights=weights)
    return statement_figures(cube)[0]


def test_a_rate_pays_for_weighed_months_where_the_terms_say_so(tmp_path):
    """12 × 2.19 + 5 17/31 × 4.19 weighed months at 2,501p, floored once."""
    by_cell = {("15-44", "female"): "2.19", ("65-74", "male"): "4.19"}
    weights = weights_of(tmp_path, table(lambda band, sex: by_cell.get((band, sex), "1")))
    year = small_run(tmp_path, weights)
    months = 12 * Fraction("2.19") + (5 + Fraction(17, 31)) * Fraction("4.19")
    assert year.weighted_member_months == months
    assert year.member_months == 17 + Fraction(17, 31)
    assert year.payment_pence == int(2_501 * months)
    assert "weighted member months, rounded down" in year.lines[0].payment_worked


def test_a_rate_for_plain_months_is_not_moved_by_weights(tmp_path):
    weights = weights_of(tmp_path, table(rising))
    assert small_run(tmp_path, weights, weighted=False).payment_pence == 43_888


def test_a_weighted_rate_without_weights_stops_the_run(tmp_path):
    with pytest.raises(InputFaults, match="give it with --weights FILE"):
        small_run(tmp_path, None)
    assert not (tmp_path / "run").exists()


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 40_000))
def test_weights_of_one_number_weigh_the_whole_by_it(weight):
    """Law: if every cell weighs w, weighed months are w times the months, exactly."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as made:
        there = Path(made)
        text = table(lambda *_: f"{weight // 10_000}.{weight % 10_000:04d}")
        year = small_run(there, weights_of(there, text))
    assert year.weighted_member_months == year.member_months * Fraction(weight, 10_000)


def test_every_fault_of_the_file_at_once(tmp_path):
    text = table(rising, bands=GMS_AGE_BANDS, sexes=("female", "male"))
    text = (
        text.replace("0-4,female,1.1007", "0-5,female,1.1007")
        .replace("5-14,female,5.2007", "5-14,females,5.2007")
        .replace("15-44,male,10.3017", "15-44,male,10.30171")
        .replace("85+,male,26.7017", "85+,male,2670.17")
    )
    with pytest.raises(InputFaults) as refused:
        weights_of(tmp_path, text)
    said = [str(fault) for fault in refused.value.faults]
    assert [line.split("\n")[0].split(" (")[0] for line in said] == [
        "weights.csv",
        "weights.csv:2",
        "weights.csv:4",
        "weights.csv:7",
        "weights.csv:15",
    ]
    everything = "\n".join(said)
    for part in (
        "the age band '0-5'",
        "the sex 'females'",
        "four decimals at most",
        "at most 100: the overflow guard",
        "no weight for 0-4 female, 5-14 female",
    ):
        assert part in everything


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0-4,female,1.1007", "0-4,female,-1.1", "a weight of nought or more"),
        ("0-4,female,1.1007", "0-4,female,", "nothing is put in its place"),
        ("0-4,male", "0-4,female", "a second time"),
        ("age_band,sex,weight", "age_band,sex,wieght", "no column 'weight'"),
    ],
    ids=["below nought", "missing", "twice", "no column"],
)
def test_what_no_table_of_weights_may_hold(tmp_path, old, new, said):
    with pytest.raises(InputFaults, match=said):
        weights_of(tmp_path, table(rising).replace(old, new, 1))
