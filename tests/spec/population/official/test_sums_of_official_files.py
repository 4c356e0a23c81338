"""What a file prints twice must agree: components and totals, commissioners and England, ranks."""

from decimal import Decimal

from capitula.population.official.columns import CellType
from capitula.population.official.layout import official_layout
from capitula.population.official.loading import read_official


def payments(edition, **amounts):
    """A file of GP payments with one practice; every amount nought unless given."""
    columns = official_layout("gp-payments").columns_in(edition)
    texts = {"practice_code": "A00001", "open_date": "01/04/1999", "close_date": ""}
    row = {
        key: texts.get(key, "0" if c.type in (CellType.POUNDS, CellType.DECIMAL) else "x")
        for key, c in columns.items()
    }
    row |= {key: str(value) for key, value in amounts.items()}
    row |= {key: row.pop(key) for key in ("total", "deductions", "total_less_deductions")}
    names = ['"' + columns[key].names_in(edition)[0] + '"' for key in row]
    return ",".join(names) + "\n" + ",".join(row.values()) + "\n"


def read(tmp_path, edition, **amounts):
    path = tmp_path / "f.csv"
    path.write_text(payments(edition, **amounts), encoding="utf-8")
    return read_official("gp-payments", path)


def test_components_add_up_to_the_total_to_the_penny(tmp_path):
    """Global sum 100.10, premises 20.02, total 120.12; less deductions of 10: 110.12."""
    good = {"global_sum": "100.10", "premises_payments": "20.02", "total": "120.12"}
    good |= {"deductions": "-10", "total_less_deductions": "110.12"}
    found = read(tmp_path, "2018/19", **good)
    assert [check.holds for check in found.checks] == [True, True]
    off = read(tmp_path, "2018/19", **good | {"premises_payments": "20.03"})
    assert not off.ok
    (failing,) = [check for check in off.checks if not check.holds]
    assert (failing.failed, failing.worst, failing.examples) == (1, Decimal(1), ("A00001: +1",))


def test_in_2015_16_the_local_total_repeats_its_parts_and_is_left_out(tmp_path):
    """NHAIS 3.00 + ISFE 4.00 = local total 7.00; the practice's total is 7.00, not 14.00."""
    parts = {"local_enhanced_services_nhais": 3, "local_enhanced_services_isfe": 4}
    parts |= {"total_local_enhanced_services": 7, "total": 7, "total_less_deductions": 7}
    assert read(tmp_path, "2015/16", **parts).ok


def test_the_national_total_is_no_subtotal_whatever_its_name(tmp_path):
    amounts = {"total_national_enhanced_services": 5, "total": 5, "total_less_deductions": 5}
    assert read(tmp_path, "2015/16", **amounts).ok


def test_in_2014_15_whole_pounds_may_be_five_pounds_off_and_no_more(tmp_path):
    amounts = {"global_sum": 100, "total": 105, "total_less_deductions": 105}
    assert read(tmp_path, "2014/15", **amounts).ok
    amounts |= {"total": 106, "total_less_deductions": 106}
    assert not read(tmp_path, "2014/15", **amounts).ok


def test_in_2022_23_two_headings_hold_something_else_than_they_say(tmp_path):
    """`Code` and `CCG NAME` hold the primary care network; the commissioner's name moved."""
    found = read(
        tmp_path, "2022/23", commissioner_name="Sub ICB", pcn_code="U00001", pcn_name="Oz PCN"
    )
    assert found.bound.names["pcn_name"] == "CCG NAME"
    assert found.bound.names["commissioner_name"] == "Sub ICB NAME"
    assert found.column("pcn_name") == ("Oz PCN",)


def test_an_unknown_column_among_the_components_is_named_where_the_sum_fails(tmp_path):
    path = tmp_path / "f.csv"
    header, row, _ = payments("2018/19", total=9, total_less_deductions=9).split("\n")
    header = header.replace('"Global Sum"', '"Global Sum","Frailty scheme"')
    at = header.split('","').index("Frailty scheme")
    cells = row.split(",")
    path.write_text(header + "\n" + ",".join([*cells[:at], "9", *cells[at:]]) + "\n")
    found = read_official("gp-payments", path)
    assert found.bound.unknown == ("Frailty scheme",)
    assert not found.checks[0].holds
    assert found.checks[0].reason == "columns not known stand among the parts: Frailty scheme"


HEADER = (
    "Month,Year,Org Code,Org Name,Elective G&A Ordinary Admissions (FFCEs),"
    "Elective G&A Daycase Admissions (FFCEs),Elective G&A Total Admissions (FFCEs),"
    "Total Non-elective G&A Admissions (FFCEs),GP Referrals Made (All specialties),"
    "All 1st Outpatient Attendances (G&A)"
)


def test_commissioners_add_up_to_the_printed_total_of_england(tmp_path):
    rows = [
        "2018-04,2018-19,,England,3,3,6,30,3,3",
        "2018-04,2018-19,05C,NHS DUDLEY CCG,1,1,2,10,1,1",
        "2018-04,2018-19,12F,NHS WIRRAL CCG,2,2,4,{},2,2",
    ]
    path = tmp_path / "mar.csv"
    for non_elective, holds in (("20", True), ("19", False), ("-", False)):
        text = "\n".join([HEADER, *rows]).format(non_elective) + "\n"
        path.write_text(text, encoding="utf-8")
        found = read_official("monthly-activity", path)
        check = next(c for c in found.checks if "Non-elective" in c.statement)
        assert check.holds is holds
        assert found.period.label == "2018/19"
    assert check.reason == "1 not compared, a figure being missing"


def test_ranks_are_those_of_the_whole_list_and_a_missing_area_shows(tmp_path):
    """Ranks 1, 2, 2, 4: two areas share the second; without the first area the ranks do not fit."""
    header = "lsoa11_code,lsoa11_name,lad13_code,lad13_name,IMD_score,IMD_rank,IMD_decile"
    rows = [f"E0100000{n},Oz,E07000001,Oz,5,{rank},{d}" for n, rank, d in RANKED]
    path = tmp_path / "f.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    assert read_official("deprivation", path).ok
    path.write_text("\n".join([header, *rows[1:]]) + "\n")
    assert not read_official("deprivation", path).checks[0].holds


RANKED = [(1, 1, 3), (2, 2, 5), (3, 2, 5), (4, 4, 10)]
