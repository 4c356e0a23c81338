"""Which assumption moves a result most, as bars from the middle, with their table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import pounds_text, short_text
from capitula.money.scenarios.tornado_bars import Tornado, TornadoBar
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.layers import (
    LINE,
    SMALL,
    WORDS,
    Layer,
    Margins,
    Wording,
    area,
    framed,
    stroke,
    words,
)
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, INK, MAGENTA

EDGE, ROW, BAR = 8, 44, 20


@dataclass(frozen=True, slots=True)
class Ends:
    """What the two ends of every bar are.

    Attributes:
        low: short, such as 10th.
        high: short.
        heads: the same as heads of the table.
        words: the sentence that says so under the chart.
    """

    low: str
    high: str
    heads: tuple[str, str]
    words: str


PERCENTILES = Ends(
    "10th",
    "90th",
    ("At its 10th percentile", "At its 90th"),
    "every assumption at its median. Bars: one assumption at its 10th percentile (magenta) and its "
    "90th (blue), the rest at the median.",
)
LOW_AND_HIGH = Ends(
    "low",
    "high",
    ("At its low end", "At its high end"),
    "everything as stated. Bars: one assumption at its low end (magenta) and its high end (blue), "
    "the rest as stated.",
)


def tornado_chart(found: Tornado, name: str, mark: EvidenceMark, ends: Ends = PERCENTILES) -> Chart:
    """Return the tornado of a measure.

    Args:
        found: the bars.
        name: the measure for reading.
        mark: the weakest mark of the assumptions.
        ends: what the two ends of every bar are.
    """
    first = found.bars[0]
    title = (
        f"{name} {found.year}: “{first.assumption}” moves it most, by "
        f"{short_text(first.swing_pence)}{mark.caution}"
    )
    said = "; ".join(f"{bar.assumption} {_ends(bar)}" for bar in found.bars)
    return Chart(
        title=title,
        description=(
            f"Tornado chart around {pounds_text(found.middle_pence)}. {said}. "
            "Every value is in the table."
        ),
        draw=partial(_draw, found, title, mark, ends),
        table=_table(found, name, ends),
        source=f"Evidence: {mark}.",
        plain="\n".join(f"{bar.assumption}: {_ends(bar)}" for bar in found.bars),
    )


def _ends(bar: TornadoBar) -> str:
    return f"{short_text(bar.low_pence)} to {short_text(bar.high_pence)}"


def _table(found: Tornado, name: str, ends: Ends) -> ChartTable:
    rows = tuple(
        (
            bar.words,
            pounds_text(bar.low_pence),
            pounds_text(bar.high_pence),
            pounds_text(bar.swing_pence),
        )
        for bar in found.bars
    )
    heads = ("Assumption", *ends.heads, "Swing")
    caption = f"{name} {found.year}, {pounds_text(found.middle_pence)} in the middle"
    return ChartTable(caption, heads, rows)


def _draw(  # the width comes last, from the chart
    found: Tornado, title: str, mark: EvidenceMark, ends: Ends, width: int
) -> Layer:
    reached = [pence for bar in found.bars for pence in (bar.low_pence, bar.high_pence)]
    low, high = min([*reached, found.middle_pence]), max([*reached, found.middle_pence])
    side = max(text_width(f"{ends.high}: {short_text(pence)}", SMALL) for pence in reached) + 10
    plot = width - 2 * EDGE - 2 * side

    def x(pence: int) -> float:
        return (pence - low) / max(1, high - low) * plot

    middle = x(found.middle_pence)
    layers: list[Layer] = []
    for number, bar in enumerate(found.bars):
        y = number * ROW + WORDS * LINE
        for pence, colour in ((bar.low_pence, MAGENTA), (bar.high_pence, BLUE)):
            start, end = sorted((middle, x(pence)))
            layers.append(area(start, max(end, start + 1), y, y + BAR, colour))
        layers.append(words(bar.assumption, -side, y - WORDS * LINE, bold=True))
        left, right = sorted(((bar.low_pence, ends.low), (bar.high_pence, ends.high)))
        layers.append(_end(left, min(x(left[0]), middle) - 5, y, "right"))
        layers.append(_end(right, max(x(right[0]), middle) + 5, y, "left"))
    height = len(found.bars) * ROW
    layers.append(stroke((middle, WORDS * LINE - 4), (middle, height), width=1.5))
    notes = (
        f"Middle: {short_text(found.middle_pence)}, {ends.words}",
        f"Evidence: {mark}.",
    )
    wording = Wording.fit(title, "", notes, width - 2 * EDGE)
    top = wording.above + 12
    layers += wording.layers(-side, -top, height + 10)
    margins = Margins(EDGE + side, EDGE + side, top + EDGE, wording.below + 10 + EDGE)
    return framed(layers, plot, height, margins)


def _end(end: tuple[int, str], x: float, y: float, align: str) -> Layer:
    pence, which = end
    text = f"{which}: {short_text(pence)}"
    return words(text, x, y + BAR / 2, size=SMALL, align=align, baseline="middle", colour=INK)
