"""Section 75 arrangements: contents, reports, owner and operator, a trust's consent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.rules.section_75 import AgreementRead, Arrangement, Head, contents_check
from capitula.contract.rules.section_75_parties import (
    DelegatedFunction,
    Side,
    consent_check,
    owners_check,
)
from capitula.contract.rules.section_75_reports import Every, reports_due
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark

COUNCIL = Arrangement.COUNCIL_EXERCISES_NHS_FUNCTIONS
NHS = Arrangement.NHS_EXERCISES_COUNCIL_FUNCTIONS
POOL = Arrangement.POOLED_FUND
ALL = {head: f"clause {number}" for number, head in enumerate(Head, start=1)}


@pytest.mark.parametrize(
    ("kind", "regulation", "mark"),
    [(POOL, "regulation 7", "derived"), (NHS, "regulation 8", "unverified"),
     (COUNCIL, "regulation 9", "derived")],
)  # fmt: skip
def test_a_complete_agreement(kind, regulation, mark):
    answer = contents_check(kind, AgreementRead(in_writing=True, heads=ALL))
    assert answer.outcome == "complete"
    assert regulation in answer.words
    assert answer.mark == mark
    assert bool(answer.ask) is (kind is NHS), "regulation 8 was not read"


@pytest.mark.parametrize("head", Head)
@pytest.mark.parametrize("kind", Arrangement)
def test_each_head_alone_is_named_when_missing(kind, head):
    answer = contents_check(kind, AgreementRead(in_writing=True, heads=ALL | {head: None}))
    assert answer.outcome == "incomplete"
    assert [reason.limb for reason in answer.failed] == [head]
    assert "regulation" in answer.failed[0].text


def test_the_heads_differ_in_what_they_ask():
    pool = contents_check(POOL, AgreementRead()).reason("money").text
    council = contents_check(COUNCIL, AgreementRead()).reason("money").text
    assert "contributions of each partner" in pool
    assert "payments from the NHS bodies" in council


def test_a_head_nobody_looked_for_is_not_missing_but_unknown():
    unread = {head: text for head, text in ALL.items() if head is not Head.AIMS}
    answer = contents_check(COUNCIL, AgreementRead(in_writing=True, heads=unread))
    assert answer.outcome == "cannot_be_judged"
    assert answer.missing == ("where the agreement states the agreed aims and outcomes",)


def test_a_year_of_reports():
    """Four quarters and the year; due 30 days after, a local value as the regulation has none.

    | every   | covers                  | due         |
    | quarter | 1 Apr 2024 – 30 Jun     | 30 Jul 2024 |
    | quarter | 1 Jul – 30 Sep          | 30 Oct      |
    | quarter | 1 Oct – 31 Dec          | 30 Jan 2025 |
    | quarter | 1 Jan 2025 – 31 Mar     | 30 Apr      |
    | year    | 1 Apr 2024 – 31 Mar     | 30 Apr      |
    """
    reports = reports_due(COUNCIL, date(2024, 4, 1), date(2025, 3, 31))
    assert [(r.every, str(r.last_day), str(r.due_on)) for r in reports] == [
        ("quarter", "2024-06-30", "2024-07-30"),
        ("quarter", "2024-09-30", "2024-10-30"),
        ("quarter", "2024-12-31", "2025-01-30"),
        ("quarter", "2025-03-31", "2025-04-30"),
        ("year", "2025-03-31", "2025-04-30"),
    ]
    assert {r.mark for r in reports} == {EvidenceMark.LOCAL}
    assert {r.mark for r in reports_due(NHS, date(2024, 4, 1), date(2025, 3, 31))} == {
        EvidenceMark.UNVERIFIED
    }


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValueFault, match="swap the days"):
        reports_due(COUNCIL, date(2024, 4, 1), date(2024, 3, 31))


@given(st.dates(date(2000, 4, 1), date(2040, 1, 1)), st.integers(0, 4_000), st.integers(0, 90))
def test_reports_cover_the_term_without_gap_or_overlap(start, length, due_days):
    end = start + timedelta(days=length)
    reports = reports_due(COUNCIL, start, end, due_days=due_days)
    for every in Every:
        day = start
        for report in sorted((r for r in reports if r.every == every), key=lambda r: r.first_day):
            assert report.first_day == day
            assert report.first_day <= report.last_day <= report.due_on
            day = report.last_day + timedelta(days=1)
        assert day == end + timedelta(days=1)


def test_the_statutory_owner_stays_accountable_and_apart_from_the_operator():
    function = DelegatedFunction("Assessment", "Wirral Council", Side.COUNCIL, "A trust", Side.NHS)
    answer = owners_check(NHS, (function,))
    assert answer.outcome == "holds"
    assert "Wirral Council stays accountable; A trust exercises it" in answer.reasons[0].text
    assert answer.mark is EvidenceMark.UNVERIFIED
    assert owners_check(COUNCIL, (function,)).outcome == "fails"
    assert owners_check(POOL, (function,)).outcome == "holds"
    assert owners_check(COUNCIL, ()).outcome == "cannot_be_judged"


@pytest.mark.parametrize(
    ("trust", "commissioners", "consents", "outcome"),
    [
        (False, None, None, "not_needed"),
        (None, ("A",), {"A": True}, "cannot_be_judged"),
        (True, None, None, "cannot_be_judged"),
        (True, ("A", "B"), {"A": True}, "cannot_be_judged"),
        (True, ("A", "B"), {"A": True, "B": True}, "given"),
        (True, ("A", "B"), {"B": False}, "refused"),
    ],
)
def test_a_trust_needs_the_consent_of_each_of_its_commissioners(
    trust, commissioners, consents, outcome
):
    answer = consent_check(
        COUNCIL, partner_is_trust=trust, commissioners=commissioners, consents=consents
    )
    assert answer.outcome == outcome
    assert answer.ask, "the text in force is to be checked"
