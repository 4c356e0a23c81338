"""The spread of a sweep: exact percentiles by year, and how often a party loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence
from capitula.money.scenarios.sweep import Integers, Sweep

PERCENTS = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class FanYear:
    """One measure in one year.

    Attributes:
        year: the financial year.
        percentiles: percent to whole pence: the value at rank (percent × n + 99) // 100.
        mean_pence: the floor of the mean.
        below_nought: how many draws are below nought.
        central_pence: with every draw at nought.
    """

    year: str
    percentiles: dict[int, Pence]
    mean_pence: Pence
    below_nought: int
    central_pence: Pence


@dataclass(frozen=True, slots=True)
class Fan:
    """One measure over the years.

    Attributes:
        measure: its key.
        name: for reading.
        count: how many draws.
        years: in order.
        mark: the weakest mark of any assumption and of the budget.
    """

    measure: str
    name: str
    count: int
    years: tuple[FanYear, ...]
    mark: EvidenceMark

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a year."""
        return [
            {
                "measure": self.measure,
                "year": each.year,
                **{f"p{percent}_pence": pence for percent, pence in each.percentiles.items()},
                "mean_pence": each.mean_pence,
                "central_pence": each.central_pence,
                "draws_below_nought": each.below_nought,
            }
            for each in self.years
        ]


def fan(found: Sweep, measure: str, mark: EvidenceMark) -> Fan:
    """Return the spread of a measure.

    Args:
        found: the sweep.
        measure: budget, spend, pool, or a party.
        mark: the budget's; those of the assumptions are added to it.

    Raises:
        InputFaults: no such measure.
    """
    check_measure(found, measure)
    years = tuple(
        _year(year, amounts, found.central[measure][year])
        for year, amounts in found.amounts[measure].items()
    )
    return Fan(measure, found.names[measure], found.count, years, sweep_mark(found, mark))


def sweep_mark(found: Sweep, mark: EvidenceMark) -> EvidenceMark:
    """Return the weakest mark of budget, assumptions and later years."""
    later = found.scenario.later_years
    marks = [each.mark for each in found.scenario.assumptions]
    return weakest([mark, *marks, *([later.mark] if later else [])])


def check_measure(found: Sweep, measure: str) -> None:
    """Refuse a measure that the sweep has not.

    Raises:
        InputFaults: it has not.
    """
    known = list(found.amounts)
    if measure not in known:
        remedy = near_miss(measure, known) or "give one of these"
        raise InputFaults([Fault(Place("--measure"), repr(measure), ", ".join(known), remedy)])


def percentile(ordered: Integers, percent: int) -> Pence:
    """Return the value at rank (percent × n + 99) // 100, counted from 1; no interpolation."""
    rank = max(1, (percent * len(ordered) + 99) // 100)
    return int(ordered[rank - 1])


def _year(year: str, amounts: Integers, central: Pence) -> FanYear:
    ordered = np.sort(amounts)
    return FanYear(
        year=year,
        percentiles={percent: percentile(ordered, percent) for percent in PERCENTS},
        mean_pence=sum(map(int, amounts)) // len(amounts),
        below_nought=int((amounts < 0).sum()),
        central_pence=central,
    )
