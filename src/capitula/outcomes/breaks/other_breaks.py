"""Breaks that are no steps: missing runs, changes known beforehand, denominators that jump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.ground.marks import EvidenceMark
from capitula.outcomes.breaks.found import Break, Classed, Kind
from capitula.outcomes.breaks.known import Collection
from capitula.outcomes.breaks.sentences import change_words, period_name, z_words
from capitula.outcomes.breaks.stepping import flagged, measure_steps
from capitula.outcomes.breaks.thresholds import Thresholds

Floats: TypeAlias = NDArray[np.float64]


def missing_runs(
    values: Floats, units: Sequence[str], times: Sequence[str], names: Mapping[str, str]
) -> list[Break]:
    """Return every run of periods without a figure; at an end it may be a merger or a new body."""
    found: list[Break] = []
    for n, unit in enumerate(units):
        gone: list[int] = np.flatnonzero(~np.isfinite(values[n])).tolist()
        for _, run in groupby(enumerate(gone), key=lambda each: each[1] - each[0]):
            periods = [period for _, period in run]
            first, last = times[periods[0]], times[periods[-1]]
            span = period_name(first)
            if len(periods) > 1:
                span += f" to {period_name(last)}"
            words = f"{names.get(unit, unit)} has no figure for {span}."
            if periods[0] == 0 or periods[-1] == len(times) - 1:
                words += " The unit may have begun, ended or been merged."
            words += " Nothing stands in for missing figures."
            found.append(_plain(unit, (first, last), Kind.MISSING_RUN, Classed.MISSING, words))
    return found


def known_breaks(units: Sequence[str], times: Sequence[str], collection: Collection) -> list[Break]:
    """Return the known changes that fall inside the periods: after the first one."""
    found: list[Break] = []
    for change in collection.changes:
        if change.time not in times[1:]:
            continue
        words = (
            f"In {period_name(change.time)} the figures change their meaning: {change.words} "
            f"({change.source})."
        )
        found += [
            _plain(
                unit,
                (change.time, change.time),
                change.kind,
                Classed.RECORDING,
                words,
                mark=change.mark,
            )
            for unit in units
            if change.touches(unit)
        ]
    return found


def denominator_breaks(
    values: Floats,
    units: Sequence[str],
    times: Sequence[str],
    rule: Thresholds,
    names: Mapping[str, str],
) -> list[Break]:
    """Return the steps of the denominators, by the same two thresholds."""
    steps = measure_steps(np.where(values > 0, values, np.nan), rule)
    found: list[Break] = []
    for unit, period in flagged(steps, rule):
        z, log = float(steps.z[unit, period]), float(steps.step_log[unit, period])
        words = (
            f"The denominator of {names.get(units[unit], units[unit])} {change_words(log)} in "
            f"{period_name(times[period])}, beside other units, in one step ({z_words(z)}): rates "
            "before and after have different bases."
        )
        time, classed = times[period], Classed.RECORDING
        found.append(_plain(units[unit], (time, time), Kind.DENOMINATOR, classed, words))
    return found


def _plain(
    unit: str,
    span: tuple[str, str],
    kind: Kind,
    classed: Classed,
    words: str,
    *,
    mark: EvidenceMark = EvidenceMark.DERIVED,
) -> Break:
    return Break(
        unit, span[0], kind, None, None, (), None, classed, None, words, mark=mark, last=span[1]
    )
