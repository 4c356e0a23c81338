"""Why it ended, what was learned, what stands open; and nothing later than the known day, ever."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import capitula as cp
from capitula.exit.findings import RULES
from capitula.exit.reasons import lessons, reasons
from harness.records import draft, record

CASES = {name: cp.open(name) for name in ("dudley", "wirral", "manchester")}
WIRRAL, DUDLEY = CASES["wirral"], CASES["dudley"]
FEBRUARY = date(2023, 2, 28)
TODAY = date(2025, 1, 1)


def told(day):
    return [
        (r.decision and r.decision.entry, [c.entry for c in r.evidence])
        for r in reasons(WIRRAL.as_known(day))
    ]


def test_each_reason_stands_with_its_evidence():
    assert told(FEBRUARY) == [
        ("WIR-07", ["WIR-07.finding"]),
        ("R2-02a", ["R2-26c", "R2-26d"]),
        ("R2-27b", []),
    ]


def test_a_reason_for_which_nothing_is_cited_is_a_question():
    (question,) = WIRRAL.exit.reasons(FEBRUARY).questions
    assert question == "What shows it: How departments of the council work together."


def test_a_decision_without_a_reason_is_shown_without_one():
    body = {"outcome": "stop", "authority": "the regulator"}
    view = record(draft("E1", "decision_made", "contract", body)).as_known(TODAY)
    (found,) = reasons(view)
    assert (found.reason, found.state, found.authority) == ("", "stopped", "the regulator")


@pytest.mark.parametrize("name", ["dudley", "wirral"])
def test_every_lesson_rests_on_entries_that_are_there(name):
    found = lessons(CASES[name].as_known(date(2026, 11, 30)))
    assert len(found) == 3
    assert all(lesson.rests_on and not lesson.unknown for lesson in found)


def test_a_lesson_without_an_entry_is_refused():
    body = {"text": "be careful", "rests_on": [], "drawn_by": "somebody"}
    with pytest.raises(ValueError, match="at least 1 item"):
        draft("E1", "lesson_learned", "the next contract", body)


def rules(name, day):
    return {f.rule for f in CASES[name].exit.findings(day)} & set(RULES)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("wirral", date(2017, 6, 30), {"no exit plan"}),
        ("wirral", date(2022, 12, 31), {"no exit plan", "offer unanswered"}),
        (
            "wirral",
            FEBRUARY,
            {"no exit plan", "offer unanswered", "last safe date passed", "two-tier terms"},
        ),
        ("wirral", date(2024, 12, 31), {"offer unanswered", "two-tier terms"}),
        (
            "dudley",
            date(2018, 2, 1),
            {"no exit plan", "open legal challenge", "law change pending"},
        ),
        (
            "dudley",
            date(2024, 9, 10),
            {
                "no exit plan",
                "last safe date passed",
                "service not reconciled",
                "law change pending",
            },
        ),
        ("manchester", date(2018, 6, 1), {"no exit plan"}),
    ],
)
def test_what_stood_open_on_each_day(name, day, expected):
    assert rules(name, day) == expected


def test_findings_of_the_room_join_those_of_the_case():
    found = {f.rule for f in WIRRAL.findings(WIRRAL.as_known(FEBRUARY)) if f.room == "exit"}
    assert {"no exit plan", "offer unanswered", "last safe date passed"} <= found


def test_every_finding_says_what_would_settle_it():
    for name, case in CASES.items():
        for finding in case.exit.findings(date(2024, 9, 10)):
            assert finding.remedy, (name, finding)
            assert finding.severity in ("blocks", "warns", "notes")


def test_an_exit_plan_settles_the_finding():
    plan = draft("E1", "exit_plan_made", "contract", {"by": "us", "covers": ["services"]})
    from capitula.exit.findings import findings

    with_plan = {f.rule for f in findings(record(plan).as_known(TODAY), WIRRAL.contract)}
    without = {f.rule for f in findings(record().as_known(TODAY), WIRRAL.contract)}
    assert "no exit plan" in without
    assert "no exit plan" not in with_plan


ANSWERS = [
    "notices",
    "offers",
    "dates",
    "services",
    "staff",
    "plan",
    "successors",
    "compare",
    "coming_back",
    "reasons",
    "lessons",
    "challenges",
    "law",
]


def named(case):
    """Every entry of a case by its identifier, with the day by which it was known."""
    return {e.envelope.entry: e.envelope.known.last for e in case.record.entries}


@settings(max_examples=25)
@given(
    st.sampled_from(sorted(CASES)),
    st.dates(date(2016, 1, 1), date(2025, 6, 30)),
    st.sampled_from(ANSWERS),
)
def test_nothing_later_than_the_known_day_is_shown(name, day, answer):
    """In an answer for machines and for people, and among the findings, no later entry is named."""
    case = CASES[name]
    found = getattr(case.exit, answer)(day)
    shown = json.dumps(found.document(), default=str) + found.explain()
    shown += json.dumps([f.evidence for f in case.exit.findings(day)])
    later = {entry for entry, known in named(case).items() if known > day}
    words = set(shown.replace('"', " ").replace("(", " ").replace(")", " ").split())
    words |= {word.strip(",;:.") for word in words}
    assert not later & words


@settings(max_examples=10)
@given(st.sampled_from(sorted(CASES)), st.dates(date(2016, 1, 1), date(2025, 6, 30)))
def test_an_answer_of_a_day_does_not_change_with_later_entries(name, day):
    """The record cut at the day answers as the whole record does as known on the day."""
    from capitula.record.view import Record

    case = CASES[name]
    cut = [e for e in case.record.entries if e.envelope.known.last <= day]
    view = Record(cut, case.record.kinds).as_known(day)
    from capitula.exit.answers import ends, transfers

    contract = case.contract_at(case.as_known(day))
    for answer in (ends.offers, ends.dates, transfers.services):
        whole = answer(name, case.as_known(day), contract)
        assert answer(name, view, contract).document() == whole.document()
