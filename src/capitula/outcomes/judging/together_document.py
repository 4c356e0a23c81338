"""Measures judged together as a part of the document for machines."""

from __future__ import annotations

from typing import Any

from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import three_sentences
from capitula.outcomes.together.document import test_document, windows_document


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
        "test": None if judged.test is None else test_document(judged.test),
        "windows": [] if judged.evidence is None else windows_document(judged.evidence.windows),
        "p_faded": None if judged.evidence is None else judged.evidence.p_faded,
        "lasting_share": None if judged.evidence is None else judged.evidence.lasting,
        "warnings": list(judged.warnings),
    }
