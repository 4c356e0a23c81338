"""Where everything in a forecast's curve stands, at a given width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

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
    symbol,
    words,
)
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, GRID, INK, MAGENTA, QUIET_INK

EDGE, HEIGHT = 8, 260
INTERVAL = "#C9DDEF"


@dataclass(frozen=True, slots=True)
class ForecastPlan:
    """What the curve shows.

    Attributes:
        title: the finding.
        subtitle: what is measured.
        points: months after the stated date, the month's name, the chance, and the interval.
        both: months and the chance combined with a network; empty without.
        stated: the words of the stated date.
    """

    title: str
    subtitle: str
    points: tuple[tuple[int, str, float, float, float], ...]
    both: tuple[tuple[int, float], ...]
    stated: str


def draw_forecast(plan: ForecastPlan, width: int) -> Layer:
    """Return the specification of the curve for a width in pixels."""
    left, right = EDGE + text_width("100%", WORDS) + 10, EDGE + 16
    pixels = width - left - right
    notes = [
        "Line: the forecast. Band: 95% interval of what was seen of comparable contracts.",
        *(
            ["Dashed line with squares: the forecast and the plan's network together."]
            * bool(plan.both)
        ),
    ]
    wording = Wording.fit(plan.title, plan.subtitle, notes, width - 2 * EDGE)
    last = plan.points[-1][0]

    def x(month: float) -> float:
        return month / last * pixels

    def y(chance: float) -> float:
        return HEIGHT * (1.0 - chance)

    layers: list[Layer] = []
    for (low, high), run in groupby(plan.points[:-1], key=lambda point: point[3:]):
        months = [point[0] for point in run]
        layers.append(area(x(months[0]), x(months[-1] + 1), y(high), y(low), INTERVAL))
    for tick in (0, 25, 50, 75, 100):
        at = y(tick / 100)
        layers.append(stroke((0, at), (pixels, at), colour=INK if tick == 0 else GRID))
        layers.append(words(f"{tick}%", -8, at, align="right", baseline="middle"))
    layers.append(stroke((x(0), -WORDS * LINE), (x(0), HEIGHT), width=1.5))
    layers.append(words(plan.stated, x(0) + 5, -WORDS * LINE - 4))
    layers += _steps([(x(m), y(c)) for m, _, c, _, _ in plan.points], BLUE, 3, ())
    if plan.both:
        layers += _steps([(x(m), y(c)) for m, c in plan.both], MAGENTA, 2.5, (9, 4))
        layers += [
            symbol(x(m), y(c), "square", MAGENTA, size=50) for m, c in plan.both if m % 12 == 0
        ]
    layers += [
        symbol(x(m), y(c), "circle", BLUE, size=60) for m, _, c, _, _ in plan.points if m % 12 == 0
    ]
    layers += _months(plan, pixels, last)
    top, foot = wording.above + 2 * WORDS * LINE + 8, HEIGHT + WORDS * LINE + 18
    layers += wording.layers(EDGE - left, -top, foot)
    margins = Margins(left, right, top + EDGE, foot - HEIGHT + wording.below + EDGE)
    return framed(layers, pixels, HEIGHT, margins)


def _steps(
    points: Sequence[tuple[float, float]], colour: str, width: float, dashes: Sequence[int]
) -> list[Layer]:
    """Return a line that keeps its level until the next month."""
    layers: list[Layer] = []
    for (x, y), (x2, y2) in pairwise(points):
        layers.append(stroke((x, y), (x2, y), colour=colour, width=width, dashes=dashes))
        if y2 != y:
            layers.append(stroke((x2, y), (x2, y2), colour=colour, width=width, dashes=dashes))
    return layers


def _months(plan: ForecastPlan, pixels: float, last: int) -> list[Layer]:
    layers: list[Layer] = []
    for month, name, *_ in plan.points:
        if month % 12 == 0:
            align = "left" if month == 0 else "right" if month == last else "center"
            text = f"{name[:3]} {name[-4:]}"
            at = month / last * pixels
            layers.append(words(text, at, HEIGHT + 8, align=align, size=SMALL, colour=QUIET_INK))
    return layers
