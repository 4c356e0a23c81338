"""How far a measure was attained: nought at its floor, one at its target, exact in between.

`a = clip((x − floor) ÷ (target − floor), 0, 1)`. Where less is better the target lies under the
floor and both differences change sign together, so the same formula holds. Shares are exact
fractions; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from capitula.contract.attainment_kind import AttainmentStanding, AttainmentStated
from capitula.contract.improvement import Direction, MeasureUse, SchemeMeasure
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Attainment:
    """How far one measure was attained in one period.

    Attributes:
        measure: the measure of the improvement scheme.
        period: the period scored.
        figure: what was reached; None where the figures are not out.
        share: the share attained, from nought to one; None where it is not scored.
        standing: what that does to the payment.
        because: why, where it is not simply paid on.
    """

    measure: SchemeMeasure
    period: PartialDate
    figure: Decimal | None
    share: Fraction | None
    standing: AttainmentStanding
    because: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is paid on."""
        return self.standing is AttainmentStanding.COUNTS

    def text(self) -> str:
        """Return the attainment in one line."""
        name, period = self.measure.name, self.period.text
        if self.share is None:
            why = f" ({self.because})" if self.because else ""
            return f"{name}, {period}: {self.standing.words}{why}"
        return (
            f"{name}, {period}: {float(self.share):.4f} attained, with {self.figure} between "
            f"floor {self.measure.floor} and target {self.measure.target}; {self.standing.words}"
        )

    def explain(self) -> str:
        """Return the formula with its numbers."""
        if self.share is None:
            return self.text()
        low, high = self.measure.floor, self.measure.target
        return (
            f"a = clip((x - floor) / (target - floor), 0, 1) = clip(({self.figure} - {low}) / "
            f"({high} - {low}), 0, 1) = {self.share}"
        )

    def body(self) -> AttainmentStated:
        """Return the body of the entry by which it becomes a value of the contract."""
        share = self.share
        return AttainmentStated(
            period=self.period,
            attained_parts=None if share is None else share.numerator,
            attained_of=None if share is None else share.denominator,
            standing=self.standing,
            figure=self.figure,
            because=self.because,
        )

    def entry(self, identifier: str, speaker: str, source: str) -> Mapping[str, Any]:
        """Return the entry as a person would write it in a file for `capitula record add`."""
        body = self.body().model_dump(mode="json", exclude_defaults=True)
        return {
            "entry": identifier,
            "kind": AttainmentStated.kind,
            "about": self.measure.id,
            "property": f"attainment, {self.period.text}",
            "speaker": speaker,
            "source": source,
            **body,
        }


def share_attained(figure: Decimal, floor: Decimal, target: Decimal) -> Fraction:
    """Return `clip((figure − floor) ÷ (target − floor), 0, 1)`, exactly.

    >>> share_attained(Decimal(90), floor=Decimal(100), target=Decimal(80))
    Fraction(1, 2)

    Raises:
        ValueFault: floor and target are equal, so that nothing lies between them.
    """
    if floor == target:
        raise ValueFault(
            f"floor and target both {floor}",
            "two that differ",
            "state the figure at which nothing, and the one at which all, is earned",
        )
    share = (Fraction(figure) - Fraction(floor)) / (Fraction(target) - Fraction(floor))
    return min(max(share, Fraction(0)), Fraction(1))


def attain(
    measure: SchemeMeasure,
    period: PartialDate,
    figure: Decimal | None,
    *,
    shadow: bool = False,
    suspended: str = "",
) -> Attainment:
    """Score one measure for one period.

    Args:
        measure: the measure, with its floor and target.
        period: the period.
        figure: what was reached; None while the figures are not out. Late is not nought: it is not
            scored, and stays open until they are.
        shadow: whether the period is a shadow year: scored, not paid on.
        suspended: why the measure was suspended; it is then not scored, whatever the figure.

    Raises:
        InputFaults: no floor or target, one that is no number, the two equal, or on the wrong
            sides of each other for the measure's direction.
    """
    floor, target = _bounds(measure)
    if suspended:
        return Attainment(
            measure, period, figure, None, AttainmentStanding.SUSPENDED, because=suspended
        )
    if figure is None:
        return Attainment(measure, period, None, None, AttainmentStanding.DATA_LATE)
    share = share_attained(figure, floor, target)
    in_shadow = shadow or measure.use is MeasureUse.SHADOW
    because = ("a shadow year" if shadow else "a shadow measure") if in_shadow else ""
    standing = AttainmentStanding.SHADOW if in_shadow else AttainmentStanding.COUNTS
    return Attainment(measure, period, figure, share, standing, because)


def _bounds(measure: SchemeMeasure) -> tuple[Decimal, Decimal]:
    faults: list[Fault] = []
    found: dict[str, Decimal] = {}
    for name, text in (("floor", measure.floor), ("target", measure.target)):
        place = Place("contract.yaml", None, None, f"{measure.id}.{name}")
        try:
            found[name] = Decimal(str(text).replace(",", "").removesuffix("%").strip())
        except ArithmeticError:
            stated = "nothing" if text is None else repr(text)
            faults.append(
                Fault(place, stated, "a number in the measure's unit", f"state the {name}")
            )
    if not faults:
        up = measure.direction is Direction.UP
        if found["floor"] == found["target"] or (found["target"] > found["floor"]) is not up:
            side = "above" if up else "under"
            shown = f"floor {measure.floor}, target {measure.target}, better is {measure.direction}"
            expected = f"a target {side} the floor"
            place = Place("contract.yaml", None, None, measure.id)
            faults.append(Fault(place, shown, expected, "correct the floor, target or direction"))
    if faults:
        raise InputFaults(faults)
    return found["floor"], found["target"]
