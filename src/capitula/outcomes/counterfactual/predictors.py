"""Predictors: means of columns over stated periods before the start, one figure a unit.

Written as `COLUMN`, the mean over all periods before the start; `COLUMN@1988`, one period; or
`COLUMN@1980..1988`, the mean from the first to the last, both included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.counterfactual.design import Design
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.panel.panel import Panel


@dataclass(frozen=True, slots=True)
class Predictor:
    """A column and the periods over which its mean is taken; None is the first or the last."""

    column: str
    first: str | None = None
    last: str | None = None

    @classmethod
    def parse(cls, text: str) -> Predictor:
        """Read `COLUMN`, `COLUMN@PERIOD` or `COLUMN@FIRST..LAST`."""
        column, at, span = text.rpartition("@")
        if not at:
            return cls(text)
        first, dots, last = span.partition("..")
        return cls(column, first or None, (last or None) if dots else first)

    def __str__(self) -> str:
        if self.first is None and self.last is None:
            return self.column
        if self.first == self.last:
            return f"{self.column}@{self.first}"
        return f"{self.column}@{self.first or ''}..{self.last or ''}"


def predictor_table(covariates: Panel, predictors: Sequence[Predictor], design: Design) -> Floats:
    """Return the predictors of the design's units, each over its standard deviation; [N, P].

    A unit that lacks a figure in a predictor's periods gets NaN there.

    Raises:
        InputFaults: no predictors; unknown columns or periods; periods that reach the start; a
            predictor that the treated unit lacks or that does not vary: all of them.
    """
    place = Place("predictors")
    faults: list[Fault] = []
    if not predictors:
        remedy = "name one or more"
        faults.append(Fault(place, "no predictors", "columns of the panel", remedy))
    columns: dict[Predictor, Floats] = {}
    for each in predictors:
        found = _faults(each, covariates, design)
        faults += found
        if not found:
            columns[each] = _means(each, covariates, design)
    for each, column in columns.items():
        here = Place("predictors", None, None, str(each))
        if design.treated is not None:
            own = column[design.panel.units.index(design.treated)]
            if np.isnan(own):
                remedy = "take other periods, or leave the predictor out"
                faults.append(Fault(here, "missing for the treated unit", "a figure", remedy))
        if not np.nanstd(column) > 0:
            faults.append(Fault(here, "the same in every unit", "a spread", "leave it out"))
    if faults:
        raise InputFaults(faults)
    table = np.stack(list(columns.values()), axis=1)
    return table / np.nanstd(table, axis=0, ddof=1)


def _faults(predictor: Predictor, covariates: Panel, design: Design) -> list[Fault]:
    place = Place("predictors", None, None, str(predictor))
    if predictor.column not in covariates.outcomes:
        expected = f"one of: {', '.join(covariates.outcomes)}"
        remedy = near_miss(predictor.column, covariates.outcomes) or "name a column that was read"
        return [Fault(place, f"no column {predictor.column!r}", expected, remedy)]
    times = covariates.times
    faults = [
        Fault(place, f"no period {label!r}", f"{times[0]} to {times[-1]}", "write it as the panel")
        for label in dict.fromkeys((predictor.first, predictor.last))
        if label is not None and label not in times
    ]
    if not faults and predictor.last is not None:
        start = design.panel.times[design.start]
        if times.index(predictor.last) >= times.index(start):
            remedy = "take periods before the start: later ones may hold the effect"
            faults.append(Fault(place, predictor.last, f"before {start}", remedy))
    return faults


def _means(predictor: Predictor, covariates: Panel, design: Design) -> Floats:
    last = predictor.last or design.panel.times[design.start - 1]
    rows = covariates.one(predictor.column).between(predictor.first, last).values[0].mean(axis=1)
    where = {unit: index for index, unit in enumerate(covariates.units)}
    own = np.mean([rows[where[member]] for member in design.members]) if design.members else 0.0
    return np.array(
        [own if unit == design.treated else rows[where[unit]] for unit in design.panel.units]
    )
