"""Several measures of one place made ready to be judged together: the same areas and months.

An area that leaves the comparison of one measure leaves that of all, so that every area is held
against the place with the same outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import EvidenceMark
from capitula.outcomes.donors.programmes import LeftOut
from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.comparing import sign_of
from capitula.outcomes.judging.from_tables import from_tables
from capitula.outcomes.judging.prepared import (
    Prepared,
    programme_areas,
)
from capitula.outcomes.judging.screening import Screened
from capitula.outcomes.judging_terms import JudgingTerms
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together_terms import Together
from capitula.record.view import View


@dataclass(frozen=True, slots=True, eq=False)
class PreparedTogether:
    """Several measures over the same areas and months.

    Attributes:
        terms: what is asked of them.
        each: every measure, in the order of the terms.
        screened: what the screen for data breaks found in each.
        left_out: areas that left the comparison, each once, with its reasons.
    """

    terms: Together
    each: tuple[Prepared, ...]
    screened: tuple[Screened, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def first(self) -> Prepared:
        """The first measure, for the place, months and start that all have in common."""
        return self.each[0]

    @property
    def signs(self) -> tuple[int, ...]:
        """1 where more is better, −1 where less is, for each."""
        return tuple(sign_of(each.measure) for each in self.each)

    @property
    def start(self) -> int:
        """Index of the first treated month."""
        return self.first.start - self.first.months.first

    @property
    def due(self) -> int:
        """Index of the first judged month: that of the latest."""
        return max(each.due for each in self.each) - self.first.months.first

    def panel(self) -> Panel:
        """Return the figures a day of every measure, areas in one order."""
        areas = self.first.areas
        rows = [[each.areas.index(area) for area in areas] for each in self.each]
        values = np.stack([each.per_day[row] for each, row in zip(self.each, rows, strict=True)])
        names = tuple(each.measure.id for each in self.each)
        return Panel(names, areas, labels(self.first.months), values)


def prepare_together(
    terms: Together,
    measures: Sequence[Measure],
    figures: Mapping[str, FigureTable],
    view: View | None,
    *,
    baseline_only: bool = False,
) -> PreparedTogether:
    """Make measures ready, each as its own terms say, on the areas that are left in all.

    Args:
        terms: what is asked of them.
        measures: those that the terms name, in that order.
        figures: the case's figure tables.
        view: the record, for reasons of breaks; None without one.
        baseline_only: whether nothing from the start on is looked at.

    Raises:
        InputFaults: terms and tables that do not fit together, or months that differ.
    """
    found = [
        _one(terms, measure, figures, view, baseline_only=baseline_only) for measure in measures
    ]
    _same_months(terms, [each for each, _ in found])
    kept = set(found[0][0].areas)
    for each, _ in found[1:]:
        kept &= set(each.areas)
    gone = [
        LeftOut(area, "left out of another of the measures", EvidenceMark.DERIVED, "")
        for area in dict.fromkeys(area for each, _ in found for area in each.areas)
        if area not in kept
    ]
    ready = tuple(each.leaving(gone) for each, _ in found)
    return PreparedTogether(terms, ready, tuple(s for _, s in found), _left_out(found))


def _one(
    terms: Together,
    measure: Measure,
    figures: Mapping[str, FigureTable],
    view: View | None,
    *,
    baseline_only: bool,
) -> tuple[Prepared, Screened]:
    judged = _judged(measure)
    stated = [terms.until, judged.estimate.until if judged.estimate else None]
    ends = [MonthRange.of(each) for each in stated if each is not None]
    until = min(ends, key=lambda months: months.last) if ends else None
    ready = from_tables(measure, judged, figures, view, until=until, baseline_only=baseline_only)
    return ready.sound.leaving(programme_areas(ready.sound)), ready.screened


def _judged(measure: Measure) -> JudgingTerms:
    if measure.judged is None:
        place = Place("outcomes.yaml", None, None, measure.id)
        fault = Fault(place, "no `judged` terms", "terms of judging", "state them")
        raise InputFaults([fault])
    return measure.judged


def _same_months(terms: Together, each: Sequence[Prepared]) -> None:
    first = each[0]
    place = Place("outcomes.yaml", None, None, f"together, {terms.id}")
    faults = [
        Fault(
            place,
            f"{one.measure.id}: {one.months} with a start in {labels(one.after)[0]}",
            f"the months and the start of {first.measure.id}: {first.months}",
            "give both the same baseline, start and last month",
        )
        for one in each[1:]
        if (one.months, one.start) != (first.months, first.start)
    ]
    if faults:
        raise InputFaults(faults)


def _left_out(found: Sequence[tuple[Prepared, Screened]]) -> tuple[LeftOut, ...]:
    """Return every area once: by its programme where it had one, else by measure and reason."""
    reasons: dict[str, LeftOut] = {}
    for each, _ in found:
        for left in each.left_out:
            known = reasons.get(left.area)
            if known is None or (left.source and not known.source):
                own = left.why if left.source else f"{left.why} ({each.measure.name.lower()})"
                reasons[left.area] = replace(left, why=own)
    return tuple(reasons.values())
