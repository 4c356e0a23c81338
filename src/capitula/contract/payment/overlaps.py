"""Dated parts of one list: none may hold on a day on which another does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from capitula.contract.cited import Cited
from capitula.contract.spans import may_overlap, span_text
from capitula.ground.faults import ValueFault


def refuse_overlaps(parts: Sequence[Cited], what: str) -> None:
    """Refuse a list of which two parts can hold on one day.

    Args:
        parts: the dated parts.
        what: how the fault calls one of them.

    Raises:
        ValueFault: two overlap.
    """
    if not parts:
        raise ValueFault(f"no {what}", f"at least one {what} with its dates", f"add a {what}")
    for one, other in combinations(parts, 2):
        if may_overlap(one, other):
            spans = " and ".join(span_text(part) or "without dates" for part in (one, other))
            raise ValueFault(
                f"two {what}s in force at once: {spans}",
                f"one {what} for any day",
                "give `in_force_to` to the earlier one, the day before the later begins",
            )
