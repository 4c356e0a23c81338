"""The bars of a tornado: how far a result moves with each assumption, the widest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from capitula.ground.pence import Pence


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """One assumption.

    Attributes:
        assumption: its identifier.
        words: the assumption for reading.
        low_pence: the result with it at its 10th percentile.
        high_pence: the result with it at its 90th.
    """

    assumption: str
    words: str
    low_pence: Pence
    high_pence: Pence

    @property
    def swing_pence(self) -> Pence:
        """How far the two lie apart."""
        return abs(self.high_pence - self.low_pence)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars by swing, the widest first.

    Attributes:
        measure: what is measured.
        year: in which financial year.
        middle_pence: the result with every assumption at its median.
        bars: ties by identifier.
    """

    measure: str
    year: str
    middle_pence: Pence
    bars: tuple[TornadoBar, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a bar."""
        return [
            {
                "assumption": bar.assumption,
                "words": bar.words,
                "low_pence": bar.low_pence,
                "high_pence": bar.high_pence,
                "swing_pence": bar.swing_pence,
            }
            for bar in self.bars
        ]
