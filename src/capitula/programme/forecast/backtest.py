"""Were such forecasts right? Every stated date of every comparable contract, forecast anew.

Each forecast is made on the day on which the date became known, from what was known by then,
without the contract itself and its close peers. It is scored by what came of it, as known on a
later day. The contract is the unit: scores are averaged over a contract's reports first, then over
contracts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from capitula.ground.partial_date import PartialDate
from capitula.programme.forecast.cumulative import Curve
from capitula.programme.forecast.forecast import Asked, Forecast
from capitula.programme.forecast.forecasters import Forecaster, believe
from capitula.programme.forecast.lead_time import fit_lead_time
from capitula.programme.forecast.members import STARTED, members, stated_month
from capitula.programme.forecast.rules import rule
from capitula.programme.forecast.scores import (
    brier,
    leave_one_out,
    ranked_probability,
    sign_flip,
    time_score,
)
from capitula.programme.reference_class.loading import reference_class
from capitula.programme.reference_class.results import Result, class_of, coded_results

SCORES = ("by_date", "outcome", "time")
OUTCOMES = ("as_specified", "lesser_form", "not_started")


@dataclass(frozen=True, slots=True)
class Report:
    """A date that was stated, and what came of it.

    Attributes:
        case: the code of the contract.
        kind: its class.
        planned: the stated date.
        stated_on: the day by which the statement was known.
        result: what came of it, known later.
    """

    case: str
    kind: str
    planned: PartialDate
    stated_on: date
    result: Result

    @property
    def delay(self) -> int:
        """Months from the stated month to the result."""
        return self.result.month - stated_month(self.planned)

    @property
    def started(self) -> bool:
        """Whether it started, in whatever form."""
        return self.result.result in STARTED

    @property
    def by_date(self) -> bool | None:
        """Whether it had started by the stated date; None where that is not known."""
        if self.started:
            return self.delay <= 0
        return None if self.result.result == "open" and self.delay < 0 else False

    @property
    def outcome(self) -> int | None:
        """The place of the outcome in `OUTCOMES` at the horizon; None while it is open."""
        if self.result.result == "open":
            return None
        if self.started and self.delay <= rule("horizon_months"):
            return STARTED.index(self.result.result)
        return 2


@dataclass(frozen=True, slots=True)
class Scored:
    """One report with the scores of every forecaster; a score is None where it cannot be told.

    Attributes:
        report: the report.
        members: how many members of the class something was known of.
        fits: whether the lead time could be fitted then.
        chances: of a start by the stated date, by forecaster.
        scores: by forecaster, then by score.
    """

    report: Report
    members: int
    fits: bool
    chances: dict[Forecaster, float]
    scores: dict[Forecaster, dict[str, float | None]]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better one forecaster did than another; below nought is better.

    Attributes:
        one: the forecaster.
        other: what it is held against.
        score: which score.
        mean: over contracts.
        cases: how many contracts.
        least: the smallest mean with one contract left out.
        most: the largest.
        p: how often chance alone gives a mean as far from nought.
    """

    one: Forecaster
    other: Forecaster
    score: str
    mean: float
    cases: int
    least: float
    most: float
    p: float


@dataclass(frozen=True)
class Backtest:
    """All reports scored.

    Attributes:
        known_on: results known by this day are scored.
        as_known: whether each forecast saw only what was known on its report's day. If not, it saw
            all other contracts as known on `known_on`, which looks ahead.
        scored: one for each report.
    """

    known_on: date
    as_known: bool
    scored: tuple[Scored, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """The contracts, in order."""
        return tuple(dict.fromkeys(each.report.case for each in self.scored))

    def of_case(self, case: str, forecaster: Forecaster, score: str) -> float | None:
        """Return a contract's mean score over its reports; None where none can be scored."""
        found = [
            value
            for each in self.scored
            if each.report.case == case and (value := each.scores[forecaster][score]) is not None
        ]
        return sum(found) / len(found) if found else None

    def mean(self, forecaster: Forecaster, score: str, kind: str = "") -> tuple[float | None, int]:
        """Return the mean over contracts, and how many; of one class if it is named."""
        found = [v for c in self._of(kind) if (v := self.of_case(c, forecaster, score)) is not None]
        return (sum(found) / len(found) if found else None), len(found)

    def difference(self, one: Forecaster, other: Forecaster, score: str) -> Difference | None:
        """Return how much better one did than another over the same contracts."""
        pairs = [
            (a, b)
            for case in self.cases
            if (a := self.of_case(case, one, score)) is not None
            and (b := self.of_case(case, other, score)) is not None
        ]
        if not pairs:
            return None
        apart = [a - b for a, b in pairs]
        least, most = leave_one_out(apart)
        mean = sum(apart) / len(apart)
        return Difference(one, other, score, mean, len(apart), least, most, sign_flip(apart))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Every comparison on every score that can be made."""
        return tuple(
            found
            for one, other in comparisons()
            for score in SCORES
            if (found := self.difference(one, other, score)) is not None
        )

    def _of(self, kind: str) -> Iterator[str]:
        kinds = {each.report.case: each.report.kind for each in self.scored}
        return (case for case in self.cases if not kind or kinds[case] == kind)


def backtest(known_on: date, *, as_known: bool = True) -> Backtest:
    """Forecast every report anew and score it.

    Args:
        known_on: only what was known by this day is scored or used.
        as_known: forecasts see only what was known on the report's own day.
    """
    return Backtest(
        known_on,
        as_known,
        tuple(_scored(r, known_on, as_known=as_known) for r in reports(known_on)),
    )


def reports(known_on: date) -> tuple[Report, ...]:
    """Return every stated start whose result was known by a day, in order of becoming known.

    A statement that became known no earlier than its own result is no forecast and is left out.
    """
    found = reference_class(known_on)
    results, kinds = coded_results(found), class_of()
    stated: dict[tuple[str, str, date], PartialDate] = {}
    for event in found.events:
        if event.step == "go_live" and event.planned is not None and event.reached is None:
            stated[event.case, event.planned.text, event.known] = event.planned
    told = {(case, text) for case, text, _ in stated}
    for plan in found.first_plans:
        if plan.milestone == "start" and (plan.case, plan.planned.text) not in told:
            stated[plan.case, plan.planned.text, plan.known] = plan.planned
    listed = [
        Report(case, kinds[case], planned, day, results[case])
        for (case, _, day), planned in stated.items()
        if case in kinds and case in results and day < results[case].known
    ]
    return tuple(sorted(listed, key=lambda r: (r.stated_on, r.case)))


def _scored(report: Report, known_on: date, *, as_known: bool) -> Scored:
    day = report.stated_on if as_known else known_on
    found = members(day, report.case)
    own, fit = found.of(report.kind), fit_lead_time(found.members)
    asked = Asked(report.planned, report.stated_on, report.stated_on, report.kind, report.case)
    made = Forecast(asked, found, fit)
    curves = {
        Forecaster.STATED: believe(),
        Forecaster.BASE_RATES: made.curve,
        Forecaster.LEAD_TIME: made.with_lead_time or made.curve,
    }
    return Scored(
        report,
        sum(1 for m in own if m.delay_months is not None),
        fit.fits,
        {name: curve.started(0) for name, curve in curves.items()},
        {name: _scores(curve, report) for name, curve in curves.items()},
    )


def _scores(curve: Curve, report: Report) -> dict[str, float | None]:
    by_date, outcome = report.by_date, report.outcome
    until = curve.horizon
    if report.result.result == "open":
        until = min(until, report.delay)
    started_at = report.delay if report.started else None
    return {
        "by_date": None if by_date is None else brier(curve.started(0), happened=by_date),
        "outcome": None if outcome is None else ranked_probability(curve.outcomes, outcome),
        "time": time_score(curve, started_at, until) if until >= 0 else None,
    }


def comparisons() -> Sequence[tuple[Forecaster, Forecaster]]:
    """Return which forecasters are held against which."""
    return (
        (Forecaster.BASE_RATES, Forecaster.STATED),
        (Forecaster.LEAD_TIME, Forecaster.STATED),
        (Forecaster.LEAD_TIME, Forecaster.BASE_RATES),
    )
