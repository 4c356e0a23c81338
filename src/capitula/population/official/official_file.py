"""An official file as read: its columns by key, what was missing, and whether its sums hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.population.exact import exact_sum
from capitula.population.official.cells import Gap
from capitula.population.official.header import Bound
from capitula.population.official.layout import OfficialLayout
from capitula.population.official.period import FilePeriod


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A cell without a figure: its line, its column by key, and why."""

    line: int
    column: str
    why: Gap


@dataclass(frozen=True, slots=True)
class SumCheck:
    """Something that must add up, and whether it does.

    Attributes:
        statement: what must hold, in words.
        compared: rows or totals compared; those with a missing figure are not.
        failed: how many of them are off by more than is allowed.
        worst: the largest difference, in `unit`.
        tolerance: the largest difference allowed.
        examples: rows that fail, with their difference, the first few.
        reason: what a reader should know where it fails.
    """

    statement: str
    compared: int
    failed: int
    worst: Decimal
    tolerance: Decimal
    unit: str
    examples: tuple[str, ...] = ()
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether something was compared and nothing failed."""
        return self.compared > 0 and not self.failed


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """The content of one official file.

    Attributes:
        file: its name.
        sha256: digest of the file as it lies there.
        lines: line of each row in the file.
        columns: values by key of column, as long as `lines`; None is a missing figure. Money is in
            whole pence or cents, rates are fractions, days are dates.
        printed_as: how each column of rates was printed.
    """

    layout: OfficialLayout
    file: str
    sha256: str
    bound: Bound
    period: FilePeriod
    lines: tuple[int, ...]
    columns: dict[str, tuple[Any, ...]]
    missing: tuple[MissingFigure, ...]
    checks: tuple[SumCheck, ...]
    printed_as: dict[str, str]
    mark: EvidenceMark = EvidenceMark.SOURCED

    @property
    def ok(self) -> bool:
        """Whether every sum that could be checked holds."""
        return all(check.holds for check in self.checks)

    def column(self, key: str) -> tuple[Any, ...]:
        """Return one column.

        Raises:
            KeyError: the layout or this edition has no such column.
        """
        return self.columns[key]

    def rows(self, **where: Any) -> list[dict[str, Any]]:
        """Return rows as key to value; all, or those whose columns hold the values given."""
        chosen = range(len(self.lines))
        for key, value in where.items():
            chosen = [number for number in chosen if self.columns[key][number] == value]
        return [{key: c[number] for key, c in self.columns.items()} for number in chosen]

    def total(self, key: str, **where: Any) -> int | Decimal | None:
        """Return the exact sum of a column; None where a row has no figure."""
        values = [row[key] for row in self.rows(**where)] if where else self.columns[key]
        if all(isinstance(value, int) for value in values):
            return sum(values)
        return exact_sum(None if value is None else Decimal(value) for value in values)

    def sum_of_stated(self, key: str) -> tuple[int | Decimal, int]:
        """Return the exact sum of the figures that are there, and how many are missing."""
        there = [value for value in self.columns[key] if value is not None]
        if all(isinstance(value, int) for value in there):
            return sum(there), len(self.lines) - len(there)
        total = exact_sum(Decimal(value) for value in there) or Decimal(0)
        return total, len(self.lines) - len(there)

    def missing_by_column(self) -> dict[str, Counter[Gap]]:
        """Return how many figures are missing in each column, by reason."""
        found: dict[str, Counter[Gap]] = {}
        for cell in self.missing:
            found.setdefault(cell.column, Counter())[cell.why] += 1
        return found
