"""Flow-down: money and terms handed on, held against the head contract line by line.

What subcontracts are paid of a line, plus what the holder keeps, is the line, to the penny. A
difference is named and stays where it is; an amount of another basis is listed and not added.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.delivery.flow_down import Amount, LineState, Part, reconcile
from harness.delivery import SMALL, day, entry, kept, started

HEAD = "a year"


def flow(room, year="2026/27"):
    return {line.line: line for line in room.flow_down(year, known=day("2026-06-01")).found.lines}


def with_amounts(*more):
    return [*SMALL["flow_down"], *({"mark": "assumed", **each} for each in more)]


def test_a_line_that_reconciles_and_one_of_which_nothing_is_handed_on():
    lines = flow(kept())
    nursing, therapy = lines["nursing"], lines["therapy"]
    assert (nursing.passed_on_pence, nursing.kept_pence) == (90_000_000, 30_000_005)
    assert (nursing.head.pence, nursing.difference_pence) == (120_000_005, 0)
    assert therapy.state is LineState.NOTHING_HANDED_ON


def test_a_penny_that_is_missing_is_named_and_stays_where_it_is():
    amounts = with_amounts(
        {
            "service": "therapy",
            "subcontract": "other",
            "amount": "599999.99",
            "price_year": "2026/27",
        }
    )
    line = flow(kept(flow_down=amounts))["therapy"]
    assert (line.state, line.difference_pence) == (LineState.DIFFERS, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 600000, "basis": "whole_term", "price_year": "2026/27"},
        {"amount": 600000, "price_year": "2025/26"},
        {"amount": 600000},
    ],
)
def test_an_amount_of_another_basis_is_not_added(other):
    amounts = with_amounts({"service": "therapy", "subcontract": "other", **other})
    line = flow(kept(flow_down=amounts))["therapy"]
    assert (line.state, line.difference_pence) == (LineState.BASIS_DIFFERS, None)
    assert [part.to for part in line.apart] == ["South"]
    assert line.passed_on_pence == 0


def test_an_amount_that_is_not_stated_is_missing_and_not_nought():
    amounts = with_amounts({"service": "therapy", "subcontract": "other", "price_year": "2026/27"})
    line = flow(kept(flow_down=amounts))["therapy"]
    assert (line.state, line.difference_pence) == (LineState.NOT_STATED, None)


def test_what_was_passed_on_of_a_month():
    """£1,200,000.05 a year is £100,000.00 in April; a penny was lost on the way."""

    def paid(name, amount, to=""):
        body = {"service": "nursing", "subcontract": to, "month": "2026-04", "amount": amount}
        return entry(name, "line_passed_on", "nursing", "2026-05-05", **body)

    room = kept(started(), paid("P1", "75000", "mnp"), paid("P2", "24999.99"))
    (nursing, _) = room.flow_down(month=day("2026-04-01"), known=day("2026-05-05")).found.lines
    assert (nursing.head.pence, nursing.difference_pence) == (10_000_000, 1)
    early = room.flow_down(month=day("2026-04-01"), known=day("2026-05-04")).found
    assert early.lines[0].state is LineState.NOTHING_HANDED_ON


def test_which_head_term_is_missing_from_which_subcontract():
    found = kept().findings(kept().record.as_known(day("2026-05-01")))
    missing = [(f.about, f.text) for f in found if f.rule == "flow-down missing"]
    assert [about for about, _ in missing] == ["mnp", "other"]
    assert "'step-in', which flows down into neighbourhood providers' contracts" in missing[0][1]
    assert "'reports', which flows down into every subcontract" in missing[1][1]


def test_a_change_of_control_waits_for_consent():
    change = entry(
        "C", "control_changed", "North", "2026-06-01", how="it was sold", on="2026-06-01"
    )
    consent = entry(
        "C.yes",
        "consent_to_change",
        "North",
        "2026-06-20",
        by="The board",
        consent="given",
        on="2026-06-20",
        change="C",
    )
    room = kept(started(), change, consent)
    (before,) = room.control(day("2026-06-19")).found
    assert (before.wanting, before.part) == (
        ("The board",),
        "subcontractor, holder of the material subcontract mnp",
    )
    (after,) = room.control(day("2026-06-20")).found
    assert not after.open


def test_dudley_two_members_of_the_consortium_merged_away():
    """From 1 April 2020; the integrated care board did not exist, so only the group is asked."""
    found = cp.open("dudley").delivery.control(date(2024, 1, 1)).found
    assert [(each.body, each.wanting, each.mark) for each in found] == [
        (
            "Dudley and Walsall Mental Health Partnership NHS Trust",
            ("NHS Dudley CCG",),
            "unverified",
        ),
        ("Black Country Partnership NHS FT", ("NHS Dudley CCG",), "unverified"),
    ]


def book(price, cost):
    return entry(
        "B",
        "open_book_returned",
        "North",
        "2026-07-20",
        period_from="2026-04-01",
        period_to="2026-06-30",
        price=price,
        cost=cost,
    )


@pytest.mark.parametrize(("cost", "above"), [("950000", False), ("949999.99", True)])
def test_exactly_at_the_threshold_no_margin_is_flagged(cost, above):
    (line,) = kept(started(), book("1000000", cost)).open_books(day("2026-08-01")).found.lines
    assert line.above is above


def test_without_a_threshold_nothing_is_flagged_and_the_contract_is_asked():
    room = kept(started(), book("1000000", "1"), terms=[])
    found = room.open_books(day("2026-08-01")).found
    assert found.lines[0].above is None
    assert "Above which margin is a report due?" in found.question


AMOUNTS = st.integers(0, 10**13)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=8))
def test_parts_and_difference_are_the_head_line(head, parts):
    flows = [Part("x", str(n), str(n), Amount(p, HEAD, "")) for n, p in enumerate(parts)]
    line = reconcile("x", "x", Amount(head, HEAD, ""), flows)
    assert line.difference_pence is not None
    assert line.passed_on_pence + line.kept_pence + line.difference_pence == head
    assert (line.state is LineState.RECONCILES) is (sum(parts) == head)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=5), AMOUNTS)
def test_another_basis_never_enters_a_sum(head, parts, foreign):
    flows = [Part("x", str(n), str(n), Amount(p, HEAD, "")) for n, p in enumerate(parts)]
    apart = Part("x", "f", "f", Amount(foreign, "whole term", ""))
    line = reconcile("x", "x", Amount(head, HEAD, ""), [*flows, apart])
    assert line.passed_on_pence == sum(parts)
    assert line.difference_pence is None
