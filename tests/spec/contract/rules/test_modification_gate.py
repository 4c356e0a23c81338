"""The modification gate of the Provider Selection Regime, whole, first match, from 2024."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.rules.change import (
    ExternalCause,
    ModificationFacts,
    ParagraphThree,
    PastChange,
    ProposedChange,
    Route,
)
from capitula.contract.rules.lifetime_change import below_share, below_sum
from capitula.contract.rules.modification import GateOutcome, modification_gate
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import from_pounds

READ = ParagraphThree("A. Lawyer", date(2026, 1, 5), prevents=False)


def a_change(past="", amount="0", original="10000000", **given):
    """A change by the authority in June 2024 to a contract of 2020 won by competition."""
    change = ProposedChange(
        on=date(2024, 6, 1),
        amount_pence=from_pounds(amount),
        materially_different=False,
        provided_for=False,
        succession_only=False,
        criteria_met=False,
        external_cause=ExternalCause.NONE,
        authority_decision=True,
    )
    names = ("relevant_health_care", "award_route", "paragraph_3", "changes_so_far", "signed_on")
    facts = {
        "relevant_health_care": True,
        "signed_on": date(2020, 4, 1),
        "award_route": Route.COMPETITIVE,
        "changes_so_far": tuple(PastChange(date(2022, 4, 1), from_pounds(p)) for p in past.split()),
    } | {name: given.pop(name) for name in names if name in given}
    return ModificationFacts(
        change=replace(change, **given), original_value_pence=from_pounds(original), **facts
    )


def gate(*args, **given):
    return modification_gate(a_change(*args, **given))


LIMITS = """
| original value | so far           | this change | below £500,000 | below 25% | answer      |
| 10000000       |                  | 499999.99   | holds          | holds     | permitted   |
| 10000000       |                  | 500000      | fails          | holds     | permitted   |
| 2000000        |                  | 499999.99   | holds          | holds     | permitted   |
| 2000000        |                  | 500000      | fails          | fails     | new_process |
| 2000000.01     |                  | 500000      | fails          | holds     | permitted   |
| 1000000        |                  | 250000      | holds          | fails     | permitted   |
| 1000000        | 250000           | 250000      | fails          | fails     | new_process |
| 1000000        | 250000           | 249999.99   | holds          | fails     | permitted   |
| 10000000       | 2000000 400000   | 99999.99    | fails          | holds     | permitted   |
| 10000000       | 2000000 400000   | 100000      | fails          | fails     | new_process |
| 1000000        |                  | -600000     | fails          | fails     | new_process |
"""
ROWS = [[c.strip() for c in line.split("|")[1:-1]] for line in LIMITS.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_exactly_at_a_limit_fails_that_limb_and_either_limb_suffices(row):
    original, past, amount, below_500k, below_25, outcome = row
    answer = gate(past, amount, original)
    assert answer.reason("below_sum").verdict == below_500k
    assert answer.reason("below_share").verdict == below_25
    assert answer.outcome == outcome


@pytest.mark.parametrize(
    ("given", "outcome", "by"),
    [
        # the first limb that holds permits
        ({"award_route": Route.DIRECT_AWARD_A}, "permitted", "direct_award"),
        ({"award_route": Route.DIRECT_AWARD_B, "provided_for": True}, "permitted", "direct_award"),
        ({"award_route": Route.DIRECT_AWARD_C}, "new_process", "gate"),
        ({"provided_for": True}, "permitted", "documents"),
        ({"provided_for": True, "materially_different": True}, "permitted", "documents"),
        ({"succession_only": True, "criteria_met": True}, "permitted", "succession"),
        ({"succession_only": True, "criteria_met": False}, "new_process", "gate"),
        ({"external_cause": ExternalCause.VOLUME}, "permitted", "external"),
        (
            {"external_cause": ExternalCause.VOLUME, "materially_different": True},
            "new_process",
            "gate",
        ),
        (
            {"external_cause": ExternalCause.PRICES, "formula_in_documents": True},
            "permitted",
            "external",
        ),
        (
            {"external_cause": ExternalCause.PRICES, "formula_in_documents": False},
            "new_process",
            "gate",
        ),
        ({"amount": "1", "authority_decision": False}, "new_process", "gate"),
        ({"amount": "1"}, "permitted", "authority"),
        ({"amount": "1", "materially_different": True}, "new_process", "gate"),
    ],
)
def test_the_first_limb_that_holds_permits(given, outcome, by):
    given = {"amount": "9000000"} | given
    answer = gate(**given)
    assert answer.outcome == outcome
    assert answer.rule.id == f"modification_2024.{by}"


def test_by_direct_award_and_materially_different_is_for_a_person():
    """The flowchart ends there; the regulation's own limb holds. Nobody guesses which governs."""
    facts = {"award_route": Route.DIRECT_AWARD_A, "materially_different": True}
    assert gate(**facts).outcome == GateOutcome.NEW_PROCESS
    assert gate(**facts, provided_for=True).outcome == GateOutcome.ASK_A_PERSON


def test_regulation_13_3_is_not_confirmed_until_a_person_has_read_it():
    unread = gate(amount="1")
    assert unread.mark is EvidenceMark.UNVERIFIED
    assert any("13(3)" in question for question in unread.ask)
    read = gate(amount="1", paragraph_3=READ)
    assert not any("13(3)" in question for question in read.ask)
    assert read.mark is EvidenceMark.LOCAL
    prevented = gate(amount="1", paragraph_3=replace(READ, prevents=True))
    assert prevented.outcome == GateOutcome.NEW_PROCESS
    assert "A. Lawyer" in prevented.words


@pytest.mark.parametrize(
    ("limb", "past", "amount", "notice", "asked"),
    [
        # | permitted by | so far  | this change | notice         | asked besides |
        ("documents", "", "499999.99", "not_required", False),
        ("documents", "", "500000", "required", False),
        ("documents", "", "-500000", "required", False),
        ("documents", "400000", "100000", "ask_a_person", True),
        ("external", "", "500000", "required", True),
    ],
)
def test_transparency_notice_from_500_000(limb, past, amount, notice, asked):
    how = {"provided_for": True} if limb == "documents" else {"external_cause": "volume"}
    answer = gate(past, amount, paragraph_3=READ, **how)
    assert answer.figures["transparency_notice"] == notice
    assert bool(answer.ask) is asked


def test_a_change_before_2024_is_not_decided_here():
    answer = gate(amount="1", provided_for=True, on=date(2023, 12, 31))
    assert answer.outcome == GateOutcome.ASK_A_PERSON
    assert answer.rule.id == "modification_before_2024.gate"
    assert answer.mark is EvidenceMark.UNVERIFIED
    assert answer.figures["cumulative_change_pence"] == 100
    assert gate(amount="1", on=date(2024, 1, 1)).outcome == GateOutcome.PERMITTED


def test_facts_that_are_not_given():
    nothing = modification_gate(ModificationFacts(ProposedChange(on=date(2024, 6, 1))))
    assert nothing.outcome == GateOutcome.CANNOT_BE_JUDGED
    assert nothing.missing == ("whether these are relevant health care services",)
    no_day = modification_gate(ModificationFacts(ProposedChange()))
    assert no_day.outcome == GateOutcome.CANNOT_BE_JUDGED
    unlisted = gate(amount="1", changes_so_far=None)
    assert unlisted.outcome == GateOutcome.CANNOT_BE_JUDGED
    assert any("amount of every change" in fact for fact in unlisted.missing)
    assert gate(relevant_health_care=False).outcome == GateOutcome.DOES_NOT_APPLY


def test_a_rise_and_a_fall_offset_each_other_but_a_person_is_told():
    answer = gate("400000", "-400000", "1000000", paragraph_3=READ)
    assert answer.figures["cumulative_change_pence"] == 0
    assert answer.figures["cumulative_gross_pence"] == from_pounds("800000")
    assert any("offset" in question for question in answer.ask)


def test_a_new_process_names_the_routes():
    assert "competitive" in gate(amount="9000000").figures["routes"]


def test_a_past_change_after_the_change_asked_about_is_refused():
    with pytest.raises(ValueFault, match="leave later changes out"):
        a_change(on=date(2021, 1, 1), past="1")


@given(st.integers(1, 10**15), st.integers(1, 99))
def test_the_share_is_exact(original, percent):
    """The least change that is not below the share is the share itself, rounded up."""
    limit = -(-original * percent // 100)
    assert below_share(limit - 1, original, percent)
    assert not below_share(limit, original, percent)


@given(st.integers(1, 10**12), st.lists(st.integers(0, 10**12), max_size=5), st.integers(0, 10**9))
def test_a_larger_change_is_never_easier(original, past, more):
    def allowed(extra):
        facts = a_change()
        spent = tuple(PastChange(date(2022, 4, 1), amount) for amount in past)
        change = replace(facts.change, amount_pence=extra)
        asked = replace(facts, change=change, changes_so_far=spent, original_value_pence=original)
        return modification_gate(asked).outcome == GateOutcome.PERMITTED

    assert allowed(0) or not allowed(more)


FACTS = ("materially_different", "provided_for", "succession_only", "criteria_met",
         "authority_decision", "formula_in_documents")  # fmt: skip


@given(
    st.fixed_dictionaries({name: st.none() | st.booleans() for name in FACTS}),
    st.none() | st.sampled_from(ExternalCause),
    st.none() | st.sampled_from(Route),
    st.sampled_from(["1", "9000000"]),
    st.sets(st.sampled_from([*FACTS, "external_cause"])),
)
def test_leaving_a_fact_out_never_turns_an_answer_round(given, cause, route, amount, left_out):
    full = given | {"external_cause": cause}
    known = gate(amount=amount, award_route=route, **full).outcome
    less = gate(amount=amount, award_route=route, **full | dict.fromkeys(left_out)).outcome
    assert less in {known, GateOutcome.CANNOT_BE_JUDGED}


def test_exactly_the_sum_is_not_below_it():
    limit = from_pounds("500000")
    assert below_sum(limit - 1, limit)
    assert not below_sum(limit, limit)
