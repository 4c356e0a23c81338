"""The screen: every unit's series searched for breaks before any effect is estimated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import ValueFault
from capitula.ground.letters import capital
from capitula.outcomes.breaks.found import (
    Break,
    Classed,
    Gradual,
    Kind,
    NotScreened,
    Reason,
    Screening,
    Witness,
)
from capitula.outcomes.breaks.known import NOTHING_KNOWN, Collection
from capitula.outcomes.breaks.other_breaks import denominator_breaks, known_breaks, missing_runs
from capitula.outcomes.breaks.sentences import change_words, step_words
from capitula.outcomes.breaks.sisters import PeerSeries, mirror_of, witness_of
from capitula.outcomes.breaks.stepping import Steps, count_step, flagged, measure_steps, noted
from capitula.outcomes.breaks.thresholds import Thresholds, default_thresholds

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a step is held against.

    Attributes:
        sisters: series into which cases may have been moved: the mirror test.
        witnesses: series that a real change would have moved as well: the flat-witness test.
        denominators: float64 [N, T], people or bed-days; None where figures are plain counts.
        collection: changes of coding and boundary known beforehand.
        reasons: what persons recorded of breaks.
        names: the name of a unit for sentences; its code by default.
        beside: float64 [M, T], the units whose middle each is set beside, where they are not those
            screened, such as England for a single place; `beside_name` says who they are.
    """

    sisters: Sequence[PeerSeries] = ()
    witnesses: Sequence[PeerSeries] = ()
    denominators: Any = None
    collection: Collection = NOTHING_KNOWN
    reasons: Sequence[Reason] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    beside: Any = None
    beside_name: str = "other units"


def screen(
    series: str,
    values: Any,
    units: Sequence[str],
    times: Sequence[str],
    *,
    evidence: Evidence | None = None,
    thresholds: Thresholds | None = None,
) -> Screening:
    """Search every unit's series for breaks.

    Args:
        series: what it is, in words, such as "non-elective admissions".
        values: float64 [N, T]; not a number where missing.
        units: N of them.
        times: T periods in order.
        evidence: sister series, witnesses and the rest.
        thresholds: others than those of `thresholds.yaml`.

    Raises:
        ValueFault: figures that do not fit units and times, or nothing to screen.
    """
    held, rule = evidence or Evidence(), thresholds or default_thresholds()
    figures = np.array(values, dtype=np.float64)
    if figures.shape != (len(units), len(times)) or not figures.size:
        raise ValueFault(
            f"figures of shape {figures.shape}",
            f"{len(units)} units by {len(times)} periods, at least one of each",
            "give a row a unit",
        )
    left_out = _not_screened(figures, units, held.collection)
    gone = {each.unit for each in left_out}
    rows = [n for n, unit in enumerate(units) if unit not in gone]
    kept = tuple(units[n] for n in rows)
    if not rows:
        return Screening(series, (), tuple(times), (), (), (), left_out)
    used = figures[rows]
    steps = measure_steps(used, rule, held.beside)
    held = replace(held, sisters=[sister.without(gone) for sister in held.sisters])
    looked = _Look(series, used, kept, tuple(times), steps, held, rule)
    found = [looked.step(unit, period) for unit, period in flagged(steps, rule)]
    found += missing_runs(used, kept, times, held.names)
    found += known_breaks(kept, times, held.collection)
    if held.denominators is not None:
        below = np.array(held.denominators, dtype=np.float64)[rows]
        found += denominator_breaks(below, kept, times, rule, held.names)
    order = {unit: n for n, unit in enumerate(kept)}
    found.sort(key=lambda each: (order[each.unit], looked.times.index(each.time)))
    weak = tuple(
        looked.note(unit, period)
        for unit, period in noted(steps, rule)
        if not _near(found, kept[unit], period, looked.times, rule.window)
    )
    stepped = {each.unit for each in (*found, *weak) if each.kind is Kind.STEP}
    gradual = looked.gradual(stepped)
    return Screening(series, kept, looked.times, tuple(found), weak, gradual, left_out)


@dataclass(frozen=True, slots=True)
class _Look:
    """One screening under way."""

    series: str
    values: Floats
    units: tuple[str, ...]
    times: tuple[str, ...]
    steps: Steps
    held: Evidence
    rule: Thresholds

    def step(self, unit: int, period: int) -> Break:
        """Return a flagged step, held against all evidence."""
        code, time = self.units[unit], self.times[period]
        z, log = float(self.steps.z[unit, period]), float(self.steps.step_log[unit, period])
        count = count_step(self.values[unit], period, self.rule.count_window)
        seen = (mirror_of(s, code, time, count, self.rule) for s in self.held.sisters)
        mirrors = tuple(mirror for mirror in seen if mirror)
        asked = [witness_of(w, code, time, log, self.rule) for w in self.held.witnesses]
        witness = _plainest([each for each in asked if each])
        reason = next((r for r in self.held.reasons if (r.unit, r.time) == (code, time)), None)
        classed = _class(witness, reason, mirrored=bool(mirrors))
        words = step_words(
            self._name(code),
            time,
            z,
            log,
            classed=classed,
            beside=self.held.beside_name,
            mirrors=mirrors,
            witness=witness,
            reason=reason,
        )
        return Break(
            code, time, Kind.STEP, z, log, mirrors, witness, classed, reason, words, last=time
        )

    def note(self, unit: int, period: int) -> Break:
        """Return a doubling or halving that is below the threshold."""
        code, time = self.units[unit], self.times[period]
        z, log = float(self.steps.z[unit, period]), float(self.steps.step_log[unit, period])
        words = step_words(
            self._name(code),
            time,
            z,
            log,
            classed=Classed.NOTED,
            beside=self.held.beside_name,
            least_z=self.rule.z,
        )
        return Break(code, time, Kind.STEP, z, log, (), None, Classed.NOTED, None, words, last=time)

    def gradual(self, stepped: set[str]) -> tuple[Gradual, ...]:
        """Return the large changes of units that have no step."""
        year = min(12, len(self.times) // 2)
        level = self.steps.level_log
        if not year:
            return ()
        change = np.median(level[:, -year:], axis=1) - np.median(level[:, :year], axis=1)
        return tuple(
            Gradual(
                unit,
                float(change[n]),
                f"{self._name(unit)} {change_words(float(change[n]))} between the first {year} "
                f"periods and the last, beside {self.held.beside_name}, without a step: a real "
                "effect may look like that, and it passes.",
            )
            for n, unit in enumerate(self.units)
            if unit not in stepped and abs(change[n]) > self.rule.gradual_log
        )

    def _name(self, unit: str) -> str:
        return f"{capital(self.series)} of {self.held.names.get(unit, unit)}"


def _class(witness: Witness | None, reason: Reason | None, *, mirrored: bool) -> Classed:
    if mirrored or (witness and witness.is_flat) or (reason and not reason.is_real):
        return Classed.RECORDING
    return Classed.REAL if reason else Classed.UNEXPLAINED


def _plainest(witnesses: Sequence[Witness]) -> Witness | None:
    """A flat witness first, then one that moved, then one that cannot tell."""
    rank = {True: 0, False: 1, None: 2}
    return min(witnesses, key=lambda each: rank[each.is_flat], default=None)


def _near(
    found: Sequence[Break], unit: str, period: int, times: tuple[str, ...], window: int
) -> bool:
    return any(
        each.unit == unit
        and each.kind is Kind.STEP
        and abs(times.index(each.time) - period) < window
        for each in found
    )


def _not_screened(
    figures: Floats, units: Sequence[str], collection: Collection
) -> tuple[NotScreened, ...]:
    known = {each.unit: each for each in collection.not_areas}
    found: list[NotScreened] = []
    for n, unit in enumerate(units):
        if unit in known:
            found.append(known[unit])
            continue
        low = int((figures[n] <= 0).sum())
        if low:
            why = f"{low} figures of nought or less, which have no logarithm"
            found.append(NotScreened(unit, why))
        elif not np.isfinite(figures[n]).any():
            found.append(NotScreened(unit, "no figures"))
    return tuple(found)
