"""One outcome's estimate with everything that must be shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from capitula.outcomes.inference.compatible import CompatibleRange
from capitula.outcomes.inference.leave_one_out import LeaveOneOut
from capitula.outcomes.inference.placebo import RatioTest
from capitula.outcomes.inference.power import Power
from capitula.outcomes.inference.pre_fit import PreFit
from capitula.outcomes.inference.time_placebo import TimePlacebo


@dataclass(frozen=True, slots=True)
class PeriodGap:
    """One period: what was, what the comparison foretold, and the difference."""

    time: str
    actual: float
    counterfactual: float
    gap: float


@dataclass(frozen=True, slots=True)
class SignedWindow:
    """One window after the effect is due, positive is better."""

    first: str
    last: str
    gap: float
    statistic: float
    band: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one method says of one outcome of the treated unit.

    Attributes:
        outcome: its name.
        unit: in which the figures are.
        method: its name in the register.
        treated: the treated units as named by the caller.
        start: label of the first treated period.
        by_time: every period from the first to the last.
        periods_before: how many come before the start.
        pre_rmspe: root mean squared gap before the start.
        weights: donors, where the method has weights.
        certificate: optimality gap relative to the loss; None where the method has none.
        certificate_limit: what is accepted; None likewise.
        ratio: the ratio test.
        power: the smallest effect that the deciding test finds in four areas of five.
        compatible: the effects that it leaves open.
        pre_fit: whether the comparison may be used.
        windows: full windows, where there is a direction.
        p_better: ever-improved p, where there is a direction.
        p_worse: ever-worse p likewise.
        begun_after: p of a change that began after the start, with each area's own trend before it
            carried on, for the better and the worse; neither p above is less. None where the
            method's own test sees to trends, or there is no direction.
        lasting: the lasting effect called improved and sustained four times in five, where there is
            a direction and two full windows.
        family_p: p adjusted for all outcomes of this call; None where there is one.
        false_discovery: Benjamini and Hochberg's rate likewise.
        time_placebo: a false start before the true one; None where it was not asked for.
        leave_one_out: without each donor; None likewise.
        breaks: breaks in the treated units' figures that bar a judgement, in sentences.
        warnings: what a reader must know, in sentences.
        details: further results of the method.
    """

    outcome: str
    unit: str
    method: str
    treated: tuple[str, ...]
    start: str
    by_time: tuple[PeriodGap, ...]
    periods_before: int
    pre_rmspe: float
    weights: Mapping[str, float]
    certificate: float | None
    certificate_limit: float | None
    ratio: RatioTest
    power: Power
    compatible: CompatibleRange
    pre_fit: PreFit
    windows: tuple[SignedWindow, ...] = ()
    p_better: float | None = None
    p_worse: float | None = None
    begun_after: tuple[float, float] | None = None
    lasting: float | None = None
    family_p: float | None = None
    false_discovery: float | None = None
    time_placebo: TimePlacebo | None = None
    leave_one_out: LeaveOneOut | None = None
    breaks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def after(self) -> tuple[PeriodGap, ...]:
        """The periods from the start on."""
        return self.by_time[self.periods_before :]

    @property
    def effect(self) -> float:
        """Mean of actual less counterfactual from the start on."""
        return sum(each.gap for each in self.after) / len(self.after)

    @property
    def can_be_judged(self) -> bool:
        """Whether the checks before the start and the screen for breaks let the estimate stand."""
        return self.pre_fit.passes and not self.breaks
