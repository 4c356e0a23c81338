"""Reproducing published figures: what every `money reproduce NAME` reads, compares and reports.

The report is `capitula.reproduce/1` of the interfaces. A reproducer reads official files and
computes each published figure independently; this module counts, finds the worst and writes the
rows. New names are added to `REPRODUCERS`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.population.exact import ratio

Progress = Callable[[int, int], None]

REPRODUCERS: Mapping[str, str] = {
    "allocations": "capitula.money.reproduce_allocations:reproduce_allocations",
    "mssp": "capitula.money.reproducing.settlements:reproduce_mssp",
    "reach": "capitula.money.reproducing.settlements:reproduce_reach",
    "global-sum": "capitula.money.reproducing.global_sum:reproduce_global_sum",
    "gp-payments": "capitula.money.reproducing.gp_payments:reproduce_gp_payments",
    "chain-ladder": "capitula.money.reproducing.chain_ladder:reproduce_chain_ladder",
    "pot": "capitula.money.reproducing.pot:reproduce_pot",
}
"""Name to `module:function`, imported when asked for; the function is a `Reproducer`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published figure held against the computed one.

    Attributes:
        key: what is compared, such as a practice code.
        inputs: every figure used, by published name.
        compared: whether there is a published figure to compare with.
        expected: the published figure; None where it is missing.
        computed: ours, unrounded; None where an input is missing.
        deviation: what is held against the tolerance, in the report's unit.
        matched: whether it is within the tolerance.
        reason: why not; empty where it is.
    """

    key: str
    inputs: Mapping[str, Decimal | None]
    compared: bool
    expected: Decimal | None
    computed: Decimal | None
    difference: Decimal | None
    deviation: Decimal | None
    matched: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Reproduction:
    """All comparisons of one run, and whether the floor holds.

    Attributes:
        required: the least share of compared figures that must match.
        tolerance: the largest deviation of a match, in `tolerance_unit` (`relative` or a unit).
        more: further parts of the report, such as indices.
    """

    name: str
    files: tuple[str, ...]
    sha256: tuple[str, ...]
    rows: int
    comparisons: tuple[Comparison, ...]
    required: Decimal
    tolerance: Decimal
    tolerance_unit: str
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def compared(self) -> int:
        """How many figures were published to compare with."""
        return sum(each.compared for each in self.comparisons)

    @property
    def matched(self) -> int:
        """How many of them were met within the tolerance."""
        return sum(each.matched for each in self.comparisons)

    @property
    def floor(self) -> Decimal | None:
        """Matched over compared; None where nothing could be compared."""
        return ratio(Decimal(self.matched), Decimal(self.compared))

    @property
    def worst(self) -> Decimal | None:
        """The largest deviation, matched or not; None where nothing could be computed."""
        return max((c.deviation for c in self.comparisons if c.deviation is not None), default=None)

    @property
    def unmatched(self) -> tuple[Comparison, ...]:
        """The published figures that were not met."""
        return tuple(c for c in self.comparisons if c.compared and not c.matched)

    @property
    def ok(self) -> bool:
        """Whether something was compared and the floor holds."""
        return self.floor is not None and self.floor >= self.required

    def document(self) -> dict[str, Any]:
        """Return `capitula.reproduce/1`, numbers unrounded."""
        return {
            "schema": "capitula.reproduce/1",
            "name": self.name,
            "file": list(self.files),
            "sha256": list(self.sha256),
            "rows": self.rows,
            "compared": self.compared,
            "matched": self.matched,
            "floor": self.floor,
            "tolerance": self.tolerance,
            "tolerance_unit": self.tolerance_unit,
            "worst": self.worst,
            "unmatched": [
                {"key": c.key, "expected": c.expected, "computed": c.computed, "reason": c.reason}
                for c in self.unmatched
            ],
            "ok": self.ok,
            **self.more,
        }

    def rows_csv(self) -> str:
        """Return a line per comparison: key, every input, expected, computed, difference, …."""
        names = list(dict.fromkeys(name for each in self.comparisons for name in each.inputs))
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        tail = ["expected", "computed", "difference", "matched", "reason"]
        writer.writerow(["key", *names, *tail])
        for each in self.comparisons:
            numbers = [each.expected, each.computed, each.difference]
            inputs = [_text(each.inputs.get(name)) for name in names]
            matched = str(each.matched).lower() if each.compared else ""
            writer.writerow([each.key, *inputs, *map(_text, numbers), matched, each.reason])
        return out.getvalue()


Reproducer = Callable[[Sequence[Path], FinancialYear | None, Progress | None], Reproduction]


def reproduce(
    name: str,
    paths: Sequence[Path],
    year: FinancialYear | None = None,
    progress: Progress | None = None,
) -> Reproduction:
    """Reproduce the published figures of one name.

    Args:
        name: one of `REPRODUCERS`.
        paths: the official files.
        year: the financial year, where the files do not say it.
        progress: called with rows done and rows in all.

    Raises:
        InputFaults: no such name (the known ones are listed), or everything wrong with a file.
    """
    if name not in REPRODUCERS:
        known = ", ".join(REPRODUCERS)
        remedy = near_miss(name, list(REPRODUCERS)) or "choose one of these"
        place = Place("money reproduce", None, None, "NAME")
        raise InputFaults([Fault(place, repr(name), f"one of: {known}", remedy)])
    module, _, function = REPRODUCERS[name].partition(":")
    reproducer: Reproducer = getattr(import_module(module), function)
    return reproducer(paths, year, progress)


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
