"""Known answers held against computed figures, as `capitula.reproduce/1`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from capitula.ground.marks import EvidenceMark
from capitula.money.reproduce import Comparison, Reproduction
from capitula.outcomes.inference.estimate import Estimate

TOLERANCE_UNIT = "of what is allowed for each figure"


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """One set of known answers: expected figure and allowance by name, with their source."""

    name: str
    source: str
    mark: EvidenceMark
    figures: Mapping[str, tuple[Decimal, Decimal]]


@cache
def known_answers() -> Mapping[str, KnownAnswers]:
    """Return all sets of known answers by name."""
    text = (files("capitula.outcomes.reproducing") / "known_answers.yaml").read_text("utf-8")
    sets: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {
        name: KnownAnswers(
            name,
            str(given["source"]).strip(),
            EvidenceMark(given["mark"]),
            {
                str(each["figure"]): (Decimal(str(each["expected"])), Decimal(str(each["within"])))
                for each in given["figures"]
            },
        )
        for name, given in sets.items()
    }


def figures_of(estimate: Estimate) -> dict[str, float]:
    """Return the figures of an estimate by the names that known answers use."""
    gaps = {f"gap {each.time}": each.gap for each in estimate.after}
    weights = {f"weight {name}": weight for name, weight in estimate.weights.items()}
    return {
        "effect mean": estimate.effect,
        "pre-rmspe": estimate.pre_rmspe,
        "pre-mspe": estimate.pre_rmspe**2,
        "ratio": estimate.ratio.ratio,
        "rank": estimate.ratio.rank,
        "areas": estimate.ratio.areas,
        "p": estimate.ratio.p,
        "donors": len(estimate.weights),
        **gaps,
        **weights,
    }


def compare(answers: KnownAnswers, figures: Mapping[str, float]) -> list[Comparison]:
    """Hold every known answer against the computed figure of its name."""
    return [
        _one(answers, name, expected, within, figures.get(name))
        for name, (expected, within) in answers.figures.items()
    ]


def _one(
    answers: KnownAnswers, name: str, expected: Decimal, within: Decimal, figure: float | None
) -> Comparison:
    computed = None if figure is None else Decimal(repr(float(figure)))
    difference = deviation = None
    reason = "no such figure was computed"
    if computed is not None:
        difference = computed - expected
        deviation = abs(difference) / within if within else abs(difference)
        matched = abs(difference) <= within
        reason = "" if matched else f"differs by {difference:.3e}, at most {within} allowed"
    return Comparison(
        key=f"{answers.name}: {name}",
        inputs={"allowed": within},
        compared=True,
        expected=expected,
        computed=computed,
        difference=difference,
        deviation=deviation,
        matched=not reason,
        reason=reason,
    )


def reproduction(
    name: str,
    *,
    file: str,
    sha256: str,
    rows: int,
    comparisons: list[Comparison],
    sources: Mapping[str, KnownAnswers],
) -> Reproduction:
    """Gather the comparisons of one file; every one must hold."""
    return Reproduction(
        name=name,
        files=(file,),
        sha256=(sha256,),
        rows=rows,
        comparisons=tuple(comparisons),
        required=Decimal(1),
        tolerance=Decimal(1),
        tolerance_unit=TOLERANCE_UNIT,
        more={"sources": {key: {"source": a.source, "mark": a.mark} for key, a in sources.items()}},
    )
