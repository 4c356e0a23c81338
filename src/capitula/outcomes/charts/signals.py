"""What a point can be flagged for, and what that means given which way is better."""

from __future__ import annotations

from enum import IntEnum

from capitula.outcomes.measures import Direction


class Flag(IntEnum):
    """Why a point stands out; the sign is the side or the way. Nought is common cause."""

    NONE = 0
    OUTSIDE_HIGH = 1
    OUTSIDE_LOW = -1
    RISING = 2
    FALLING = -2
    TWO_OF_THREE_HIGH = 3
    TWO_OF_THREE_LOW = -3
    SHIFT_HIGH = 4
    SHIFT_LOW = -4

    @property
    def words(self) -> str:
        """The flag in plain words; empty for common cause."""
        return _WORDS[self]


_WORDS = {
    Flag.NONE: "",
    Flag.OUTSIDE_HIGH: "above the upper limit",
    Flag.OUTSIDE_LOW: "below the lower limit",
    Flag.RISING: "seven points rising",
    Flag.FALLING: "seven points falling",
    Flag.TWO_OF_THREE_HIGH: "two of three near the upper limit",
    Flag.TWO_OF_THREE_LOW: "two of three near the lower limit",
    Flag.SHIFT_HIGH: "seven points above the centre",
    Flag.SHIFT_LOW: "seven points below the centre",
}


class PointType(IntEnum):
    """What a point means. The sign is the side; nought is common cause."""

    COMMON_CAUSE = 0
    IMPROVEMENT_HIGH = 1
    IMPROVEMENT_LOW = -1
    CONCERN_HIGH = 2
    CONCERN_LOW = -2
    NEUTRAL_HIGH = 3
    NEUTRAL_LOW = -3

    @property
    def key(self) -> str:
        """The name the NHS rules use: high or low is said only where neither is better."""
        return _KEYS[abs(self)] + ("" if abs(self) < 3 else "_high" if self > 0 else "_low")

    @property
    def words(self) -> str:
        """The type in plain words."""
        if not self:
            return "common cause"
        return f"{_TYPE_WORDS[abs(self)]}, {'high' if self > 0 else 'low'}"


_KEYS = {
    0: "common_cause",
    1: "special_cause_improvement",
    2: "special_cause_concern",
    3: "special_cause_neutral",
}
_TYPE_WORDS = {1: "improvement", 2: "concern", 3: "change, neither better nor worse"}


def kind_of(direction: Direction, *, high: bool) -> int:
    """Return the size of the point type for a side: 1 improvement, 2 concern, 3 neutral."""
    if direction is Direction.NEUTRAL:
        return 3
    return 1 if high == (direction is Direction.UP) else 2


def type_of(flag: int, direction: Direction) -> PointType:
    """Return what a flag means for a direction.

    >>> type_of(Flag.FALLING, Direction.DOWN).words
    'improvement, low'
    """
    if not flag:
        return PointType.COMMON_CAUSE
    high = flag > 0
    return PointType(kind_of(direction, high=high) * (1 if high else -1))
