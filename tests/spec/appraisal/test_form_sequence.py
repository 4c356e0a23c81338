"""Dudley's forms one after the other, and the changes for which no decision is recorded."""

import pytest

from capitula.appraisal.sequence import form_sequence
from harness.case_records import view

SEQUENCE = """
| known by   | option                                                | form                       |
| 2018-01-23 | new NHS body                                          | New NHS trust              |
| 2018-01-23 | foundation trust split in two                         | Split of an existing trust |
| 2018-01-23 | shell trust                                           | Split of an existing trust |
| 2018-01-23 | community interest company                            | Community interest company |
| 2018-01-23 | hosting by an existing foundation trust               | Hosted by an existing trust|
| 2019-01-16 | provider of a new type                                |                            |
| 2019-01-16 | new community provider                                | Split of an existing trust |
| 2019-01-16 | new NHS body                                          | New NHS trust              |
| 2020-07-07 | new NHS trust                                         | New NHS trust              |
| 2020-07-07 | shell trust                                           | New NHS trust              |
| 2020-07-07 | another form of collaboration, not described          |                            |
| 2021-03-31 | new NHS trust                                         | New NHS trust              |
| 2021-03-31 | what remained of an earlier mental health trust       | New NHS trust              |
"""


def expected(until):
    lines = SEQUENCE.strip().splitlines()[1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [tuple(row) for row in cells if row[0] <= until]


@pytest.mark.parametrize("known", ["2018-01-22", "2018-02-01", "2019-02-01", "2020-08-01"])
def test_the_sequence_as_known_at_each_date(known):
    found = form_sequence("dudley", view("dudley", known))
    told = [(str(event.known), event.option, event.form) for event in found.events]
    assert told == expected(known)


@pytest.mark.parametrize(
    ("known", "notices"),
    [("2018-02-01", 0), ("2019-02-01", 0), ("2020-08-01", 1), ("2021-04-01", 2)],
)
def test_a_notice_where_the_form_changed_and_nobody_decided(known, notices):
    found = form_sequence("dudley", view("dudley", known))
    assert [notice.rule for notice in found.notices] == ["decision missing"] * notices


def test_nothing_later_than_the_day_is_in_it():
    found = form_sequence("dudley", view("dudley", "2019-02-01"))
    assert max(event.known for event in found.events) <= found.known_on


def test_an_exclusion_is_told_once_with_its_owner():
    found = form_sequence("dudley", view("dudley", "2018-02-01"))
    (one,) = [event for event in found.events if event.option == "community interest company"]
    assert one.standing == "excluded by VAT; owner: nobody named"
