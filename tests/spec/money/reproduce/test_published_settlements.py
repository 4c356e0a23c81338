"""`capitula money reproduce mssp` and `reach`: other people's settlements, from their own terms."""

import csv
import gzip
import io
import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from capitula.cli import money
from capitula.ground.faults import InputFaults
from capitula.money.reproduce import reproduce
from capitula.money.reproducing.settlement_file import year_of_name


@pytest.fixture(scope="module")
def mssp(shared):
    return shared / "data" / "settlement" / "mssp_aco_settlement_2014_2021.csv.gz"


@pytest.fixture(scope="module")
def all_years(mssp):
    return reproduce("mssp", [mssp])


def figure(found, name):
    return found.more["figures"][name]


def test_eight_years_of_shared_savings(all_years):
    """3,639 of 3,640 earned or owed, 1,592 of the 1,593 that are not nought, 2,677 within $2.

    Every generated saving or loss, and 2,287 of 2,288 minimum rates of one-sided tracks.
    """
    assert (all_years.rows, all_years.compared, all_years.matched) == (3_640, 3_640, 3_639)
    assert all_years.more["nonzero"] == {"compared": 1_593, "matched": 1_592}
    assert all_years.more["within_tolerance"] == 2_677
    generated, rates = figure(all_years, "generated"), figure(all_years, "minimum_rate")
    assert (generated["matched"], generated["compared"]) == (3_640, 3_640)
    assert (rates["matched"], rates["compared"]) == (2_287, 2_288)
    assert all_years.ok


def test_the_counts_of_each_year(all_years):
    """Rows met in each year; 2019 has the one miss."""
    met = Counter(each.key[-4:] for each in all_years.comparisons if each.matched)
    assert met == {
        "2014": 333,
        "2015": 392,
        "2016": 432,
        "2017": 472,
        "2018": 548,
        "2019": 474,
        "2020": 513,
        "2021": 475,
    }


def test_the_one_miss_is_named_and_not_tuned(all_years):
    """A2392 in 2019: the limit on revenue binds, and revenue is not in the file."""
    (miss,) = all_years.unmatched
    assert (miss.key, miss.expected, miss.computed) == ("A2392 2019", -2_074_092, None)
    assert miss.reason == (
        "not computable: revenue missing: a limit on it may bind; without it the amount is "
        "-2,561,463.30"
    )


@pytest.mark.parametrize(
    ("key", "computed"),
    [
        ("A1409 2018", "12118222.50"),
        ("A1070 2020", "18993856.00"),
        ("A2392 2018", "-1757682.90"),
        ("A2021 2019", "-688512.10"),
        ("A3743 2018", "-2118243.50"),
    ],
)
def test_cases_to_the_cent(all_years, key, computed):
    """The savings cap, a loss of Track 1+, half a year's relief, and quality failed.

    | case                         | inputs                    | computed      |
    | Balance ACO 2018, T1, cap    | 121,182,225 × 10%         | 12,118,222.50 |
    | Allcare 2020, B, cap         | 189,938,560 × 10%         | 18,993,856.00 |
    | A2392 2018, T1+              | 5,861,333 × 30% − 717     | 1,757,682.90  |
    | A2021 2019, T3, half a year  | 1,721,629 × 40% − 279 / 2 | 688,512.10    |
    | A3743 2018, T3, failed       | 2,828,054 × 75% − 2,797   | 2,118,243.50  |
    """
    found = next(each for each in all_years.comparisons if each.key == key)
    assert f"{found.computed:.2f}" == computed
    assert found.matched


def test_the_layout_of_the_publisher(shared):
    """CMS's own file of 2018: 548 of 548, tracks by flags; the earned amounts net $966,394,386."""
    found = reproduce("mssp", [shared / "data" / "us_aco" / "mssp_aco_puf_2018.csv.gz"])
    assert (found.compared, found.matched) == (548, 548)
    assert figure(found, "generated")["matched"] == 548
    assert sum(each.expected for each in found.comparisons) == 966_394_386


def rewritten(path, folder, name, change):
    """The file of a test with its header and cells changed."""
    rows = list(csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))
    out = io.StringIO()
    csv.writer(out).writerows(change(rows))
    made = folder / name
    made.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return made


RATES = ("MinSavPerc", "QualScore", "FinalShareRate", "Sav_rate", "QualPerfShare")


@pytest.mark.parametrize("sign", ["%", ""])
def test_percentages_with_and_without_their_sign(shared, tmp_path, sign):
    """The same file with rates as per cent, a byte-order mark and other spellings of the header."""

    def change(rows):
        header, *body = rows
        at = [header.index(name) for name in RATES]
        for row in body:
            for place in at:
                if row[place]:
                    shifted = f"{float(row[place]) * 100:.7f}"
                    row[place] = f"{shifted}{sign}"
        return [[name.upper().replace("_", " ") for name in header], *body]

    original = shared / "data" / "us_aco" / "mssp_aco_puf_2018.csv.gz"
    made = rewritten(original, tmp_path, "PY2018_results.csv", change)
    found = reproduce("mssp", [made])
    assert (found.compared, found.matched) == (548, 548)
    assert figure(found, "generated")["matched"] == 548


HEADER = (
    "ACO_ID,Current_Track,Rev_Exp_Cat,N_AB,Sav_rate,MinSavPerc,BnchmkMinExp,GenSaveLoss,DisAdj,"
    "EarnSaveLoss,Met_QPS,Met_AltQPS,QualScore,MaxShareRate,FinalShareRate,FinalLossRate,ReducedSS,"
    "RevLossLimit,ABtotBnchmk,ABtotExp"
)
LATER = """
A1,EN,Low Revenue,70000,4,2,4000000,4000000,,2940000,1,,83.11,75,75,,0,0,100000000,96000000
A2,E,Low Revenue,70000,4,1,4000000,4000000,,1509592,0,1,77.02,50,38.51,,0,0,100000000,96000000
A3,A,Low Revenue,10000,1,3,1000000,1000000,,196000,1,,80,40,20,,1,0,100000000,99000000
A4,EN,High Revenue,70000,-4,2,-4000000,-4000000,-1000,-1599000,1,,83,75,75,40,,0,100000000,104000000
A5,EN,High Revenue,70000,-4,2,-4000000,-4000000,,-1900000,1,,70,75,75,47.5,,0,100000000,104000000
A6,B,High Revenue,10000,-4,3,-4000000,0,,0,1,,70,40,40,,,0,100000000,104000000
A7,B,High Revenue,10000,40,3,40000000,40000000,,10000000,1,,70,40,40,,,0,100000000,60000000
A8,C,High Revenue,10000,1,3,1000000,0,,0,1,,70,50,50,,,0,100000000,99000000
"""


def test_rules_of_2024_are_dated_steps_of_the_contract_files(tmp_path):
    """Made-up rows in the publisher's layout of 2024, each worked by hand.

    | row | rule                                                                              |
    | A1  | standard met: 75% × 98%                                                           |
    | A2  | only the alternative standard: 50% × 77.02% × 98%                                 |
    | A3  | below the minimum rate, low revenue: half of 40%, × 98%                           |
    | A4  | a loss at the least rate of 40%, less relief                                      |
    | A5  | a loss at 1 − 75% × 70% = 47.5%, as published                                     |
    | A6  | a one-sided track owes nothing                                                    |
    | A7  | the cap: 10% of the benchmark                                                     |
    | A8  | below the minimum rate, high revenue: nothing                                     |
    """
    path = tmp_path / "PY_Financial_Results_2024.csv"
    path.write_text(HEADER + LATER)
    found = reproduce("mssp", [path])
    assert [each.reason for each in found.comparisons] == [""] * 8
    assert figure(found, "generated")["matched"] == 8
    assert found.more["year"] == "2024"


def test_a_track_that_began_in_july_is_settled_for_its_half_year(tmp_path):
    """BASIC E from July 2019: half of the benchmark, 50% × 0.9, paid in the pause of the cut."""
    path = tmp_path / "PY2019.csv"
    path.write_text(
        HEADER + ",N_AB_Year_PY,UpdatedBnchmk\n"
        "A1,E,Low Revenue,70000,4,2,4000000,4000000,,1800000,1,,90,,,,,0,100000000,96000000,"
        "20000,10000\n"
    )
    found = reproduce("mssp", [path])
    assert [each.reason for each in found.comparisons] == [""]


def test_years_in_names():
    assert [
        year_of_name(name)
        for name in (
            "mssp_aco_puf_2018.csv.gz",
            "PY_Financial_and_Quality_Results_2024_revised 2026_07_17.csv",
            "results.csv",
            "2019_and_2020.csv",
        )
    ] == [2018, 2024, None, None]


@pytest.fixture(scope="module")
def reach(shared):
    return shared / "data" / "settlement" / "reach_aco_settlement_2021_2022.csv.gz"


def test_two_years_of_reach(reach):
    """152 gross, 152 shared, 151 after sequestration; the miss prints nought for a paid share."""
    found = reproduce("reach", [reach])
    counts = {
        name: (each["matched"], each["compared"]) for name, each in found.more["figures"].items()
    }
    assert counts == {
        "gross": (152, 152),
        "shared": (152, 152),
        "after_sequestration": (151, 152),
    }
    (miss,) = figure(found, "after_sequestration")["unmatched"]
    assert (miss["key"], miss["expected"]) == ("D0128 2022", 0)
    assert f"{miss['computed']:.2f}" == "354879.56"


def test_a_loss_in_marginal_bands(reach):
    """D0006, 2021, Professional: B 26,652,184.86, gross −3,007,239.57, which is 11.2833% of it.

    .05 × .5 + .05 × .35 + .012833 × .15 = 4.442495% → −1,184,021.02, as published.
    """
    found = reproduce("reach", [reach])
    each = next(c for c in found.comparisons if c.key == "D0006 2021")
    assert f"{each.computed:.2f}" == "-1184021.02"


def test_equity_adjustments_count_from_2023(tmp_path):
    """B = 1,000,000 + 20,000 − 5,000; Global shares all of the first 25%; 2% is cut by law."""
    path = tmp_path / "reach_2023.csv"
    path.write_text(
        "aco_id,perf_year,risk_arrangement,final_benchmark,tot_cost_care_net,heba_up_amt,"
        "heba_down_amt,gross_savings,shared_savings,shared_savings_seq\n"
        "D1,2023,Global,1000000,965000,20000,-5000,50000,50000,49000\n"
        "D2,2023,Global,1000000,965000,,,35000,35000,34300\n"
        "D3,2022,Global,1000000,965000,20000,,35000,35000,34300\n"
    )
    found = reproduce("reach", [path])
    assert [each["matched"] for each in found.more["figures"].values()] == [3, 3, 3]


def test_the_report_and_its_rows(reach, tmp_path):
    out = tmp_path / "rows.csv"
    arguments = ["reproduce", "reach", str(reach), "--json", "--out", str(out)]
    result = CliRunner().invoke(money.app, arguments)
    report = json.loads(result.stdout)
    assert (result.exit_code, report["schema"], report["matched"]) == (
        0,
        "capitula.reproduce/1",
        152,
    )
    assert {each["schema"] for each in report["figures"].values()} == {"capitula.reproduce/1"}
    first, *_ = csv.DictReader(out.read_text().splitlines())
    assert (first["benchmark"], first["matched"]) == ("75558439.9116", "true")


def test_a_wrong_layout_is_refused_with_every_fault(tmp_path, reach):
    with pytest.raises(InputFaults) as caught:
        reproduce("mssp", [reach])
    named = [fault.found for fault in caught.value.faults]
    for column in ("ABtotBnchmk", "ABtotExp", "N_AB", "MinSavPerc", "QualScore", "EarnSaveLoss"):
        assert f"no column {column!r}" in named
    path = tmp_path / "PY2022.csv"
    path.write_text(HEADER + "\nA1,EM,Low,x,4,2,1,1,,1,maybe,,1,1,1,,0,0,1e30,1\n")
    with pytest.raises(InputFaults) as caught:
        reproduce("mssp", [path])
    text = str(caught.value)
    assert "'EM'" in text
    assert "'maybe'" in text
    assert "'x'" in text


def test_figures_beyond_the_guard_are_refused(tmp_path):
    path = tmp_path / "PY2022.csv"
    path.write_text(HEADER + LATER.replace(",100000000,96000000", ",9e15,96000000", 1))
    with pytest.raises(InputFaults, match="overflow guard"):
        reproduce("mssp", [path])


def test_the_same_settlement_twice_is_refused(tmp_path):
    path = tmp_path / "PY2024.csv"
    path.write_text(HEADER + LATER + LATER.strip().splitlines()[0] + "\n")
    with pytest.raises(InputFaults, match="A1 2024 twice"):
        reproduce("mssp", [path])


def test_names_in_the_older_encoding_are_read(tmp_path):
    path = tmp_path / "PY2024.csv"
    path.write_bytes((HEADER + LATER.replace("A1,", "Doña Ana,", 1)).encode("cp1252"))
    found = reproduce("mssp", [path])
    assert found.comparisons[0].key == "Doña Ana 2024"


def test_a_file_without_a_year_asks_for_it(tmp_path):
    path = tmp_path / "results.csv"
    path.write_text(HEADER + LATER)
    with pytest.raises(InputFaults, match="give it with --year"):
        reproduce("mssp", [path])
    arguments = ["reproduce", "mssp", str(path), "--year", "2024", "--json"]
    assert CliRunner().invoke(money.app, arguments).exit_code == 0
