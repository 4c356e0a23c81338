"""Figure tables: small CSV files that say where they come from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import (
    REQUIRED,
    figure_table_text,
    read_decimal,
    read_figure_table,
    write_figure_table,
)

ENTRIES = dict.fromkeys(REQUIRED, "x") | {"units": "days = days", "note": ["one", "two"]}
COLUMNS = ["month", "days"]


def file_of(tmp_path, text):
    path = tmp_path / "f.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_a_csv_with_a_head(tmp_path):
    path = write_figure_table(tmp_path / "d" / "f.csv", ENTRIES, COLUMNS, [["2018-04", "412.5"]])
    lines = path.read_text().split("\n")
    assert lines[0] == "# title: x"
    assert lines[-5:] == ["# note: one", "# note: two", "month,days", "2018-04,412.5", ""]
    found = read_figure_table(path)
    assert (found.name, found.columns, found.notes) == ("f", ("month", "days"), ("one", "two"))
    assert found.records() == [{"month": "2018-04", "days": "412.5"}]
    assert found.units == {"days": "days"}
    assert found.decimals("days") == (Decimal("412.5"),)
    assert found.meta["note"] == "one\ntwo"


def test_an_empty_cell_is_missing_and_nought_is_nought(tmp_path):
    path = write_figure_table(tmp_path / "f.csv", ENTRIES, COLUMNS, [["a", ""], ["b", "0"]])
    assert read_figure_table(path).decimals("days") == (None, Decimal(0))


def test_cells_that_are_not_numbers_are_all_named(tmp_path):
    rows = [["a", "many"], ["b", "1"], ["c", "12%"]]
    table = read_figure_table(write_figure_table(tmp_path / "f.csv", ENTRIES, COLUMNS, rows))
    with pytest.raises(InputFaults) as caught:
        table.decimals("days")
    assert [fault.place.line for fault in caught.value.faults] == [12, 14]


def test_every_fault_is_told_at_once(tmp_path):
    head = figure_table_text(ENTRIES, COLUMNS, []).replace("# title", "# titel")
    text = "# period: again\n#nothing\n" + head.replace("month,days", "days,days") + "1,2,3\n1\n"
    with pytest.raises(InputFaults) as caught:
        read_figure_table(file_of(tmp_path, text))
    found = {fault.found for fault in caught.value.faults}
    assert found == {
        "no 'title'",
        "'period' a second time",
        "'#nothing'",
        "column 'days' twice",
        "3 cells",
        "1 cells",
    }
    assert "did you mean 'titel'?" in str(caught.value)


def test_a_unit_names_a_column(tmp_path):
    text = figure_table_text(ENTRIES, COLUMNS, []).replace("days = days", "dayz = days")
    with pytest.raises(InputFaults, match="did you mean 'days'"):
        read_figure_table(file_of(tmp_path, text))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"\xa3", "not UTF-8"),
        (b"# title: x\n", "no header line"),
        (b'a,b\n"1,2\n', "close every quoted cell"),
    ],
)
def test_what_is_no_table_at_all(tmp_path, content, said):
    path = tmp_path / "f.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputFaults, match=said):
        read_figure_table(path)


def test_the_writer_refuses_what_the_reader_would_and_writes_nothing(tmp_path):
    path = tmp_path / "f.csv"
    for entries, rows in [
        ({"title": "x"}, []),
        (ENTRIES, [["only one"]]),
        (ENTRIES | {"note": "two\nlines"}, []),
    ]:
        with pytest.raises(InputFaults):
            write_figure_table(path, entries, COLUMNS, rows)
    assert not path.exists()


def test_an_unknown_column_lists_the_known_ones(tmp_path):
    table = read_figure_table(write_figure_table(tmp_path / "f.csv", ENTRIES, COLUMNS, []))
    with pytest.raises(KeyError, match="it has month, days"):
        table.texts("weeks")


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=8)


@given(st.lists(st.tuples(CELL.filter(bool), CELL), max_size=5))
def test_what_is_written_is_read_and_written_again_as_the_same_bytes(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "f.csv"
    first = write_figure_table(path, ENTRIES, COLUMNS, rows).read_bytes()
    found = read_figure_table(path)
    assert found.rows == tuple(rows)
    assert figure_table_text(ENTRIES, found.columns, found.rows).encode() == first


@pytest.mark.parametrize("text", ["1,000", "£5", "NaN", "Infinity", "1e999", "12%", "1 2", "٣"])
def test_a_number_is_plain_or_refused(text):
    with pytest.raises(ValueError, match="a number such as"):
        read_decimal(text)


@pytest.mark.parametrize(
    ("text", "number"), [("-0.5", "-0.5"), (" 7. ", "7"), ("1e-05", "0.00001")]
)
def test_numbers_are_exact(text, number):
    assert read_decimal(text) == Decimal(number)
