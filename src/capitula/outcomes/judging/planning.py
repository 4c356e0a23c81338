"""Before signing: how large an effect the terms could show, from the baseline alone.

A made-up start is put into the baseline, two windows before its end, and every area is fitted as if
treated there. Nothing after the real start is looked at. Two figures come out: what four areas of
five would have needed, over the errors of their fits, times the place's own error; and the same in
plain figures over all areas. The larger is taken. Areas may part more in years to come than they
did in the baseline, so that a judgement's own figure is usually larger still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.needed import deciding
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.power import POWER, power
from capitula.outcomes.judging.comparing import SUPPORTING, sign_of
from capitula.outcomes.judging.from_tables import from_tables
from capitula.outcomes.judging.numbers import figure, span, with_unit
from capitula.outcomes.judging.prepared import (
    Prepared,
    programme_areas,
)
from capitula.outcomes.judging_terms import JudgingTerms
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.level_change.words import comes
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange

OFFERED = ("level-change", "level-change-gradual")
"""Methods tried beside those that the terms name: of all here they see most."""

WINDOWS = 2
"""Windows that it takes at the least to call an effect sustained."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a measure's terms could show.

    Attributes:
        measure: the measure.
        method: the method whose test was tried.
        shape: what the effect does that is found so often.
        detectable: the effect found four times in five, in its unit; None where none is.
        share: the same as a share of the mean before; None likewise.
        areas: the areas it was computed from.
        fitted: the months fitted.
        tried: the months in which the made-up effect was looked for.
        found_elsewhere: how often it was found on areas not used to compute it.
    """

    measure: Measure
    method: str
    shape: str
    detectable: float | None
    share: float | None
    areas: int
    fitted: MonthRange
    tried: MonthRange
    found_elsewhere: float | None

    @property
    def too_blunt(self) -> bool:
        """Whether the terms are unlikely to be able to show the smallest effect that matters."""
        delta = self.measure.smallest_effect
        return delta is None or self.detectable is None or self.detectable > float(delta)

    def text(self) -> str:
        """Return the finding in sentences."""
        if self.detectable is None or self.share is None:
            seen = "No effect would be found four times in five."
        else:
            seen = (
                f"An effect of {with_unit(self.detectable, self.measure)} ({self.share:.0%} of the "
                f"mean before) would be found four times in five, by {self.areas} areas on "
                f"{span(self.tried)}, before the start."
            )
        delta = self.measure.smallest_effect
        if delta is None:
            return f"{seen} The terms do not say how small an effect would still matter."
        least = f"The smallest that matters is {figure(float(delta))}."
        if self.too_blunt:
            least += " As specified, the contract is unlikely to be able to show success."
        return f"{seen} {least}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the terms say, screened and ready, with nothing after the real start.

    Attributes:
        measure: the measure.
        terms: how it is judged.
        ready: the place and its donors.
        months: those of the baseline.
        start: index among them of the made-up start.
    """

    measure: Measure
    terms: JudgingTerms
    ready: Prepared
    months: MonthRange
    start: int


def plan_power(measure: Measure, figures: Mapping[str, FigureTable]) -> Planned:
    """Compute the minimum detectable effect of the test in the terms, on baseline data alone.

    Raises:
        InputFaults: no terms of judging, or a baseline too short for two windows and a fit.
    """
    baseline = baseline_of(measure, figures)
    return power_of(baseline, baseline.terms.tests.method)


def plan_by_method(
    measure: Measure, figures: Mapping[str, FigureTable]
) -> dict[str, Planned | InputFaults]:
    """Compute it for every method that could be named to decide, that of the terms first.

    A method that cannot be run on this baseline has its faults in place of a figure. To choose
    among them is no choice by results: none has been seen.

    Raises:
        InputFaults: as `plan_power`.
    """
    baseline = baseline_of(measure, figures)
    tests = baseline.terms.tests
    names = dict.fromkeys((tests.method, *tests.beside, *OFFERED))
    found: dict[str, Planned | InputFaults] = {}
    for method in names:
        if method in SUPPORTING:
            continue
        try:
            found[method] = power_of(baseline, method)
        except InputFaults as faults:
            found[method] = faults
    return found


def baseline_of(measure: Measure, figures: Mapping[str, FigureTable]) -> Baseline:
    """Screen and prepare what stands before the real start.

    Raises:
        InputFaults: as `plan_power`.
    """
    terms = measure.judged
    place = Place("outcomes.yaml", None, None, measure.id)
    if terms is None:
        raise InputFaults([Fault(place, "no `judged` terms", "terms of judging", "state them")])
    found = from_tables(measure, terms, figures, None, baseline_only=True)
    months = found.whole.before
    start = made_up_start(measure, len(months), terms.windows.periods)
    ready = found.sound.leaving(programme_areas(found.sound))
    return Baseline(measure, terms, ready, months, start)


def power_of(baseline: Baseline, method: str) -> Planned:
    """Fit every area before the made-up start, by one method, and ask what its test would find.

    Raises:
        InputFaults: what the method finds.
    """
    measure, terms, ready = baseline.measure, baseline.terms, baseline.ready
    months, start = baseline.months, baseline.start
    fits = fit_all(ready.panel(), method=method, start=start, treated=[ready.place])
    found = power(
        fits,
        measure.id,
        sign_of(measure),
        length=terms.windows.periods,
        alpha=float(terms.tests.alpha),
    )
    changes: LevelChanges | None = fits.details.get(DETAIL)
    detectable = _larger(found.mde80, _plain(measure, terms, fits), ready.unit_factor)
    return Planned(
        measure,
        method,
        comes(changes.builds_up[0] if changes else 0),
        detectable,
        None if detectable is None else detectable / ready.base,
        found.areas,
        MonthRange(months.first, months.first + start - 1),
        MonthRange(months.first + start, months.last),
        found.found_elsewhere,
    )


def _plain(measure: Measure, terms: JudgingTerms, fits: Fits) -> float:
    """Return what four areas of five would have needed, in points of the scale.

    A method that brings its own test states its own power, and nothing is added to it.
    """
    if own_test(fits):
        return 0.0
    test = deciding(fits, measure.id, sign_of(measure), length=terms.windows.periods)
    others = np.arange(len(test.statistic)) != test.treated
    placebos = test.take(np.flatnonzero(others))
    needed = placebos.needed(placebos.bars(float(terms.tests.alpha))) * placebos.scale
    return float(np.quantile(needed, POWER, method="higher"))


def _larger(own: float | None, plain: float, factor: float) -> float | None:
    if own is None or not np.isfinite(plain):
        return None
    return max(own, plain) * factor


def made_up_start(measure: Measure, months: int, window: int) -> int:
    """Return where the made-up start stands in the baseline, so many windows before its end.

    Raises:
        InputFaults: too few months would be left to fit on.
    """
    start = months - WINDOWS * window
    if start < window:
        place = Place("outcomes.yaml", None, None, f"{measure.id}.baseline")
        expected = f"{(WINDOWS + 1) * window} months at the least"
        remedy = "take a longer baseline"
        raise InputFaults([Fault(place, f"a baseline of {months} months", expected, remedy)])
    return start
