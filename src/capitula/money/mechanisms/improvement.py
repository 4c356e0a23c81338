"""Improvement payments: a pool earned by how far each measure goes from its floor to its target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from capitula.contract.improvement import Direction, ImprovementScheme, MeasureUse, SchemeMeasure
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.pence import Pence
from capitula.money.mechanisms.wording import rate_text


@dataclass(frozen=True, slots=True)
class MeasureEarned:
    """One measure of the scheme.

    Attributes:
        attainment: from 0 at the floor to 1 at the target; None where it cannot be scored.
        weight: its share of the pool; nought for one that is scored and not paid.
        reason: why it cannot be scored.
    """

    id: str
    name: str
    attainment: Fraction | None
    weight: Fraction
    reason: str = ""

    def sentence(self) -> str:
        """Say what it earned."""
        if self.attainment is None:
            return f"{self.name}: not scored, {self.reason}"
        paid = f"weight {rate_text(self.weight)}" if self.weight else "scored and not paid"
        return f"{self.name}: {rate_text(self.attainment)} of the way to its target, {paid}"


@dataclass(frozen=True, slots=True)
class ImprovementEarned:
    """The scheme.

    Attributes:
        earned_pence: pool × Σ weight × attainment, floored once; None while a paid measure cannot
            be scored.
    """

    pool_pence: Pence
    measures: tuple[MeasureEarned, ...]
    earned_pence: Pence | None

    @property
    def reason(self) -> str:
        """Why nothing can be said; empty where it can."""
        lacking = [m for m in self.measures if m.attainment is None and m.weight]
        return "; ".join(f"{m.name}: {m.reason}" for m in lacking)


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
    scheme: ImprovementScheme, pool_pence: Pence, values: Mapping[str, Decimal | None]
) -> ImprovementEarned:
    """Return what a scheme earns from the values of its measures.

    Args:
        scheme: the scheme of the contract file.
        pool_pence: the money at stake.
        values: the value of each measure by its id; one that is missing is not scored as nought.

    Raises:
        InputFaults: a value for a measure that the scheme does not have, or a floor or target
            that is no number, or that contradicts the direction.
    """
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
        try:
            earned.append(_earned(measure, values.get(measure.id)))
        except ValueFault as fault:
            faults.append(fault.at(Place("improvement", None, None, measure.id)))
    if faults:
        raise InputFaults(faults)
    if any(m.attainment is None and m.weight for m in earned):
        return ImprovementEarned(pool_pence, tuple(earned), None)
    share = sum((m.weight * (m.attainment or 0) for m in earned), Fraction(0))
    paid = pool_pence * share.numerator // share.denominator
    return ImprovementEarned(pool_pence, tuple(earned), paid)


def _earned(measure: SchemeMeasure, value: Decimal | None) -> MeasureEarned:
    weight = Fraction(measure.weight or 0) if measure.use is MeasureUse.PAID else Fraction(0)
    missing = [
        name
        for name, found in (("floor", measure.floor), ("target", measure.target), ("value", value))
        if found is None
    ]
    if missing:
        reason = f"{' and '.join(missing)} not stated"
        return MeasureEarned(measure.id, measure.name, None, weight, reason)
    floor, target = _number(measure.floor or ""), _number(measure.target or "")
    if (target > floor) != (measure.direction is Direction.UP):
        raise ValueFault(
            f"a target of {target} from a floor of {floor}, where {measure.direction} is better",
            "a target on the better side of the floor",
            "swap the two, or correct the direction",
        )
    reached = attainment(Fraction(value or 0), Fraction(floor), Fraction(target))
    return MeasureEarned(measure.id, measure.name, reached, weight)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").removesuffix("%").strip())
    except InvalidOperation as error:
        raise ValueFault(repr(text), "a number", "write digits only, such as 90.5") from error
