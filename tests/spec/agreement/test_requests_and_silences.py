"""Requests and the log of those declined; questions and silences; claim and counter-claim."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.agreement.open_matters import findings
from capitula.agreement.requests import requests
from capitula.agreement.silences import questions_asked
from harness.case_records import view
from harness.records import draft, record

LATE = date(2030, 1, 1)
PAUSE = "12-month pause and review"


def dudley(known):
    (found,) = cp.open("dudley").agreement.requests(date.fromisoformat(known)).as_json()["requests"]
    return found


def test_the_pause_asked_for_in_july_2020():
    """Twelve months, for a review of risks and benefits; no decision was known in that month."""
    found = dudley("2020-08-01")
    assert (found["request"], found["months"], found["decision"]) == (PAUSE, 12, None)
    assert found["by"] == "Consultants of The Dudley Group NHS FT"


def test_the_log_of_the_refusal():
    """Known from March 2021: the CCG declined in August 2020, went on, and was then stopped."""
    found = dudley("2021-04-01")
    decision = found["decision"]
    assert (decision["outcome"], decision["by"]) == ("declined", "NHS Dudley CCG")
    assert (decision["when"], decision["reasons"]) == ("2020-08", None)
    assert [f["entry"] for f in found["followed"]] == ["R0-11b", "R0-01", "R0-22", "R0-07a"]


def test_nothing_later_is_told_of_what_followed():
    assert {f["known_by"] for f in dudley("2021-04-01")["followed"]} == {"2021-03-31"}
    later = {f["entry"] for f in dudley("2023-03-01")["followed"]}
    assert {"R2-14a", "R2-14b"} <= later


def test_why_it_was_declined_is_a_question():
    found = cp.open("dudley").agreement.requests(date(2021, 4, 1))
    assert f"{PAUSE}: why was it declined, and who signed that?" in found.questions


def asked(entry="Q1"):
    body = {
        "asked_for": "a pause",
        "by": "The ward",
        "months": 6,
        "purpose": "to test the model",
        "review": "after three months",
        "asked_of": "The CCG",
    }
    return draft(entry, "request_made", "pause", body, known="2020-01-31")


def decided(outcome, reasons="", entry="D1", known="2020-02-28"):
    body = {"outcome": outcome, "by": "The CCG", "reasons": reasons}
    return draft(entry, "request_decided", "pause", body, known=known)


def found_of(*drafts):
    return [
        (f.rule, f.severity)
        for f in findings(record(asked(), *drafts).as_known(LATE))
        if f.about == "pause"
    ]


def test_a_request_states_its_terms():
    (request,) = requests(record(asked()).as_known(LATE))
    body = request.body
    assert (body.months, body.purpose, body.review) == (
        6,
        "to test the model",
        "after three months",
    )


@pytest.mark.parametrize(
    ("outcome", "reasons", "expected"),
    [
        ("granted", "", []),
        ("declined", "", [("request not granted", "blocks")]),
        ("declined", "the start is near", [("request not granted", "notes")]),
        ("granted_in_part", "three months only", [("request not granted", "notes")]),
        ("deferred", "", [("request not granted", "blocks")]),
    ],
)
def test_a_decision_with_reasons_no_longer_blocks(outcome, reasons, expected):
    assert found_of(decided(outcome, reasons)) == expected


def test_an_undertaking_decides_nothing():
    body = {"reply": "undertaking", "text": "we shall see", "by": "The CCG"}
    said = draft("R1", "reply_given", "pause", body, known="2020-02-28")
    assert found_of(said) == [("request not granted", "blocks")]


@given(st.lists(st.sampled_from(["granted", "declined", "deferred"]), min_size=1, max_size=5))
def test_the_decision_made_last_stands(outcomes):
    """Law: of several decisions the last one decides, however many came before."""
    drafts = [
        decided(outcome, "why", f"D{n}", f"2020-02-{n + 1:02}")
        for n, outcome in enumerate(outcomes)
    ]
    (request,) = requests(record(asked(), *drafts).as_known(LATE))
    assert str(request.decided.outcome) == outcomes[-1]


def test_three_questions_of_march_2021_without_an_answer():
    found = questions_asked(view("dudley", "2021-04-01"))
    assert [(a.body.asked_of, a.is_answered, a.words) for a in found] == [
        ("NHS England", False, "NHS England left it open."),
        ("NHS England", False, "NHS England left it open."),
        ("NHS Dudley CCG", False, "The CCG gave no answer."),
    ]


def test_nobody_had_put_them_the_month_before():
    assert questions_asked(view("dudley", "2021-02-28")) == ()


def test_an_answer_ends_a_silence():
    question = draft("Q", "question_asked", "recruiting", {"text": "may it?", "asked_of": "NHSE"})
    silence = {"reply": "not_answered", "text": "nothing", "by": "NHSE"}
    answer = {"reply": "answered", "text": "it may", "by": "NHSE"}
    known = record(
        question,
        draft("R1", "reply_given", "recruiting", silence, known="2018-02-28"),
        draft("R2", "reply_given", "recruiting", answer, known="2018-03-31"),
    )
    (before,) = questions_asked(known.as_known(date(2018, 3, 30)))
    (after,) = questions_asked(known.as_known(date(2018, 3, 31)))
    assert (before.is_answered, before.words) == (False, "nothing")
    assert (after.is_answered, after.words) == (True, "it may")


def test_partner_or_subcontractor_and_who_wrote_the_model():
    """7 July 2020: each side's word stands, both disputed; nobody has shown either."""
    data = cp.open("dudley").agreement.standing(date(2020, 8, 1)).as_json()
    told = {(c["about"], c["claim"]): (c["denied_by"], c["status"]) for c in data["claims"]}
    assert told == {
        ("clinical model", "not drawn up jointly"): ("DIHC statement", "disputed"),
        ("clinical model", "led by clinicians"): ("Consultants' letter", "disputed"),
        ("standing of The Dudley Group NHS FT", "subcontractor"): ("DIHC statement", "disputed"),
        ("standing of The Dudley Group NHS FT", "partner"): ("Consultants' letter", "disputed"),
    }
    assert {n["body"]: n["called"] for n in data["named"]}["Dudley Council"] == (
        "partner in the process"
    )
