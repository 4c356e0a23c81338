"""The way from last year's base to this year's payment, as a chart with its table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from capitula.ground.pence import Pence, pounds_text, short_text
from capitula.money.budget.waterfall import Waterfall, WaterfallBar
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.layers import (
    LINE,
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
from capitula.reports.palette import BLUE, GREEN, MAGENTA, QUIET_INK, WHITE

_ROW = 34
_BAR = 20
_EDGE = 8
_ROOM = 0.12
"""The share of the span of the bars that is left free before the first of them."""


def waterfall_chart(found: Waterfall) -> Chart:
    """Return the chart of a waterfall: a bar a kind of step, its sign in words, not by colour."""
    base, last = found.bars[0].after_pence, found.total_pence
    way = "rises" if last >= base else "falls"
    title = (
        f"The budget {way} from {short_text(base)} to {short_text(last)} in {found.year}"
        f"{found.mark.caution}"
    )
    moved = [f"{bar.title} {_change(bar)}" for bar in found.bars[1:]]
    description = (
        f"Waterfall chart. {found.title}. Base {pounds_text(base)}; {'; '.join(moved)}; budget "
        f"{pounds_text(last)}. Every value is in the table."
    )
    return Chart(
        title=title,
        description=description,
        draw=partial(_draw, found, title),
        table=_table(found),
        source=f"Evidence: {found.mark}.",
        plain=found.text(),
    )


def _table(found: Waterfall) -> ChartTable:
    rows = [
        (bar.title, bar.change_text, pounds_text(bar.after_pence), str(bar.mark))
        for bar in found.bars
    ]
    rows.append((f"Budget {found.year}", "", pounds_text(found.total_pence), str(found.mark)))
    return ChartTable(found.title, ("Step", "Change", "After", "Evidence"), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Pence to pixels from a start that is stated below the drawing."""

    start: Pence
    end: Pence
    pixels: float

    def at(self, pence: Pence) -> float:
        return (pence - self.start) / max(1, self.end - self.start) * self.pixels


def _scale(found: Waterfall, pixels: float) -> _Scale:
    levels = [bar.after_pence for bar in found.bars] + [found.total_pence]
    low, high = min(levels), max(levels)
    if high == low or high - low > high // 2:
        return _Scale(min(0, low), high, pixels)
    start = low - int((high - low) * (_ROOM + 0.1))
    return _Scale(start, high + int((high - low) * _ROOM / 4), pixels)


def _draw(found: Waterfall, title: str, width: int) -> Layer:
    narrow = width < 500
    names = [*(bar.title for bar in found.bars), f"Budget {found.year}"]
    left = 0.0 if narrow else max(text_width(name, WORDS) for name in names) + 12
    amounts = [_change(bar) for bar in found.bars] + [short_text(found.total_pence)]
    right = max(text_width(amount, WORDS) for amount in amounts) + 12
    plot = width - left - right - 2 * _EDGE
    scale = _scale(found, plot)
    row = _ROW + (WORDS * LINE if narrow else 0)
    notes = [] if scale.start == 0 else [_cut(scale)]
    wording = Wording.fit(title, found.title, [*notes, f"Evidence: {found.mark}."], width - 16)
    layers: list[Layer] = []
    before = scale.start
    for number, (name, amount) in enumerate(zip(names, amounts, strict=True)):
        y = number * row
        whole = number in (0, len(found.bars))
        after = found.total_pence if number == len(found.bars) else found.bars[number].after_pence
        start = scale.start if whole else before
        layers += _bar(scale, start, after, y + (row - _BAR) - 6, whole=whole)
        name_y = y if narrow else y + row - 6 - _BAR / 2
        layers.append(
            words(name, -left, name_y, baseline="top" if narrow else "middle", bold=whole)
        )
        end = max(scale.at(start), scale.at(after))
        middle = y + row - 6 - _BAR / 2
        layers.append(words(amount, end + 6, middle, baseline="middle", bold=whole))
        if number < len(found.bars) and not narrow:
            x, foot = scale.at(after), y + row + (row - _BAR) - 6
            layers.append(stroke((x, foot - row), (x, foot), colour=QUIET_INK))
        before = after
    height = len(names) * row
    top = wording.above + 14
    margins = Margins(left + _EDGE, right + _EDGE, top + _EDGE, wording.below + 20)
    layers += wording.layers(-left, -top, height + 12)
    return framed(layers, plot, height, margins)


def _bar(scale: _Scale, start: Pence, after: Pence, y: float, *, whole: bool) -> list[Layer]:
    low, high = sorted((scale.at(start), scale.at(after)))
    high = max(high, low + 1.5)
    colour = BLUE if whole else (GREEN if after >= start else MAGENTA)
    layers = [area(low, high, y, y + _BAR, colour)]
    if whole and scale.start:
        layers += [
            stroke((at, y - 2), (at - 4, y + _BAR + 2), colour=WHITE, width=3) for at in (14, 20)
        ]
    return layers


def _cut(scale: _Scale) -> str:
    return (
        f"The scale begins at {short_text(scale.start)}, not at nought: the bars of base and "
        "budget are cut."
    )


def _change(bar: WaterfallBar) -> str:
    if bar.kind == "base":
        return short_text(bar.change_pence)
    sign = "+" if bar.change_pence > 0 else ""
    return f"{sign}{short_text(bar.change_pence)}"
