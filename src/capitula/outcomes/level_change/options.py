"""What `level-change` may be told, with its defaults and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.ground.faults import Fault, InputFaults, Place

LEAST_BEFORE = 8
"""With fewer periods before the start nothing can be judged."""

BEFORE, AFTER = 36, 24
"""Periods that the change is read from, at most: three years of months before, two after."""

SHRINKAGE, DIFFERENCE, ODD_LIMIT = 0.125, 3, 4.0
"""Chosen on one half of England's commissioning areas; see the manual on calibration."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options; `fit_level_change` says what each means."""

    due: int
    shapes: tuple[int, ...]
    before: int
    after: int
    forgetting: float | None
    shrinkage: float
    difference: int
    odd_limit: float

    def check(self, start: int, periods: int) -> None:
        """Refuse what cannot be.

        Raises:
            InputFaults: fewer than eight periods before the start, or an option that cannot be:
                all of them.
        """
        most = LEAST_BEFORE - 2
        asked = [
            ("start", start, f"{LEAST_BEFORE} periods before it, or more", start >= LEAST_BEFORE),
            (
                "effect_due",
                self.due,
                f"{start} to {periods - 1}",
                start <= self.due < periods,
            ),
            (
                "builds_up",
                self.shapes,
                "nought or more, one at least",
                bool(self.shapes) and min(self.shapes) >= 0,
            ),
            ("before", self.before, f"{LEAST_BEFORE} or more", self.before >= LEAST_BEFORE),
            ("after", self.after, "one or more", self.after >= 1),
            (
                "forgetting",
                self.forgetting,
                "above nought",
                self.forgetting is None or self.forgetting > 0,
            ),
            ("shrinkage", self.shrinkage, "above nought", self.shrinkage > 0),
            ("difference", self.difference, f"1 to {most}", 1 <= self.difference <= most),
            ("odd_limit", self.odd_limit, "above nought", self.odd_limit > 0),
        ]
        faults = [
            Fault(Place("level-change", None, None, name), str(found), expected, "correct it")
            for name, found, expected, right in asked
            if not right
        ]
        if faults:
            raise InputFaults(faults)
