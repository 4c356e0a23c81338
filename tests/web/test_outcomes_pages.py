"""The outcomes pages: what was promised, what happened, the verdict and why, and the grounds."""

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from html import unescape
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from capitula.case import open_case
from capitula.outcomes.registering import terms_digest
from capitula.web.judged import judged, own_charts


@pytest.fixture
def read(cases_address):
    """`read(path)`: the words of a page, without its tags."""

    def words(path):
        with urlopen(cases_address + path) as answer:  # noqa: S310 - our own server
            html = answer.read().decode()
        main = html[html.index("<main") : html.index("</main>")]
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))

    return words


@pytest.fixture
def fetch(cases_address):
    """`fetch(path)`: the bytes that are sent, and the name they are to be kept under."""

    def sent(path):
        with urlopen(cases_address + path) as answer:  # noqa: S310 - our own server
            name = re.search(r'filename="(.+)"', answer.headers["Content-Disposition"])
            return answer.read(), name.group(1)

    return sent


def status(address):
    try:
        with urlopen(address) as answer:  # noqa: S310 - our own server
            return answer.status
    except HTTPError as error:
        with error:
            return error.code


def test_one_screen_says_promise_verdict_reason_and_what_stands_beside(read):
    text = read("/wirral/outcomes/")
    first = text[: text.index("What was promised")]
    assert "1 stated aim; 1 without a measure." in first
    assert "9 measures; 9 registered after the data were seen." in first
    assert "On the primary measure, chosen by this product, delayed transfers of care" in first
    assert "Taken together: safe and good, and not shown to be better." in first
    assert "The figures held here neither bear that out nor speak against it" in first


def test_every_measure_has_a_chart_and_a_verdict(read):
    text = read("/wirral/outcomes/")
    for measure in open_case("wirral").outcomes.measures:
        charts, verdicts = text.split("A verdict for each measure")
        assert measure.name in charts
        assert measure.name in verdicts


def test_signalling_questions_are_answered_or_put_to_a_person(read):
    text = read("/wirral/outcomes/")
    table = text[text.index("Signalling questions after ROBINS-I") :]
    assert "Were the measure and its test fixed before the data could be seen? no" in table
    assert "Was the contract carried out as it was written? put to a person" in table


def test_nothing_is_judged_before_a_measure_was_set(read, cases_address):
    """In February 2023 the review was out, and nobody had set a measure."""
    text = read("/wirral/outcomes/?known=2023-02-28")
    assert "No measure had been set by this day" in text
    assert "The services stayed safe" in text
    assert "Delayed transfers" not in text
    path = f"{cases_address}/wirral/outcomes/delayed-transfers/"
    assert status(path) == 200
    assert status(f"{path}?known=2023-02-28") == 404
    assert status(f"{path}data.csv?known=2023-02-28") == 404


def test_nothing_of_the_review_is_shown_before_it_came_out(read):
    text = read("/wirral/outcomes/?known=2020-01-01")
    assert "The record holds no finding on safety or on quality." in text
    assert "No stated aim was known on this day." in text


def test_dudley_never_began_and_an_estimate_is_of_the_programme(read):
    text = read("/dudley/outcomes/")
    first = text[: text.index("What was promised")]
    assert "The contract never began: there is nothing to judge." in first
    assert "Non-elective admissions: recording change in September 2017" in first
    assert "the vanguard programme that began in Dudley in 2015, not the contract" in first
    text = read("/dudley/outcomes/delayed-transfers/")
    assert "Not of the contract: of the vanguard programme that began in Dudley in 2015" in text
    assert "of the vanguard programme that began in Dudley in 2015, not of the contract" in text


def test_the_break_of_september_2017_is_named_and_bars_any_headline(read, cases_address):
    path = "/dudley/outcomes/non-elective-admissions/"
    text = read(path)
    assert "September 2017 Recording change." in text
    assert "It bars a judgement." in text
    assert "What the comparison gives; not to be read as an effect" in text
    with urlopen(cases_address + path) as answer:  # noqa: S310 - our own server
        assert b'class="cap-stat"' not in answer.read()


def test_a_series_counted_in_one_way_is_offered_instead(read):
    for path in ("/dudley/outcomes/", "/dudley/outcomes/non-elective-admissions/"):
        assert "Emergency admissions from A&E, The Dudley Group NHS Foundation Trust" in read(path)
    assert "Offered instead" not in read("/dudley/outcomes/delayed-transfers/")


def test_a_measure_shows_what_its_judgement_rests_on(read):
    text = read("/wirral/outcomes/non-elective-admissions/")
    measure = open_case("wirral").outcomes.by_id("non-elective-admissions")
    assert terms_digest(measure) in text
    assert "the least it can be is 0.010" in text
    assert "the smallest that matters is 6 " in text
    assert "East Lancashire CCG weighs most" in text
    assert "with the areas that had a programme of their own" in text
    for method in ("level change", "ridge-augmented synthetic control"):
        assert method in text[text.index("Agreement of methods") :]


def test_the_code_and_the_data_repeat_the_difference(fetch, read, tmp_path):
    path = "/wirral/outcomes/delayed-transfers/"
    data, name = fetch(f"{path}data.csv")
    code, script = fetch(f"{path}repeat.py")
    (tmp_path / name).write_bytes(data)
    (tmp_path / script).write_bytes(code)
    done = subprocess.run(
        [sys.executable, tmp_path / script], capture_output=True, text=True, check=True
    )
    gap = json.loads(done.stdout)["mean_gap"]
    shown = f"{gap:+,.2f}".replace("-", "\N{MINUS SIGN}")
    assert f"Seen less foretold {shown}" in read(path)


def test_a_measure_that_is_only_shown_has_no_figures_to_repeat(cases_address):
    path = f"{cases_address}/wirral/outcomes/requests-with-service/"
    assert status(path) == 200
    assert status(f"{path}data.csv") == 404
    assert status(f"{path}repeat.py") == 404
    assert status(f"{cases_address}/wirral/outcomes/no-such-measure/") == 404


def test_the_word_report_is_sent_whole(fetch):
    sent, name = fetch("/manchester/outcomes/report.docx")
    assert re.fullmatch(r"manchester-outcomes-known-\d{4}-\d\d-\d\d\.docx", name)
    words = zipfile.ZipFile(io.BytesIO(sent)).read("word/document.xml").decode()
    assert "Did it work? Manchester" in words


def test_a_judgement_is_made_once_for_a_case_and_a_day():
    case, day = open_case("dudley"), date(2026, 11, 22)
    assert judged(case, day) is judged(case, day)
    assert judged(case, date(2026, 11, 20)).judgements == ()
    assert own_charts(case, day, "delayed-transfers") is own_charts(case, day, "delayed-transfers")
