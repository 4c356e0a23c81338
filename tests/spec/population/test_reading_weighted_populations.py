"""Reading NHS England's weighted populations: what is tolerated, what is kept, what is reported."""

import gzip
from decimal import Decimal

import pytest

from capitula.ground.financial_year import FinancialYear
from capitula.population.weighted_population import read_weighted_populations
from spec.population.made_files import (
    HEADER_2018,
    HEADER_2024,
    practice_2018,
    practice_2024,
    write,
)


def test_numbers_are_exact_as_printed(tmp_path):
    """0.1 + 0.2 is 0.3: figures are decimals, never binary floats."""
    rows = [practice_2018("A00001", GP_pop="0.1"), practice_2018("A00002", GP_pop="0.2")]
    found = read_weighted_populations(write(tmp_path / "f.csv", HEADER_2018, rows))
    assert found.total("population") == Decimal("0.3")


def test_missing_stays_missing_and_zero_stays_zero(tmp_path):
    """A practice without maternity need has 0; an empty cell is no figure, and the total has none.

    | practice | WP_Mat  | read as | total of the two |
    | A00001   | 0       | 0       |                  |
    | A00002   | (empty) | missing | missing          |
    """
    rows = [practice_2018("A00001", WP_Mat="0"), practice_2018("A00002", WP_Mat="")]
    found = read_weighted_populations(write(tmp_path / "f.csv", HEADER_2018, rows))
    assert [p.values["maternity"] for p in found.practices] == [Decimal(0), None]
    assert found.total("maternity") is None
    assert [(m.practice, m.column, m.line) for m in found.missing] == [("A00002", "WP_Mat", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_byte_order_mark_compression_and_blanks_in_the_header_do_not_matter(tmp_path, encoding):
    header = [f" {name.replace(' ', '  ')} " for name in HEADER_2018]
    row = dict(zip(header, [practice_2018().get(name, "") for name in HEADER_2018], strict=True))
    plain = write(tmp_path / "plain.csv", header, [row], encoding)
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        assert read_weighted_populations(path).practices[0].code == "A00001"


def test_columns_may_come_in_any_order_and_new_ones_are_named(tmp_path):
    header = ["Deprivation", *reversed(HEADER_2018)]
    found = read_weighted_populations(write(tmp_path / "f.csv", header, [practice_2018()]))
    assert found.unknown_columns == ("Deprivation",)
    assert found.practices[0].values["population"] == 1000


def test_the_year_comes_from_the_name_because_three_years_share_one_header(tmp_path):
    """`pop 2022/23` is a stale name: the files of 2022/23, 2023/24 and 2024/25 all have it.

    | file                | stated  | year    |
    | wp_2024-25.csv      |         | 2024/25 |
    | wp_2023_2024.csv    |         | 2023/24 |
    | wp.csv              |         | unknown |
    | wp.csv              | 2024/25 | 2024/25 |
    """
    rows = [practice_2024("A00001", "QXX", "Oldtown", "10", "10")]
    year_2024 = FinancialYear(2024)
    for name, stated, expected in [
        ("wp_2024-25.csv", None, year_2024),
        ("wp_2023_2024.csv", None, FinancialYear(2023)),
        ("wp.csv", None, None),
        ("wp.csv", year_2024, year_2024),
    ]:
        path = write(tmp_path / name, HEADER_2024, rows)
        assert read_weighted_populations(path, stated).year == expected


@pytest.mark.parametrize(
    ("name", "practices", "people"),
    [
        ("gp_practice_weighted_population_2018-19_wp_data.csv.gz", 7325, "59079904.556175623"),
        ("gp_practice_weighted_population_2024-25.csv.gz", 6553, "62154630.308167759"),
        ("gp_practice_weighted_population_2025-26.csv.gz", 6348, "63849324.211232507"),
    ],
)
def test_the_published_files_are_read_whole(shared, name, practices, people):
    found = read_weighted_populations(shared / "data" / "allocations" / name)
    assert len(found.practices) == practices
    assert found.total("population") == Decimal(people)
    assert found.missing == ()
    assert found.unknown_columns == ()


def test_dudley_is_05c_and_its_column_is_named_the_wrong_way_round(shared):
    """In 2018/19 `CCG` holds the code and `CCG19` the name."""
    path = "data/allocations/gp_practice_weighted_population_2018-19_wp_data.csv.gz"
    dudley = read_weighted_populations(shared / path).within("commissioner", "05C")
    assert len(dudley) == 46
    assert {p.areas["commissioner"].name for p in dudley} == {"NHS Dudley CCG"}


def test_case_blanks_and_underscores_in_names_may_drift_from_year_to_year(tmp_path):
    """`Practice Code` is `Practice_Code`; `Practice` would be another column."""
    drifted = {"Practice_Code": "Practice Code", "GP_Practice_Name": "gp practice name"}
    drifted |= {"pop 2022/23": "Pop_2022/23", "Final WP": "FINAL.WP"}
    row = practice_2024("A00001", "QXX", "Oldtown", "10", "11")
    row = {drifted.get(name, name): value for name, value in row.items()}
    header = [drifted.get(name, name) for name in HEADER_2024]
    found = read_weighted_populations(write(tmp_path / "f.csv", header, [row]))
    assert found.practices[0].code == "A00001"
    assert found.total("population") == 10
    assert found.total("core_final") == 11
    assert found.unknown_columns == ()
