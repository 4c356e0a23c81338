"""Waterfall, fan and tornado: every value in the table, every word inside the drawing."""

import re
import xml.etree.ElementTree as ET

import pytest

from capitula.case.scenarios import scenario_report
from capitula.ground.marks import EvidenceMark
from capitula.reports.chart import NARROW, WIDE
from capitula.reports.fan_chart import fan_chart
from capitula.reports.fan_layers import INNER, OUTER
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, GREEN, MAGENTA, WHITE, contrast
from capitula.reports.tornado_chart import tornado_chart
from capitula.reports.waterfall_chart import waterfall_chart
from spec.money.budget.made_contracts import budget_of, contract, line, uplift, worked_example

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def report():
    return scenario_report("budget-example", count=400)


@pytest.fixture(scope="module")
def charts(report):
    return {
        "waterfall": waterfall_chart(worked_example().waterfall()),
        "fan": fan_chart(report.fan),
        "tornado": tornado_chart(report.tornado, "Spend", EvidenceMark.ASSUMED),
    }


@pytest.mark.parametrize("name", ["waterfall", "fan", "tornado"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_is_one_image_with_name_description_and_no_style(charts, name, width):
    chart = charts[name]
    root = ET.fromstring(chart.svg(width))  # noqa: S314
    assert root.get("role") == "img"
    assert [root[0].text, root[1].text] == [chart.title, chart.description]
    assert not any("style" in element.attrib for element in root.iter())
    assert "(assumed)" in chart.title


def placed(element, x=0.0):
    """Every line of words with its left and right end in pixels, estimated as the layout does."""
    moved = re.match(r"translate\((-?[\d.]+),", element.get("transform", ""))
    x += float(moved[1]) if moved else 0.0
    if element.tag == f"{SVG}text":
        size, bold = float(element.get("font-size")[:-2]), element.get("font-weight") == "bold"
        for line in [element, *element]:
            if line.text:
                width = text_width(line.text, size, bold=bold)
                back = {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0.0)
                yield line.text, x - back, x - back + width
        return
    for child in element:
        yield from placed(child, x)


@pytest.mark.parametrize("name", ["waterfall", "fan", "tornado"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_word_leaves_the_drawing(charts, name, width):
    root = ET.fromstring(charts[name].svg(width))  # noqa: S314
    assert float(root.get("viewBox").split()[2]) == pytest.approx(width)
    found = list(placed(root))
    assert len(found) > 8
    assert [word for word, left, right in found if left < -1 or right > width + 1] == []


def test_the_waterfall_says_that_its_scale_is_cut(charts):
    words = charts["waterfall"].svg()
    assert "not at nought" in words
    whole = contract([line(pounds="100")], [uplift(inflation_percent=200)], without_need=["a"])
    assert "not at nought" not in waterfall_chart(budget_of(whole).waterfall()).svg()


def test_signs_stand_in_words(charts):
    text = charts["waterfall"].svg()
    assert "+£5.8m" in text
    assert "-£1.6m" in text
    assert "10th: £" in charts["tornado"].svg()


def test_tables_hold_every_value(charts, report):
    assert len(charts["fan"].table.rows) == len(report.fan.years) == 5
    assert len(charts["tornado"].table.rows) == 4
    assert charts["waterfall"].table.rows[-1][2] == "£199,825,316.20"


def test_a_fan_of_one_year_draws():
    from capitula.money.scenarios.fan import Fan

    whole = scenario_report("budget-example", count=40).fan
    one = Fan(whole.measure, whole.name, whole.count, whole.years[:1], whole.mark)
    assert "2027/28" in fan_chart(one).svg()


def test_bars_can_be_told_from_white_and_bands_from_each_other():
    assert all(contrast(colour, WHITE) >= 3 for colour in (BLUE, GREEN, MAGENTA))
    assert contrast(OUTER, INNER) > 1.3
