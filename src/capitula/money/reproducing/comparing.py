"""Published amounts held against computed ones: differences, tolerances, one report a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.money.reproduce import Comparison, Reproduction

TOLERANCE = Decimal(2)
"""How far a published dollar amount may lie from the computed one. Mark: local."""


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a run."""

    name: str
    files: tuple[str, ...]
    sha256: tuple[str, ...]
    rows: int


def money(cents: int) -> Decimal:
    """Return cents as dollars, exactly."""
    return Decimal(cents).scaleb(-2)


def compare(
    key: str,
    inputs: Mapping[str, Decimal | None],
    expected: Decimal | None,
    computed: Decimal | None,
    *,
    allowed: Decimal,
    reason: str = "",
    unit: str = "",
) -> Comparison:
    """Hold one published figure against the computed one.

    Args:
        key: what is compared.
        inputs: what it was computed from.
        expected: as published.
        computed: ours; None where it cannot be computed, with the reason.
        allowed: how far apart they may be.
        reason: why it cannot be computed, or what is known of a difference.
        unit: what stands before an amount in a reason.
    """
    difference = deviation = None
    if expected is not None and computed is not None:
        difference = computed - expected
        deviation = abs(difference)
        if deviation > allowed:
            reason = reason or f"differs by {unit}{difference:,f}; {unit}{allowed:,f} allowed"
        else:
            reason = ""
    elif expected is None:
        reason = "nothing was published"
    return Comparison(
        key,
        inputs,
        compared=expected is not None,
        expected=expected,
        computed=computed,
        difference=difference,
        deviation=deviation,
        matched=expected is not None and not reason,
        reason=reason,
    )


def report(
    source: Source,
    comparisons: Sequence[Comparison],
    *,
    required: Decimal,
    tolerance: Decimal,
    unit: str,
    more: Mapping[str, Any] | None = None,
) -> Reproduction:
    """Return the report of one figure."""
    return Reproduction(
        name=source.name,
        files=source.files,
        sha256=source.sha256,
        rows=source.rows,
        comparisons=tuple(comparisons),
        required=required,
        tolerance=tolerance,
        tolerance_unit=unit,
        more=dict(more or {}),
    )


def with_figures(main: Reproduction, figures: Mapping[str, Reproduction]) -> Reproduction:
    """Return a report that carries one object a figure beside its own counts."""
    documents = {name: each.document() | {"figure": name} for name, each in figures.items()}
    return Reproduction(
        main.name,
        main.files,
        main.sha256,
        main.rows,
        main.comparisons,
        main.required,
        main.tolerance,
        main.tolerance_unit,
        {**main.more, "figures": documents},
    )
