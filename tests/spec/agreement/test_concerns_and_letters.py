"""Concerns: a letter is one item with parts, a clock runs for the reply, the raiser closes it.

A concern is closed only by a reply that answers or accepts it, and by the word of whoever raised
it, known no earlier than that reply, that it satisfies.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.agreement.concerns import ConcernState, concerns
from capitula.agreement.kinds import Reply
from capitula.agreement.letters import letters
from capitula.agreement.open_matters import findings
from capitula.ground.operational_days import OperationalCalendar
from harness.case_records import view
from harness.records import draft, record

LATE = date(2030, 1, 1)
CONSULTANTS = "Consultants of The Dudley Group NHS FT"
CALENDAR = OperationalCalendar(2016, 2033, frozenset({date(2020, 8, 31)}))


def dudley_letter(known):
    (found,) = cp.open("dudley").agreement.concerns(date.fromisoformat(known)).as_json()["letters"]
    return found


def test_the_consultants_letter_is_one_item_with_its_parts():
    """7 July 2020: more than 80 consultants, four addressees, nine concerns, one request."""
    found = dudley_letter("2020-08-01")
    assert (found["from"], found["written"]) == (CONSULTANTS, "2020-07-07")
    assert [s["text"] for s in found["signatories"]] == ["more than 80 senior doctors"]
    assert found["addressed_to"] == [
        "NHS Dudley CCG",
        "The Dudley Group NHS FT",
        "Dudley Integrated Health and Care NHS Trust",
        "NHS England",
    ]
    assert len(found["concerns"]) == 9
    assert [a["text"] for a in found["asks"]] == [
        "a pause of 12 months and a review of the model's risks and benefits"
    ]
    assert found["reconciles"]


def test_what_the_report_leaves_out_of_it_is_asked():
    questions = cp.open("dudley").agreement.concerns(date(2020, 8, 1)).questions
    assert "consultants' letter: what evidence did it bring forward?" in questions
    assert "consultants' letter: how many signed of each body?" in questions


def test_a_later_count_joins_the_first():
    """The report of March 2021 counts 80 without "more than"; both stand, with their reports."""
    texts = [s["text"] for s in dudley_letter("2021-04-01")["signatories"]]
    assert texts == ["more than 80 senior doctors", "at least 80 senior doctors"]


def test_the_clock_runs_from_the_day_of_the_letter():
    """Twenty operational days after 7 July 2020 is 4 August. The period is assumed, and says so."""
    clock = dudley_letter("2020-08-01")["clock"]
    assert (clock["starts"], clock["due"]) == ("2020-07-07", "2020-08-04")
    assert (clock["late_operational_days"], clock["mark"]) == (0, "assumed")
    assert dudley_letter("2020-08-06")["clock"]["late_operational_days"] == 2
    assert dudley_letter("2021-04-01")["clock"]["answered"] is None, "undertakings answer nothing"


def test_another_period_is_the_readers_own():
    (letter,) = cp.open("dudley").agreement.concerns(date(2020, 8, 1), 10).as_json()["letters"]
    assert (letter["clock"]["due"], letter["clock"]["mark"]) == ("2020-07-21", "local")


def test_undertakings_left_every_concern_of_the_letter_open():
    found = [c for c in concerns(view("dudley", "2021-04-01")) if c.letter]
    assert {c.state for c in found} == {ConcernState.UNDERTAKING}
    rules = [f.rule for f in findings(view("dudley", "2021-04-01"))]
    assert rules.count("unanswered concern") == 14


def test_manchesters_timetable_in_december_2017():
    """One member of a committee called the deadlines unrealistic; no reply is on record."""
    (found,) = concerns(view("manchester", "2018-06-01"))
    assert (found.body.raised_by, found.state) == (
        "A member of the commissioning committee",
        ConcernState.OPEN,
    )


def concern(entry="C1", about="safety", known="2020-01-31", by="The ward", **given):
    body = {"text": f"worry {entry}", "raised_by": by, **given}
    return draft(entry, "concern_raised", about, body, known=known)


def reply(entry, kind, known, about="safety"):
    body = {"reply": str(kind), "text": "words", "by": "The CCG"}
    return draft(entry, "reply_given", about, body, known=known)


def word(entry, satisfied, known, by="The ward", about="safety"):
    return draft(
        entry, "satisfaction_stated", about, {"satisfied": satisfied, "said_by": by}, known=known
    )


def state(*drafts, day=LATE):
    (found,) = concerns(record(*drafts).as_known(day))
    return found.state


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        ([], ConcernState.OPEN),
        ([reply("R", "undertaking", "2020-02-28")], ConcernState.UNDERTAKING),
        ([reply("R", "declined", "2020-02-28")], ConcernState.DECLINED),
        ([reply("R", "answered", "2020-02-28")], ConcernState.ANSWERED),
        (
            [reply("R", "answered", "2020-02-28"), word("S", "yes", "2020-03-31")],
            ConcernState.CLOSED,
        ),
        (
            [reply("R", "answered", "2020-02-28"), word("S", "no", "2020-03-31")],
            ConcernState.NOT_SATISFIED,
        ),
        (
            [
                reply("R", "answered", "2020-02-28"),
                word("S", "yes", "2020-03-31"),
                word("T", "no", "2020-04-30"),
            ],
            ConcernState.NOT_SATISFIED,
        ),
    ],
)
def test_from_open_to_closed(drafts, expected):
    """The last word of whoever raised it counts; it can be taken back."""
    assert state(concern(), *drafts) is expected


REPLIES = st.lists(st.tuples(st.sampled_from(list(Reply)), st.integers(1, 28)), max_size=4)
WORDS = st.lists(
    st.tuples(
        st.sampled_from(["yes", "in_part", "no"]),
        st.sampled_from(["The ward", "The CCG"]),
        st.integers(1, 28),
    ),
    max_size=4,
)


@given(REPLIES, WORDS)
def test_only_an_answer_and_the_raisers_word_close_a_concern(replies, words):
    """Law: closed means that an answer is known, and that the raiser said yes no earlier."""
    given_ = [reply(f"R{n}", k, f"2020-02-{d:02}") for n, (k, d) in enumerate(replies)]
    given_ += [word(f"S{n}", s, f"2020-02-{d:02}", by) for n, (s, by, d) in enumerate(words)]
    answers = [d for k, d in replies if k in (Reply.ANSWERED, Reply.ACCEPTED)]
    first = min(answers, default=99)
    heard = [(d, n, s) for n, (s, by, d) in enumerate(words) if by == "The ward" and d >= first]
    closes = bool(answers) and bool(heard) and max(heard)[2] == "yes"
    assert (state(concern(), *given_) is ConcernState.CLOSED) == closes


@given(WORDS)
def test_no_word_closes_what_nobody_answered(words):
    """Law: satisfaction without a reply that answers closes nothing, whoever states it."""
    given_ = [word(f"S{n}", s, f"2020-02-{d:02}", by) for n, (s, by, d) in enumerate(words)]
    assert state(concern(), *given_) is ConcernState.OPEN


def test_an_answer_without_the_raisers_word_warns_and_does_not_block():
    known = record(concern(), reply("R", "answered", "2020-02-28")).as_known(LATE)
    (found,) = findings(known)
    assert (found.rule, found.severity) == ("concern not closed", "warns")


def letter(entry="L1", about="the letter", known="2020-07-07", **body):
    return draft(entry, "letter_received", about, {"from_whom": "The ward", **body}, known=known)


def read(*drafts, day=LATE, within=None):
    (found,) = letters(record(*drafts).as_known(day), CALENDAR, within)
    return found


def test_an_answer_to_the_letter_answers_its_parts():
    """Each part is closed by the raiser; here the whole letter was answered and accepted."""
    parts = [concern("C1", "cost"), concern("C2", "safety")]
    whole = letter(concerns=["C1", "C2"], received="2020-07-07")
    said = [
        reply("R", "answered", "2020-07-20", about="the letter"),
        word("S", "yes", "2020-07-25", about="the letter"),
    ]
    found = read(*parts, whole, *said)
    assert [c.state for c in found.concerns] == [ConcernState.CLOSED] * 2
    assert (found.clock.answered, found.clock.late_days) == (date(2020, 7, 20), 0)


def test_a_day_that_the_letter_asks_for_goes_before_the_rule():
    found = read(concern(), letter(concerns=["C1"], reply_asked_by="2020-07-14"))
    assert (found.clock.due, found.clock.days) == (date(2020, 7, 14), None)


def test_a_letter_of_which_only_the_month_is_known_has_no_due_day():
    found = read(concern(), letter(concerns=["C1"], written="2020-07"))
    assert found.clock.due is None
    assert "known to the day" in found.clock.words


def test_escalation_stands_with_the_matter():
    higher = {"to": "NHS England", "by": "The ward", "reason": "no answer in twenty days"}
    found = read(
        concern(),
        letter(concerns=["C1"]),
        draft("X", "concern_escalated", "the letter", higher, known="2020-09-30"),
    )
    assert [c.value.text for c in found.escalations] == [
        "The ward took it to NHS England: no answer in twenty days"
    ]


COUNTS = st.lists(st.none() | st.integers(0, 60), min_size=1, max_size=5)


@given(
    COUNTS,
    st.integers(1, 300),
    st.sampled_from(["exact", "more than", "at least", "about"]),
    st.sets(st.sampled_from(["C1", "C2", "C9"]), min_size=1),
)
def test_a_letters_parts_always_reconcile_or_say_where_they_do_not(counts, total, bound, named):
    """Law: every part named stands in the record, and counts by body fit the count of all."""
    rows = [f"Body {n}: {'?' if c is None else c}" for n, c in enumerate(counts)]
    found = read(
        concern("C1", "cost"),
        concern("C2", "safety"),
        letter(concerns=sorted(named), how_many=total, bound=bound, by_organisation=rows),
    )
    known = sum(c for c in counts if c is not None)
    complete = None not in counts
    fits = {
        "exact": known == total if complete else known <= total,
        "more than": known > total or not complete,
        "at least": known >= total or not complete,
        "about": known == total or not complete,
    }[bound]
    assert (not found.unreconciled) == (fits and "C9" not in named), found.unreconciled
    assert {c.claim.entry for c in found.concerns} == named - {"C9"}
    assert [n for _, n in found.by_organisation] == counts


def test_a_part_that_is_not_there_is_found():
    known = record(concern(), letter(concerns=["C1", "C7"])).as_known(LATE)
    (found,) = (f for f in findings(known) if f.rule == "letter does not reconcile")
    assert found.text == "the letter: C7: not in the record by that day."


@pytest.mark.parametrize("row", ["Dudley CCG", ": 12", "Dudley CCG: twelve", "Dudley CCG: -3"])
def test_a_count_by_body_is_a_name_and_a_number(row):
    with pytest.raises(ValueError, match="Dudley CCG: 12"):
        letter(concerns=["C1"], by_organisation=[row])
