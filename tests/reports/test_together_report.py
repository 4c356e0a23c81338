"""Measures judged together: charts with their tables, a part of the Word report, a folder."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from html import unescape
from re import sub

import numpy as np
import pytest

from capitula.case import open_case
from capitula.ground.letters import MINUS
from capitula.outcomes.inference.power import POWER
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.judging.together_words import printed, three_sentences
from capitula.reports.judgement.folder import write_judgement
from capitula.reports.judgement.together_charts import together_charts
from capitula.reports.judgement.word import word_report

DAY = date(2026, 11, 30)


@cache
def found(until="as it ships"):
    case = open_case("dudley")
    (terms,) = case.outcomes.together
    if until != "as it ships":
        terms = terms.model_copy(update={"until": until})
    outcomes = case.outcomes.model_copy(update={"together": (terms,)})
    return judge("dudley", outcomes, case.figures, case.as_known(DAY), measure=terms.id)


@cache
def charts(until="as it ships"):
    return together_charts(found(until).together[0])


@pytest.mark.parametrize("name", ["sums", "windows", "power"])
@pytest.mark.parametrize("width", [720, 360])
def test_each_is_an_image_with_a_name_and_a_table(name, width):
    chart = charts()[name]
    drawn = chart.svg(width)
    assert 'role="img"' in drawn
    assert "<title" in drawn
    assert chart.table.rows
    assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)


def test_every_area_has_its_place_and_that_of_the_place_is_its_p():
    test = found().together[0].test
    rows = charts()["sums"].table.rows
    assert len(rows) == test.areas
    (own,) = [row for row in rows if row[0] == "Dudley CCG"]
    assert int(own[1]) == round(test.p_better * test.areas)
    assert own[2] == f"{test.sum:+.2f}".replace("-", MINUS)
    ahead = int((test.sums >= test.sum).sum())
    assert f"{ahead} of {len(test.sums)} other areas" in charts()["sums"].title


def test_beyond_the_bar_lie_those_that_would_be_called():
    """The bar is what a sum must exceed: five areas of 117 do, less than one in twenty."""
    one = found().together[0]
    words = charts()["sums"].plain
    bar = float(words.split(", ")[-1].removesuffix(" for the better."))
    allowed = int(one.test.alpha * one.test.areas)
    assert (one.test.sums > bar + 0.005).sum() < allowed


def test_the_windows_are_those_of_the_verdict():
    evidence = found().together[0].evidence
    rows = charts()["windows"].table.rows
    assert [row[0] for row in rows] == [each.name for each in evidence.windows]
    assert [row[3] for row in rows] == ["below", "below"]


def test_the_curve_reaches_four_in_five_where_the_page_says_so():
    test = found().together[0].test
    assert np.quantile(test.needed, POWER, method="higher") == pytest.approx(test.detectable)
    chart = charts()["power"]
    curve = [
        float(share.rstrip("%")) for change, share in chart.table.rows if "alone" not in change
    ]
    assert curve == sorted(curve)
    for share in test.alone.values():
        assert f"{share:.1%}" in chart.description


@pytest.mark.parametrize("name", ["sums", "windows"])
def test_what_cannot_be_judged_says_so_in_its_title(name):
    assert "not to be read as an effect" in charts(None)[name].title
    assert "not to be read as an effect" not in charts()[name].title


def test_the_word_report_has_a_part_for_each_question():
    one = found().together[0]
    report = zipfile.ZipFile(io.BytesIO(word_report(found())))
    words = unescape(sub(r"<[^>]+>", "\n", report.read("word/document.xml").decode()))
    assert "Judged together: Use of the hospital, Dudley CCG: never began" in words
    for sentence in three_sentences(one):
        assert sentence in words
    for name, value in printed(one):
        assert name in words
        assert value in words
    pictures = [name for name in report.namelist() if name.startswith("word/media/")]
    assert len(pictures) == len(charts())


def test_a_folder_holds_charts_figures_and_code_that_repeats_the_test(tmp_path):
    written = write_judgement(found(), tmp_path)
    own = tmp_path / "hospital-use"
    assert {path.name for path in written if path.parent == own} == {
        "sums.svg",
        "windows.svg",
        "power.svg",
        "data.csv",
        "repeat.py",
    }
    run = subprocess.run(
        [sys.executable, str(own / "repeat.py")], capture_output=True, check=True, text=True
    )
    assert json.loads(run.stdout)["p_worse"] == found().together[0].test.p_worse
