"""The chance of a start by the stated date, by how long ahead the date was stated.

A logistic curve over the logarithm of the lead time, fitted by Firth's penalised likelihood, which
stays finite in small samples and when one side is empty. It is fitted to all classes together,
since transfers between existing bodies look punctual chiefly because their dates were stated late.
A longer lead never raises the chance: where the fit says so the slope is set to nought. It is not
carried beyond the longest and shortest lead seen. With too few on either side there is NO FIT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p

from capitula.programme.forecast.members import Member
from capitula.programme.forecast.rules import rule

_STEPS = 200
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class LeadTimeFit:
    """The fit, or why there is none.

    Attributes:
        started: members that had started by their date.
        not_started: members that had not.
        level: of the logistic curve; None where there is no fit.
        slope: over log(1 + months); never above nought.
        shortest: the shortest lead seen.
        longest: the longest lead seen.
    """

    started: int
    not_started: int
    level: float | None
    slope: float
    shortest: int
    longest: int

    @property
    def fits(self) -> bool:
        """Whether there is a fit."""
        return self.level is not None

    def chance(self, lead_months: int) -> float | None:
        """Return the chance of a start by the stated date; None without a fit."""
        if self.level is None:
            return None
        lead = min(max(lead_months, self.shortest), self.longest)
        return 1.0 / (1.0 + exp(-(self.level + self.slope * log1p(lead))))


def fit_lead_time(members: Sequence[Member]) -> LeadTimeFit:
    """Fit the curve to members whose state at their date is known."""
    points = [
        (m.lead_months, 1.0 if state else 0.0)
        for m in members
        if (state := m.state_at(0)) is not None
    ]
    started = sum(1 for _, state in points if state)
    leads = [lead for lead, _ in points]
    sides = started, len(points) - started
    ends = (min(leads), max(leads)) if leads else (0, 0)
    if min(sides) < rule("least_each_side"):
        return LeadTimeFit(*sides, None, 0.0, *ends)
    level, slope = _firth([log1p(lead) for lead in leads], [state for _, state in points])
    if slope > 0:
        level, slope = log((started + 0.5) / (len(points) - started + 0.5)), 0.0
    return LeadTimeFit(*sides, level, slope, *ends)


def _firth(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return level and slope that solve Firth's score equations, by damped Newton steps.

    The score of each point is y - p + h (1/2 - p), where h is its leverage.
    """
    level = slope = 0.0
    for _ in range(_STEPS):
        chances = [1.0 / (1.0 + exp(-(level + slope * each))) for each in x]
        weights = [p * (1.0 - p) for p in chances]
        a = sum(weights)
        b = sum(w * each for w, each in zip(weights, x, strict=True))
        c = sum(w * each * each for w, each in zip(weights, x, strict=True))
        size = a * c - b * b
        scores = [
            state - p + w * (c - 2.0 * b * each + a * each * each) / size * (0.5 - p)
            for each, state, p, w in zip(x, y, chances, weights, strict=True)
        ]
        first, second = sum(scores), sum(s * each for s, each in zip(scores, x, strict=True))
        up, along = (c * first - b * second) / size, (a * second - b * first) / size
        damped = min(1.0, 2.0 / max(abs(up), abs(along), 1e-300))
        level, slope = level + damped * up, slope + damped * along
        if max(abs(up), abs(along)) < _CLOSE:
            break
    return level, slope
