"""A forecast and a backtest for machines."""

from __future__ import annotations

from typing import Any

from capitula.programme.forecast.backtest import (
    OUTCOMES,
    SCORES,
    Backtest,
    Difference,
    Scored,
)
from capitula.programme.forecast.combined import Combined
from capitula.programme.forecast.forecast import Forecast
from capitula.programme.forecast.forecasters import Forecaster
from capitula.programme.forecast.rules import rules
from capitula.programme.reference_class.loading import HOW_CHOSEN


def forecast_document(found: Forecast, both: Combined | None = None) -> dict[str, Any]:
    """Return a forecast, numbers unrounded."""
    asked = found.asked
    lead = found.with_lead_time
    started, known = found.counts(found.first_month)
    return {
        "known_on": asked.known_on.isoformat(),
        "stated": {
            "date": str(asked.planned),
            "known": asked.stated_on.isoformat(),
            "lead_months": asked.lead_months,
            "months_passed": asked.waited,
        },
        "class": asked.kind,
        "without": list(found.found.without),
        "n": len(found.informative),
        "members": [
            {
                "case": m.case,
                "planned": str(m.planned),
                "lead_months": m.lead_months,
                "result": m.result,
                "delay_months": m.delay_months,
            }
            for m in found.members
        ],
        "by_date": {
            "months": found.first_month,
            "started": started,
            "of": known,
            "share": found.observed.started(found.first_month),
            "interval": list(found.interval(found.first_month)),
            "chance": found.curve.started(found.first_month),
            "chance_with_lead_time": lead.started(0) if lead else None,
        },
        "outcomes": dict(zip(OUTCOMES, found.curve.outcomes, strict=True)),
        "curve": [
            {
                "month": month,
                "day": found.day(month).isoformat(),
                "chance": found.curve.started(month),
                "as_specified": found.curve.as_specified[month],
                "observed": found.observed.started(month),
                "interval": list(found.interval(month)),
                "network": both.network[month] if both else None,
                "combined": both.started[month] if both else None,
            }
            for month in range(found.curve.horizon + 1)
        ],
        "lead_time": {
            "fit": found.fit.fits,
            "started": found.fit.started,
            "not_started": found.fit.not_started,
            "slope": found.fit.slope if found.fit.fits else None,
        },
        "leave_one_out": dict(found.left_out),
        "combined_draws": both.draws.document() if both else None,
        "how_chosen": HOW_CHOSEN,
        "rules": {
            name: {"value": rule.value, "mark": str(rule.mark), "why": rule.why}
            for name, rule in rules().items()
        },
        "mark": "assumed",
    }


def backtest_document(found: Backtest) -> dict[str, Any]:
    """Return a backtest, numbers unrounded (`capitula.programme.backtest/1`)."""
    return {
        "schema": "capitula.programme.backtest/1",
        "known_on": found.known_on.isoformat(),
        "as_known": found.as_known,
        "reports": [_scored_json(each) for each in found.scored],
        "means": {
            str(forecaster): {
                score: {"mean": mean, "cases": cases}
                for score in SCORES
                for mean, cases in [found.mean(forecaster, score)]
            }
            for forecaster in Forecaster
        },
        "by_case": {
            case: {
                str(forecaster): {score: found.of_case(case, forecaster, score) for score in SCORES}
                for forecaster in Forecaster
            }
            for case in found.cases
        },
        "differences": [_difference_json(each) for each in found.differences],
    }


def _difference_json(found: Difference) -> dict[str, Any]:
    return {
        "forecaster": str(found.one),
        "against": str(found.other),
        "score": found.score,
        "mean": found.mean,
        "cases": found.cases,
        "leave_one_out": [found.least, found.most],
        "p": found.p,
    }


def _scored_json(each: Scored) -> dict[str, Any]:
    report = each.report
    return {
        "case": report.case,
        "class": report.kind,
        "stated": str(report.planned),
        "known": report.stated_on.isoformat(),
        "result": report.result.result,
        "delay_months": report.delay,
        "n": each.members,
        "lead_time_fit": each.fits,
        "chance_by_date": {str(name): chance for name, chance in each.chances.items()},
        "scores": {str(name): scores for name, scores in each.scores.items()},
    }
