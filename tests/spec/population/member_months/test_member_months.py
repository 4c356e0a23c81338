"""Member months: how many people count in each month, by the rule that the contract names.

Three rules, and money hangs on which: on any day of the month, on the first of the month, or by
days. Months are counted, not expanded: +1 where a person begins to count, −1 where they cease.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.contract.population import CountRule
from capitula.ground.faults import InputFaults, ValueFault
from capitula.population.member_months.counting import SOURCES, count_member_months
from capitula.population.member_months.rules import MemberMonthRule
from capitula.population.member_months.terms import MemberMonthTerms, Period, age_bands
from capitula.tables.folder import open_folder
from harness.population_oracle import Oracle, digest
from harness.small_place import make_place, write_place

Y2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
ANY, FIRST, DAYS = MemberMonthRule


def count(folder, place, rule, period=Y2024, **more):
    folder = write_place(folder / "place", place)
    terms = MemberMonthTerms(period, rule, **more)
    return count_member_months(open_folder(folder, SOURCES), terms, folder / "run")


def one_person(*spells, birth=date(1980, 7, 1), sex="female"):
    return {
        "people": [(1, birth, sex, None)],
        "registrations": [(n, 1, *spell) for n, spell in enumerate(spells)],
    }


MOVED = one_person(("X", date(2024, 1, 15), date(2024, 3, 20)), ("Y", date(2024, 3, 20), None))


@pytest.mark.parametrize(
    ("rule", "at_x", "at_y"),
    [
        (ANY, Fraction(3), Fraction(10)),
        (FIRST, Fraction(2), Fraction(9)),
        (DAYS, Fraction(17, 31) + 1 + Fraction(19, 31), Fraction(12, 31) + 9),
    ],
    ids=str,
)
def test_a_move_under_the_three_rules(tmp_path, rule, at_x, at_y):
    """X from 15 January, Y from 20 March 2024: 13, 11 and 11 17/31 member months."""
    found = count(tmp_path, MOVED, rule)
    assert found.total_by(lambda cell: cell.practice) == {"X": at_x, "Y": at_y}
    assert found.total == {ANY: 13, FIRST: 11, DAYS: 11 + Fraction(17, 31)}[rule]


def test_an_end_date_is_the_first_day_off_the_list(tmp_path):
    place = one_person(("X", date(2024, 2, 1), date(2024, 3, 1)))
    assert count(tmp_path / "any", place, ANY).total == 1
    assert count(tmp_path / "first", place, FIRST).total == 1
    assert count(tmp_path / "days", place, DAYS).total == 1


def test_an_open_end_is_never_a_dropped_row(tmp_path):
    place = one_person(("X", date(2000, 1, 1), None))
    assert count(tmp_path, place, FIRST).total == 12


def test_a_birthday_moves_a_person_on(tmp_path):
    """15 on 10 May: four months and nine days as a child, the rest grown; nobody counts twice."""
    place = one_person(("X", date(2010, 1, 1), None), birth=date(2009, 5, 10))
    by_band = {
        rule: count(tmp_path / rule, place, rule).total_by(lambda cell: cell.age_band)
        for rule in MemberMonthRule
    }
    assert by_band[FIRST] == {"5-14": 5, "15-44": 7}
    assert by_band[ANY] == {"5-14": 5, "15-44": 7}
    assert by_band[DAYS] == {"5-14": 4 + Fraction(9, 31), "15-44": 7 + Fraction(22, 31)}


def test_a_leap_day_birthday_falls_on_1_march_in_common_years(tmp_path):
    period = Period(date(2023, 1, 1), date(2023, 12, 31))
    place = one_person(("X", date(2009, 1, 1), None), birth=date(2008, 2, 29))
    found = count(tmp_path, place, DAYS, period).total_by(lambda cell: cell.age_band)
    assert found == {"5-14": 2, "15-44": 10}


def test_an_unknown_day_of_birth_is_a_group_of_its_own(tmp_path):
    place = one_person(("X", date(2000, 1, 1), None), birth=None, sex=None)
    (cell, *_) = count(tmp_path, place, FIRST).cells
    assert (cell.age_band, cell.sex, cell.counted) == (None, None, 1)


def test_only_practices_under_the_contract_count(tmp_path):
    contract = [("X", date(2024, 2, 1), date(2024, 3, 1)), ("Y", date(2024, 5, 1), None)]
    found = count(tmp_path, MOVED | {"participation": contract}, FIRST)
    assert found.total_by(lambda cell: cell.practice) == {"X": 1, "Y": 8}


def test_need_weights_ride_along_as_the_steps_of_the_count(tmp_path):
    """A woman of 15 to 44 weighs 2.19 people: 11 months are 24.09 weighted ones."""
    bands = age_bands((0, 15, 45))
    weights = {(band.name, "female"): 10_000 for band in bands} | {("15-44", "female"): 21_900}
    found = count(tmp_path, MOVED, FIRST, bands=bands, weights=weights)
    assert sum(found.weighted(cell) for cell in found.cells) == Fraction(2409, 100)


def test_a_person_without_a_weight_stops_the_count(tmp_path):
    bands = age_bands((0, 45))
    weights = {(band.name, "female"): 10_000 for band in bands}
    place = one_person(("X", date(2000, 1, 1), None), sex=None)
    with pytest.raises(InputFaults, match="a person for whom there is no need weight"):
        count(tmp_path, place, FIRST, bands=bands, weights=weights)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({("0+", "male"): -1}, "below nought"),
        ({("5-9", "male"): 1}, "weights for 5-9"),
        ({(None, "male"): 1}, "no weight for"),
    ],
    ids=["below nought", "another band", "a gap"],
)
def test_weights_that_cannot_be_meant_are_refused(weights, said):
    with pytest.raises(ValueFault, match=said):
        MemberMonthTerms(Y2024, FIRST, age_bands((0,)), weights)


def test_age_bands_begin_at_nought_and_rise():
    assert [b.name for b in age_bands((0, 5, 85))] == ["0-4", "5-84", "85+"]
    for bad in ((5, 10), (0, 5, 5), (), (0, 200)):
        with pytest.raises(ValueFault, match="begin at 0"):
            age_bands(bad)


def test_the_contract_chooses_the_rule():
    assert MemberMonthRule.of_contract(CountRule.ANY_DAY_OF_MONTH) is MemberMonthRule.ANY_DAY
    assert MemberMonthRule.of_contract(CountRule.FIRST_OF_MONTH) is FIRST
    assert MemberMonthRule.of_contract(CountRule.DAYS_COVERED) is DAYS
    with pytest.raises(ValueFault, match="name the rule"):
        MemberMonthRule.of_contract(CountRule.QUARTER_AVERAGE)


@pytest.mark.parametrize("rule", MemberMonthRule, ids=str)
@pytest.mark.parametrize("first", [date(2018, 4, 1), date(2018, 4, 12)], ids=str)
def test_a_place_counts_as_days_looked_at_one_by_one(tmp_path, rule, first):
    """Law 5 and 6, on 60 people with leap days, unknown births, moves and gaps."""
    place = make_place(people=60, activity=0, seed=3)
    period = Period(first, date(2019, 9, 17))
    found = count(tmp_path, place, rule, period)
    oracle = Oracle(place, period, found.terms.bands)
    assert found.digest == digest(oracle.member_months(rule))


stays = st.lists(st.tuples(st.integers(1, 400), st.integers(0, 40)), min_size=1, max_size=4)
lives = st.tuples(st.dates(date(1930, 1, 1), date(2016, 1, 1)), st.integers(0, 700), stays)


@settings(max_examples=3, deadline=None)
@given(st.lists(lives, min_size=5, max_size=25))
def test_for_any_spells_the_rules_agree_with_the_plain_count(tmp_path_factory, lives):
    place = {"people": [(0, None, None, None)], "registrations": []}
    place["registrations"].append((0, 0, "X", date(2016, 1, 1), None))
    for person, (birth, offset, spells) in enumerate(lives, start=1):
        place["people"].append((person, birth, "female", None))
        day = date(2016, 6, 1) + timedelta(offset)
        for length, gap in spells:
            spell = (len(place["registrations"]), person, "X", day, day + timedelta(length))
            place["registrations"].append(spell)
            day += timedelta(length + gap)
    period = Period(date(2016, 6, 15), date(2020, 9, 1))
    for rule in MemberMonthRule:
        found = count(tmp_path_factory.mktemp("p"), place, rule, period)
        assert found.digest == digest(Oracle(place, period, found.terms.bands).member_months(rule))
