"""An estimate as plain data: `capitula.outcomes.counterfactual/1` of the interfaces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from capitula.outcomes.inference.estimate import Estimate

SCHEMA = "capitula.outcomes.counterfactual/1"


def document(estimates: Sequence[Estimate], *, file: str = "", sha256: str = "") -> dict[str, Any]:
    """Return the first outcome's estimate, and with several outcomes all of them beside it.

    Numbers are unrounded; one that is not finite, such as a ratio over a perfect fit, is null.
    """
    found: dict[str, Any] = {"schema": SCHEMA, **_one(estimates[0])}
    if file:
        found |= {"file": file, "sha256": sha256}
    if len(estimates) > 1:
        found["outcomes"] = [_one(each) for each in estimates]
    return _finite(found)


def _one(e: Estimate) -> dict[str, Any]:
    return {
        "outcome": e.outcome,
        "method": e.method,
        "treated": list(e.treated),
        "from": e.start,
        "effect": {
            "mean": e.effect,
            "unit": e.unit,
            "by_time": [asdict(each) for each in e.after],
        },
        "before": [asdict(each) for each in e.by_time[: e.periods_before]],
        "pre_rmspe": e.pre_rmspe,
        "weights": dict(e.weights),
        "gap_certificate": {"relative": e.certificate, "limit": e.certificate_limit},
        "placebo": {
            "areas": e.ratio.areas,
            "ratio": e.ratio.ratio,
            "rank": e.ratio.rank,
            "p": e.ratio.p,
            "floor": e.ratio.floor,
        },
        "signed": {
            "p_better": e.p_better,
            "p_worse": e.p_worse,
            "p_begun_after_start": None
            if e.begun_after is None
            else {"better": e.begun_after[0], "worse": e.begun_after[1]},
            "windows": [asdict(each) for each in e.windows],
        },
        "family": {"p": e.family_p, "false_discovery_rate": e.false_discovery},
        "power": {
            "mde80": e.power.mde80,
            "unit": e.unit,
            "per_year": e.power.per_year,
            "statistic": e.power.statistic,
            "alpha": e.power.alpha,
            "areas": e.power.areas,
            "found_elsewhere": e.power.found_elsewhere,
            "simple": e.power.simple,
            "lasting": e.lasting,
        },
        "compatible": asdict(e.compatible),
        "pre_fit": {**asdict(e.pre_fit), "passes": e.pre_fit.passes},
        "time_placebo": None if e.time_placebo is None else asdict(e.time_placebo),
        "leave_one_out": None
        if e.leave_one_out is None
        else {
            **asdict(e.leave_one_out),
            "low": e.leave_one_out.low,
            "high": e.leave_one_out.high,
        },
        "breaks": list(e.breaks),
        "can_be_judged": e.can_be_judged,
        "details": dict(e.details),
        "warnings": list(e.warnings),
    }


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _finite(each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value
