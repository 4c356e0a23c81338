"""Registers: one person on one list on a day, mergers, and people registered throughout.

A spell's end date is the first day off the list. Of several lists that hold a person on a day, the
one that began last counts; of those the one that lasts longest; of those the lowest spell number.
"""

from datetime import date

import pytest

from capitula.contract.participation import GpParticipation, Mode
from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import EvidenceMark
from capitula.population.official.loading import read_official
from capitula.population.registers.at import lists_at
from capitula.population.registers.checks import REGISTER_TABLES, register_checks
from capitula.population.registers.continuous import ContinuousList, continuously_registered
from capitula.population.registers.lineage import Succession, holders
from capitula.population.registers.official_roster import register_roster
from capitula.population.registers.roster import roster
from capitula.tables.checking import run_checks
from capitula.tables.folder import open_folder
from harness.population_oracle import lists_on, registered_throughout
from harness.small_place import make_place, write_place

DAY = date(2019, 1, 1)
TABLES = ("registrations", "residences", "successions")


def opened(folder, tables=TABLES, **place):
    return open_folder(write_place(folder / "place", place), tables)


def spell(number, practice, start, end=None, person=1):
    return (number, person, practice, start, end)


CHOICES = {
    "the list that began last": (
        [spell(1, "X", date(2010, 1, 1)), spell(2, "Y", date(2015, 1, 1))],
        "Y",
    ),
    "of two that began together, the longer": (
        [spell(1, "X", date(2015, 1, 1), date(2020, 1, 1)), spell(2, "Y", date(2015, 1, 1))],
        "Y",
    ),
    "of two alike, the lowest number": (
        [spell(7, "X", date(2015, 1, 1)), spell(2, "Y", date(2015, 1, 1))],
        "Y",
    ),
    "not a list that ended that day": (
        [spell(1, "X", date(2010, 1, 1)), spell(2, "Y", date(2015, 1, 1), DAY)],
        "X",
    ),
    "a list that begins that day": ([spell(1, "X", date(2010, 1, 1)), spell(2, "Y", DAY)], "Y"),
}


@pytest.mark.parametrize(("spells", "practice"), CHOICES.values(), ids=CHOICES.keys())
def test_one_person_is_on_one_list(tmp_path, spells, practice):
    found = lists_at(opened(tmp_path, registrations=spells), DAY)
    assert found.by_holder() == {practice: 1}
    assert found.count(listed=True) == 1


def test_people_chosen_among_lists_are_told(tmp_path):
    spells = [spell(1, "X", date(2010, 1, 1)), spell(2, "Y", date(2015, 1, 1))]
    assert lists_at(opened(tmp_path, registrations=spells), DAY).chosen == 1


def test_residents_and_registered_people_are_two_counts(tmp_path):
    folder = opened(
        tmp_path,
        registrations=[spell(n, "X", date(2010, 1, 1), person=n) for n in (1, 2, 3)],
        residences=[
            (1, "E1", date(2010, 1, 1), None),
            (2, "W9", date(2010, 1, 1), None),
            (4, "E1", date(2010, 1, 1), None),
        ],
    )
    found = lists_at(folder, DAY, ["E1"])
    counts = {lives: found.count(listed=True, lives=lives) for lives in ("here", "elsewhere")}
    assert counts == {"here": 1, "elsewhere": 1}
    assert found.count(listed=True, lives="not_known") == 1
    assert found.count(listed=False) == 1


def test_the_unregistered_are_an_estimate_and_marked_as_one(tmp_path):
    folder = opened(
        tmp_path,
        registrations=[spell(1, "X", date(2010, 1, 1))],
        residences=[(1, "E1", date(2010, 1, 1), None)],
    )
    found = lists_at(folder, DAY, ["E1"])
    estimate = found.unregistered(5, "mid-2018 estimate")
    assert (estimate.people, estimate.mark) == (4, EvidenceMark.ASSUMED)
    assert estimate.words == "5 residents (mid-2018 estimate) less 1"
    inflated = found.unregistered(0, "mid-2018 estimate")
    assert inflated.people == -1
    assert "no estimate of the unregistered can be made" in inflated.words


def test_homes_without_a_table_of_homes_are_refused(tmp_path):
    folder = opened(tmp_path, registrations=[spell(1, "X", date(2010, 1, 1))])
    with pytest.raises(InputFaults, match="no table 'residences'"):
        lists_at(folder, DAY, ["E1"])


MERGERS = [
    Succession("A", "B", date(2018, 4, 1)),
    Succession("B", "C", date(2020, 4, 1)),
]


def test_a_chain_of_mergers_is_followed_as_of_the_day():
    assert holders(MERGERS, date(2018, 3, 31)) == {}
    assert holders(MERGERS, date(2019, 1, 1)) == {"A": "B"}
    assert holders(MERGERS, date(2021, 1, 1)) == {"A": "C", "B": "C"}


def test_a_list_passed_on_twice_or_in_a_circle_is_refused():
    with pytest.raises(InputFaults, match="A passes its list on twice"):
        holders([*MERGERS, Succession("A", "D", date(2019, 1, 1))], date(2021, 1, 1))
    with pytest.raises(InputFaults, match="passes in a circle"):
        holders([*MERGERS, Succession("C", "A", date(2020, 5, 1))], date(2021, 1, 1))


def merged(folder):
    return opened(
        folder,
        registrations=[
            spell(1, "A", date(2010, 1, 1), date(2018, 4, 1), person=1),
            spell(2, "B", date(2018, 4, 1), person=1),
            spell(3, "A", date(2010, 1, 1), person=2),
            spell(4, "B", date(2010, 1, 1), date(2018, 6, 1), person=3),
            spell(5, "D", date(2018, 6, 1), person=3),
            spell(6, "D", date(2018, 6, 3), person=4),
            spell(7, "B", date(2010, 1, 1), date(2018, 6, 1), person=4),
        ],
        successions=[(s.practice, s.successor, s.day) for s in MERGERS],
    )


def test_a_spell_left_open_at_a_merged_practice_counts_with_its_successor(tmp_path):
    assert lists_at(merged(tmp_path), DAY).by_holder() == {"B": 2, "D": 2}


def test_a_merger_does_not_break_registration(tmp_path):
    """People 1 and 2 stay with the merged list; 3 moved without a gap, 4 with one of two days."""
    folder = merged(tmp_path)
    year = (date(2018, 1, 1), date(2018, 12, 31))
    assert continuously_registered(folder, *year) == (
        ContinuousList("B", 2, 0),
        ContinuousList("D", 1, 1),
    )
    assert continuously_registered(folder, *year, gap_days=2) == (
        ContinuousList("B", 2, 0),
        ContinuousList("D", 2, 2),
    )
    assert continuously_registered(folder, *year, across_practices=False) == (
        ContinuousList("B", 2, 0),
    )


@pytest.mark.parametrize("buckets", [1, 7])
def test_lists_of_a_place_are_those_of_a_plain_count(tmp_path, buckets):
    place = make_place(people=120, activity=0)
    moves = [("A00003", "A00004", date(2018, 9, 1))]
    folder = opened(tmp_path, registrations=place["registrations"], successions=moves)
    found = lists_at(folder, DAY, buckets=buckets)
    rows = [(r.practice, r.holder, r.people, r.on_more_lists) for r in found.rows]
    assert sorted(rows) == lists_on(place, DAY, {"A00003": "A00004"})


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("gap_days", [0, 5])
def test_people_registered_throughout_are_those_of_a_plain_count(tmp_path, across, gap_days):
    place = make_place(people=120, activity=0)
    moves = [("A00003", "A00004", date(2018, 9, 1))]
    folder = opened(tmp_path, registrations=place["registrations"], successions=moves)
    year = (date(2018, 4, 1), date(2019, 3, 31))
    found = continuously_registered(folder, *year, gap_days=gap_days, across_practices=across)
    expected = registered_throughout(place, *year, {"A00003": "A00004"}, gap_days, across=across)
    assert sum(each.people for each in found) == len(expected)


def test_overlaps_are_found_before_any_join(tmp_path):
    folder = opened(
        tmp_path,
        REGISTER_TABLES,
        people=[(n, date(1980, 1, 1), "male", None) for n in (1, 2)],
        registrations=[
            spell(1, "X", date(2010, 1, 1), date(2016, 1, 1)),
            spell(2, "Y", date(2012, 1, 1), date(2013, 1, 1)),
            spell(3, "Z", date(2015, 1, 1)),
            spell(4, "X", date(2010, 1, 1), date(2012, 1, 1), person=2),
            spell(5, "Y", date(2012, 1, 1), person=2),
        ],
    )
    (fault,) = run_checks(folder, register_checks())
    assert str(fault.place) == "registrations.parquet:2 (start_date)"
    assert "in 2 rows (also row 3)" in fault.found


def table(name, period, **people):
    rows = tuple((code, f"Surgery {code}", count) for code, count in people.items())
    head = {"title": name, "publisher": "nobody", "period": period, "source": "none"}
    columns = ("practice_code", "practice_name", "registered")
    return FigureTable(name, tuple(head.items()), columns, rows)


def test_a_roster_sets_publications_side_by_side():
    tables = {
        "payments": table("payments", "2018/19", A00001="100.5", A00002="0"),
        "weights": table("weights", "2018/19", A00001="101", A00003="7"),
        "older": table("older", "2015/16", A00009="9"),
    }
    joined = GpParticipation(practice="A00001", mode=Mode.VIRTUAL, clause="schedule 2")
    found = roster(tables, [joined], DAY)
    assert [row.practice for row in found.rows] == ["A00001", "A00002", "A00003"]
    assert found.rows[0].participation is joined
    assert [str(found.total(name)) for name in found.tables] == ["100.5", "108"]
    assert any("A00002; ask whether its list passed" in note for note in found.notes)
    assert any("Not in “weights”: A00002." in note for note in found.notes)


def test_a_roster_of_another_year_is_refused():
    tables = {"payments": table("payments", "2018/19", A00001="100.5")}
    with pytest.raises(InputFaults, match="a list of another year is not taken for this one"):
        roster(tables, [], date(2020, 4, 1))


def test_the_published_register_gives_a_commissioners_practices_on_a_day(tmp_path):
    """One closed on 30 April 2019, its last day; one opened later; a clinic is no practice."""

    def row(code, opened, closed="", commissioner="09X", setting="4"):
        left = closed
        cells = [code, f"SURGERY {code}", "Y60", "Q77", *[""] * 5, "ZZ1 1ZZ", opened, closed]
        cells += ["C" if closed else "A", "B", commissioner, opened, left, "", "", "", "", "0"]
        return ",".join([*cells, "", commissioner, "", setting, ""])

    path = tmp_path / "epraccur.csv"
    rows = [
        row("A00001", "19740401", "20190430"),
        row("A00002", "19740401"),
        row("A00003", "20190501"),
        row("A00004", "19740401", setting="9"),
        row("A00005", "19740401", commissioner="08Y"),
    ]
    path.write_text("\n".join(rows) + "\n")
    register = read_official("gp-practices", path)
    last_day = register_roster(register, "09X", date(2019, 4, 30))
    assert [r.practice for r in last_day.rows] == ["A00001", "A00002"]
    assert [r.practice for r in last_day.to_come] == ["A00003"]
    next_day = register_roster(register, "09X", date(2019, 5, 1))
    assert [r.practice for r in next_day.rows] == ["A00002", "A00003"]
    assert [r.practice for r in next_day.gone] == ["A00001"]
    with pytest.raises(InputFaults) as caught:
        register_roster(register, "QUA", date(2025, 1, 1))
    assert "a day that the register knows" in str(caught.value)
    assert "codes change when commissioners merge" in str(caught.value)
