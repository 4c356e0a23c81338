"""The published files, read whole: rows, totals and identities that are known of them."""

from decimal import Decimal
from functools import cache

import pytest

from capitula.population.official.loading import read_official

PAYMENTS = {
    "2014-15": (7_959, 799_032_422_600),
    "2015-16": (7_841, 818_256_183_804),
    "2018-19": (7_279, 926_139_148_985),
    "2019-20": (7_001, 937_707_985_868),
    "2022-23": (6_669, 1_023_009_480_370),
}


@cache
def payments(folder, year):
    """The payments of a year, read once."""
    path = folder / f"data/gp_payments/nhs_payments_to_general_practice_{year}.csv.gz"
    return read_official("gp-payments", path)


@pytest.mark.parametrize("year", PAYMENTS)
def test_payments_of_every_practice_of_five_years(shared, year):
    """| year | practices | total, pence |, components equal to the total in every row."""
    read = payments(shared, year)
    rows, total = PAYMENTS[year]
    assert (len(read.lines), read.total("total")) == (rows, total)
    assert read.period.label == year.replace("-", "/")
    assert [(check.compared, check.failed) for check in read.checks] == [(rows, 0), (rows, 0)]
    assert read.bound.unknown == ()


def test_dudley_left_the_national_quality_scheme_and_its_small_sums_are_data(shared):
    of_2014, of_2018 = payments(shared, "2014-15"), payments(shared, "2018-19")
    assert of_2018.total("total_qof_payments", commissioner_code="05C") == 14_740_827
    assert len(of_2018.rows(commissioner_code="05C")) == 45
    assert of_2014.total("total_qof_payments", commissioner_code="05C") > 450_000_000


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        ("gp-practices", "organisations/epraccur_2022.csv.gz", 15_971),
        ("gp-practices", "organisations/epraccur_ccg_era.csv.gz", 14_303),
        ("nhs-trusts", "organisations/etr_2022.csv", 218),
        ("practice-map", "organisations/gp-reg-pat-prac-map_2020-09-01.csv.gz", 6_708),
        ("practice-map", "organisations/gp-reg-pat-prac-map_2022-01-01.csv.gz", 6_527),
        ("authority-population", "population/population20_utla20_single_year_age.csv.gz", 172),
        ("deprivation", "population/imd2015_england_lsoa11.csv.gz", 32_844),
        ("deprivation", "population/imd2019_england_lsoa11.csv.gz", 32_844),
        (
            "practice-age-sex",
            "population/gp_practice_age_sex_summary_2020_commons_library.csv.gz",
            6_797,
        ),
        ("county-benchmark", "us_aco/mssp_county_ffs_benchmark_puf_2018.csv.gz", 3_219),
        ("shared-savings", "us_aco/mssp_aco_puf_2018.csv.gz", 548),
        ("shared-savings", "settlement/mssp_aco_settlement_2014_2021.csv.gz", 3_640),
        ("reach", "settlement/reach_aco_settlement_2021_2022.csv.gz", 152),
    ],
)
def test_every_published_file_is_read_whole_and_its_sums_hold(shared, kind, name, rows):
    read = read_official(kind, shared / "data" / name)
    assert len(read.lines) == rows
    assert read.ok, [check for check in read.checks if not check.holds]
    assert read.bound.unknown == ()


def test_the_population_of_every_area_is_the_sum_of_its_years_of_age(shared):
    path = shared / "data/population/population20_lsoa11_single_year_age.csv.gz"
    read = read_official("lsoa-population", path, "2020")
    assert (len(read.lines), read.total("total_population")) == (34_753, 59_719_724)
    (check,) = read.checks
    assert (check.compared, check.failed) == (34_753, 0)


def test_the_trust_of_dudley_integrated_care_is_ryk(shared):
    read = read_official("nhs-trusts", shared / "data/organisations/etr_2022.csv")
    (row,) = read.rows(organisation_code="RYK")
    assert row["name"] == "DUDLEY INTEGRATED HEALTH AND CARE NHS TRUST"


def test_admissions_of_all_commissioners_are_englands_in_93_months(shared):
    path = shared / "data/activity/mar_commissioner_monthly_2012-04_2019-12.csv.gz"
    read = read_official("monthly-activity", path)
    assert {(check.compared, check.failed) for check in read.checks} == {(93, 0)}
    dudley = {row["month"]: row["non_elective"] for row in read.rows(commissioner_code="05C")}
    assert dudley["2019-12"] == Decimal(2723)


def test_shared_savings_of_2018_net_966_million_dollars(shared):
    read = read_official("shared-savings", shared / "data/us_aco/mssp_aco_puf_2018.csv.gz")
    assert read.period.label == "2018"
    assert read.total("beneficiaries") == 10_096_874
    assert read.total("earned") == 96_639_438_600
    assert len(read.checks) == 2
