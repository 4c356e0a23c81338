"""The risk-and-benefit review by service line, and what became of undertakings and findings.

The consultants of Dudley asked for such a review in July 2020 and were refused it. This is what it
would have held: what was on record, by whom, and what nobody had said.
"""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.agreement.follow_ups import Found, Stands, matter_findings, matters
from capitula.agreement.matters import coded
from capitula.ground.date_words import date_text
from capitula.reports.contract_print.docx import to_docx
from capitula.reports.contract_print.text import to_text
from capitula.reports.review_document import review_document
from harness.records import draft, record

LATE = date(2030, 1, 1)
DAY = date(2020, 8, 1)


def review(known=DAY, case="dudley"):
    return cp.open(case).agreement.review(known)


def line(name, known=DAY):
    (found,) = (each for each in review(known).lines if each.line == name)
    return found


def said(sayings):
    return [(saying.text, saying.entry) for saying in sayings]


def test_the_lines_are_those_of_contract_and_reports():
    assert [each.line for each in review().lines] == [
        "primary care",
        "community health",
        "public health",
        "social care",
        "local healthcare",
        "arrangement with general practitioners",
        "commissioning of primary care",
    ]


def test_community_health_in_august_2020():
    """In scope; run by the acute trust, which has concerns; no benefit, no risk, no cost stated."""
    found = line("community health")
    assert said(found.placed) == [("in", ""), ("in", "R1-08b")]
    assert said(found.run_by) == [("The Dudley Group NHS FT, before the contract", "")]
    assert said(found.objections) == [
        ("The Dudley Group NHS FT: concerned (holds the concerns of its consultants)", "R1-15")
    ]
    assert (found.benefits, found.risks, found.money) == ((), (), ())
    assert [question.partition(": ")[2] for question in found.questions] == [
        "which benefit is expected, for whom, by when? Nobody is on record.",
        "which risks are there to patients, staff and provider? Nobody is on record.",
        "what does it cost a year, and at the prices of which year?",
    ]


def test_the_whole_in_august_2020():
    whole = review().whole
    assert said(whole.benefits) == [
        (
            "doubted: the concerns are significant and centre on what people in Dudley gain "
            "clinically",
            "R1-27a",
        ),
        ("The aim is better health for the people of Dudley.", "R1-39a"),
    ]
    assert [entry for _, entry in said(whole.risks)] == ["R1-01a", "R1-03a", "R1-20b"]
    assert ("Consultants of The Dudley Group NHS FT (more than 80): 9 concerns, 9 open") in [
        text for text, _ in said(whole.objections)
    ]


def test_amounts_stand_side_by_side_with_their_bases():
    """Never added: a year, a whole term, and bases that nobody stated."""
    texts = [saying.text for saying in review().whole.money]
    for text in ("£244.3m, a year", "about £5bn, for the whole term", "£360m, basis not stated"):
        assert text in texts
    assert "cost of the programme so far: stated, amount missing, basis not stated" in texts


def test_published_figures_stand_with_their_lines_once_they_were_public():
    """What community care would be worth by formula came out in December 2021."""
    assert line("community health").money == ()
    (figure,) = line("community health", date(2023, 3, 1)).money
    assert figure.text.startswith("2018/19: £23,118,312.17, target by formula")


def test_what_moved_is_shown_with_who_runs_it():
    found = line("psychological therapies", date(2023, 3, 1))
    assert said(found.run_by) == [
        ("moved, to Dudley Integrated Health and Care NHS Trust", "R2-17b")
    ]
    assert found.questions[0].endswith("No scope on record names it.")


def test_reports_that_place_a_line_differently_are_a_question():
    questions = line("social care", date(2023, 3, 1)).questions
    assert questions[0] == ("social care: is it in, partly in or out? Reports differ: in, part.")


@pytest.mark.parametrize("known", ["2018-02-01", "2019-02-01", "2020-07-06", "2021-04-01"])
def test_the_review_holds_nothing_that_was_known_later(known):
    """Law: every entry in it was known by the day."""
    case, day = cp.open("dudley"), date.fromisoformat(known)
    last = {e.envelope.entry: e.envelope.known.last for e in case.record.entries}
    found = case.agreement.review(day)
    entries = {
        saying.entry
        for each in (found.whole, *found.lines)
        for _, sayings in each.chapters
        for saying in sayings
        if saying.entry
    }
    assert entries
    assert max(last[entry] for entry in entries) <= day


def document(known=DAY):
    case = cp.open("dudley")
    title = case.contract_at(case.as_known(known)).title
    return review_document(review(known), title, known, case.sources)


def test_as_text_every_statement_has_its_entry_and_source():
    text = to_text(document())
    assert f"As known on {date_text(DAY)}." in text
    assert "3.1.2 In. Said by HSJ reporter. [R1-08b; source R1]" in text
    assert "Nobody is on record on: benefit, risk, money." in text


def test_as_a_word_document():
    """A file that Word opens, with the same words each time."""

    def words():
        with zipfile.ZipFile(io.BytesIO(to_docx(document()))) as file:
            return file.read("word/document.xml").decode()

    found = words()
    assert "Risks and benefits by service line" in found
    assert "Community health" in found
    assert found == words()


def undertaking(entry="U1", known="2020-07-07"):
    body = {"reply": "undertaking", "text": "We shall meet", "by": "The trust"}
    return draft(entry, "reply_given", "the letter", body, known=known)


def recommendation(entry="C1"):
    body = {"text": "Write the model jointly", "by": "The review"}
    return draft(entry, "recommendation_made", "the model", body, known="2020-07-07")


def follow_up(entry, outcome, answers, known="2020-09-30", **body):
    given_ = {"outcome": outcome, "answers": answers, "text": "words", "by": "The CCG", **body}
    return draft(entry, "follow_up_recorded", "the letter", given_, known=known)


def read(*drafts, day=LATE):
    known = record(*drafts).as_known(day)
    return matters(known, (), coded(known))


def open_rules(*drafts, day=LATE):
    return [f.rule for f in matter_findings(read(*drafts, day=day))]


def test_dudleys_undertakings_are_all_open():
    """The meeting of 13 July 2020 is the best known: whether it took place no report says."""
    data = cp.open("dudley").agreement.follow_up(date(2021, 4, 1)).as_json()
    told = {m["entry"]: m["stands"] for m in data["matters"] if m["sort"] == "undertaking"}
    assert told == dict.fromkeys(("R1-28", "R1-30", "R1-40b", "R0-25"), "open")


def test_the_finding_on_relationships_is_followed_like_any_other():
    """Richards review: one matter, told by two reports, no action on record."""
    data = cp.open("dudley").agreement.follow_up(date(2023, 3, 1)).as_json()
    (found,) = (m for m in data["matters"] if m["about"] == "relationships in Dudley")
    assert (found["codes"], found["stands"]) == (["relationships"], "open")
    assert found["since"] == "by 2021-04-30", "the report of 2021 told of it first"
    assert {found["entry"], *found["told_again"]} == {"DUD-23", "R2-12a"}
    rules = {f.about: f.rule for f in cp.open("dudley").agreement.findings(date(2023, 3, 1))}
    assert rules["relationships in Dudley"] == "finding without action"
    assert "integration in England" not in rules, "it is of the country, not of this contract"


def test_early_signs_in_order_of_becoming_known():
    """Patience in the minutes of 2018, hostility in the letter, and only then the review."""
    found = cp.open("dudley").agreement.follow_up(date(2021, 5, 1)).sheets[-1]
    assert [(row.cells[0], row.entry) for row in found.rows] == [
        ("2019-01-16", "R3-16"),
        ("2019-01-16", "R3-17"),
        ("2020-07-07", "R1-22a"),
        ("2020-07-07", "R1-23.concern"),
        ("2021-04-30", "DUD-23"),
    ]


def test_wirrals_finding_ended_in_an_action():
    """Not shown in January 2023; to come back in February; back on 1 July, known in 2024."""
    case = cp.open("wirral")

    def stands(known):
        data = case.agreement.follow_up(date.fromisoformat(known)).as_json()
        return {m["about"]: (m["stands"], m["needs_answer"]) for m in data["matters"]}

    outcomes = "outcomes of the service"
    assert stands("2023-01-31")[outcomes] == ("open", True)
    assert stands("2023-03-01")[outcomes] == ("action agreed", True)
    assert stands("2024-12-31")[outcomes] == ("done", True)
    assert stands("2023-03-01")["safety of the service"] == ("open", False)


def test_the_reviews_own_words_go_before_a_writers_summary():
    """Not shown is not the same as no effect: the summary that care did not get better is apart."""
    data = cp.open("wirral").agreement.follow_up(date(2023, 3, 1)).as_json()
    (found,) = (m for m in data["matters"] if m["about"] == "outcomes of the service")
    assert found["text"].startswith("The evidence did not show improvement")
    assert "Care did not get better" not in found["text"]


def test_an_agreed_action_answers_a_recommendation_until_it_is_overdue():
    agreed = follow_up("F1", "agreed", ["C1"], due="2020-12-31")
    assert open_rules(recommendation()) == ["finding without action"]
    assert open_rules(recommendation(), agreed, day=date(2020, 12, 31)) == []
    assert open_rules(recommendation(), agreed, day=date(2021, 1, 1)) == ["finding without action"]


def test_an_undertaking_is_open_until_it_is_done():
    """An action agreed for it is one more undertaking."""
    agreed, done = follow_up("F1", "agreed", ["U1"]), follow_up("F2", "done", ["U1"])
    assert open_rules(undertaking(), agreed) == ["open undertaking"]
    assert open_rules(undertaking(), agreed, done) == []
    assert open_rules(undertaking(), follow_up("F3", "not_kept", ["U1"])) == ["open undertaking"]


@pytest.mark.parametrize("reasons", ["", "  "])
def test_a_refusal_without_reasons_is_not_taken(reasons):
    with pytest.raises(ValueError, match="say why"):
        follow_up("F1", "refused", ["C1"], reasons=reasons)


def test_a_reasoned_refusal_ends_the_matter():
    refused = follow_up("F1", "refused", ["C1"], reasons="the contract ends first")
    (found,) = read(recommendation(), refused)
    assert (found.stands, open_rules(recommendation(), refused)) == (Stands.REFUSED, [])


OUTCOMES = st.lists(
    st.tuples(st.sampled_from(["agreed", "done", "not_kept", "refused"]), st.integers(1, 28)),
    max_size=5,
    unique_by=lambda each: each[1],
)


@given(OUTCOMES, st.integers(1, 28))
def test_a_matter_is_open_until_an_action_or_a_reasoned_refusal_is_known(outcomes, day):
    """Law: what is known last by the day decides; nothing that was known later does."""
    ups = [
        follow_up(f"F{n}", o, ["C1"], f"2021-02-{d:02}", reasons="because")
        for n, (o, d) in enumerate(outcomes)
    ]
    known = [(d, o) for o, d in outcomes if d <= day]
    last = max(known)[1] if known else ""
    rules = open_rules(recommendation(), *ups, day=date(2021, 2, day))
    assert (rules == []) == (last in ("agreed", "done", "refused"))


def test_what_is_safe_or_good_asks_for_no_action():
    body = {"text": "Safe", "sort": "safe", "reviewer": "The review"}
    known = record(draft("E1", "review_finding", "safety", body)).as_known(LATE)
    found = matters(known, [Found(known.claims[0], "The review", calls_for_action=False)], ())
    assert list(matter_findings(found)) == []
