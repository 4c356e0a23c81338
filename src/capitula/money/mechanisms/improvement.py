"""Improvement payments: a pool earned by how far each measure goes from its floor to its target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from capitula.contract.attainment_kind import AttainmentStanding
from capitula.contract.improvement import (
    Direction,
    ImprovementScheme,
    MeasureUse,
    SchemeMeasure,
    SuspendedWeight,
    WhileLate,
)
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.pence import Pence
from capitula.money.mechanisms.attained import Attained
from capitula.money.mechanisms.improvement_lines import ImprovementEarned, MeasureEarned


def attainment(value: Fraction, floor: Fraction, target: Fraction) -> Fraction:
    """Return clip((value − floor) ÷ (target − floor), 0, 1); the sign decides which way is better.

    >>> attainment(Fraction(95), Fraction(100), Fraction(90))
    Fraction(1, 2)

    Raises:
        ValueFault: floor and target are the same.
    """
    if floor == target:
        raise ValueFault("a floor equal to the target", "two values", "set the target apart")
    return min(max((value - floor) / (target - floor), Fraction(0)), Fraction(1))


def improvement_earned(
    scheme: ImprovementScheme,
    pool_pence: Pence,
    values: Mapping[str, Decimal | None],
    attained: Mapping[str, Attained] | None = None,
) -> ImprovementEarned:
    """Return what a scheme earns: `pool · Σ weight · attainment`, floored once.

    An attainment that stands in the record goes before floor, target and value. What is late or
    suspended is dealt with as the scheme says; where it says nothing, nothing is paid yet.

    Args:
        scheme: the scheme of the contract file.
        pool_pence: the money at stake.
        values: the value of each measure by its id; one that is missing is not scored as nought.
        attained: attainments by measure, as they stand in the record.

    Raises:
        InputFaults: a value for a measure that the scheme does not have, a floor or target that is
            no number or contradicts the direction, or a value that contradicts the record.
    """
    recorded = attained or {}
    known = {measure.id for measure in scheme.measures}
    faults = [
        Fault(
            Place("improvement", None, None, name),
            f"a value for {name!r}",
            f"a measure of the scheme: {', '.join(sorted(known)) or 'it has none'}",
            "correct the identifier",
        )
        for name in values
        if name not in known
    ]
    earned: list[MeasureEarned] = []
    for measure in scheme.measures:
        found, value = recorded.get(measure.id), values.get(measure.id)
        try:
            line = _earned(measure, value) if found is None else _recorded(scheme, measure, found)
            if found is not None and value is not None:
                _refuse_contradiction(measure, value, found)
            earned.append(line)
        except ValueFault as fault:
            faults.append(fault.at(Place("improvement", None, None, measure.id)))
    if faults:
        raise InputFaults(faults)
    lines = tuple(_spread(earned) if scheme.suspended is SuspendedWeight.SPREAD else earned)
    if any(line.stops for line in lines):
        return ImprovementEarned(pool_pence, lines, None)
    share = sum((line.paid_share for line in lines), Fraction(0))
    return ImprovementEarned(pool_pence, lines, pool_pence * share.numerator // share.denominator)


def _earned(measure: SchemeMeasure, value: Decimal | None) -> MeasureEarned:
    weight = _weight(measure)
    missing = [
        name
        for name, found in (("floor", measure.floor), ("target", measure.target), ("value", value))
        if found is None
    ]
    if missing:
        reason = f"{' and '.join(missing)} not stated"
        return MeasureEarned(measure.id, measure.name, None, weight, reason, stops=bool(weight))
    return MeasureEarned(measure.id, measure.name, _reached(measure, value), weight)


def _recorded(scheme: ImprovementScheme, measure: SchemeMeasure, found: Attained) -> MeasureEarned:
    """Return a measure as the record has it, and what the scheme makes of it."""
    standing, weight = found.standing, _weight(measure)
    line = MeasureEarned(measure.id, measure.name, found.share, weight, entry=found.entry)
    if standing is AttainmentStanding.COUNTS:
        return line
    why = found.because or standing.words
    if standing is AttainmentStanding.SHADOW:
        return replace(line, weight=Fraction(0), reason=why)
    if standing is AttainmentStanding.DATA_LATE:
        said = f"{standing.words.partition(': ')[2]}{_because(found)}"
        rule = scheme.while_late
        meanwhile = (
            "the contract does not say what is paid meanwhile" if rule is None else rule.words
        )
        waits = bool(weight) and rule is not WhileLate.PAY_THE_REST
        reason = f"{said}; {meanwhile}" if weight else said
        return replace(line, reason=reason, stops=waits, is_open=True)
    rule = scheme.suspended
    said = f"suspended{_because(found)}"
    if not weight:
        return replace(line, reason=said)
    if rule is None:
        reason = f"{said}; the contract does not say what becomes of its weight"
        return replace(line, reason=reason, stops=True)
    paid = Fraction(1) if rule is SuspendedWeight.IN_FULL else Fraction(0)
    return replace(line, reason=f"{said}; {rule.words}", paid_as=paid, is_suspended=True)


def _spread(lines: list[MeasureEarned]) -> list[MeasureEarned]:
    """Return the lines with the weight of suspended ones spread over the others."""
    gone = sum((line.weight for line in lines if line.is_suspended), Fraction(0))
    if not gone:
        return lines
    left = sum((line.weight for line in lines if not line.is_suspended), Fraction(0))
    if not left:
        reason = "; no paid measure is left to spread it over"
        return [
            replace(line, reason=line.reason + reason, stops=True) if line.is_suspended else line
            for line in lines
        ]
    return [
        line if line.is_suspended else replace(line, counted=line.weight * (gone + left) / left)
        for line in lines
    ]


def _because(found: Attained) -> str:
    return f" ({found.because})" if found.because else ""


def _weight(measure: SchemeMeasure) -> Fraction:
    return Fraction(measure.weight or 0) if measure.use is MeasureUse.PAID else Fraction(0)


def _refuse_contradiction(measure: SchemeMeasure, value: Decimal, found: Attained) -> None:
    stated = None
    if measure.floor is not None and measure.target is not None:
        stated = _reached(measure, value)
    if stated is None or found.share is None or stated != found.share:
        said = found.standing.words if found.share is None else f"{found.share} attained"
        own = "" if stated is None else f", {stated} attained,"
        raise ValueFault(
            f"the value {value}{own} where the record has {said} (entry {found.entry})",
            "the same in both, or only one of them",
            "leave the value out of the figures, or supersede the entry",
        )


def _reached(measure: SchemeMeasure, value: Decimal | None) -> Fraction:
    floor, target = _number(measure.floor or ""), _number(measure.target or "")
    if (target > floor) != (measure.direction is Direction.UP):
        raise ValueFault(
            f"a target of {target} from a floor of {floor}, where {measure.direction} is better",
            "a target on the better side of the floor",
            "swap the two, or correct the direction",
        )
    return attainment(Fraction(value or 0), Fraction(floor), Fraction(target))


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").removesuffix("%").strip())
    except InvalidOperation as error:
        raise ValueFault(repr(text), "a number", "write digits only, such as 90.5") from error
