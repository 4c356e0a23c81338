"""The drawing: what NHS readers know, and readable by those who see no colour or no drawing."""

import re
import xml.etree.ElementTree as ET

import pytest

from capitula.outcomes.charts.control_chart import CAUTION, Rebase
from capitula.outcomes.charts.counted import counted_chart
from capitula.outcomes.charts.signals import PointType
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.measures import Direction
from capitula.reports.chart import NARROW, WIDE
from capitula.reports.control_chart import control_chart
from capitula.reports.control_looks import key_of, look_of
from capitula.reports.palette import contrast
from capitula.reports.span_scale import SpanScale

SVG = "{http://www.w3.org/2000/svg}"
VALUES = [10, 12] * 8 + [30, 11, 12, -9]
TIMES = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(20)]


def drawn(**options):
    chart = xmr(
        VALUES, times=TIMES, name="Ward 4", direction=Direction.DOWN, target=20, baseline=16,
        **options,
    )  # fmt: skip
    return control_chart(chart, counted="Falls a week", source="Source: made up.")


def texts(svg):
    return " ".join("".join(e.itertext()) for e in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314


def test_the_title_is_the_finding():
    assert drawn().title == (
        "Ward 4: the latest point, August 2021, is improvement, low (below the lower limit); "
        "2 of 20 points are special cause"
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_drawing_says_in_words_what_it_shows_in_colour(width):
    said = texts(drawn().svg(width))
    for word in ("Variation: improvement, low", "Target 20.0: consistently passes", "concern"):
        assert word in said
    for name in ("Mean 11.0", "Upper 16.3", "Lower 5.7", "Target 20.0"):
        assert name in said
    assert " ".join(said.split()).count("2021") == 2


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_has_a_name_and_a_description_and_no_style_of_its_own(width):
    svg = drawn().svg(width)
    root = ET.fromstring(svg)  # noqa: S314
    assert root.get("role") == "img"
    title, desc = (root.find(f"{SVG}{name}").text for name in ("title", "desc"))
    assert title == drawn().title
    assert "Latest: -9.0; centre 11.0, lower limit 5.7, upper limit 16.3." in desc
    assert CAUTION in desc
    assert desc.endswith("Every value is in the table.")
    assert "style=" not in svg


def test_each_kind_of_point_has_a_shape_of_its_own():
    looks = [look_of(kind) for kind in PointType]
    assert len({look.shape for look in looks}) == len({look.colour for look in looks}) == 4
    assert all(contrast(look.outline) >= 3 for look in looks)
    assert [look.word for look in key_of(Direction.UP)] == [
        "common cause",
        "improvement",
        "concern",
    ]


def test_the_table_has_every_value_and_what_it_means():
    table = drawn().table
    assert table.headers[-1] == "What it shows"
    assert len(table.rows) == 20
    above = ("May 2021", "30.0", "11.0", "5.7", "16.3", "concern, high: above the upper limit")
    assert table.rows[16] == above


def test_a_rebase_is_drawn_and_its_reason_stands_below():
    chart = drawn(rebases=[Rebase("2021-05", "another way of counting.")])
    said = texts(chart.svg(WIDE))
    assert "R1: limits begin anew in May 2021: another way of counting." in said


def test_limits_that_vary_are_drawn_in_steps():
    chart = counted_chart("p", [10, 30, 20], [100, 100, 400], name="Seen in time")
    specification = control_chart(chart).specification(WIDE)
    paths = [
        layer["data"]["values"]
        for layer in specification["layer"]
        if layer["mark"]["type"] == "line" and layer["mark"].get("strokeDash")
    ]
    assert [len(path) for path in paths] == [6, 6]
    assert len({row["y"] for row in paths[1]}) == 2
    assert control_chart(chart).table.rows[0][1:3] == ("10.0%", "10.0%")


@pytest.mark.parametrize("values", [[5], [5, 5, 5], [0, 0, 0], [-4, 3, -2, 1e9, 2, 3, 4, 1e-9]])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_odd_series_can_be_drawn(values, width):
    chart = control_chart(xmr(values, name="Odd"))
    svg = chart.svg(width)
    assert "NaN" not in svg
    assert not re.search(r"\binf", svg, re.IGNORECASE)
    assert chart.text()


@pytest.mark.parametrize(
    ("least", "most"), [(0, 1), (-0.7, 4.6), (5, 5), (0, 0), (-3, -3), (0.861, 0.95), (1e-9, 1e9)]
)
def test_the_scale_holds_both_ends_with_few_round_ticks(least, most):
    scale = SpanScale.of(least, most, 100)
    assert scale.low <= least <= most <= scale.high
    assert 2 <= len(scale.ticks) <= 8
    assert 0 <= scale.at(most) <= scale.at(least) <= 100
