"""Measures judged together as a part of the document for machines."""

from __future__ import annotations

import math
from typing import Any

from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import three_sentences
from capitula.outcomes.together.testing import JointTest
from capitula.outcomes.verdict.evidence import Evidence


def together_document(judged: TogetherJudgement) -> dict[str, Any]:
    """Return all of it, numbers unrounded; a number that does not exist is null."""
    seen, assumed, would_change = three_sentences(judged)
    terms, ready = judged.terms, judged.prepared
    least = terms.smallest_effect_share
    estimated = None if judged.began or judged.of_estimate is None else judged.of_estimate
    return {
        "id": terms.id,
        "name": terms.name,
        "place": judged.place,
        "measures": list(terms.measures),
        "method": str(terms.method),
        "verdict": str(judged.decision.verdict),
        "reason": None if judged.decision.reason is None else str(judged.decision.reason),
        "excluded": judged.decision.excluded,
        "estimate_of": judged.estimate_of or None,
        "estimate_verdict": None if estimated is None else str(estimated.verdict),
        "sentences": {"seen": seen, "assumed": assumed, "would_change": would_change},
        "obstacles": [
            {"kind": str(each.kind), "words": each.words, "remedy": each.remedy}
            for each in judged.obstacles
        ],
        "terms": {
            "registration": str(judged.frozen.registration),
            "registered_on": judged.frozen.registered_on.isoformat(),
            "registered_by": judged.frozen.registered_by,
            "digest": judged.frozen.terms_digest,
            "entry": judged.frozen.entry or None,
            "altered": judged.frozen.altered,
            "smallest_effect_share": None if least is None else float(least),
        },
        "months": None
        if ready is None
        else {
            "first": labels(ready.first.months)[0],
            "start": labels(ready.first.after)[0],
            "last": labels(ready.first.months)[-1],
        },
        "left_out": []
        if ready is None
        else [{"area": each.area, "why": each.why} for each in ready.left_out],
        "test": None if judged.test is None else _test(judged.test),
        "windows": [] if judged.evidence is None else _windows(judged.evidence),
        "p_faded": None if judged.evidence is None else judged.evidence.p_faded,
        "lasting_share": None if judged.evidence is None else judged.evidence.lasting,
        "warnings": list(judged.warnings),
    }


def _test(test: JointTest) -> dict[str, Any]:
    return {
        "areas": test.areas,
        "change_shares": dict(test.changes),
        "parts": dict(test.parts),
        "sum": test.sum,
        "p_better": test.p_better,
        "p_worse": test.p_worse,
        "p_floor": test.floor,
        "alpha": test.alpha,
        "compatible_share": list(test.compatible),
        "detectable_share": test.detectable,
        "detectable_share_alone": dict(test.alone),
        "found_elsewhere": test.found_elsewhere,
        "sums_elsewhere": test.sums.tolist(),
        "needed_elsewhere": [each if math.isfinite(each) else None for each in test.needed],
    }


def _windows(evidence: Evidence) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "statistic": each.statistic,
            "band": each.band,
            "outside_on_the_good_side": each.is_better,
        }
        for each in evidence.windows
    ]
