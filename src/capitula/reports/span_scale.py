"""Values from a lowest to a highest over so many pixels, upwards, with round ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpanScale:
    """Values from `low` to `high` over so many pixels, upwards."""

    low: float
    high: float
    ticks: tuple[float, ...]
    pixels: float

    @classmethod
    def of(cls, least: float, most: float, pixels: float) -> SpanScale:
        """Return a scale that holds both ends, with at most seven round ticks.

        >>> SpanScale.of(-0.7, 4.6, 100).ticks
        (-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
        """
        if least == most:
            away = abs(most) / 2 or 1.0
            least, most = least - away, most + away
        reach = most - least
        size = 10.0 ** math.floor(math.log10(reach / 5))
        step = next(size * n for n in (1, 2, 2.5, 5, 10, 20) if reach / (size * n) <= 6)
        first, last = math.floor(least / step), math.ceil(most / step)
        if first == last:
            last += 1
        ticks = tuple(round(n * step, 12) for n in range(first, last + 1))
        return cls(ticks[0], ticks[-1], ticks, pixels)

    def at(self, value: float) -> float:
        """Return the pixel of a value, counted from above."""
        return self.pixels * (1 - (value - self.low) / (self.high - self.low))
