"""The pages of the room of agreement, as they are read on a day."""

import io
import zipfile

import pytest

DAY = "?known=2021-04-01"


def test_the_room_stands_in_the_row_of_rooms(fetch):
    _, _, body = fetch(f"/dudley/{DAY}")
    assert f'href="/dudley/agreement/{DAY}"' in body.decode()


def test_the_acute_trusts_own_word_and_the_words_for_it(page_text):
    text = page_text(f"/dudley/agreement/{DAY}")
    assert "concerned: holds the concerns of its consultants" in text
    assert "support: further work with NHS Improvement (by CCG statement for four bodies)" in text
    assert "made for it by another: CCG statement for four bodies" in text


def test_the_counts_at_the_top_can_be_opened(page_text):
    text = page_text(f"/dudley/agreement/{DAY}")
    assert "Parties not signed 1" in text
    assert "Concerns without an answer 14" in text
    assert "An undertaking counts until it is recorded as done" in text


def test_sign_up_stands_by_what_it_counts(page_text):
    text = page_text(f"/dudley/agreement/{DAY}")
    for words in ("Sign-up by practices", "84.4%", "93%, as stated", "Sign-up by patients"):
        assert words in text


def test_the_letter_is_one_item_with_parts(page_text):
    text = page_text(f"/dudley/agreement/concerns/{DAY}")
    for words in (
        "Letter: consultants' letter",
        "more than 80 senior doctors (R1)",
        "no answer, due 4 August 2020",
        "due day: assumed",
        "declined by NHS Dudley CCG",
        "no reason is recorded",
    ):
        assert words in text


def test_the_review_shows_each_line_and_what_nobody_said(page_text):
    text = page_text("/dudley/agreement/review/?known=2020-08-01")
    assert "Community health" in text
    assert "Nobody is on record on: benefit, risk, money." in text
    assert "Said by" in text


def test_the_review_as_a_word_document(fetch):
    status, headers, body = fetch("/dudley/agreement/review.docx?known=2020-08-01")
    assert status == 200
    assert "risks-and-benefits-known-2020-08-01.docx" in headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        assert "As known on 1 August 2020" in file.read("word/document.xml").decode()


def test_wirrals_finding_and_what_came_of_it(page_text):
    text = page_text("/wirral/agreement/follow-up/?known=2023-03-01")
    assert "action agreed by Wirral Council: the services are to come back" in text


def test_what_is_not_on_record_is_asked(page_text):
    text = page_text(f"/dudley/agreement/public/{DAY}")
    assert "Was there a consultation of the public, when, and what came of it?" in text
    assert "unverified" in text


PAGES = ["", "concerns/", "review/", "follow-up/", "public/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("case", ["dudley", "wirral", "manchester"])
def test_nothing_known_later_stands_on_a_page_of_2018(page_text, case, path):
    text = page_text(f"/{case}/agreement/{path}?known=2018-02-01")
    for year in ("2020", "2021", "2022", "2023", "2024"):
        assert f" {year}" not in text, "plans for 2019 were known in 2018; nothing of 2020 was"
