"""What a method was measured to find, on English areas that had no part in choosing it.

The tables beside this module are made by `scripts/calibration` and shown whole in the manual. They
are about one series, monthly non-elective admissions of one commissioning area; another series has
a power of its own, which the power line of its own judgement states.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("false_claims.csv")


@dataclass(frozen=True, slots=True)
class Measured:
    """One method, looking for a fall or a rise.

    Attributes:
        method: its name in the register of methods, or a variant of it in words.
        direction: `fall` or `rise`.
        false_share: share of areas and starts called where nothing was done.
        standard_error: of that share, over areas.
        cells: areas times starts.
        mde80_percent_at_once: the effect found in four areas of five when it comes at once and
            stays; None where none of up to 25 per cent is.
        mde80_percent_over_a_year: the same when it builds up over twelve months.
    """

    method: str
    direction: str
    false_share: float
    standard_error: float
    cells: int
    mde80_percent_at_once: float | None
    mde80_percent_over_a_year: float | None

    @property
    def words(self) -> str:
        """The measurement in a sentence."""
        seen = _percent(self.mde80_percent_at_once)
        slow = _percent(self.mde80_percent_over_a_year)
        return (
            f"Measured on monthly non-elective admissions of single English areas: a "
            f"{self.direction} of {seen} that comes at once is found four times in five, one that "
            f"builds up over a year from {slow}; false claims {self.false_share:.1%}."
        )


@cache
def measured() -> tuple[Measured, ...]:
    """Return every method that was measured."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        Measured(
            row["method"],
            row["direction"],
            float(row["false_share"]),
            float(row["standard_error_over_areas"]),
            int(row["cells"]),
            _number(row["mde80_percent_at_once"]),
            _number(row["mde80_percent_over_12_months"]),
        )
        for row in rows
    )


def measured_for(method: str, direction: int) -> Measured | None:
    """Return what a method was measured to find.

    Args:
        method: its name in the register of methods.
        direction: 1 looks for a rise, −1 for a fall.
    """
    way = "fall" if direction < 0 else "rise"
    return next((m for m in measured() if (m.method, m.direction) == (method, way)), None)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _percent(value: float | None) -> str:
    return "more than 25 %" if value is None else f"{value:.1f} %"
