"""A gallery of files that were spoilt by hand, one human mistake each, and what is said of them.

The message names the place, what was found, what was expected and what to do; every fault of a
file is told at once, and nothing is guessed.
"""

import pytest

from capitula.ground.faults import InputFaults
from capitula.population.weighted_population import read_weighted_populations
from spec.population.made_files import HEADER_2018, practice_2018, write

GOOD = "A00001"
AGAIN = "A00002"


def second_row(**figures):
    return HEADER_2018, [practice_2018(GOOD), practice_2018(AGAIN) | figures]


def renamed(old, new):
    header = [new if name == old else name for name in HEADER_2018]
    row = practice_2018(GOOD)
    return header, [{new if name == old else name: value for name, value in row.items()}]


GALLERY = {
    "a practice pasted in twice": (
        (HEADER_2018, [practice_2018(GOOD), practice_2018(GOOD)]),
        ["f.csv:3 (Practice)", "A00001 a second time", "stands already in line 2"],
    ),
    "a total left under the table": (
        second_row(Practice="Total"),
        ["f.csv:3 (Practice)", "'Total'", "a practice code such as M87007", "remove totals"],
    ),
    "thousands separators from a spreadsheet": (
        second_row(GP_pop="1,000.5"),
        ["f.csv:3 (GP_pop)", "'1,000.5'", "without thousands separators"],
    ),
    "a word where a figure is missing": (
        second_row(WP_Mat="n/a"),
        ["f.csv:3 (WP_Mat)", "'n/a'", "leave the cell empty"],
    ),
    "not a number": (second_row(WP_AM="NaN"), ["f.csv:3 (WP_AM)", "'NaN'"]),
    "a minus sign slipped in": (
        second_row(WP_CS="-1000"),
        ["f.csv:3 (WP_CS)", "-1000", "nought or more"],
    ),
    "a heading made nicer": (
        renamed("WP_Presc", "WP_Prescribing"),
        ["f.csv:1", "no column 'WP_Presc'", "did you mean 'WP_Prescribing'?"],
    ),
    "the pound sign lost from a heading": (
        renamed("Target_exc_remote_£k", "Target_exc_remote_?k"),
        ["no column 'Target_exc_remote_£k'", "did you mean 'Target_exc_remote_?k'?"],
    ),
    "a column pasted twice": (
        ([*HEADER_2018, "WP_MH"], [practice_2018(GOOD)]),
        ["f.csv:1", "the column 'WP_MH' twice", "delete one of them"],
    ),
    "a header and nothing else": ((HEADER_2018, []), ["f.csv:2", "no rows", "at least one"]),
}


@pytest.mark.parametrize(("file", "said"), GALLERY.values(), ids=GALLERY.keys())
def test_one_mistake_one_message(tmp_path, file, said):
    with pytest.raises(InputFaults) as caught:
        read_weighted_populations(write(tmp_path / "f.csv", *file))
    assert len(caught.value.faults) == 1
    for words in said:
        assert words in str(caught.value)


RAW = {
    "an older spreadsheet's encoding": ("GP_pop,£k\n".encode("cp1252"), "byte 7 is not UTF-8"),
    "a workbook": (b"PK\x03\x04 and so on", "a workbook or zip archive"),
    "a download cut short": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a damaged gzip file"),
    "an empty file": (b"", "no header line"),
    "semicolons": (b"Practice;GP_pop\nA00001;10\n", "cells parted by semicolons or tabs"),
    "a cell with a bare comma": (b"a,b\n1,2,3\n", "3 cells"),
    "a quote never closed": (b'a,b\n"1,2\n', "close every quoted cell"),
    "another file altogether": (b"CCG Code,ICB Code\n05C,QUA\n", "weighted populations by GP"),
}


@pytest.mark.parametrize(("content", "said"), RAW.values(), ids=RAW.keys())
def test_a_wrong_kind_of_file_gives_one_clear_error(tmp_path, content, said):
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with pytest.raises(InputFaults) as caught:
        read_weighted_populations(path)
    assert len(caught.value.faults) == 1
    assert said in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputFaults, match="no such file"):
        read_weighted_populations(tmp_path / "f.csv")


def test_every_missing_column_of_an_unknown_layout_is_listed(tmp_path):
    header = [name for name in HEADER_2018 if name not in {"WP_MH", "WP_Mat", "MFF_index"}]
    rows = [{name: value for name, value in practice_2018().items() if name in header}]
    with pytest.raises(InputFaults) as caught:
        read_weighted_populations(write(tmp_path / "f.csv", header, rows))
    assert [fault.found for fault in caught.value.faults] == [
        "no column 'WP_MH'",
        "no column 'WP_Mat'",
        "no column 'MFF_index'",
    ]


def test_all_faults_of_all_rows_are_told_at_once(tmp_path):
    header, rows = second_row(GP_pop="many", WP_AM="£5", Practice="a1")
    with pytest.raises(InputFaults) as caught:
        read_weighted_populations(write(tmp_path / "f.csv", header, rows))
    assert len(caught.value.faults) == 3
