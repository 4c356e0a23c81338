"""What the comparison gives for one measure: every figure that a verdict prints, in its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.outcomes.inference.agreement import Agreement
from capitula.outcomes.inference.compatible import CompatibleRange
from capitula.outcomes.inference.leave_one_out import LeaveOneOut
from capitula.outcomes.inference.placebo import RatioTest
from capitula.outcomes.inference.power import Power
from capitula.outcomes.inference.pre_fit import PreFit
from capitula.outcomes.inference.time_placebo import TimePlacebo
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.verdict.evidence import Window


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """One method on one set of donors.

    Figures named `scaled` are on the scale that was fitted (its own baseline as 100, or the figures
    themselves); all others are in the measure's unit. Signed so that positive is more, except
    windows, range and power, where positive is better.

    Attributes:
        method: the method.
        months: the months fitted and judged.
        start: the first month after the start.
        due: the first month in which an effect is expected.
        place: the place judged.
        areas: the areas fitted, the place among them.
        unit_factor: what a point of the scale is worth in the unit.
        actual: [T].
        counterfactual: [T].
        scaled_gaps: [N, T], actual less counterfactual of every area.
        weights: of the donors that stand behind the place, the heaviest first.
        certificate: how far the fit is from its optimum, relative to the loss; NaN without one.
        pre_rmspe: the root mean squared gap before the start.
        pre_fit: the checks of the fit before the start.
        time_placebo: a made-up start a year earlier; None where too few periods.
        windows: the full windows.
        left_over: months at the end that fill no window.
        best: the best and the worst statistic of every area, for families of measures.
        p_better: of the ever-improved test.
        p_worse: of the ever-worse test.
        begun: p of a change that began after the start, for the better and the worse; part of both
            above. None where the method's own test sees to trends.
        windows_p: of the windows alone, for the better and the worse, whatever ran before.
        p_faded: p of having fallen back so far from the best window to the last; None with fewer
            than two windows.
        windows_decide: whether the windows do; otherwise a test of the method's own.
        ratio: the test without a sign, beside.
        power: what could have been seen, on the scale fitted.
        lasting: the lasting effect called improved and sustained four times in five, on the scale
            fitted; None where there is none.
        needed: [N - 1], the effect that each other area would have needed to be called, with the
            place's own error, in the unit; infinite where nothing is called, empty without windows.
        compatible: what the test leaves open, on the scale fitted.
        without_each: without each donor in turn.
        agreement: all methods side by side.
        not_run: methods named in the terms that could not be run, each with its reason.
        notes: what a reader must know, in sentences.
    """

    method: str
    months: MonthRange
    start: int
    due: int
    place: str
    areas: tuple[str, ...]
    unit_factor: float
    actual: NDArray[np.float64]
    counterfactual: NDArray[np.float64]
    scaled_gaps: NDArray[np.float64]
    weights: Mapping[str, float]
    certificate: float
    pre_rmspe: float
    pre_fit: PreFit
    time_placebo: TimePlacebo | None
    windows: tuple[Window, ...]
    left_over: int
    best: Mapping[str, tuple[float, float]]
    p_better: float | None
    p_worse: float | None
    begun: tuple[float, float] | None
    windows_p: tuple[float | None, float | None]
    p_faded: float | None
    windows_decide: bool
    ratio: RatioTest
    power: Power | None
    lasting: float | None
    needed: NDArray[np.float64]
    compatible: CompatibleRange | None
    without_each: LeaveOneOut | None
    agreement: Agreement | None
    not_run: Mapping[str, str]
    notes: tuple[str, ...]

    @property
    def gap(self) -> NDArray[np.float64]:
        """Actual less counterfactual, [T], in the unit."""
        return self.actual - self.counterfactual

    @property
    def judged(self) -> MonthRange:
        """The months in which an effect is looked for."""
        return MonthRange(self.due, self.months.last)

    @property
    def mean_gap(self) -> float:
        """The mean difference over the months judged: the estimate."""
        return float(self._after(self.gap).mean())

    @property
    def mean_actual(self) -> float:
        """The mean figure over the months judged."""
        return float(self._after(self.actual).mean())

    @property
    def mean_counterfactual(self) -> float:
        """What the comparison foretold for them."""
        return float(self._after(self.counterfactual).mean())

    @property
    def comparison_areas(self) -> int:
        """How many areas stand beside the place."""
        return int(np.isfinite(self.scaled_gaps).all(axis=1).sum()) - 1

    @property
    def floor(self) -> float:
        """The least that a p value can be."""
        return self.ratio.floor

    @property
    def detectable(self) -> float | None:
        """The effect found in four areas of five."""
        if self.power is None or self.power.mde80 is None:
            return None
        return self.power.mde80 * self.unit_factor

    @property
    def range_open(self) -> tuple[float | None, float | None] | None:
        """The effects left open, positive is better; None where none is, or none was worked out."""
        found = self.compatible
        if found is None or found.is_empty:
            return None
        low, high = (
            None if end is None else end * self.unit_factor for end in (found.low, found.high)
        )
        return low, high

    def _after(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        return series[self.due - self.months.first :]
