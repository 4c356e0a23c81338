"""Which assumption moves a result most, as bars from the middle, with their table."""

from __future__ import annotations

from functools import partial

from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import pounds_text, short_text
from capitula.money.scenarios.tornado import Tornado, TornadoBar
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


def tornado_chart(found: Tornado, name: str, mark: EvidenceMark) -> Chart:
    """Return the tornado of a measure.

    Args:
        found: the bars.
        name: the measure for reading.
        mark: the weakest mark of the assumptions.
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
        draw=partial(_draw, found, title, mark),
        table=_table(found, name),
        source=f"Evidence: {mark}.",
        plain="\n".join(f"{bar.assumption}: {_ends(bar)}" for bar in found.bars),
    )


def _ends(bar: TornadoBar) -> str:
    return f"{short_text(bar.low_pence)} to {short_text(bar.high_pence)}"


def _table(found: Tornado, name: str) -> ChartTable:
    rows = tuple(
        (
            bar.words,
            pounds_text(bar.low_pence),
            pounds_text(bar.high_pence),
            pounds_text(bar.swing_pence),
        )
        for bar in found.bars
    )
    heads = ("Assumption", "At its 10th percentile", "At its 90th", "Swing")
    caption = f"{name} {found.year}, {pounds_text(found.middle_pence)} at the medians"
    return ChartTable(caption, heads, rows)


def _draw(found: Tornado, title: str, mark: EvidenceMark, width: int) -> Layer:
    ends = [pence for bar in found.bars for pence in (bar.low_pence, bar.high_pence)]
    low, high = min([*ends, found.middle_pence]), max([*ends, found.middle_pence])
    side = max(text_width(f"90th: {short_text(pence)}", SMALL) for pence in ends) + 10
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
        left, right = sorted(((bar.low_pence, "10th"), (bar.high_pence, "90th")))
        layers.append(_end(left, min(x(left[0]), middle) - 5, y, "right"))
        layers.append(_end(right, max(x(right[0]), middle) + 5, y, "left"))
    height = len(found.bars) * ROW
    layers.append(stroke((middle, WORDS * LINE - 4), (middle, height), width=1.5))
    notes = (
        f"Middle: {short_text(found.middle_pence)}, every assumption at its median. Bars: one "
        "assumption at its 10th percentile (magenta) and its 90th (blue), the rest at the median.",
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
