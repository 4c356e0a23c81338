"""Notice: what the contract says of it, when one counts as given, and whether it is long enough.

A notice of twelve months goes by first-class post on Tuesday 30 August 2022. It counts as received
on the second operational day, Thursday 1 September; that day is not counted; the period ends on
1 September 2023. An end on 30 September 2023 lies after it, one on 1 July 2023 before. How post
is deemed is general knowledge, so the day is unverified.
"""

from datetime import date

import pytest

import capitula as cp
from capitula.contract.length import BreakPoint, Extension, Length
from capitula.exit.known_ends import known_ends
from capitula.exit.notice_terms import notice_terms
from capitula.exit.safe_dates import ExitRoute, safe_dates
from capitula.ground.partial_date import PartialDate
from harness.records import draft, record

WIRRAL = cp.open("wirral")
TODAY = date(2024, 12, 31)
CONTRACT = WIRRAL.contract_at(WIRRAL.as_known(date(2023, 2, 28)))
NOTICE = {"by": "the trust", "to": "the council", "given": "2022-09-01"}


def given(**body):
    entry = draft("E1", "notice_given", "contract", NOTICE | body, known="2022-09-30")
    (found,) = notice_terms(record(entry).as_known(TODAY), CONTRACT).given
    return found


def posted(**body):
    return given(served="2022-08-30", method="first_class_post", **body)


def test_posted_on_a_tuesday_it_counts_from_thursday():
    found = posted(takes_effect="2023-09-30")
    assert (found.deemed_on, found.period_ends) == (date(2022, 9, 1), date(2023, 9, 1))
    assert (found.fits, str(found.mark)) == (True, "unverified")


@pytest.mark.parametrize(
    ("effect", "fits"),
    [("2023-07-01", False), ("2023-09-01", True), ("2023-09", True), ("2023", None)],
)
def test_whether_the_notice_is_long_enough(effect, fits):
    """An end known only to the year may lie before the period is over or after it."""
    assert posted(takes_effect=effect).fits is fits


def test_a_bank_holiday_counts_for_nothing():
    """Monday 29 August 2022 was one: posted on Friday 26 August it counts from Wednesday."""
    found = given(served="2022-08-26", method="first_class_post")
    assert found.deemed_on == date(2022, 8, 31)


def test_without_how_it_was_served_the_day_as_stated_is_kept():
    found = given()
    assert found.deemed_on == date(2022, 9, 1)
    assert found.deemed_why == "as stated; how and when it was served is not stated"


def test_a_period_in_the_notice_goes_before_that_of_the_contract():
    assert posted(months=6).period_ends == date(2023, 3, 1)


def test_what_the_contract_does_not_say_is_a_question():
    answer = WIRRAL.exit.notices(date(2023, 2, 28))
    assert answer.questions == (
        "What does the contract say on break points?",
        "What does the contract say on options to extend?",
    )
    assert WIRRAL.exit.notices(date(2022, 12, 31)).questions[0] == (
        "What does the contract say on period of notice?"
    )


LENGTH = Length(
    ends=PartialDate.parse("2027-03-31"),
    break_points=(
        BreakPoint(
            id="third-year", day=PartialDate.parse("2024-03-31"), notice_months=6, clause="9"
        ),
    ),
    extensions=(Extension(id="two-years", most_years=2, notice_months=9, clause="10"),),
    clause="8",
)


def test_a_break_point_has_its_own_notice_and_its_own_last_day():
    contract = CONTRACT.model_copy(update={"length": LENGTH})
    ends = {end.what: end for end in known_ends(record().as_known(TODAY), contract)}
    point = ends["break point third-year"]
    steps = {s.name: s for s in safe_dates(point, contract, ExitRoute.RETURN).steps}
    assert (steps["notice"].safe_by, steps["notice"].source) == (date(2023, 9, 30), "9")


def test_an_option_to_extend_is_used_with_its_own_notice():
    contract = CONTRACT.model_copy(update={"length": LENGTH})
    ends = {end.what: end for end in known_ends(record().as_known(TODAY), contract)}
    (option,) = safe_dates(ends["contract end"], contract, ExitRoute.EXTEND).steps
    assert (option.safe_by, option.source) == (date(2026, 6, 30), "10")
    said = {t.what: t.says for t in notice_terms(record().as_known(TODAY), contract).terms}
    assert (
        said["option to extend two-years"] == "at most 2 years; 1 time; 9 months' notice; not used"
    )
