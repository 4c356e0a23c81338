"""Where a measure's terms leave the product's rules of screening and charting, used and told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from capitula.ground.letters import capital
from capitula.outcomes.breaks.sentences import period_name
from capitula.outcomes.breaks.thresholds import Thresholds, default_thresholds, thresholds_with
from capitula.outcomes.charts.control_chart import Rebase
from capitula.outcomes.measures import Measure
from capitula.outcomes.series_terms import ControlChart


def screen_thresholds(measure: Measure) -> Thresholds:
    """Return the thresholds by which a measure is screened for breaks."""
    rule = measure.judged.breaks.break_rule if measure.judged else None
    return default_thresholds() if rule is None else thresholds_with(rule.stated)


def chart_rebases(measure: Measure) -> tuple[Rebase, ...]:
    """Return where the chart of a measure's own series begins new limits, with reasons."""
    terms = measure.judged.control_chart if measure.judged else ControlChart()
    return tuple(Rebase(each.period, each.reason) for each in terms.rebases or ())


def own_rules(measure: Measure) -> tuple[tuple[str, str], ...]:
    """Return what a measure does otherwise than the product, named, in sentences; often nothing."""
    return tuple(_own_rules(measure))


def own_rules_document(measure: Measure) -> dict[str, Any]:
    """Return the same for machines: null where the product's rules hold."""
    terms = measure.judged
    rule = terms.breaks.break_rule if terms else None
    chart = terms.control_chart if terms else ControlChart()
    return {
        "break_rule": None if rule is None else rule.model_dump(mode="json", exclude_none=True),
        "mirrors": list(terms.breaks.mirrors) if terms else [],
        "control_chart": {
            "screened": chart.screened,
            "points": chart.points,
            "rebases": [
                {"month": each.time, "reason": each.reason} for each in chart_rebases(measure)
            ],
        },
    }


def _own_rules(measure: Measure) -> Iterator[tuple[str, str]]:
    terms = measure.judged
    if terms is None:
        return
    rule = terms.breaks.break_rule
    if rule is not None:
        default = default_thresholds()
        changed = "; ".join(
            f"{name} {_number(value)} where the product has {getattr(default, name):.4g}"
            for name, value in rule.stated.items()
        )
        yield "Break rule of its own", f"{changed}. Reason: {rule.reason.rstrip('.')}."
    chart, told = terms.control_chart, list[str]()
    if not chart.screened:
        told.append("moving ranges are not screened")
    if chart.points is not None:
        told.append(f"limits rest on {chart.points} points")
    told += [
        f"limits of the series begin anew in {period_name(each.time)}: {each.reason.rstrip('.')}"
        for each in chart_rebases(measure)
    ]
    if told:
        words = ". ".join(capital(each) for each in told)
        yield "Control chart of its own", f"{words}."


def _number(value: Decimal | int) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
