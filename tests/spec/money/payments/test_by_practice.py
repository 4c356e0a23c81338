"""A budget by practice: split by list, paid for the days on which a practice takes part.

Three practices of 6,000, 3,000 and 1,000 people share £310.00 a month. One joins on 15 January
2024, one leaves after 19 March.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.participation import GpParticipation
from capitula.ground.faults import InputFaults
from capitula.ground.financial_year import FinancialYear
from capitula.money.payments.by_practice import months_by_practice

YEAR = FinancialYear(2023)
MONTHS = (31_000,) * 12


def practice(code, people, **more):
    known = {"practice": code, "mode": "partial", "list_size": people, "mark": "local"}
    return GpParticipation.model_validate({**known, **more})


def test_split_by_list_and_paid_by_day():
    found = months_by_practice(
        MONTHS,
        YEAR,
        [
            practice("M87001", 6_000),
            practice("M87002", 3_000, in_force_from="2024-01-15"),
            practice("M87003", 1_000, in_force_to="2024-03-19"),
        ],
    )
    assert [each.paid[0] for each in found] == [18_600, 0, 3_100]
    assert found[1].paid == (0,) * 9 + (9_300 * 17 // 31, 9_300, 9_300)
    assert found[2].paid[11] == 3_100 * 19 // 31
    assert [sum(each.paid) + sum(each.not_paid) for each in found] == [
        12 * share for share in (18_600, 9_300, 3_100)
    ]


def test_a_practice_that_leaves_and_comes_back():
    """Out for June only; its two spells are paid together."""
    spells = [
        practice("M87001", 500, in_force_to="2023-05-31"),
        practice("M87001", 500, in_force_from="2023-07-01"),
    ]
    (found,) = months_by_practice(MONTHS, YEAR, spells)
    assert found.paid == (31_000, 31_000, 0, *(31_000,) * 9)
    assert found.days == "to 31 May 2023; from 1 July 2023"


def test_a_practice_of_another_year_or_outside_has_no_part():
    none = practice("M87002", 1_000, mode="none")
    gone = practice("M87003", 1_000, in_force_to="2023-03-31")
    found = months_by_practice(MONTHS, YEAR, [practice("M87001", 1), none, gone])
    assert [each.practice for each in found] == ["M87001"]
    assert months_by_practice(MONTHS, YEAR, [none, gone]) == ()


def test_one_report_of_everything_wrong():
    with pytest.raises(InputFaults) as refused:
        months_by_practice(
            MONTHS,
            YEAR,
            [
                practice("M87001", None),
                practice("M87002", 0),
                practice("M87003", 10, in_force_from="2023-06"),
                practice("M87004", 10, in_force_to="2023-09-30"),
                practice("M87004", 20, in_force_from="2023-10-01"),
            ],
            "our.yaml",
        )
    assert [fault.found for fault in refused.value.faults] == [
        "M87001 with no list size",
        "M87002 with a list of 0",
        "M87003, from June 2023",
        "M87004 with lists of 10, 20 in one year",
    ]


@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=12, max_size=12),
    st.lists(st.integers(1, 30_000), min_size=1, max_size=6),
)
def test_practices_add_up_to_every_month(months, lists):
    """Law 1, and law 5: the order in which practices stand does not matter."""
    spells = [practice(f"M{87001 + n}", people) for n, people in enumerate(lists)]
    found = months_by_practice(months, YEAR, spells)
    assert [sum(month) for month in zip(*(each.paid for each in found), strict=True)] == months
    assert months_by_practice(months, YEAR, spells[::-1]) == found
