"""The delivery pages: what falls due, what came, remedies step by step, money handed on."""

import json

import pytest

KNOWN = "?known=2026-11-30"


def test_what_stands_open_and_what_falls_due(page_text):
    text = page_text(f"/worked-example/delivery/{KNOWN}")
    assert "This case is made up, every name, figure and event." in text
    assert "Return overdue: 3" in text
    assert "Flow-down does not reconcile: 2" in text
    assert "14 December 2026 return Activity and cost by service line to 30 November 2026" in text
    assert "Refused, 2 operational days late: cost is given for the whole and not by line" in text


def test_wirral_says_that_silence_is_not_evidence(page_text):
    text = page_text("/wirral/delivery/?known=2023-02-28")
    assert "1 June 2017 to 31 August 2017 or up to 29 September 2017" in text
    assert "30 September 2017 to 29 October 2017 (unverified)" in text
    assert "That no report is recorded does not show that none was made." in text


def test_dudley_never_began_and_owes_nothing(page_text):
    text = page_text("/dudley/delivery/?known=2021-04-01")
    assert "No return has fallen due: no report says that services began." in text


def test_a_remedy_step_by_step_and_what_is_withheld(page_text):
    text = page_text(f"/worked-example/delivery/remedies/{KNOWN}")
    assert "Missed: meeting, due 13 November 2026" in text
    assert "July 2026 visits of community nurses missed £139,583.33 £279,166.66" in text
    assert "above the most that std_2026_27.withholding allows of the month, £279,166.66." in text
    assert "Standard contract remedies before 2026/27 (std_pre_2026, unverified)" in text
    assert "Requests to the ledger, in pounds" in text
    assert "\N{MINUS SIGN}£139,583.33 withholding" in text


def test_money_and_terms_handed_on(page_text):
    text = page_text(f"/worked-example/delivery/flow-down/{KNOWN}")
    assert "Community equipment £1,500,000.00 £1,475,000.00 none stated £25,000.00 Differs" in text
    assert "Enhanced services of general practice £500,000.00 £479,166.67 £20,833.32 £0.01" in text
    assert "harbour-snp Harbour Neighbourhood Partnership" in text
    assert "above 5% (assumed)" in text


def test_reviews_of_wirral(page_text):
    text = page_text("/wirral/delivery/reviews/?known=2023-02-28")
    assert "significant and sustained" in text
    assert "nothing recorded" in text


@pytest.mark.parametrize(
    ("form", "kind"),
    [("ics", "text/calendar"), ("atom", "application/atom+xml"), ("json", "application/json")],
)
def test_the_feed_is_the_same_bytes_twice(fetch, form, kind):
    path = f"/worked-example/delivery/reminders.{form}{KNOWN}"
    status, headers, first = fetch(path)
    assert status == 200
    assert headers["Content-Type"].startswith(kind)
    assert first == fetch(path)[2]
    if form == "json":
        assert json.loads(first)["reminders"][0]["day"] == "2026-12-02"


def test_a_form_of_the_feed_that_there_is_not(fetch):
    assert fetch("/worked-example/delivery/reminders.xls")[0] == 404
