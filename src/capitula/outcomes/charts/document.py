"""Charts as documents for machines, numbers unrounded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from capitula.outcomes.charts.assembling import segment_bounds
from capitula.outcomes.charts.control_chart import CAUTION, ControlChart
from capitula.outcomes.charts.rules import chart_rule


def charts_document(charts: Sequence[ControlChart], schema: str) -> dict[str, Any]:
    """Return charts of one kind under a schema."""
    first = charts[0]
    rule = chart_rule(first.kind)
    return {
        "schema": schema,
        "kind": first.kind,
        "direction": first.direction.value,
        "screened": first.screened,
        "screening": first.screening,
        "baseline": first.baseline,
        "missing_rule": first.missing_rule.value,
        "series": [chart_document(chart) for chart in charts],
        "formula": rule.limits,
        "rules": list(rule.rules),
        "source": rule.source,
        "mark": str(rule.mark),
        "caution": CAUTION,
    }


def chart_document(chart: ControlChart) -> dict[str, Any]:
    """Return one chart: limits by segment, every point, both icons."""
    points = chart.points
    found = chart.dispersion
    return {
        "name": chart.name,
        "target": chart.target,
        "icons": {
            "variation": chart.variation.key,
            "variation_words": chart.variation.words,
            "assurance": chart.assurance.name.lower(),
            "assurance_words": chart.assurance.value,
        },
        "segments": [
            {
                "from": points[first].time,
                "to": points[last - 1].time,
                "points": last - first,
                "mean": points[first].centre,
                "lower": points[first].lower,
                "upper": points[first].upper,
            }
            for first, last in segment_bounds([point.segment for point in points])
        ],
        "rebases": [{"time": each.time, "reason": each.reason} for each in chart.rebases],
        "points": [
            {
                "time": point.time,
                "value": point.value,
                "mean": point.centre,
                "lower": point.lower,
                "upper": point.upper,
                "near_lower": point.near_lower,
                "near_upper": point.near_upper,
                "outside": abs(point.flag) == 1,
                "close": point.close != 0,
                "side": (point.value > point.centre) - (point.value < point.centre),
                "special_cause": bool(point.flag),
                "flag": point.flag.name.lower(),
                "flag_words": point.flag.words,
                "type": point.type.key,
                "segment": point.segment,
            }
            for point in points
        ],
        "missing": list(chart.missing),
        "notes": list(chart.notes),
        "dispersion": None
        if found is None
        else {
            "ratio": found.ratio,
            "p": found.p,
            "sigma_z": found.sigma_z,
            "applied": found.applied,
        },
    }
