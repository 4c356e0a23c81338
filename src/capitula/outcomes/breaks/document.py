"""A screening as a document for machines and as rows for people."""

from __future__ import annotations

import math
from typing import Any

from capitula.outcomes.breaks.found import Break, Screening
from capitula.outcomes.breaks.sentences import change_words, period_name
from capitula.outcomes.breaks.thresholds import meanings

HEADERS = ("Unit", "When", "What", "Change", "Times usual", "Taken for")


def screening_document(screening: Screening) -> dict[str, Any]:
    """Return the screening, numbers unrounded; an infinite z is null."""
    return {
        "schema": "capitula.outcomes.breaks/1",
        "series": screening.series,
        "units": len(screening.units),
        "periods": [screening.times[0], screening.times[-1]],
        "flagged": list(screening.flagged),
        "breaks": [break_document(each) for each in screening.breaks],
        "noted": [break_document(each) for each in screening.noted],
        "gradual": [
            {"unit": each.unit, "change_log": each.change_log, "words": each.words}
            for each in screening.gradual
        ],
        "not_screened": [{"unit": e.unit, "why": e.why} for e in screening.not_screened],
        "thresholds": [
            {
                "name": each.name,
                "value": each.value,
                "meaning": each.meaning,
                "source": each.source,
                "mark": str(each.mark),
            }
            for each in meanings()
        ],
    }


def break_document(found: Break) -> dict[str, Any]:
    """Return one break."""
    witness, reason = found.witness, found.reason
    return {
        "unit": found.unit,
        "time": found.time,
        "last": found.last,
        "kind": found.kind.value,
        "z": _finite(found.z),
        "step_log": found.step_log,
        "mirrors": [
            {
                "series": each.series,
                "z": _finite(each.z),
                "step_log": _finite(each.step_log),
                "step_count": each.step_count,
                "flagged_count": each.flagged_count,
            }
            for each in found.mirrors
        ],
        "witness": witness
        and {
            "series": witness.series,
            "unit": witness.unit,
            "step_log": _finite(witness.step_log),
            "z": _finite(witness.z),
            "before": witness.before,
            "after": witness.after,
            "is_flat": witness.is_flat,
        },
        "classed": found.classed.value,
        "bars_judgement": found.bars_judgement,
        "reason": reason
        and {
            "is_real": reason.is_real,
            "text": reason.text,
            "by": reason.by,
            "on": str(reason.on),
            "source": reason.source,
        },
        "mark": str(found.mark),
        "words": found.words,
    }


def break_row(found: Break) -> tuple[str, ...]:
    """Return one break as a row of `HEADERS`."""
    z = "" if found.z is None else "no other change" if math.isinf(found.z) else f"{found.z:.1f}"
    when = period_name(found.time)
    if found.last and found.last != found.time:
        when += f" to {period_name(found.last)}"
    change = "" if found.step_log is None else change_words(found.step_log)
    return (found.unit, when, found.kind.value, change, z, found.classed.value)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
