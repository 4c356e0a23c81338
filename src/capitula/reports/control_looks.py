"""How points and icons of control charts look: each kind has a colour, a shape and a word.

The colours are those that NHS readers know: blue for better, orange for worse, grey for chance. No
point is known by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from capitula.outcomes.charts.control_chart import Assurance
from capitula.outcomes.charts.signals import PointType
from capitula.outcomes.measures import Direction
from capitula.reports.palette import BLUE, INK

GREY, ORANGE, PURPLE, RED = "#5F6B73", "#F47738", "#4B2E83", "#B10E1E"


@dataclass(frozen=True, slots=True)
class PointLook:
    """Colour, shape and size of a point, its word in the key, and the letter of its icon."""

    colour: str
    shape: str
    size: float
    word: str
    outline: str


_LOOKS = {
    0: PointLook(GREY, "circle", 42, "common cause", GREY),
    1: PointLook(BLUE, "triangle-up", 80, "improvement", INK),
    2: PointLook(ORANGE, "square", 72, "concern", INK),
    3: PointLook(PURPLE, "diamond", 85, "change, neither better nor worse", INK),
}


def look_of(kind: PointType) -> PointLook:
    """Return how a type of point looks."""
    return _LOOKS[abs(kind)]


def key_of(direction: Direction) -> tuple[PointLook, ...]:
    """Return the looks that a chart of this direction can show."""
    kinds = (0, 3) if direction is Direction.NEUTRAL else (0, 1, 2)
    return tuple(_LOOKS[kind] for kind in kinds)


def variation_letter(kind: PointType) -> str:
    """Return the letter of a variation icon: H for high, L for low, C for common cause."""
    return "C" if not kind else "H" if kind > 0 else "L"


ASSURANCE_LETTERS = {
    Assurance.PASSES: ("P", BLUE),
    Assurance.FAILS: ("F", ORANGE),
    Assurance.INCONSISTENT: ("?", GREY),
}
"""Letter and colour of the assurance icons."""
