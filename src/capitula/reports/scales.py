"""From days and values to pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from `first` to `last` over so many pixels, left to right."""

    first: date
    last: date
    pixels: float

    def at(self, day: date) -> float:
        """Return the pixel of a day."""
        return (day - self.first).days / (self.last - self.first).days * self.pixels

    @property
    def domain(self) -> list[int]:
        """Both ends, as the drawing library counts time."""
        return [self.stamp(self.first), self.stamp(self.last)]

    def years(self, least_pixels: float) -> list[date]:
        """Return the first days of years to label: all, or as many as keep that distance."""
        starts = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1)]
        inside = [day for day in starts if self.first <= day < self.last]
        a_year = 365.25 / max(1, (self.last - self.first).days) * self.pixels
        step = next(n for n in (1, 2, 5, 10, 20, 50, 1000) if a_year * n >= least_pixels or n > 99)
        return [day for day in inside if step == 1 or day.year % step == 0]

    @staticmethod
    def stamp(day: date) -> int:
        """Return a day as milliseconds since 1970, in universal time."""
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values from nought to `top` over so many pixels, upwards."""

    top: float
    ticks: tuple[float, ...]
    pixels: float

    @classmethod
    def up_to(cls, most: float, pixels: float) -> ValueScale:
        """Return a scale that holds the largest value, with at most six round ticks."""
        size = 10.0 ** (len(str(int(most))) - 1) if most >= 1 else 0.1
        steps = (size / 10 * n for n in (1, 2, 2.5, 5, 10, 20, 25, 50, 100))
        step = next(step for step in steps if most <= 6 * step)
        top = max(most * 1.05, step)
        return cls(top, tuple(step * n for n in range(int(top / step) + 1)), pixels)

    def at(self, value: float) -> float:
        """Return the pixel of a value, counted from above."""
        return self.pixels * (1 - value / self.top)


def spread(places: Sequence[float], distance: float, least: float, most: float) -> list[float]:
    """Move places apart until they keep a distance, as little as may be, inside the bounds."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    moved = list(places)
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + distance)
    overshoot = max(0.0, moved[order[-1]] - most) if order else 0.0
    if order:
        moved[order[-1]] -= overshoot
    for upper, lower in pairwise(reversed(order)):
        moved[lower] = max(least, min(moved[lower], moved[upper] - distance))
    return moved
