"""What a line chart shows: its series, and everything that is marked beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from capitula.reports.mark_layers import Band, Rule


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its name, and a value for the first day of each month; None where none is known.

    A month without a value breaks the line; nothing is drawn across it.
    """

    name: str
    points: tuple[tuple[date, Fraction | None], ...]

    @property
    def missing(self) -> tuple[date, ...]:
        """The months without a value."""
        return tuple(month for month, value in self.points if value is None)


@dataclass(frozen=True, slots=True)
class LineChartPlan:
    """Everything a line chart shows; `level` is a value to be marked across, such as 100."""

    title: str
    subtitle: str
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    band: Band | None
    level: float | None
    notes: tuple[str, ...]
    places: int
