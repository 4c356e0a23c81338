"""Measures judged together on the site: beside the verdicts, and on a page of their own."""

import json
import re
import subprocess
import sys
from datetime import date
from html import unescape

import pytest

from capitula.case import open_case
from capitula.ground.letters import MINUS
from capitula.ground.today import today
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.judging.together_words import printed, three_sentences
from capitula.web.judged import joint_charts, judged
from capitula.web.presenters import together as present

PAGE = "/dudley/outcomes/together/hospital-use/"


@pytest.fixture(scope="module")
def found():
    """What the engine says of Dudley today."""
    return judged(open_case("dudley"), today())


@pytest.fixture
def links(client, monkeypatch):
    """`links(path)`: address by words, of every link of a page, as read at the end of 2026."""
    case = open_case("dudley")
    monkeypatch.setattr("capitula.web.case_page.held_case", lambda _: case)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 12, 31))

    def of(path):
        main = client.get(path).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        pairs = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', main, re.DOTALL)
        return {
            " ".join(unescape(re.sub(r"<[^>]*>", " ", words)).split()): unescape(address)
            for address, words in pairs
        }

    return of


def test_the_outcomes_page_says_what_was_asked_and_the_verdict(page_text, found):
    text = page_text("/dudley/outcomes/")
    first = text[: text.index("What was promised")]
    assert "1 question on several of them together, set after the data were seen." in first
    assert "Questions set on several measures, and whether beforehand" in text
    assert "Use of the hospital non-elective admissions and first outpatient attendances" in text
    together = text[text.index("Judged together") :]
    for sentence in three_sentences(found.together[0]):
        assert sentence in together


def test_where_nothing_was_asked_of_several_nothing_is_shown(page_text):
    text = page_text("/wirral/outcomes/")
    assert "Judged together" not in text
    assert "Questions set on several measures" not in text


def test_the_page_shows_what_the_engine_found(page_text, found):
    text, (one,) = page_text(PAGE), found.together
    for sentence in three_sentences(one):
        assert sentence in text
    for name, value in printed(one):
        assert value in text or f"{name} {value[0].upper()}{value[1:]}" in text
    assert f"p, for the worse {one.test.p_worse:.3f}" in text
    assert f"Found four times in five {one.test.detectable:.1%}" in text
    total = f"{one.test.sum:+.2f}".replace("-", MINUS)
    for measure in one.measures:
        change, part = one.test.changes[measure.id], one.test.parts[measure.id]
        signed = f"{change:+.1%} worse {part:+.2f}".replace("-", MINUS)
        assert f"{measure.name} {signed} never began of the estimate: cannot be judged" in text
    assert f"Sum {total}" in text
    assert one.frozen.terms_digest in text
    assert "Not of the contract: of the vanguard programme that began in Dudley in 2015" in text
    assert "April 2015 to December 2019" in text


def test_every_area_left_out_has_its_reason(page_text, found):
    text, (one,) = page_text(PAGE), found.together
    assert f"{len(one.prepared.left_out)} areas left out of the comparison" in text
    for left in one.prepared.left_out:
        assert f"{left.area} {left.why}" in text


def test_the_day_is_carried_through_every_link(links):
    day = "?known=2026-11-30"
    found = links(f"{PAGE}{day}")
    for words in (
        "Non-elective admissions",
        "First outpatient attendances",
        "Word report on all measures (.docx)",
        "Figures of every area that was fitted (.csv)",
        "Python code that repeats it (.py)",
    ):
        assert found[words].endswith(day)
    of_case = links(f"/dudley/outcomes/{day}")
    assert of_case["Use of the hospital"] == f"{PAGE}{day}"
    assert of_case["Measures, comparison and test : Use of the hospital, Dudley CCG"] == (
        f"{PAGE}{day}"
    )
    of_measure = links(f"/dudley/outcomes/first-outpatients/{day}")
    assert of_measure["Use of the hospital"] == f"{PAGE}{day}"
    assert "Use of the hospital" not in links(f"/dudley/outcomes/delayed-transfers/{day}")


def test_nothing_is_shown_before_the_question_was_set(page_text, fetch):
    """The measures were set on 22 November 2026, and the question eight days later."""
    day = "?known=2026-11-29"
    text = page_text(f"/dudley/outcomes/{day}")
    assert "Measures set, and whether beforehand" in text
    assert "Judged together" not in text
    assert "together" not in text[: text.index("What was promised")]
    for path in (PAGE, f"{PAGE}data.csv", f"{PAGE}repeat.py"):
        assert fetch(path)[0] == 200
        assert fetch(f"{path}{day}")[0] == 404


def test_an_unknown_question_is_not_found(fetch):
    for path in ("no-such-question/", "no-such-question/data.csv", "no-such-question/repeat.py"):
        assert fetch(f"/dudley/outcomes/together/{path}")[0] == 404
    assert fetch("/wirral/outcomes/together/hospital-use/")[0] == 404
    assert fetch("/dudley/outcomes/together/")[0] == 404


def test_the_code_and_the_figures_repeat_the_test(fetch, found, tmp_path):
    for file in ("data.csv", "repeat.py"):
        _, headers, body = fetch(f"{PAGE}{file}")
        name = re.search(r'filename="(.+)"', headers["Content-Disposition"]).group(1)
        (tmp_path / name).write_bytes(body)
    done = subprocess.run(
        [sys.executable, tmp_path / name], capture_output=True, text=True, check=True
    )
    again, test = json.loads(done.stdout), found.together[0].test
    assert again["p_better"] == test.p_better
    assert again["detectable_share"] == pytest.approx(test.detectable, rel=1e-9)


def test_charts_are_drawn_once_for_a_case_and_a_day():
    case, day = open_case("dudley"), today()
    drawn = joint_charts(case, day, "hospital-use")
    assert list(drawn) == ["sums", "windows", "power"]
    assert joint_charts(case, day, "hospital-use") is drawn
    assert joint_charts(case, day, "no-such-question") == {}


def test_where_nothing_can_be_judged_no_figure_stands_in_large_type():
    """Over the change in recording of September 2017, and before the last figures were public."""
    case = open_case("dudley")
    terms = case.outcomes.together[0].model_copy(update={"until": None})
    outcomes = case.outcomes.model_copy(update={"together": (terms,)})
    barred = judge("dudley", outcomes, case.figures, case.as_known(date(2026, 11, 30)))
    assert barred.together[0].obstacles
    assert present.headline(barred.together[0]) == []
    table = present.measures(barred.together[0], barred, str)
    assert "not to be read as an effect" in table.caption
    early = judge("dudley", case.outcomes, case.figures, case.as_known(date(2017, 1, 1)))
    assert present.headline(early.together[0]) == []
    assert present.measures(early.together[0], early, str) is None
    rules, of_estimate = present.rules(early.together[0])
    assert [each.key for each in rules] == ["Rule 0: never began"]
    assert [each.key for each in of_estimate] == ["Rule 1: cannot be judged"]
    assert "became public in May 2017" in of_estimate[0].note
