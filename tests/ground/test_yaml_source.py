"""YAML as people write it: text stays text, every value knows its line and column."""

import pytest

from capitula.ground.faults import InputFaults, Place
from capitula.ground.yaml_source import read_yaml


@pytest.fixture
def read(tmp_path):
    def write_and_read(text):
        path = tmp_path / "file.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(path)

    return write_and_read


def refused(read, text):
    with pytest.raises(InputFaults) as found:
        read(text)
    (fault,) = found.value.faults
    return fault


def test_scalars_stay_as_written(read):
    """Norway's NO, a version 1.10, an old octal, a date: none is turned into something else."""
    written = "country: NO\nrate: 1.10\ncode: 010\nday: 2018-04-01\nbig: 1_000\nyes: on\nnone: ~\n"
    assert read(written).data == {
        "country": "NO",
        "rate": "1.10",
        "code": "010",
        "day": "2018-04-01",
        "big": "1_000",
        "yes": "on",
        "none": None,
    }


def test_an_empty_value_is_missing_and_quoted_words_are_text(read):
    assert read("a:\nb: ''\nc: 'null'\nd: null\n").data == {
        "a": None,
        "b": "",
        "c": "null",
        "d": None,
    }


def test_places_are_exact(read):
    located = read("title: x\nparties:\n  - id: dudley\n    roles: [a, b]\n")
    assert located.place(("title",)) == Place("file.yaml", 1, 1, "title")
    assert located.place(("parties",)) == Place("file.yaml", 2, 1, "parties")
    assert located.place(("parties", 0)) == Place("file.yaml", 3, 5, "parties[0]")
    assert located.place(("parties", 0, "roles")) == Place("file.yaml", 4, 5, "parties[0].roles")
    assert located.place(("parties", 0, "roles", 1)) == Place(
        "file.yaml", 4, 16, "parties[0].roles[1]"
    )


def test_a_missing_field_is_shown_at_what_surrounds_it(read):
    located = read("parties:\n  - id: dudley\n")
    assert located.place(("parties", 0, "name")) == Place("file.yaml", 2, 5, "parties[0].name")
    assert located.place(("title",)) == Place("file.yaml", 1, 1, "title")


def test_a_key_that_stands_twice(read):
    located = read("a: 1\nb:\n  c: 2\n  c: 3\na: 4\n")
    assert located.data == {"a": "1", "b": {"c": "2"}}
    assert [(str(f.place), f.expected) for f in located.faults] == [
        ("file.yaml:4:3 (b.c)", "each key once; it stands already in line 3"),
        ("file.yaml:5:1 (a)", "each key once; it stands already in line 1"),
    ]


def test_a_tab(read):
    fault = refused(read, "a:\n\tb: 1\n")
    assert (str(fault.place), fault.found) == ("file.yaml:2:1", "a tab")


def test_a_byte_order_mark_is_no_part_of_the_text(read):
    located = read(b"\xef\xbb\xbftitle: x\n")
    assert located.data == {"title": "x"}
    assert located.place(("title",)) == Place("file.yaml", 1, 1, "title")


def test_another_encoding(read):
    fault = refused(read, b"a: x\ntitle: caf\xe9\n")
    assert (str(fault.place), fault.expected) == ("file.yaml:2", "a text file in UTF-8")


def test_an_invisible_character(read):
    fault = refused(read, "a: x\nb: y\x0cz\n")
    assert str(fault.place) == "file.yaml:2:5"
    assert "cannot be seen" in fault.found


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_nothing(read, text):
    assert read(text).data is None


def test_no_such_file_and_no_file(tmp_path):
    for path, found in ((tmp_path / "none.yaml", "no such file"), (tmp_path, "is a directory")):
        with pytest.raises(InputFaults) as refusal:
            read_yaml(path)
        assert refusal.value.faults[0].found == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: Dudley: the contract\n", "a colon where none can stand"),
        ('a: "open\nb: 1\n', "quotes that are opened and never closed"),
        ("a:\n  - x\n - y\n", "a line that is set in differently from its neighbours"),
        ("a: 1\nb\nc: 2\n", "a line without a colon"),
        ("a: 1\n---\nb: 2\n", "a line `---` in the middle of the file"),
    ],
)
def test_usual_slips_are_named(read, text, found):
    assert refused(read, text).found == found


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\n", "a: &x [*x]\n"])
def test_a_reference_is_refused(read, text):
    """Or a file of ten lines could ask for all the memory there is."""
    assert refused(read, text).found == "a part that stands in two places, by & and *"


def test_a_key_in_brackets(read):
    located = read("about: {{award}}\n")
    (fault,) = located.faults
    assert fault.remedy == "put quotes around a text that begins with a bracket"
