"""The roster by date: who was open on a day, with which commissioner, and on which lists.

The organisation register says when a practice opened and closed, and when it joined and left a
commissioner; days closed and left are last days. Of Dudley:

| day | practices | why |
|---|---|---|
| 30 September 2018 | 46 | |
| 1 October 2018 | 45 | Bilston Street Surgery (M87629): last day 30 September |
| 1 May 2019 | 44 | Norton Medical Practice (M87002): last day 30 April |
| 1 December 2019 | 43 | Crestfield Surgery (M87625): last day 30 November |
| 1 April 2021 | 43 | all move: the commissioner ended on 31 March |

On 1 September 2020 the practice map of NHS Digital lists 43 for NHS Dudley CCG as well. Which
practice took over a list is not in the register, so it stays a question.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.case import open_case
from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import FigureTable
from capitula.population.registers.practice_register import Change, latest_register
from capitula.population.registers.roster import roster

DUDLEY = open_case("dudley")
EDITION = latest_register(DUDLEY.figures)
HEAD = ("practice_code", "practice_name", "commissioner", "opened", "closed", "joined", "left")


def on(day, figures=DUDLEY.figures):
    return roster(figures, DUDLEY.contract.gp_participation, day)


@pytest.mark.parametrize(
    ("day", "practices"),
    [
        (date(2014, 6, 30), 52),
        (date(2014, 7, 1), 50),
        (date(2018, 9, 30), 46),
        (date(2018, 10, 1), 45),
        (date(2019, 5, 1), 44),
        (date(2019, 12, 1), 43),
        (date(2020, 9, 1), 43),
        (date(2021, 4, 1), 43),
    ],
)
def test_who_is_open_on_the_day(day, practices):
    assert len(on(day).rows) == practices


def test_a_practice_that_closed_stands_apart_from_its_first_day_gone():
    last, after = on(date(2018, 9, 30)), on(date(2018, 10, 1))
    assert "M87629" in {row.practice for row in last.rows}
    assert [row.practice for row in after.not_on_day] == ["M87629"]
    model = "target_allocation_2018_19"
    gone = after.not_on_day[0].people(model)
    assert last.total(model) - after.total(model) == gone
    (change,) = after.changes
    assert (change.day, change.practice, change.change) == (
        date(2018, 10, 1),
        "M87629",
        Change.CLOSED,
    )


def test_all_move_when_their_commissioner_ends():
    before, after = on(date(2021, 3, 31)), on(date(2021, 4, 1))
    assert {row.spell.commissioner for row in before.rows} == {"05C"}
    assert {row.spell.commissioner for row in after.rows} == {"D2P2L"}
    assert {row.practice for row in before.rows} == {row.practice for row in after.rows}
    ((day, words),) = after.change_words()
    assert day == date(2021, 4, 1)
    assert words == "43 practices moved to NHS Black Country and West Birmingham CCG"


def test_a_year_without_lists_has_practices_and_no_people():
    found = on(date(2016, 6, 1))
    assert len(found.rows) == 47
    assert not found.tables
    assert "No list of 2016/17 is held" in found.notes[0]


def test_a_day_after_the_register_ends_needs_a_list_of_its_year():
    with pytest.raises(InputFaults, match="up to 4 December 2023, where the register ends"):
        on(date(2025, 4, 1))


def test_an_edition_that_ends_earlier_gives_way():
    """The older edition names no closure of November 2019; the newer one does."""
    older = {n: t for n, t in DUDLEY.figures.items() if n != "practice_register_2023"}
    assert "M87625" in {row.practice for row in on(date(2019, 9, 30), older).rows}
    assert EDITION.table == "practice_register_2023"
    assert on(date(2019, 12, 1), older).register is None, "it says nothing of that day"


@given(st.dates(date(2013, 4, 2), date(2023, 12, 3)))
def test_each_day_is_the_day_before_with_its_changes(day):
    """Law: a roster moves by its openings, closures and moves, and by nothing else."""
    before, after = set(EDITION.on(day)), set(EDITION.on(day + timedelta(days=1)))
    changes = EDITION.changes(day + timedelta(days=1), day + timedelta(days=1))
    opened = {change.practice for change in changes if change.change is Change.OPENED}
    closed = {change.practice for change in changes if change.change is Change.CLOSED}
    assert after == (before | opened) - closed


@given(st.dates(date(2014, 4, 1), date(2015, 3, 31)))
def test_open_and_not_open_are_all_that_the_year_lists(day):
    found = on(day)
    (table,) = found.tables
    listed = {row.practice for row in found.rows if row.people(table) is not None}
    apart = {row.practice for row in found.not_on_day}
    assert not listed & apart
    assert listed | apart == set(DUDLEY.figures[table].texts("practice_code"))


def register(*rows):
    head = {"title": "register", "publisher": "nobody", "until": "2020-12-31", "source": "none"}
    return FigureTable("register", tuple(head.items()), HEAD, rows)


def test_a_practice_that_closes_and_opens_again_is_no_move():
    table = register(
        ("A00001", "One", "09X", "2010-01-01", "2015-03-31", "2010-01-01", ""),
        ("A00001", "One", "09X", "2016-04-01", "", "2016-04-01", ""),
    )
    changes = latest_register({"register": table}).changes(date(2011, 1, 1), date(2020, 1, 1))
    assert [(str(change.day), change.change.value) for change in changes] == [
        ("2015-04-01", "closed"),
        ("2016-04-01", "opened"),
    ]
