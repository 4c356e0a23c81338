"""Staff: groups and numbers, out and back, with bounds; never names.

| Wirral | as stated | between |
|---|---|---|
| out, June 2017 | about 240 | 235 and 245 |
| back, as reported in February 2023 | more than 200 | 201 or more |

The two are counted at different times; neither is taken from the other.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.exit.staff import NOBODY, People, people, staff, total
from capitula.exit.transfer_kinds import Direction
from capitula.record.values import Bound
from harness.records import draft, record

WIRRAL, DUDLEY = cp.open("wirral"), cp.open("dudley")
FEBRUARY = date(2023, 2, 28)
TODAY = date(2025, 1, 1)


def at(day):
    view = WIRRAL.as_known(day)
    return staff(view, WIRRAL.contract_at(view))


def test_about_240_out_and_more_than_200_back():
    found = at(FEBRUARY)
    assert [(m.direction, m.stated, str(m.number)) for m in found.moves] == [
        ("out", "about 240", "235 to 245"),
        ("back", "more than 200", "201 or more"),
    ]
    assert found.number(Direction.OUT) == People(235, 245)
    assert found.number(Direction.BACK) == People(201, None)


def test_the_groups_are_named_and_their_numbers_are_a_question():
    questions = WIRRAL.exit.staff(FEBRUARY).questions
    assert questions[0] == (
        "How many in each group: those who commission social care; assessment workers; reablement "
        "workers?"
    )


def test_no_number_is_stated_of_those_who_came_back():
    found = at(date(2024, 12, 31))
    assert found.number(Direction.BACK) is None
    assert WIRRAL.exit.staff(date(2024, 12, 31)).document()["back"]["text"] is None


def test_two_tier_terms_are_to_be_expected_and_then_stated():
    before, after = at(FEBRUARY), at(date(2024, 12, 31))
    assert (before.may_become_two_tier, len(before.two_tier)) == (True, 0)
    assert (after.may_become_two_tier, [c.entry for c in after.two_tier]) == (
        False,
        ["WIR-11.terms"],
    )


def test_an_undertaking_to_staff_is_followed_up():
    """Dudley, March 2021: every member of staff will be kept involved."""
    answer = DUDLEY.exit.staff(date(2021, 4, 30))
    assert [duty["entry"] for duty in answer.document()["duties"]] == ["R0-25"]
    assert any(question.startswith("Was it kept") for question in answer.questions)


@pytest.mark.parametrize(
    ("number", "bound", "between"),
    [
        (240, Bound.EXACT, "240"),
        (240, Bound.ABOUT, "235 to 245"),
        (1200, Bound.ABOUT, "1150 to 1250"),
        (243, Bound.ABOUT, "243"),
        (240, Bound.ALMOST, "230 to 239"),
        (200, Bound.MORE_THAN, "201 or more"),
        (200, Bound.AT_LEAST, "200 or more"),
        (200, Bound.AT_MOST, "0 to 200"),
        (3, Bound.EXACT, "fewer than 5"),
        (5, Bound.EXACT, "5"),
        (0, Bound.EXACT, "0"),
    ],
)
def test_what_a_bound_means(number, bound, between):
    assert str(people(number, bound)) == between


def test_a_small_number_is_shown_nowhere():
    body = {"direction": "back", "number": 3, "groups": ["social workers"]}
    view = record(draft("E1", "staff_transferred", "a small team", body)).as_known(TODAY)
    found = staff(view, WIRRAL.contract)
    move = next(m for m in found.moves if m.group == "a small team")
    assert (move.stated, str(move.number)) == ("fewer than 5", "fewer than 5")


COUNTS = st.builds(people, st.integers(0, 5000), st.sampled_from(Bound))


@given(COUNTS, COUNTS)
def test_bounds_add_as_intervals(one, other):
    both = one + other
    assert both.least == one.least + other.least
    assert (both.most is None) == (one.most is None or other.most is None)
    if one.most is not None and other.most is not None:
        assert both.most == one.most + other.most


@given(st.lists(COUNTS, max_size=6), st.data())
def test_whatever_the_counts_turn_out_to_be_their_sum_lies_within(counts, data):
    """The oracle: one number of people from each interval."""
    actual = [
        data.draw(st.integers(c.least, c.most if c.most is not None else c.least + 500))
        for c in counts
    ]
    found = total(counts)
    assert found.least <= sum(actual)
    assert found.most is None or sum(actual) <= found.most


@given(COUNTS, COUNTS, COUNTS)
def test_the_order_of_adding_does_not_matter(one, two, three):
    assert (one + two) + three == one + (two + three) == (three + two) + one
    assert one + NOBODY == one


@given(st.integers(0, 5000), st.sampled_from(Bound))
def test_a_bound_never_turns_round(number, bound):
    found = people(number, bound)
    assert found.least >= 0
    assert found.most is None or found.least <= found.most
