"""The range of effects that a test leaves open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompatibleRange:
    """Effects on each period, in the unit of the outcome.

    With a direction, positive is better; without one, positive is more.

    Attributes:
        low: the least; None where the test leaves that side open.
        high: the greatest; None likewise.
        level: in the long run so large a share of ranges holds a constant effect.
        is_empty: no constant effect is compatible: the gaps change too much over time.
        test: the test that was turned round.
    """

    low: float | None
    high: float | None
    level: float
    is_empty: bool
    test: str

    def holds(self, effect: float) -> bool:
        """Whether an effect is left open."""
        if self.is_empty:
            return False
        above = self.low is None or effect >= self.low
        return above and (self.high is None or effect <= self.high)
