"""Reading a panel: long or wide, commas, semicolons or tabs, compressed or not, or Parquet.

An empty cell is missing and stays so. Every fault is told at once, with line and column.
"""

import gzip

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from capitula.ground.faults import InputFaults
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.panel.times import in_order, periods_per_year, plain_label

LONG = """area,month,cost,staff
Dudley,2016-02,12,3
Dudley,2016-01,11,
Wirral,2016-01,21,5
Wirral,2016-02,22,6
"""


def write(tmp_path, text, name="panel.csv"):
    path = tmp_path / name
    path.write_text(text)
    return path


def long(path, *values, **options):
    return read_panel(path, unit="area", time="month", values=values or ("cost",), **options).panel


def test_a_long_table_is_put_in_the_order_of_time(tmp_path):
    panel = long(write(tmp_path, LONG), "cost", "staff")
    assert panel.outcomes == ("cost", "staff")
    assert panel.units == ("Dudley", "Wirral")
    assert panel.times == ("2016-01", "2016-02")
    assert panel.values[0].tolist() == [[11, 12], [21, 22]]
    assert np.isnan(panel.series("staff", "Dudley")[0])


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs(tmp_path, mark):
    panel = long(write(tmp_path, LONG.replace(",", mark)))
    assert panel.values[0].tolist() == [[11, 12], [21, 22]]


def test_compressed_and_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "panel.csv.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + LONG.encode()))
    assert long(path).values[0].tolist() == [[11, 12], [21, 22]]


def test_parquet_gives_the_same(tmp_path):
    table = {"area": ["D", "D", "W", "W"], "month": [1, 2, 1, 2], "cost": [1.5, None, 3.0, 4.0]}
    path = tmp_path / "panel.parquet"
    parquet.write_table(pa.table(table), path)
    panel = long(path)
    assert panel.times == ("1", "2")
    assert panel.values[0].tolist()[1] == [3, 4]
    assert np.isnan(panel.values[0, 0, 1])


def test_a_column_may_name_the_outcome(tmp_path):
    text = "area,month,what,figure\nD,2016,cost,1\nD,2016,staff,2\nW,2016,cost,3\nW,2016,staff,4\n"
    panel = long(write(tmp_path, text), "figure", outcome="what")
    assert panel.outcomes == ("cost", "staff")
    assert panel.values[:, :, 0].tolist() == [[1, 3], [2, 4]]


def test_a_wide_table_of_either_turn(tmp_path):
    by_unit = write(tmp_path, "area,2016,2017\nD,1,2\nW,3,4\n", "a.csv")
    by_time = write(tmp_path, "year,D,W\n2016,1,3\n2017,2,4\n", "b.csv")
    one = read_panel(by_unit, unit="area").panel
    two = read_panel(by_time, time="year").panel
    assert one.values.tolist() == two.values.tolist() == [[[1, 2], [3, 4]]]
    assert one.units == two.units
    assert one.times == two.times


def test_a_row_that_is_not_there_is_missing(tmp_path):
    text = LONG.replace("Dudley,2016-01,11,\n", "")
    assert np.isnan(long(write(tmp_path, text)).series("cost", "Dudley")[0])


def test_only_some_periods_and_units_that_have_none_of_them_go(tmp_path):
    text = LONG + "Late,2016-03,1,1\nDudley,2016-03,1,1\nWirral,2016-03,1,1\n"
    panel = long(write(tmp_path, text), until="2016-02")
    assert panel.times == ("2016-01", "2016-02")
    assert panel.units == ("Dudley", "Wirral")
    with pytest.raises(InputFaults, match="did you mean '2016-03'"):
        long(write(tmp_path, text), since="2016-30")


def test_every_fault_is_told_with_line_and_column(tmp_path):
    text = (
        LONG + "Dudley,2016-02,13,1\n,2016-03,1,1\nWirral,2016-03,1 200,1\nDudley,2016-03,inf,1\n"
    )
    with pytest.raises(InputFaults) as refused:
        long(write(tmp_path, text))
    said = [str(fault) for fault in refused.value.faults]
    assert [fault.place.line for fault in refused.value.faults] == [6, 7, 8, 9]
    assert [fault.place.column for fault in refused.value.faults] == [3, 1, 3, 3]
    assert "it stands already in line 2" in said[0]
    assert "'1 200'" in said[2]


def test_a_wrong_column_is_a_near_miss(tmp_path):
    with pytest.raises(InputFaults, match="did you mean 'cost'"):
        long(write(tmp_path, LONG), "costs")
    with pytest.raises(InputFaults, match="neither unit nor time"):
        read_panel(write(tmp_path, LONG))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header line"),
        ("area,month,cost\n", "no rows"),
        ("area,month,cost,cost\na,1,2,3\n", "'cost' 2 times"),
        ("area,month,cost\na,1\n", "2 cells"),
        ('area,month,cost\n"a,1,2\n', "close every quoted cell"),
        ("area,month,cost\na,Apr 2013,1\n", "can be put in order"),
        ("area,month,cost\na,2013-01,1\na,2013-02,1\na,2013-04,1\n", "2013-02 and 2013-04"),
    ],
)
def test_what_is_no_panel_is_refused(tmp_path, text, said):
    with pytest.raises(InputFaults, match=said):
        long(write(tmp_path, text))


def test_files_that_cannot_be_read(tmp_path):
    for content, said in (
        (b"\x1f\x8bnot gzip", "damaged gzip"),
        (b"PK\x03\x04", "a workbook"),
        (b"PAR1 but no more", "damaged Parquet"),
        (b"area\xff", "not UTF-8"),
    ):
        path = tmp_path / "file"
        path.write_bytes(content)
        with pytest.raises(InputFaults, match=said):
            long(path)
    with pytest.raises(InputFaults, match="no such file"):
        long(tmp_path / "nowhere.csv")


def test_labels_of_periods():
    assert plain_label("1970.0") == "1970"
    assert in_order(["10", "9", "11"], "f", "t") == ("9", "10", "11")
    assert in_order(["2014/15", "2013/14"], "f", "t") == ("2013/14", "2014/15")
    assert periods_per_year(("2013-04-01", "2013-05-01")) == 12
    assert periods_per_year(("2013-01", "2013-04")) == 4
    assert periods_per_year(("2013/14", "2014/15")) == 1
    assert periods_per_year(("1", "2")) is None
