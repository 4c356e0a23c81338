"""The signs of a plan's history and what they mean; only those that the chart uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from capitula.reports.layers import LINE, WORDS, Layer, cross, stroke, symbol, words
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, INK, MAGENTA
from capitula.reports.stated_plan import Slip

_Sign: TypeAlias = Callable[[float, float], Layer]
_LINE = WORDS * LINE
_SIGN, _GAP = 22, 18
"""Pixels that a sign takes, and between one entry and the next."""


@dataclass(frozen=True, slots=True)
class Key:
    """Signs and words in as many lines as the width asks for: x, line, sign, word."""

    entries: tuple[tuple[float, int, _Sign, str], ...]

    @classmethod
    def of(cls, rows: Sequence[Slip], width: float, left: float) -> Key:
        """Choose the signs that the rows use and set them from pixel `left` on."""
        entries: list[tuple[float, int, _Sign, str]] = []
        x, line = left, 0
        for sign, name in _signs(rows):
            room = _SIGN + text_width(name, WORDS)
            if x > left and x + room > left + width:
                x, line = left, line + 1
            entries.append((x, line, sign, name))
            x += room + _GAP
        return cls(tuple(entries))

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return (self.entries[-1][1] + 1) * _LINE

    def layers(self, top: float) -> list[Layer]:
        """Return signs and words, the first line at pixel `top`."""
        layers: list[Layer] = []
        for x, line, sign, name in self.entries:
            y = top + line * _LINE + _LINE / 2
            layers += [sign(x, y), words(name, x + _SIGN, y, baseline="middle")]
        return layers


def _signs(rows: Sequence[Slip]) -> list[tuple[_Sign, str]]:
    plans = [row.plan for row in rows]
    stated = any(not plan.is_result for plan in plans)
    reached = any(plan.is_result and plan.planned for plan in plans)
    never = any(plan.is_result and not plan.planned for plan in plans)
    used: list[tuple[bool, _Sign, str]] = [
        (stated, lambda x, y: symbol(x + 8, y, "circle", INK, hollow=True), "stated"),
        (stated, lambda x, y: symbol(x + 8, y, "diamond", BLUE, size=150), "date planned"),
        (
            any(plan.overtaken for plan in plans),
            lambda x, y: symbol(x + 8, y, "diamond", BLUE, size=150, hollow=True),
            "overtaken when told",
        ),
        (
            any(row.before for row in rows),
            lambda x, y: stroke((x, y), (x + 16, y), colour=MAGENTA, width=5),
            "moved",
        ),
        (reached, lambda x, y: symbol(x + 8, y, "square", INK, size=130), "reached"),
        (never, lambda x, y: cross(x + 8, y, INK), "no date reached"),
    ]
    return [(sign, name) for shown, sign, name in used if shown]
