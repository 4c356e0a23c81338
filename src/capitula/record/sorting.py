"""In which way two claims of one property of one subject differ."""

from __future__ import annotations

from capitula.record.claim import Claim
from capitula.record.difference import Sort
from capitula.record.envelope import InForce
from capitula.record.kind import Body
from capitula.record.replacing import Replacing
from capitula.record.values import BASIS_NOT_STATED, Value


def sort_of(one: Claim, other: Claim, replacing: Replacing) -> Sort | None:
    """Return the class of the difference between two claims; None where there is none.

    Nothing can be said of a withheld body, and statements of a kind whose words do not deny each
    other do not differ. What stands at its own date is no clash with what stands at another; a past
    fact told in two ways is one, whoever tells it.
    """
    mine, others = one.body, other.body
    if mine is None or others is None or not _comparable(mine, others):
        return None
    linked = replacing.linked(one, other)
    if mine.series and others.series and (linked or _dated_apart(one, other)):
        differs = one.state != other.state or one.value.text != other.value.text
        return Sort.STATE_BY_DATE if differs else None
    if one.value.agrees_with(other.value):
        return _of_agreeing(one.value, other.value)
    if linked:
        return Sort.REVISION
    if _other_measure(one.value, other.value):
        return Sort.DISTINCT_MEASURES
    return Sort.CLASH if replacing.stood_together(one, other) else Sort.STATE_BY_DATE


def _comparable(one: Body, other: Body) -> bool:
    return not (type(one) is type(other) and not one.exclusive)


def _of_agreeing(one: Value, other: Value) -> Sort | None:
    if _other_measure(one, other):
        return Sort.DISTINCT_MEASURES
    counted = one.number is not None or one.amount_pence is not None
    return Sort.BOUND if counted and one.bound != other.bound else None


def _other_measure(one: Value, other: Value) -> bool:
    """Say whether the figures are of different units, or of different bases that are stated."""
    if one.unit is None and other.unit is None:
        return False
    stated = BASIS_NOT_STATED not in (one.basis, other.basis)
    return one.unit != other.unit or (stated and one.basis != other.basis)


def _dated_apart(one: Claim, other: Claim) -> bool:
    """Say whether the days from which they hold can be told apart."""
    return _starts_before(one.envelope.in_force, other.envelope.in_force) or _starts_before(
        other.envelope.in_force, one.envelope.in_force
    )


def _starts_before(one: InForce, other: InForce) -> bool:
    if one.start is None or other.start is None or other.start.earliest is None:
        return False
    return one.start.is_before(other.start.earliest)
