"""From a file to a model: every fault at once, in words that ask for what is wanted."""

from decimal import Decimal

import pytest
from pydantic import BaseModel, ConfigDict

from capitula.ground.partial_date import PartialDate
from capitula.ground.reading import read_model
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import read_yaml


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    starts: PartialDate | None = None


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    people: int | None = None
    amount: Decimal | None = None
    agreed: bool = False
    published: WholeDay | None = None
    parts: tuple[Inner, ...] = ()
    inner: Inner | None = None


@pytest.fixture
def read(tmp_path):
    def write_and_read(text):
        path = tmp_path / "file.yaml"
        path.write_text(text)
        located = read_yaml(path)
        return read_model(Outer, located.data, located), located.faults

    return write_and_read


def test_what_is_right_is_read(read):
    model, faults = read(
        "title: x\npeople: 319480\namount: 1234.50\nagreed: true\npublished: 2018-02-01\n"
        "parts:\n  - name: NO\n    starts: spring 2018\n"
    )
    assert not faults
    assert model.amount == Decimal("1234.50")
    assert model.parts[0].name == "NO"
    assert str(model.parts[0].starts) == "spring 2018"


LINES = """
people: 319,480 | 'the number' | '319,480' | a whole number in digits | write 319480
people: 12.5 | 'the number' | '12.5' | a whole number in digits | write digits only, such as 319480
amount: £5bn | 'the amount' | '£5bn' | a number in digits | write 5000000000
amount: £244.3m | 'the amount' | '£244.3m' | a number in digits | write 244300000
amount: 12,345.67 | 'x' | '12,345.67' | a number in digits | write 12345.67
amount: nan | 'x' | 'nan' | a number in digits | write digits only, such as 244300000 or 1234.50
agreed: mostly | 'x' | 'mostly' | true or false | write true or false
parts: one | x | 'one' | a list | write `parts: [one]`, or a dash before each item, one item a line
inner: one | 'x' | 'one' | keys and values | write `key: value` lines below it
inner: [one] | 'x' | a list | keys and values | write `key: value` lines below it
title: [a, b] | 'x' | a list | text | write one line of text
title: | 'x' | nothing | text | write it, or remove the line
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_a_value_of_another_sort(read, line):
    written, _, found, expected, remedy = (part.strip() for part in line.split("|"))
    title = "" if written.startswith("title") else "title: x\n"
    model, (fault,) = read(f"{title}{written}\n")
    assert model is None
    assert (fault.found, fault.expected, fault.remedy) == (found, expected, remedy)


@pytest.mark.parametrize("text", ["1517443200", "0", "2018", "2018-02-01T09:00", "20180201"])
def test_a_timestamp_is_no_day(read, text):
    _, (fault,) = read(f"title: x\npublished: {text}\n")
    assert (fault.found, fault.expected) == (repr(text), "a whole day such as 2018-02-01")


def test_each_mistake_is_said_once(read):
    """A misspelt key is not reported again as a missing one; four mistakes are four faults."""
    model, faults = read(
        "titel: x\npeople: many\nparts:\n  - nmae: a\n  - name: b\n    starts: soon\n"
    )
    assert model is None
    assert sorted(str(fault.place) for fault in faults) == [
        "file.yaml:1:1 (titel)",
        "file.yaml:2:1 (people)",
        "file.yaml:4:5 (parts[0].nmae)",
        "file.yaml:6:5 (parts[1].starts)",
    ]
    assert "did you mean 'name'?" in [fault.remedy for fault in faults]


@pytest.mark.parametrize(
    ("text", "found"), [("", "an empty file"), ("- a\n", "a list"), ("words\n", "'words'")]
)
def test_a_file_of_another_shape(read, text, found):
    model, (fault,) = read(text)
    assert model is None
    assert (fault.found, fault.expected) == (found, "keys and values")
