"""One measure made ready for judging: which months, which areas, on which scale.

Areas leave the comparison in a stated order, and every one that leaves is named with its reason:
those without a figure in some month, those with a programme of their own, those named in the terms.
Areas with a break of their own leave later, when the screen has run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import month_index
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.donors.programmes import LeftOut, areas_of
from capitula.outcomes.judging.area_table import AreaTable, labels
from capitula.outcomes.judging_terms import Donors, Exclusion, JudgingTerms, Scale
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.panel.panel import Panel


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One measure of all areas, ready to be screened and fitted.

    Attributes:
        measure: the measure.
        terms: how it is judged.
        table: the table of all areas.
        place: the place judged, as the table names it.
        months: every month used, from the first of the baseline.
        start: the first month after the start.
        due: the first month in which an effect is expected.
        areas: N names, the place among them.
        per_day: float64 [N, T], the figures as a number a day.
        left_out: areas that left, each with its reason.
    """

    measure: Measure
    terms: JudgingTerms
    table: AreaTable
    place: str
    months: MonthRange
    start: int
    due: int
    areas: tuple[str, ...]
    per_day: NDArray[np.float64]
    left_out: tuple[LeftOut, ...]

    @property
    def before(self) -> MonthRange:
        """The months that the comparison is fitted on."""
        return MonthRange(self.months.first, self.start - 1)

    @property
    def after(self) -> MonthRange:
        """The months since the start."""
        return MonthRange(self.start, self.months.last)

    @property
    def base(self) -> float:
        """The place's mean a day before the start: what 100 stands for on the index scale."""
        return float(self.own[: len(self.before)].mean())

    @property
    def own(self) -> NDArray[np.float64]:
        """The place's figures a day, [T]."""
        return self.per_day[self.areas.index(self.place)]

    @property
    def unit_factor(self) -> float:
        """What a point of the scale that is fitted is worth in the measure's unit."""
        return self.base / 100 if self.terms.scale is Scale.INDEX else 1.0

    def panel(self) -> Panel:
        """Return the panel on the scale of the terms."""
        values = self.per_day[None, :, :]
        panel = Panel((self.measure.id,), self.areas, labels(self.months), values)
        return panel.indexed(len(self.before)) if self.terms.scale is Scale.INDEX else panel

    def without(self, names: Sequence[str], why: str, mark: EvidenceMark) -> Prepared:
        """Return it without some areas, each with a reason; the place itself stays."""
        gone = [area for area in self.areas if area in set(names) and area != self.place]
        return self.leaving([LeftOut(area, why, mark, "") for area in gone])

    def leaving(self, left: Sequence[LeftOut]) -> Prepared:
        """Return it without the areas of a list, the place itself excepted."""
        gone = {each.area: each for each in left if each.area != self.place}
        kept = [n for n, area in enumerate(self.areas) if area not in gone]
        return replace(
            self,
            areas=tuple(self.areas[n] for n in kept),
            per_day=self.per_day[kept],
            left_out=(*self.left_out, *(gone[a] for a in self.areas if a in gone)),
        )


def prepare(
    measure: Measure,
    table: AreaTable,
    *,
    until: MonthRange | None = None,
    baseline_only: bool = False,
) -> Prepared:
    """Make a measure ready, with every area that has a figure in every month.

    Args:
        measure: a measure with terms of judging.
        table: the table that the terms name.
        until: nothing after the last of these months is used.
        baseline_only: whether the table may end with the month before the start.

    Raises:
        InputFaults: no terms, no start, an unknown place, a baseline that the table does not
            cover or that does not end with the month before the start, or a gap in the place's
            own figures.
    """
    terms = measure.judged
    start = None if terms is None else start_of(measure, terms)
    place_of_fault = Place("outcomes.yaml", None, None, measure.id)
    if terms is None or start is None:
        found = "no `judged` terms" if terms is None else "no month in which it started"
        raise InputFaults([Fault(place_of_fault, found, "both", "state them, or do not judge it")])
    faults: list[Fault] = []
    place = terms.donors.place
    if place not in table.areas:
        remedy = near_miss(place, table.areas) or "write it as the table does"
        faults.append(Fault(place_of_fault, repr(place), f"an area of {table.name}", remedy))
    baseline = measure.baseline_months
    last = table.months.last if until is None else min(table.months.last, until.last)
    needed = start - 1 if baseline_only else start
    if baseline.first < table.months.first or needed > last:
        expected = f"a baseline and a start inside {table.months}"
        faults.append(Fault(place_of_fault, f"{baseline}", expected, "choose other months"))
    if baseline.last != start - 1:
        found = f"a baseline to {labels(baseline)[-1]}, a start in {_label(start)}"
        remedy = "end the baseline with the month before"
        faults.append(Fault(place_of_fault, found, "one that ends just before the start", remedy))
    if faults:
        raise InputFaults(faults)
    months = MonthRange(baseline.first, last)
    due = start if terms.effect_due is None else _first_month(terms.effect_due) or start
    values = table.per_day(months)
    whole = Prepared(
        measure, terms, table, place, months, start, max(due, start), table.areas, values, ()
    )
    gaps = [area for area, row in zip(table.areas, values, strict=True) if np.isnan(row).any()]
    if place in gaps:
        found = f"no figure for {place} in some month of {months}"
        raise InputFaults([Fault(place_of_fault, found, "a figure in every month", "add them")])
    why = f"no figure in some month of {months}"
    nought = [
        area
        for area, row in zip(table.areas, values, strict=True)
        if not np.isnan(row).any() and not row[: len(whole.before)].any()
    ]
    ready = whole.without(gaps, why, EvidenceMark.DERIVED)
    return ready.without(nought, "nothing counted before the start", EvidenceMark.DERIVED)


def programme_areas(prepared: Prepared) -> tuple[LeftOut, ...]:
    """Return the areas that the terms leave out, by programme or by name."""
    donors: Donors = prepared.terms.donors
    found: dict[str, LeftOut] = {}
    for exclusion in donors.without:
        for left in _left_out(exclusion, prepared.table):
            found.setdefault(left.area, left)
    return tuple(each for each in found.values() if each.area in prepared.areas)


def start_of(measure: Measure, terms: JudgingTerms) -> int | None:
    """Return the first month after the start of what is estimated; None where none is stated."""
    stated = terms.estimate.start if terms.estimate else measure.start
    return None if stated is None else _first_month(stated)


def _left_out(exclusion: Exclusion, table: AreaTable) -> tuple[LeftOut, ...]:
    if exclusion.programme is not None:
        return areas_of(exclusion.programme, _all_codes(table))
    return (LeftOut(exclusion.area or "", exclusion.reason, EvidenceMark.LOCAL, ""),)


def _all_codes(table: AreaTable) -> dict[str, str]:
    """Every area under a code of its own, also where two stand under one."""
    pairs = zip(table.codes, table.areas, strict=True)
    found: dict[str, str] = {}
    for code, area in pairs:
        found[code if code not in found else f"{code} {area}"] = area
    return found


def _first_month(stated: PartialDate) -> int | None:
    return None if stated.earliest is None else month_index(stated.earliest)


def _label(month: int) -> str:
    return labels(MonthRange(month, month))[0]
