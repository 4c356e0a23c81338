"""Where the place stands: the sum of changes of every area, a dot each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from math import isfinite

from capitula.outcomes.inference.ranks import bar_to_pass
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.together.numbers import signed_sum
from capitula.outcomes.together.testing import JointTest
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import FOOT, Plot, scaled_frame
from capitula.reports.layers import LINE, WORDS, Layer, area, stroke, symbol, words
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, INK, QUIET_INK, WHITE

_DOT = 9
"""Pixels from dot to dot."""
_ROW = WORDS * LINE + 2
_ROWS = 3
"""Lines of words above the dots: the place, and the two bars."""
_LEAST, _GAP = 4, 5


def sums_chart(judged: TogetherJudgement, test: JointTest, source: str) -> Chart:
    """Return the chart: a dot an area, the place's own marked, and the bars on either side.

    A bar is what a sum must exceed to be among the rarest of all areas; where the areas are too
    few for that there is none.
    """
    others, own = list(test.sums), test.sum
    ahead = sum(each >= own for each in others)
    barred = " (not to be read as an effect)" if judged.obstacles else ""
    title = (
        f"{judged.terms.name}: {ahead} of {len(others)} other areas have a sum as large as that of "
        f"{judged.place}{barred}"
    )
    subtitle = (
        "Sum of the changes, each over its own scale; further right is better. A dot for each "
        f"area. Beyond a bar lie the rarest {test.alpha:.0%}"
    )
    bars = _bars(test)
    return Chart(
        title=title,
        description=(
            f"Dot chart. {subtitle}. {judged.place}: {signed_sum(own)}. {_bar_words(bars)} "
            "Every value is in the table."
        ),
        draw=partial(_draw, (title, subtitle, source), (judged.place, own), (others, bars)),
        table=ChartTable(subtitle, ("Area", "Place, best first", "Sum"), _rows(judged, test)),
        source=source,
        plain=f"{judged.place}: {signed_sum(own)}. {_bar_words(bars)}",
    )


def _bars(test: JointTest) -> tuple[float | None, float | None]:
    """For the worse and for the better; None where nothing can pass."""
    worse, better = bar_to_pass(-test.sums, test.alpha), bar_to_pass(test.sums, test.alpha)
    return (
        -worse if isfinite(worse) else None,
        better if isfinite(better) else None,
    )


def _bar_words(bars: tuple[float | None, float | None]) -> str:
    worse, better = bars
    if worse is None or better is None:
        return "The areas are too few for any to be so rare."
    return f"Bars: {signed_sum(worse)} for the worse, {signed_sum(better)} for the better."


def _rows(judged: TogetherJudgement, test: JointTest) -> tuple[tuple[str, ...], ...]:
    """Return the areas from the best sum to the worst, ties in one place."""
    named = [*zip(_others(judged, test), test.sums, strict=True), (judged.place, test.sum)]
    named.sort(key=lambda pair: -pair[1])
    place = {value: 1 + sum(other > value for _, other in named) for _, value in named}
    return tuple((area, str(place[value]), signed_sum(value)) for area, value in named)


def _others(judged: TogetherJudgement, test: JointTest) -> list[str]:
    """Name the other areas; where some could not be fitted, it is not told which sum is whose."""
    ready = judged.prepared
    areas = [] if ready is None else [each for each in ready.first.areas if each != judged.place]
    return areas if len(areas) == len(test.sums) else ["another area"] * len(test.sums)


def _draw(
    said: tuple[str, str, str],
    marked: tuple[str, float],
    shown: tuple[list[float], tuple[float | None, float | None]],
    width: int,
) -> Layer:
    (place, own), (others, (worse, better)) = marked, shown
    least, most = min(*others, own), max(*others, own)
    room = (most - least) * 0.03 or 1.0
    laid = replace(
        Plot.over_numbers(said, 1.0, (0.0, 1.0), width), least=least - room, most=most + room
    )
    columns = [int(laid.number_at(value) / _DOT) for value in (*others, own)]
    stacked = max(*Counter(columns).values(), _LEAST)
    height = stacked * _DOT + _ROWS * _ROW
    plot = replace(laid, height=height, high=height / _DOT)
    layers: list[Layer] = []
    high = Counter[int]()
    for column in columns[:-1]:
        layers.append(_dot(plot, column, high[column]))
        high[column] += 1
    at = plot.number_at(own)
    layers.append(stroke((at, 0), (at, plot.height), colour=BLUE, width=2))
    layers.append(symbol(at, plot.value_at(0.5 + high[columns[-1]]), "diamond", BLUE, size=150))
    bars = [
        (plot.number_at(bar), f"bar for {way}: {signed_sum(bar)}")
        for way, bar in (("better", better), ("worse", worse))
        if bar is not None
    ]
    layers += [
        stroke((x, row * _ROW), (x, plot.height), colour=INK, width=1.5, dashes=(5, 4))
        for row, (x, _) in enumerate(bars, start=1)
    ]
    layers += _label(plot, at, f"{place}: {signed_sum(own)}", 0, BLUE, bold=True)
    for row, (x, text) in enumerate(bars, start=1):
        layers += _label(plot, x, text, row, INK)
    return scaled_frame(plot, layers, FOOT)


def _label(
    plot: Plot, at: float, text: str, row: int, colour: str, *, bold: bool = False
) -> list[Layer]:
    """Return words beside a line, outwards where there is room; other lines pass behind them."""
    long = text_width(text, WORDS, bold=bold) + _GAP
    is_left = at < plot.width / 2
    if is_left and at < long:
        is_left = False
    elif not is_left and at + long > plot.width:
        is_left = True
    start, end = (at - long, at - _GAP) if is_left else (at + _GAP, at + long)
    top = row * _ROW
    return [
        area(start, end, top, top + WORDS + 2, WHITE),
        words(
            text,
            end if is_left else start,
            top,
            colour=colour,
            bold=bold,
            align="right" if is_left else "left",
        ),
    ]


def _dot(plot: Plot, column: int, below: int) -> Layer:
    x, y = (column + 0.5) * _DOT, plot.value_at(below + 0.5)
    return symbol(x, y, "circle", QUIET_INK, size=24, hollow=True)
