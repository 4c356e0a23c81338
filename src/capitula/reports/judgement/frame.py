"""A plot with months or plain numbers below and values at the side, laid out by arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capitula.ground.financial_year import month_start
from capitula.ground.letters import MINUS
from capitula.outcomes.month_range import MonthRange
from capitula.reports.layers import WORDS, Layer, Margins, Wording, framed, stroke, words
from capitula.reports.lettering import text_width
from capitula.reports.palette import GRID, INK
from capitula.reports.scales import TimeScale

EDGE, AXIS, FOOT = 8, 52, 34
HEIGHT = 280
RIBBONS = ("#D8E3EE", "#A9C3DD")
"""Light and dark; both are read by their edges and the table, never by colour alone."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where values and months stand, in pixels of the plot.

    Attributes:
        wording: title, subtitle and source, broken to the width.
        width: of the plot.
        height: of the plot.
        low: the value at the foot.
        high: the value at the top.
        right: pixels kept free beside it.
        months: what stands below; None where `least` to `most` do.
        least: the number at the left.
        most: the number at the right.
    """

    wording: Wording
    width: float
    height: float
    low: float
    high: float
    right: float
    months: MonthRange | None = None
    least: float = 0.0
    most: float = 1.0

    @classmethod
    def over_months(
        cls,
        said: tuple[str, str, str],
        months: MonthRange,
        span: tuple[float, float],
        width: int,
        *,
        name: str,
    ) -> Plot:
        """Lay out a plot over months, with room for a name at the end of its line."""
        right = EDGE + text_width(name, WORDS, bold=True) + 12
        low, high = span
        return cls(*_laid(said, width, right), low=low, high=high, right=right, months=months)

    @classmethod
    def over_numbers(
        cls, said: tuple[str, str, str], most: float, span: tuple[float, float], width: int
    ) -> Plot:
        """Lay out a plot over numbers from nought."""
        laid = _laid(said, width, EDGE + 24)
        return cls(*laid, low=span[0], high=span[1], right=EDGE + 24, most=most)

    def value_at(self, value: float) -> float:
        """Return the pixel of a value, from the top."""
        span = (self.high - self.low) or 1.0
        return self.height * (self.high - float(value)) / span

    def number_at(self, number: float) -> float:
        """Return the pixel of a number below."""
        return self.width * (number - self.least) / ((self.most - self.least) or 1.0)

    def time_at(self, day: date) -> float:
        """Return the pixel of a day."""
        return self._time().at(day)

    def years(self) -> list[tuple[float, str]]:
        """Return pixel and name of the years below."""
        return [(self.time_at(y), f"{y:%Y}") for y in self._time().years(least_pixels=44)]

    def _time(self) -> TimeScale:
        months = self.months or MonthRange(0, 1)
        return TimeScale(month_start(months.first), month_start(months.last + 1), self.width)


def _laid(said: tuple[str, str, str], width: int, right: float) -> tuple[Wording, float, float]:
    title, subtitle, source = said
    wording = Wording.fit(title, subtitle, [source] if source else [], width - 2 * EDGE)
    return wording, width - EDGE - AXIS - right, HEIGHT


def scaled_frame(plot: Plot, layers: Sequence[Layer], foot: float) -> Layer:
    """Return the specification: grid and values first, then the layers, then the words."""
    drawn: list[Layer] = []
    for value in ticks(plot.low, plot.high):
        y = plot.value_at(value)
        drawn.append(stroke((0, y), (plot.width, y), colour=GRID))
        drawn.append(words(tick_text(value), -6, y, align="right", baseline="middle"))
    if plot.months is not None:
        below = plot.years()
    elif plot.most > plot.least:
        below = [(plot.number_at(v), tick_text(v)) for v in ticks(plot.least, plot.most)]
    else:
        below = []
    for x, name in below:
        drawn.append(stroke((x, plot.height), (x, plot.height + 5)))
        drawn.append(words(name, x, plot.height + 8, align="center"))
    drawn.append(stroke((0, plot.height), (plot.width, plot.height)))
    drawn += layers
    top = EDGE + plot.wording.above + 14
    drawn += plot.wording.layers(-AXIS, EDGE - top, plot.height + foot)
    margins = Margins(EDGE + AXIS, plot.right, top, foot + plot.wording.below + EDGE)
    return framed(drawn, plot.width, plot.height, margins)


def polyline(
    xs: Sequence[float], ys: Sequence[float], colour: str = INK, width: float = 2
) -> Layer:
    """Return a layer with one line through points in pixels."""
    rows = [{"x": x, "y": y, "n": n} for n, (x, y) in enumerate(zip(xs, ys, strict=True))]
    mark = {"type": "line", "stroke": colour, "strokeWidth": width, "strokeJoin": "round"}
    return {"data": {"values": rows}, "mark": mark, "encoding": _pixels()}


def ribbon(xs: Sequence[float], low: Sequence[float], high: Sequence[float], shade: int) -> Layer:
    """Return a layer with the area between two lines in pixels: along one, back by the other."""
    there = list(zip(xs, low, strict=True))
    back = list(zip(xs, high, strict=True))[::-1]
    rows = [{"x": x, "y": y, "n": n} for n, (x, y) in enumerate(there + back)]
    mark = {"type": "line", "filled": True, "fill": RIBBONS[shade], "interpolate": "linear-closed"}
    return {"data": {"values": rows}, "mark": mark, "encoding": _pixels()}


def ticks(low: float, high: float) -> list[float]:
    """Return four to eight round values from low to high."""
    span = (high - low) or 1.0
    step = 10.0 ** len(str(int(span)))
    while span / step < 4:
        step /= 2 if f"{step:.0e}"[0] == "1" else 2.5 if f"{step:.0e}"[0] == "5" else 2
    first = int(low // step)
    found = [round(k * step, 10) for k in range(first, first + 40)]
    return [value for value in found if low <= value <= high]


def tick_text(value: float) -> str:
    """Write a round value without needless decimals, with a true minus sign."""
    text = f"{value:,.10g}" if abs(value) < 1000 else f"{value:,.0f}"
    return text.replace("-", MINUS)


def _pixels() -> dict[str, object]:
    return {
        "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
        "order": {"field": "n"},
    }
