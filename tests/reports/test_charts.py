"""Charts: readable without colour, script or sight, on a page that allows no inline style."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from fractions import Fraction

import pytest

from capitula.ground.writing import CannotWrite, write_whole
from capitula.reports.chart import NARROW, WIDE
from capitula.reports.layers import SMALL
from capitula.reports.lettering import text_width, wrap
from capitula.reports.line_chart import line_chart
from capitula.reports.line_plan import Line
from capitula.reports.mark_layers import Band, Rule, place_marks
from capitula.reports.palette import INK, LOOKS, QUIET_INK, WHITE, contrast
from capitula.reports.scales import TimeScale, ValueScale, spread
from capitula.reports.slip_chart import slip_chart
from capitula.reports.stated_plan import StatedPlan, slips

SVG = "{http://www.w3.org/2000/svg}"
MAY = 4


def points(values):
    months = [date(2016 + n // 12, n % 12 + 1, 1) for n in range(len(values))]
    pairs = zip(months, values, strict=True)
    return tuple((month, None if v is None else Fraction(v)) for month, v in pairs)


def two_lines(values=None):
    first = values or [50 + n for n in range(24)]
    return line_chart(
        "Placetown rose, England did not",
        "Beds a day, by month",
        [Line("Placetown", points(first)), Line("England", points([60] * 24))],
        source="Source: made up.",
        rules=[Rule(date(2017, 6, 1), "June 2017: contract starts")],
        band=Band(date(2016, 4, 1), date(2017, 3, 31), "Baseline 2016/17"),
        level=100,
    )


def plan(label, stated, earliest, latest, words, **more):
    return StatedPlan("service start", label, stated, earliest, latest, words, **more)


def a_history():
    return slip_chart(
        "The start moved twice and never came",
        [
            plan("Board, 2016", date(2016, 12, 5), date(2018, 4, 1), date(2018, 4, 30), "April 18"),
            plan("Press, 2018", date(2018, 1, 23), date(2018, 4, 1), date(2019, 3, 31), "2018/19"),
            plan("Press, 2019", date(2019, 1, 16), date(2020, 4, 1), None, "not before April 2020"),
            plan("Press, 2021", date(2021, 3, 31), None, None, "no date"),
            plan("Record", date(2024, 9, 4), None, None, "never", is_result=True),
        ],
        source="Source: made up.",
    )


CHARTS = {"lines": two_lines, "history": a_history}


@pytest.fixture(params=[(name, width) for name in CHARTS for width in (WIDE, NARROW)])
def drawn(request):
    name, width = request.param
    chart = CHARTS[name]()
    return chart, width, ET.fromstring(chart.svg(width))  # noqa: S314


def test_it_is_one_image_with_a_name_and_a_description(drawn):
    chart, _, root = drawn
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert named == ids[:2]
    assert len(ids) == len(set(ids))
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text) == (chart.title, chart.description)


def test_two_charts_on_a_page_share_no_id():
    drawings = [two_lines().svg(), two_lines().svg(NARROW), a_history().svg(), a_history().svg(360)]
    ids = [found for drawing in drawings for found in re.findall(r'\bid="([^"]+)"', drawing)]
    assert len(ids) == len(set(ids))


def test_a_strict_page_may_hold_it(drawn):
    """No style, no script, nothing fetched: `default-src 'none'; style-src 'self'` blocks none."""
    _, _, root = drawn
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "title", "desc", "g", "path", "rect"} | {
            "line",
            "text",
            "tspan",
        }
        for name, value in element.attrib.items():
            assert name not in {"style", "class", "href"}
            assert not name.startswith(("on", "{"))
            assert "url(" not in value
            assert "://" not in value


def test_words_keep_their_size_on_a_phone(drawn):
    """Laid out for its width: nothing is smaller than 13 pixels, and it fills the width asked."""
    _, width, root = drawn
    assert root.get("viewBox").split()[2] == str(width)
    assert root.get("width") == "100%"
    sizes = [float(e.get("font-size").removesuffix("px")) for e in root.iter(f"{SVG}text")]
    assert min(sizes) >= SMALL


def test_every_colour_that_means_something_stands_out_from_white():
    for colour in (INK, QUIET_INK, *(look.colour for look in LOOKS)):
        assert contrast(colour, WHITE) >= 3
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


def test_words_stand_out_from_white_more_than_lines_do(drawn):
    """Letters need 4.5 to 1, or 3 to 1 when bold; lines need 3 to 1."""
    _, _, root = drawn
    for text in root.iter(f"{SVG}text"):
        assert contrast(text.get("fill").upper()) >= (3 if text.get("font-weight") else 4.5)


def test_no_line_is_known_by_colour_alone():
    assert len({look.dashes for look in LOOKS}) == len(LOOKS)
    assert len({look.shape for look in LOOKS}) == len(LOOKS)
    drawing = two_lines().svg()
    assert "stroke-dasharray" in drawing
    for name in ("Placetown", "England"):
        assert f">{name}</text>" in drawing


def test_every_value_drawn_is_in_the_table():
    chart = two_lines()
    table = {row[0]: row[1:] for row in chart.table.rows}
    layers = [layer for layer in chart.specification()["layer"] if "name" in layer]
    assert {layer["name"] for layer in layers} == {"Placetown", "England"}
    for layer in layers:
        column = chart.table.headers.index(layer["name"]) - 1
        for value in layer["data"]["values"]:
            month = f"{date.fromisoformat(value['month']):%B %Y}"
            assert table[month][column] == f"{value['value']:,.1f}"


def test_every_planned_date_drawn_is_in_the_table():
    cells = {cell for row in a_history().table.rows for cell in row}
    assert {
        "30 April 2018",
        "31 March 2019",
        "1 April 2020",
        "not stated",
        "never",
        "no date",
    } <= cells


def test_a_missing_month_breaks_the_line_and_is_named():
    values = [50 + n for n in range(24)]
    values[MAY] = None
    chart = two_lines(values)
    line = next(x for x in chart.specification()["layer"] if x.get("name") == "Placetown")
    drawn = {(row["month"], row["part"]) for row in line["data"]["values"]}
    assert {part for month, part in drawn if month < "2016-05"} == {0}
    assert {part for month, part in drawn if month > "2016-05"} == {1}
    assert not [month for month, _ in drawn if month.startswith("2016-05")]
    assert chart.svg().count(' d="M') == two_lines().svg().count(' d="M') + 1
    assert ("May 2016", "no figure", "60.0") in chart.table.rows
    assert "No figure for Placetown: May 2016." in chart.description
    assert "No figure for Placetown: May 2016." in chart.svg()
    assert "·" in chart.text()


def test_a_chart_of_five_lines_is_refused():
    lines = [Line(str(n), points([n])) for n in range(5)]
    with pytest.raises(ValueError, match="5 lines; a chart holds one to 4"):
        line_chart("t", "s", lines, source="x")


def test_slip_is_measured_against_the_version_before():
    versions = [
        plan("a", date(2016, 1, 1), date(2018, 4, 1), date(2018, 4, 30), "April 2018"),
        plan("b", date(2017, 1, 1), date(2018, 9, 1), date(2018, 9, 30), "x", overtaken=True),
        plan("c", date(2018, 1, 1), None, None, "no date"),
        plan("d", date(2019, 1, 1), date(2019, 4, 1), date(2019, 4, 30), "April 2019"),
        plan("e", date(2020, 1, 1), date(2019, 3, 1), date(2019, 3, 31), "March 2019"),
    ]
    words = [slip.words for slip in slips(versions)]
    assert words == ["", "5 months later", "", "12 months later", "1 month earlier"]


def test_the_history_in_plain_text_has_a_track_for_each_version():
    text = a_history().text()
    assert text.startswith("The start moved twice and never came")
    assert "Press, 2018: 2018/19 (0 to 11 months later)" in text
    tracks = [line for line in text.splitlines() if re.fullmatch(r"\s+[-o=#X]+", line)]
    assert len(tracks) == 5


def test_the_same_chart_gives_the_same_bytes():
    assert two_lines().svg() == two_lines().svg()


def test_names_of_dates_stay_inside_and_beside_each_other():
    time = TimeScale(date(2011, 4, 1), date(2020, 1, 1), 250)
    marks = [Rule(date(2012, 1, 1), "January 2012: one"), Rule(date(2019, 6, 1), "June 2019: two")]
    placed = place_marks(marks, time, -38, 320)
    for mark, lines in placed.marks:
        for line in lines:
            at = time.at(mark.start)
            end = at + text_width(line, 14) if placed.align == "left" else at
            start = at if placed.align == "left" else at - text_width(line, 14)
            assert start >= -60
            assert end <= 340


def test_labels_keep_their_distance():
    placed = spread([100, 101, 102], 18, 0, 110)
    assert sorted(placed) == pytest.approx([74, 92, 110])
    assert ValueScale.up_to(157, 300).ticks == (0, 50, 100, 150)


def test_words_break_at_the_width():
    lines = wrap("one two three four five six", 80, 14)
    assert " ".join(lines) == "one two three four five six"
    assert all(text_width(line, 14) <= 80 for line in lines)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "chart.svg"
    target.write_text("old")
    write_whole(target, "new")
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(CannotWrite, match="nothing was written"):
        write_whole(tmp_path / "no folder" / "chart.svg", "new")


@pytest.mark.browser
@pytest.mark.parametrize("name", CHARTS)
def test_a_browser_blocks_nothing_of_it(browser, name):
    """A page whose policy allows no inline style, no script and no fetch shows the whole chart."""
    policy = "default-src 'none'; style-src 'self'"
    drawings = "".join(f"<div>{CHARTS[name]().svg(width)}</div>" for width in (WIDE, NARROW))
    html = f"<!doctype html><html lang='en'><title>Chart</title><body>{drawings}</body></html>"
    page = browser.new_page(viewport={"width": 390, "height": 844})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.route(
        "http://localhost/chart",
        lambda route: route.fulfill(
            body=html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy},
        ),
    )
    page.goto("http://localhost/chart")
    names = page.get_by_role("img", name=CHARTS[name]().title)
    assert names.count() == 2
    assert [box["width"] <= 390 for box in (names.nth(n).bounding_box() for n in (0, 1))]
    page.close()
    assert [line for line in said if "Content Security Policy" in line or "Refused" in line] == []
