"""The negotiation of an end, as it was known on each day: Wirral, December 2022 to the end.

| known on | end in force | offers | answers |
|---|---|---|---|
| 31 December 2022 | none | five years, by the trust | it refused an offer not yet reported |
| 31 January 2023 | none; 2023-09 implied | one year, by the council, as well | that one: refused |
| 28 February 2023 | September 2023 | hand-back by 1 April; a middle course | none yet |
| 31 December 2024 | ended 1 July 2023 | the same | overtaken by the end itself |
"""

import json
from datetime import date

import pytest

import capitula as cp
from capitula.exit.known_ends import known_ends
from capitula.exit.negotiation import about_the_end, negotiation, unseen_answers
from harness.records import draft, record

WIRRAL = cp.open("wirral")
COUNCIL, TRUST = "Wirral Council", "Wirral Community Health and Care NHS FT"
TODAY = date(2022, 1, 1)


def at(text):
    view = WIRRAL.as_known(date.fromisoformat(text))
    return view, WIRRAL.contract_at(view)


def chain(text):
    view, _ = at(text)
    return [
        (o.entries[0], o.by, str(o.end) if o.end else o.months, o.answer.words)
        for o in about_the_end(negotiation(view))
    ]


def ends(text):
    return [(str(e.when), str(e.sort)) for e in known_ends(*at(text)) if e.what == "contract end"]


def test_december_2022():
    assert chain("2022-12-31") == [("WIR-06.offer", TRUST, 60, "no answer reported")]
    assert ends("2022-12-31") == []


def test_in_december_the_offer_that_was_refused_had_not_been_reported():
    """The trust's refusal was; what it refused is not shown before the report that tells of it."""
    view, _ = at("2022-12-31")
    (offer,) = negotiation(view)
    assert offer.counter_to == ()
    assert offer.answers_unseen
    (answer,) = unseen_answers(view)
    assert (answer.words, answer.by) == ("refused", TRUST)
    told = json.dumps(WIRRAL.exit.offers(date(2022, 12, 31)).document(), default=str)
    assert "WIR-04" not in told
    assert "2024-09" not in told


def test_january_2023():
    assert chain("2023-01-31") == [
        ("WIR-04", COUNCIL, "2024-09", "refused"),
        ("WIR-06.offer", TRUST, 60, "no answer reported"),
    ]
    assert ends("2023-01-31") == [("2024-09", "proposed"), ("2023-09", "implied by an offer")]


def test_february_2023():
    """The council's offer is told of twice and is one offer."""
    assert chain("2023-02-28") == [
        ("WIR-04", COUNCIL, "2024-09", "refused"),
        ("WIR-06.offer", TRUST, 60, "no answer reported"),
        ("R2-30c", TRUST, "by 2023-04-01", "no answer reported"),
        ("R2-31b", "", "2023-09", "no answer reported"),
    ]
    assert ends("2023-02-28") == [
        ("2023-09", "in force"),
        ("2024-09", "proposed"),
        ("by 2023-04-01", "proposed"),
        ("2023-09", "proposed"),
    ]
    view, _ = at("2023-02-28")
    assert negotiation(view)[0].entries == ("WIR-04", "R2-29")


def test_once_it_had_ended_no_offer_stands():
    assert ends("2024-12-31") == [("2023-07-01", "reached")]
    assert [words for *_, words in chain("2024-12-31")] == [
        "refused",
        "overtaken",
        "overtaken",
        "overtaken",
    ]
    answer = WIRRAL.exit.offers(date(2024, 12, 31))
    assert answer.text() == "It ended on 1 July 2023. None of the ends offered was it."


def test_one_year_cannot_be_judged_and_five_are_a_variation():
    """Within the option at most two years; whether there was one at all is not stated."""
    answer = WIRRAL.exit.offers(date(2023, 2, 28))
    assert [row[:3] for row in answer.document()["extensions"]] == [
        [
            "one year longer, as councillors propose",
            "30 September 2023 to 30 September 2024",
            "cannot be judged",
        ],
        [
            "five years longer, in place of one",
            "30 September 2023 to 30 September 2028",
            "a variation",
        ],
    ]


def offer(entry, known, **body):
    given = {name: body.pop(name) for name in ("supersedes",) if name in body}
    body = {"terms": "as offered", "by": "A", "to": "B"} | body
    return draft(entry, "offer_made", "contract end", body, known=known, **given)


def answered(entry, known, of, response):
    body = {"offer": of, "response": response, "by": "B"}
    return draft(entry, "offer_answered", "contract end", body, known=known)


@pytest.mark.parametrize("response", ["accepted", "refused", "lapsed"])
def test_an_answer_is_an_entry_of_its_own(response):
    drafts = [
        offer("E1", "2020-01-01", proposed_end="2022-03"),
        answered("E2", "2020-02-01", "E1", response),
    ]
    (before,) = negotiation(record(*drafts).as_known(date(2020, 1, 31)))
    (after,) = negotiation(record(*drafts).as_known(TODAY))
    assert (before.answer.words, after.answer.words) == ("no answer reported", response)


@pytest.mark.parametrize("response", ["open", "not_stated"])
def test_no_answer_is_no_entry(response):
    with pytest.raises(ValueError, match="leave the entry out until there is an answer"):
        answered("E1", "2020-01-01", "E0", response)


def test_a_counter_offer_is_an_answer():
    view = record(
        offer("E1", "2020-01-01", months=12),
        offer("E2", "2020-02-01", months=36, by="B", to="A", counter_to="E1"),
        offer("E3", "2020-03-01", months=24, counter_to="E2"),
    ).as_known(TODAY)
    assert [o.answer.words for o in negotiation(view)] == [
        "countered",
        "countered",
        "no answer reported",
    ]


def test_an_offer_lapses_when_its_last_day_is_over_and_not_on_it():
    made = offer("E1", "2020-01-01", months=12, expires="2020-03-31", conditions=["a review"])
    days = (date(2020, 3, 31), date(2020, 4, 1))
    found = [negotiation(record(made).as_known(day))[0] for day in days]
    assert [each.answer.words for each in found] == ["no answer reported", "lapsed"]
    assert found[0].conditions == ("a review",)


def test_two_offers_of_one_party_with_other_terms_are_two():
    view = record(
        offer("E1", "2020-01-01", months=12), offer("E2", "2020-02-01", months=24)
    ).as_known(TODAY)
    assert len(negotiation(view)) == 2
