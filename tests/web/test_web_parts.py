"""Words, dates, tables and drawings: what they show, and what they refuse."""

import doctest
from datetime import date

import pytest

from capitula.web import wording
from capitula.web.known_on import known_on
from capitula.web.parts import Column, Link, Table
from capitula.web.svg import UnsafeDrawing, drawing

TODAY = date(2026, 3, 1)


@pytest.fixture
def known():
    from django.test import RequestFactory

    def read(query=""):
        return known_on(RequestFactory().get(f"/dudley/money/{query}"), TODAY)

    return read


@pytest.fixture
def shown():
    """Show one part: `shown("table", "table", t)`."""
    from django.template import engines

    def show(file, name, value):
        template = f'{{% from "parts/{file}.html" import {name} %}}{{{{ {name}(value) }}}}'
        return engines["jinja2"].from_string(template).render({"value": value})

    return show


def test_the_examples_in_wording_hold():
    result = doctest.testmod(wording)
    assert result.attempted > 0
    assert result.failed == 0


def test_amounts_show_missing_as_missing_and_one_minus():
    assert wording.pounds(None) == wording.pounds_short(None) == "not stated"
    assert wording.pounds(-40) == "£0"
    assert wording.pounds_short(-36_000_000_000) == "\N{MINUS SIGN}£360m"
    assert wording.pounds_and_pence(-5101) == "\N{MINUS SIGN}£51.01"
    assert wording.date_text(None) == wording.date_text("unknown") == "not known"


def test_without_a_question_the_day_is_today(known):
    now = known()
    assert now.is_today
    assert now.carry("/dudley/") == "/dudley/"


@pytest.mark.parametrize(
    "query",
    [
        "?known=2018-02-01",
        "?day=1&month=2&year=2018",
        "?day=01&month=Feb&year=2018",
        "?day=1&month=FEBRUARY&year=2018&known=2019-01-01",
    ],
)
def test_a_day_is_read_from_link_and_form(known, query):
    then = known(query)
    assert then.day == date(2018, 2, 1)
    assert then.error == ""
    assert then.text == "1 February 2018"
    assert then.carry("/dudley/?view=a#top") == "/dudley/?view=a&known=2018-02-01#top"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?known=2018", "must look like 2018-02-01"),
        ("?known=soon", "must look like"),
        ("?year=2018", "must include a day and a month"),
        ("?day=1&year=2018", "must include a month"),
        ("?day=31&month=2&year=2018", "real date"),
        ("?day=x&month=2&year=2018", "real date"),
        ("?day=1&month=2&year=99999999999", "real date"),
        ("?known=2026-03-02", "today or in the past"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_today_is_shown(known, query, said):
    then = known(query)
    assert said in then.error
    assert then.is_today


def test_other_parts_of_the_query_are_kept(known):
    then = known("?view=a&view=b&known=2018-02-01")
    assert then.on(None) == "/dudley/money/?view=a&view=b"
    assert then.on(date(2020, 7, 7)) == "/dudley/money/?view=a&view=b&known=2020-07-07"


def test_a_table_escapes_aligns_and_shows_what_is_missing(shown):
    table = Table(
        "Lines",
        [Column("Line"), Column("£", numeric=True), Column("Clause")],
        [["<b>", "0", Link("4.2", "#a")], ["B", None, ""]],
    )
    html = shown("table", "table", table)
    assert 'role="region" aria-label="Lines" tabindex="0"' in html
    assert '<th scope="row">&lt;b&gt;</th>' in html
    assert '<td class="cap-num">0</td>' in html
    assert '<a href="#a">4.2</a>' in html
    assert html.count("not stated") == 1


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="row 2 of 'Lines' has 1 cells; expected 2"):
        Table("Lines", [Column("Line"), Column("£")], [["A", "1"], ["B"]])


def draw(inside, root='viewBox="0 0 10 10"'):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'
    return drawing(svg, ident="c", title="It fell", description="A line & more")


def test_a_drawing_is_named_scaled_and_free_of_inline_style():
    html = draw('<path id="p" style="fill: red"/><use href="#p"/>', 'width="70" height="20px"')
    assert 'role="img"' in html
    assert 'aria-labelledby="c-title c-desc"' in html
    assert '<title id="c-title">It fell</title><desc id="c-desc">A line &amp; more</desc>' in html
    assert 'viewBox="0 0 70 20"' in html
    assert '<path id="c-p" fill="red" />' in html
    assert '<use href="#c-p" />' in html
    assert "style" not in html
    assert "width=" not in html


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        "<foreignObject/>",
        "<style/>",
        '<path onload="x()"/>',
        '<use href="https://example.org/a.svg#b"/>',
        '<path fill="url(https://example.org/a)"/>',
        '<path style="fill: url(//example.org)"/>',
        "<!-- words -->",
        "<path>",
    ],
)
def test_an_unsafe_drawing_is_refused(inside):
    with pytest.raises(UnsafeDrawing):
        draw(inside)
