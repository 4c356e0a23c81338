"""Withholding, release and retention: requests that money's ledger takes, in whole pence.

A step that failed because the provider was unreasonable lets the commissioner withhold, of each
later month, up to the ruleset's share of that month's value. Released plus retained is withheld.
A decision beyond that makes no request: it is refused whole and the reason is told.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import capitula as cp
from capitula.delivery.withholding import share_of
from capitula.ground.pence import to_pounds
from capitula.money.ledger.ledger import Ledger
from harness.delivery import day, entry, kept, query, started, step

FAILED = [
    started(),
    query(),
    step("S", "meeting", "2026-06-15", "failed", because="provider_unreasonable"),
]


def withhold(name="W", month="2026-07", percent="10", **given):
    body = {"ladder": "Q1", "month": month, "of": "actual", "monthly_value": "100000"}
    body |= {"percent": percent, "decided": "2026-07-01", "by": "The board", **given}
    return entry(name, "withholding_decided", "visits missed", "2026-07-01", **body)


def settle(released, month="2026-07", name="R"):
    return entry(
        name,
        "withholding_settled",
        "visits missed",
        "2026-09-01",
        ladder="Q1",
        month=month,
        released=released,
        settled="2026-09-01",
        by="The board",
        reason="the plan is kept in part",
    )


def found(*drafts, known="2026-12-01", **parts):
    return kept(*FAILED, *drafts, **parts).withholdings(day(known)).found


def why(*drafts, **given):
    (refused,) = found(*drafts, **given).refused
    return refused.why


def test_ten_per_cent_of_a_month_then_part_of_it_released():
    held = found(withhold(), settle("2500")).held[0]
    assert (held.held_pence, held.released_pence, held.retained_pence) == (1000000, 250000, 750000)
    assert [(e.party, e.kind.value, e.amount_pence) for e in held.requests] == [
        ("trust", "withholding", -1000000),
        ("icb", "withholding", 1000000),
        ("trust", "release", 250000),
        ("icb", "release", -250000),
        ("trust", "withholding", 750000),
        ("icb", "withholding", -750000),
        ("trust", "retention", -750000),
        ("icb", "retention", 750000),
    ]
    assert held.mark == "unverified"


def test_until_it_is_settled_nothing_is_released_or_retained():
    held = found(withhold(), settle("2500"), known="2026-08-31").held[0]
    assert (held.released_pence, held.retained_pence) == (None, None)


def test_the_expected_value_is_the_months_budget():
    """£1,800,000.05 a year: eleven equal months of whole pence, and the rest in the last."""
    held = found(withhold(of="expected", monthly_value=None)).held[0]
    assert held.value_pence == 15_000_000
    assert held.held_pence == 1_500_000


def test_above_the_limit_no_request_is_made():
    assert why(withhold(percent="10.01")) == (
        "10.01 per cent of £100,000.00 is £10,010.00, above the most that std_2026_27.withholding "
        "allows of the month, £10,000.00"
    )


def test_two_remedies_share_the_limit_of_one_month():
    more = [
        query("Q2"),
        step("S2", "meeting", "2026-06-15", "failed", "Q2", because="provider_unreasonable"),
    ]
    both = found(*more, withhold(percent="6"), withhold("W2", percent="5", ladder="Q2"))
    assert len(both.held) == 1
    assert "with the £6,000.00 held already" in both.refused[0].why


@pytest.mark.parametrize(
    ("drafts", "words"),
    [
        ([withhold(month="2026-06")], "does not lie after the month in which a step failed"),
        ([withhold(decided="2026-06-14")], "before the step failed"),
        ([withhold(ladder="Q9")], "no query notice 'Q9' is known"),
        ([withhold(), withhold("W2")], "is withheld from already on this ladder"),
        ([withhold(monthly_value=None)], "is not known (the decision gives none)"),
        ([withhold(), settle("10000.01")], "£10,000.01 is more than was withheld, £10,000.00"),
        ([settle("1")], "nothing stands withheld of July 2026"),
    ],
)
def test_what_makes_no_request_says_why(drafts, words):
    assert words in why(*drafts)


def test_a_step_that_failed_for_another_reason_opens_nothing():
    failed = step("S", "meeting", "2026-06-15", "failed", because="commissioner")
    room = kept(started(), query(), failed, withhold())
    (refused,) = room.withholdings(day("2026-12-01")).found.refused
    assert refused.why == "no step of this ladder failed because the provider was unreasonable"


@pytest.mark.parametrize(("percent", "held"), [("2", 200000), ("2.01", None)])
def test_before_2026_one_step_of_two_per_cent_a_month(percent, held):
    """Whether steps add up is not known, and is not assumed; that is said with the figure."""
    terms = [{"id": "remedy-ruleset", "label": "R", "value": "std_pre_2026", "mark": "assumed"}]
    failed = step("S", "remedial_plan", "2026-06-15", "failed", because="provider_unreasonable")
    room = kept(started(), query(), failed, withhold(percent=percent), terms=terms)
    result = room.withholdings(day("2026-12-01")).found
    assert [each.held_pence for each in result.held] == ([held] if held else [])
    assert [each.limit.mark for each in result.held] == (["unverified"] if held else [])


def test_the_made_example_to_the_penny():
    """5 per cent of £2,791,666.66 is floored; 12 per cent is refused."""
    result = cp.open("worked-example").delivery.withholdings(date(2026, 11, 30)).found
    july, august = result.held
    assert (july.held_pence, july.released_pence, july.retained_pence) == (
        13_958_333,
        10_000_000,
        3_958_333,
    )
    assert (august.held_pence, august.limit_pence) == (27_916_666, 27_916_666)
    assert [refused.claim.entry for refused in result.refused] == ["ME-withheld-09"]


def test_the_ledger_takes_the_requests_and_a_second_run_posts_nothing():
    before = found(withhold(), settle("2500"), known="2026-08-31").requests
    after = found(withhold(), settle("2500")).requests
    ledger = Ledger().post(before)
    assert ledger.balance("trust", "") == -1000000
    ledger = ledger.post(after)
    assert ledger.balance("trust", "") == -750000
    assert ledger.to_post(after) == ()


@given(st.integers(0, 10**13), st.decimals(0, 100, places=2))
def test_a_share_is_never_above_its_exact_value(value, percent):
    share = share_of(value, percent)
    assert share <= Decimal(value) * percent / 100 < share + 1


@settings(max_examples=60)
@given(
    st.integers(1, 10**10),
    st.decimals(0, 20, places=2),
    st.integers(0, 2 * 10**9),
)
def test_never_above_the_limit_and_the_parts_are_the_whole(value, percent, released):
    pounds = str(to_pounds(value))
    result = found(
        withhold(monthly_value=pounds, percent=str(percent)), settle(str(to_pounds(released)))
    )
    for held in result.held:
        assert held.held_pence <= held.limit_pence == value // 10
        if held.released_pence is not None and held.retained_pence is not None:
            assert held.released_pence + held.retained_pence == held.held_pence
            assert held.retained_pence >= 0
        assert sum(entry.amount_pence for entry in held.requests) == 0
    assert bool(result.held) is (share_of(value, percent) <= value // 10)
