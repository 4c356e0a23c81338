"""Services: each has its days, its recipient and its line; lines are counted, never divided.

Dudley 2024, as known on 10 September:

| service | planned | moved | slip |
|---|---|---|---|
| school nursing | 1 April 2024 | not confirmed | |
| services of phase 1 | 1 July 2024 | 1 August 2024 | 1 month, the general election |
| the rest | 1 July, then 1 October 2024 | | 3 months, subject to the Secretary of State |
"""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.exit.handover_kinds import Aspect
from capitula.exit.reconciling import reconciliation
from capitula.exit.services import service_exits
from capitula.exit.side_by_side import side_by_side
from capitula.exit.transfer_kinds import Move
from harness.records import draft, record

DUDLEY, WIRRAL = cp.open("dudley"), cp.open("wirral")
SEPTEMBER = date(2024, 9, 10)
TODAY = date(2025, 1, 1)


def exits(case, day):
    return {e.service: e for e in service_exits(case.as_known(day))}


def lines(case, day):
    view = case.as_known(day)
    found = reconciliation(view, case.contract_at(view))
    return {each.line.id: (each.move.words, each.in_part) for each in found.lines}


def test_every_version_of_a_planned_day_is_kept():
    found = exits(DUDLEY, SEPTEMBER)
    assert [
        (str(p.on), p.claim.entry, p.overtaken) for p in found["services of phase 1"].planned
    ] == [("2024-07-01", "DUD-27.services", False), ("2024-07-01", "DUD-28.planned", True)]
    rest = found["services that had not moved by August 2024"]
    assert [str(p.on) for p in rest.planned] == ["2024-07-01", "2024-10-01"]


def test_slip_has_a_length_and_a_reason():
    found = exits(DUDLEY, SEPTEMBER)
    phase_1 = found["services of phase 1"]
    assert (str(phase_1.actual), str(phase_1.slip), phase_1.why) == (
        "2024-08-01",
        "1",
        "the general election",
    )
    rest = found["services that had not moved by August 2024"]
    assert (rest.actual, str(rest.slip), rest.why) == (None, "3", "the general election")


def test_approval_and_what_nobody_says_of_a_hand_over():
    rest = exits(DUDLEY, SEPTEMBER)["services that had not moved by August 2024"]
    assert rest.parts[Aspect.APPROVAL].entry == "DUD-29.handover"
    assert rest.missing == (Aspect.ASSETS, Aspect.DATA, Aspect.RECORDS, Aspect.CONTRACTS)


def test_a_planned_day_that_passed_is_not_taken_for_a_move():
    """School nursing was to move on 1 April 2024; no source held here says that it did."""
    assert not exits(DUDLEY, date(2024, 3, 31))["school nursing"].due_past
    nursing = exits(DUDLEY, SEPTEMBER)["school nursing"]
    assert nursing.due_past
    assert (nursing.move, nursing.actual) == (Move.TO_RETURN, None)


def test_dudley_line_by_line():
    assert set(lines(DUDLEY, date(2018, 2, 1)).values()) == {("planned", False)}
    assert lines(DUDLEY, date(2023, 3, 1)) == {
        "primary-care": ("planned", False),
        "community-health": ("not moved", True),
        "community-mental-health": ("moved", True),
        "public-health": ("planned", False),
        "social-care": ("planned", False),
    }
    assert lines(DUDLEY, SEPTEMBER)["public-health"] == ("to return", True)


def test_wirral_out_and_back():
    assert lines(WIRRAL, date(2017, 6, 30)) == {}, "its scope was told of in 2023 only"
    assert lines(WIRRAL, date(2023, 2, 28)) == {"adult-social-care": ("to return", False)}
    assert lines(WIRRAL, date(2024, 12, 31)) == {"adult-social-care": ("returned", False)}


def test_services_told_of_only_together_are_listed_and_not_spread_over_lines():
    view = DUDLEY.as_known(SEPTEMBER)
    found = reconciliation(view, DUDLEY.contract_at(view))
    assert [e.service for e in found.outside] == ["commissioning"]
    assert [e.service for e in found.carved_up] == ["all services but school nursing"]
    assert [e.service for e in found.unplaced] == [
        "services run by the trust",
        "services of phase 1",
        "services that had not moved by August 2024",
    ]
    assert not found.reconciled


def test_20_million_and_360_million_stand_side_by_side_and_are_not_divided():
    """A division would say 5.6 per cent, or one eighteenth: nobody stated of what."""
    found = side_by_side(DUDLEY.as_known(date(2023, 3, 1)))
    assert found.run
    assert found.whole
    assert (found.run.value.amount_pence, found.whole.value.amount_pence) == (
        2_000_000_000,
        36_000_000_000,
    )
    assert found.share is None
    assert found.why_not.startswith("stand side by side and are not divided: about £20m")
    answer = DUDLEY.exit.services(date(2023, 3, 1))
    assert answer.document()["amounts"]["share"] is None
    words = answer.explain()
    assert "per cent" not in words
    assert "1/18" not in words


def amounts(run, whole):
    return record(
        draft("E1", "value_stated", "contract", {"amount": 360_000_000} | whole),
        draft("E2", "value_stated", "services run by the trust", {"amount": 20_000_000} | run),
    ).as_known(TODAY)


def test_amounts_of_one_stated_basis_are_divided_exactly():
    found = side_by_side(amounts({"basis": "annual"}, {"basis": "annual"}))
    assert (found.share, found.about, found.why_not) == (Fraction(1, 18), False, "")
    found = side_by_side(amounts({"basis": "annual", "bound": "about"}, {"basis": "annual"}))
    assert found.about


BASES = ["annual", "whole_term", "fee_only", "delegated_budget", "services_run", "not_stated"]


@given(st.sampled_from(BASES), st.sampled_from(BASES))
def test_a_share_needs_two_amounts_of_one_year_or_of_one_term(run, whole):
    found = side_by_side(amounts({"basis": run}, {"basis": whole}))
    may = run == whole and run in ("annual", "whole_term")
    assert (found.share is not None) == may


def test_two_price_years_are_not_divided():
    one, other = ({"basis": "annual", "price_year": year} for year in ("2017/18", "2018/19"))
    assert side_by_side(amounts(one, other)).share is None


LINES = [line.id for line in DUDLEY.contract.scope]
NAMES = [*(line.name for line in DUDLEY.contract.scope), "nursing", "therapies", "all but one"]


@st.composite
def transfers(draw):
    """Any number of services, told of in any order, placed on any line, on none, or not at all."""
    drafts = []
    for number in range(draw(st.integers(0, 12))):
        about = draw(st.sampled_from(NAMES))
        body = {
            "move": str(draw(st.sampled_from(Move))),
            "extent": draw(st.sampled_from(["", "some"])),
            "carved_from": draw(st.sampled_from(["", "all but one"])),
        }
        drafts.append(draft(f"E{number}", "service_transferred", about, body))
        if draw(st.booleans()):
            line = draw(st.sampled_from(["", *LINES]))
            body = {"line": line, "because": "a test"}
            drafts.append(draft(f"P{number}", "service_placed", about, body))
    return drafts


@given(transfers())
def test_parts_equal_the_whole_in_count_of_lines(drafts):
    """Every line stands in one place, and every service is on one line or apart, once."""
    view = record(*drafts).as_known(TODAY)
    found = reconciliation(view, DUDLEY.contract)
    assert sum(found.count(move) for move in Move) == len(found.lines) == len(LINES)
    on_lines = [e.service for each in found.lines for e in each.services]
    apart = [e.service for e in (*found.outside, *found.unplaced, *found.carved_up)]
    assert sorted([*on_lines, *apart]) == sorted({d.about for d in drafts if d.entry[0] == "E"})


@given(transfers())
def test_a_line_of_which_nothing_is_said_is_planned_and_nothing_more(drafts):
    found = reconciliation(record(*drafts).as_known(TODAY), DUDLEY.contract)
    for each in found.lines:
        if not each.services:
            assert (each.move, each.in_part) == (Move.PLANNED, False)
