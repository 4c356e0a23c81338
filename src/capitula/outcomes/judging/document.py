"""A contract's judgement as one document for machines: `capitula.outcomes.judge/1`."""

from __future__ import annotations

import math
from typing import Any

from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.explaining import rules_applied, sources
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.reading import Reading
from capitula.outcomes.judging.sentences import three_sentences
from capitula.outcomes.judging.shown_series import ShownSeries
from capitula.outcomes.judging.together_document import together_document
from capitula.outcomes.verdict.evidence import Evidence

SCHEMA = "capitula.outcomes.judge/1"


def document(found: ContractJudgement) -> dict[str, Any]:
    """Return all of it, numbers unrounded; a number that does not exist is null."""
    verdicts = [found.verdict] if found.verdict else []
    return {
        "schema": SCHEMA,
        "case": found.case,
        "known_on": found.known_on.isoformat(),
        "verdict": None if found.verdict is None else str(found.verdict),
        "sentence": found.sentence(),
        "worse_balancing": [each.measure.id for each in found.worse_balancing],
        "beside": list(found.beside.sentences(verdicts)),
        "measures": [_judgement(each) for each in found.judgements],
        "together": [together_document(each) for each in found.together],
        "unmeasured": [aim.model_dump(mode="json") for aim in found.unmeasured],
    }


def _judgement(one: Judgement) -> dict[str, Any]:
    seen, assumed, would_change = three_sentences(one)
    return {
        "id": one.measure.id,
        "name": one.measure.name,
        "place": one.place,
        "role": str(one.measure.role),
        "unit": one.measure.unit,
        "direction": str(one.measure.direction),
        "verdict": str(one.decision.verdict),
        "rule": one.decision.verdict.rule,
        "reason": None if one.decision.reason is None else str(one.decision.reason),
        "excluded": one.decision.excluded,
        "estimate_of": one.estimate_of or None,
        "sentences": {"seen": seen, "assumed": assumed, "would_change": would_change},
        "obstacles": [
            {"kind": str(each.kind), "words": each.words, "remedy": each.remedy}
            for each in one.obstacles
        ],
        "rules": [
            {"rule": number, "verdict": name, "holds": held, "why": why}
            for number, name, held, why in rules_applied(one)
        ],
        "terms": {
            "registration": str(one.frozen.registration),
            "registered_on": one.frozen.registered_on.isoformat(),
            "registered_by": one.frozen.registered_by,
            "digest": one.frozen.terms_digest,
            "entry": one.frozen.entry or None,
            "altered": one.frozen.altered,
            "variations": [
                {
                    "known_on": each.known_on.isoformat(),
                    "change": each.change,
                    "reason": each.reason,
                    "by": each.by,
                    "entry": each.entry,
                }
                for each in one.frozen.variations
            ],
            "smallest_effect": None
            if one.measure.smallest_effect is None
            else float(one.measure.smallest_effect),
        },
        "screen": _screen(one),
        "reading": None if one.main is None else _reading(one.main),
        "others": [_reading(each) for each in one.others],
        "left_out": []
        if one.prepared is None
        else [
            {"area": each.area, "why": each.why, "mark": str(each.mark), "source": each.source}
            for each in one.prepared.left_out
        ],
        "shown": None if one.shown is None else _shown(one.shown),
        "signalling": [
            {
                "domain": each.domain,
                "id": each.question.id,
                "question": each.question.text,
                "answer": None if each.answer is None else each.answer.words,
                "because": each.because,
                "by": each.by or None,
            }
            for each in one.signalling
        ],
        "warnings": list(one.warnings),
        "sources": list(sources(one)),
    }


def _screen(one: Judgement) -> dict[str, Any] | None:
    screened = one.screened
    if screened is None:
        return None
    return {
        "areas": len(screened.found.units),
        "breaks": [
            {
                "time": each.time,
                "classed": str(each.classed),
                "z": each.z,
                "step_log": each.step_log,
                "bars_judgement": each.bars_judgement,
                "words": each.words,
            }
            for each in (*screened.own, *screened.elsewhere, *screened.noted)
        ],
        "donors_left_out": list(screened.donors),
        "not_screened": list(screened.unread),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    decision, found = reading.decision, reading.estimate
    return {
        "donors": reading.donors,
        "verdict": str(decision.verdict),
        "reason": None if decision.reason is None else str(decision.reason),
        **_evidence(reading.evidence),
        "estimate": None if found is None else _estimate(found),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "p_better": _number(evidence.p_better),
        "p_worse": _number(evidence.p_worse),
        "p_floor": _number(evidence.p_floor),
        "p_begun_after_start": None
        if evidence.begun is None
        else {"better": evidence.begun[0], "worse": evidence.begun[1]},
        "p_faded": _number(evidence.p_faded),
        "alpha": evidence.alpha,
        "detectable": _number(evidence.detectable),
        "lasting": _number(evidence.lasting),
        "compatible": None if evidence.compatible is None else list(evidence.compatible),
        "reverting": evidence.reverting or None,
        "windows": [
            {
                "name": each.name,
                "gap": each.gap,
                "statistic": _number(each.statistic),
                "band": _number(each.band),
                "outside_on_the_good_side": each.is_better,
            }
            for each in evidence.windows
        ],
    }


def _estimate(found: Estimate) -> dict[str, Any]:
    series = zip(labels(found.months), found.actual, found.counterfactual, strict=True)
    return {
        "method": found.method,
        "months": {"first": labels(found.months)[0], "last": labels(found.months)[-1]},
        "from": labels(found.judged)[0],
        "mean_gap": found.mean_gap,
        "mean_actual": found.mean_actual,
        "mean_counterfactual": found.mean_counterfactual,
        "areas": found.comparison_areas,
        "pre_rmspe": found.pre_rmspe,
        "pre_fit_passes": found.pre_fit.passes,
        "gap_certificate": _number(found.certificate),
        "weights": dict(found.weights),
        "agreement": None
        if found.agreement is None
        else [
            {"method": m.method, "effect": m.effect * found.unit_factor, "p": m.p}
            for m in found.agreement.methods
        ],
        "not_run": dict(found.not_run),
        "by_time": [
            {"time": time, "actual": float(a), "counterfactual": float(c), "gap": float(a - c)}
            for time, a, c in series
        ],
    }


def _shown(shown: ShownSeries) -> dict[str, Any]:
    return {
        "years_before": shown.before,
        "years": [
            {
                "year": str(each.year),
                "value": each.value,
                "middle": each.middle,
                "lower": each.lower,
                "upper": each.upper,
                "areas": each.areas,
            }
            for each in shown.years
        ],
    }


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value
