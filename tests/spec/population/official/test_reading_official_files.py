"""Official files come as their publishers lay them out: tolerant of form, strict on meaning.

Columns are bound by name. Case, blanks, dots and underscores in a name may differ from year to
year; a word may not. A column that is not known is named and not read. A missing figure is never
filled, and why it is missing is kept. Nought is a figure.
"""

import gzip
from datetime import date
from decimal import Decimal

import pytest

from capitula.ground.faults import InputFaults
from capitula.population.official.cells import Gap
from capitula.population.official.loading import read_official

LIBRARY = [
    "PRACTICE_CODE,Percent_male,Total,AgeAll,AgeMale,AgeFemale,16+,17+,18+,30_74,50+,0_64,65+",
    "A00001,0.5,100,40.5,39,42,80,79,78,50,40,82,18",
    "A00002,0.5,100,30,30,30,80,79,78,50,40,100,0.0001",
]


def write(folder, lines, name="f.csv"):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_columns_are_bound_by_name_whatever_the_case_blanks_and_order(tmp_path):
    header = LIBRARY[0].replace("PRACTICE_CODE", " Practice Code ").replace("AgeAll", "AGEALL")
    read = read_official("practice-age-sex", write(tmp_path, [header, *LIBRARY[1:]]))
    assert read.column("practice_code") == ("A00001", "A00002")
    assert read.column("mean_age") == (Decimal("40.5"), Decimal(30))


def test_a_column_not_known_is_named_and_not_read(tmp_path):
    lines = [f"{LIBRARY[0]},Frailty", f"{LIBRARY[1]},7", f"{LIBRARY[2]},8"]
    read = read_official("practice-age-sex", write(tmp_path, lines))
    assert read.bound.unknown == ("Frailty",)
    assert "Frailty" not in read.columns


def test_byte_order_mark_and_compression_do_not_matter(tmp_path):
    path = tmp_path / "f.csv.gz"
    path.write_bytes(gzip.compress(("\ufeff" + "\n".join(LIBRARY) + "\n").encode()))
    assert read_official("practice-age-sex", path).total("total") == 200


def test_what_the_publisher_prints_for_nought_is_nought(tmp_path):
    """The Library prints 0.0001 for an empty band; the sum of the bands shows that it is nought."""
    read = read_official("practice-age-sex", write(tmp_path, LIBRARY))
    assert read.column("aged_65_and_over") == (18, 0)
    assert [check.holds for check in read.checks] == [True]


COUNTY = [
    "Year,State Name,County Name,State ID,County ID,Per capita ESRD expenditures,"
    "Average ESRD HCC risk score,ESRD person-years ,Per capita DISABLED expenditures,"
    "Average DISABLED HCC risk score,DISABLED person-years ,Per capita AGED/DUAL expenditures,"
    "Average AGED/DUAL HCC risk score,AGED/DUAL person-years ,"
    "Per capita AGED/NON-DUAL expenditures,Average AGED/NON-DUAL HCC risk score,"
    "AGED/NON-DUAL person-years ",
    'Y,Oz,Emerald,1,0,*,*,*,.,.,.,"16,267.47",0.98,0,$9388.28,1.04,',
]


def test_why_a_figure_is_missing_is_kept(tmp_path):
    """Suppressed because small, not stated, and empty are three reasons; nought is none.

    | cell        | read as                 |
    | `*`         | missing, suppressed     |
    | `.`         | missing, not stated     |
    | (empty)     | missing, empty          |
    | 0           | 0                       |
    | "16,267.47" | 1,626,747 cents         |
    """
    read = read_official(
        "county-benchmark", write(tmp_path, [COUNTY[0], COUNTY[1].replace("Y,", "2018,", 1)])
    )
    (row,) = read.rows()
    assert row["esrd_per_capita"] is None
    assert row["aged_dual_person_years"] == 0
    assert row["aged_dual_per_capita"] == 1_626_747
    assert row["aged_non_dual_per_capita"] == 938_828
    why = {cell.column: cell.why for cell in read.missing}
    assert why["esrd_per_capita"] is Gap.SUPPRESSED
    assert why["disabled_per_capita"] is Gap.NOT_STATED
    assert why["aged_non_dual_person_years"] is Gap.EMPTY
    assert read.total("esrd_per_capita") is None


ACO = [
    "ACO_ID,ACO_Name,N_AB,Sav_rate,MinSavPerc,BnchmkMinExp,GenSaveLoss,EarnSaveLoss,ABtotBnchmk,ABtotExp",
    "A0001,Oz ACO,5000,{rate},{minimum},500,500,200,10000,9500",
]


@pytest.mark.parametrize(
    ("rate", "minimum", "printed"),
    [
        ("0.05", "0.039", "fraction"),
        ("5.00%", "3.90%", "per cent"),
        ("5.00", "3.90", "per cent without its sign"),
    ],
)
def test_a_rate_is_a_fraction_however_it_is_printed(tmp_path, rate, minimum, printed):
    """A benchmark of 10,000 less 9,500 spent is a savings rate of 0.05, as the file says."""
    lines = [ACO[0], ACO[1].format(rate=rate, minimum=minimum)]
    read = read_official("shared-savings", write(tmp_path, lines, "aco_2023.csv"))
    assert read.column("savings_rate") == (Decimal("0.05"),)
    assert read.column("minimum_savings_rate") == (Decimal("0.039"),)
    assert read.printed_as["savings_rate"] == printed
    assert read.period.label == "2023"
    assert read.ok


def test_the_older_encoding_of_a_publisher_is_read_and_of_others_refused(tmp_path):
    """CMS also writes Windows files; a name with an accent shows which."""
    lines = [ACO[0], ACO[1].replace("Oz ACO", "Añasco ACO").format(rate="5%", minimum="4%")]
    path = tmp_path / "f.csv"
    path.write_bytes("\n".join(lines).encode("cp1252"))
    assert read_official("shared-savings", path).column("aco_name") == ("Añasco ACO",)
    path.write_bytes("\n".join([LIBRARY[0], LIBRARY[1] + "é"]).encode("cp1252"))
    with pytest.raises(InputFaults, match="is not UTF-8"):
        read_official("practice-age-sex", path)


def test_a_column_of_rates_half_with_the_sign_is_refused(tmp_path):
    second = ACO[1].replace("A0001", "A0002").format(rate="0.05", minimum="0.039")
    lines = [ACO[0], ACO[1].format(rate="5%", minimum="0.039"), second]
    with pytest.raises(InputFaults, match="a per cent sign behind 1 of 2 values"):
        read_official("shared-savings", write(tmp_path, lines))


def test_ods_prints_no_header_line_and_a_copy_with_one_is_read_alike(tmp_path):
    cells = ["A81001", "THE SURGERY", "Y63", "QHM", *[""] * 5, "TS18 1HU", "19740401", "20221130"]
    cells += ["C", "B", "16C", "20200401", *[""] * 11]
    plain = read_official("gp-practices", write(tmp_path, [",".join(cells)]))
    names = [column.names[0] for column in plain.layout.columns.values()]
    headed = read_official("gp-practices", write(tmp_path, [",".join(names), ",".join(cells)]))
    for read in (plain, headed):
        (row,) = read.rows()
        assert row["commissioner"] == "16C"
        assert row["close_date"] == date(2022, 11, 30)
        assert row["left_date"] is None


MAP = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "{c},{t},ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME"
)
ERAS = {
    "groups": ("ONS_CCG_CODE,CCG_CODE,CCG_NAME", "ONS_STP_CODE,STP_CODE,STP_NAME", "01-Sep-20"),
    "boards": (
        "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME",
        "ONS_ICB_CODE,ICB_CODE,ICB_NAME",
        "01Sep2020",
    ),
}


@pytest.mark.parametrize("era", ERAS.values(), ids=ERAS.keys())
def test_names_that_moved_with_an_era_and_three_ways_to_print_a_day(tmp_path, era):
    commissioner, system, day = era
    row = f"GP_PRAC_PAT_LIST,{day},M87001,A,DY1,U,Unallocated,E1,05C,Dudley,E5,QUA,Black,E4,Y60,Mid"
    lines = [MAP.format(c=commissioner, t=system), row]
    (found,) = read_official("practice-map", write(tmp_path, lines)).rows()
    assert (found["commissioner_code"], found["system_code"]) == ("05C", "QUA")
    assert found["extract_date"] == date(2020, 9, 1)
    assert found["pcn_code"] is None
