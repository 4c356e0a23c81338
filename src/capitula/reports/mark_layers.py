"""The names of dates and stretches, in rows above a plot, so that no stroke crosses a name.

Names run to the right of their strokes with the earliest on top, or, where there is no room for
that, to the left with the latest on top. Either way the strokes of upper rows pass beside the names
of lower ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from capitula.reports.layers import LINE, WORDS, Layer, stroke, words
from capitula.reports.lettering import wrap
from capitula.reports.scales import TimeScale

ROW = WORDS * LINE
_BESIDE = 5
_Room: TypeAlias = Callable[[float], float]
_LEAST = 70
"""Pixels that a name needs at least; nearer to the edge than that it turns round."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A day to be marked, and what happened on it."""

    day: date
    label: str

    @property
    def start(self) -> date:
        """The day its name begins at."""
        return self.day


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch to be shaded, both days included, and what it is."""

    first: date
    last: date
    label: str

    @property
    def start(self) -> date:
        """The day its name begins at."""
        return self.first


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """Marks with their names broken to the room they have, from the top row down."""

    marks: tuple[tuple[Band | Rule, tuple[str, ...]], ...]
    align: str
    time: TimeScale

    @property
    def height(self) -> float:
        """The height of all rows."""
        return ROW * sum(len(lines) for _, lines in self.marks)

    def layers(self, plot_height: float) -> list[Layer]:
        """Return the names, and the strokes of the rules from each name to the foot of the plot."""
        layers: list[Layer] = []
        y = -self.height - 4
        beside = _BESIDE if self.align == "left" else -_BESIDE
        for mark, lines in self.marks:
            x = self.time.at(mark.start)
            layers.append(words(lines, x + beside, y, align=self.align))
            if isinstance(mark, Rule):
                layers.append(stroke((x, y), (x, plot_height), width=1.5))
            y += ROW * len(lines)
        return layers


def place_marks(
    marks: Sequence[Band | Rule], time: TimeScale, least: float, most: float
) -> PlacedMarks:
    """Choose the side that needs the fewest rows.

    Args:
        marks: what to name.
        time: the scale of the plot.
        least: the pixel before which no words may stand.
        most: the pixel after which no words may stand.
    """
    right = _placed(marks, time, "left", lambda x: most - x)
    left = _placed(marks, time, "right", lambda x: x - least)
    return min((right, left), key=lambda placed: (_cramped(placed, least, most), placed.height))


def _placed(marks: Sequence[Band | Rule], time: TimeScale, align: str, room: _Room) -> PlacedMarks:
    order = sorted(marks, key=lambda mark: mark.start, reverse=align == "right")
    return PlacedMarks(
        tuple(
            (mark, tuple(wrap(mark.label, room(time.at(mark.start)) - _BESIDE, WORDS)))
            for mark in order
        ),
        align,
        time,
    )


def _cramped(placed: PlacedMarks, least: float, most: float) -> int:
    starts = [placed.time.at(mark.start) for mark, _ in placed.marks]
    rooms = [most - x if placed.align == "left" else x - least for x in starts]
    return sum(room < _LEAST for room in rooms)
