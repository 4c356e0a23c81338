"""Attainments as they stand in the record: money reads the share and knows no statistics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from capitula.contract.attainment_kind import AttainmentStanding, AttainmentStated
from capitula.contract.improvement import ImprovementScheme
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Attained:
    """One attainment of the record.

    Attributes:
        share: from nought to one, exact; None where it is not scored.
        standing: what it does to the payment.
        because: why, where it is not simply paid on.
        entry: the entry that states it.
    """

    share: Fraction | None
    standing: AttainmentStanding
    because: str
    entry: str


@dataclass(frozen=True, slots=True)
class AttainedInPeriod:
    """What the record holds for one period.

    Attributes:
        by_measure: the attainment of each measure of the scheme that has one.
        strangers: sentences on attainments of measures that the scheme does not have.
    """

    by_measure: dict[str, Attained]
    strangers: tuple[str, ...]


def attained_in(
    view: View, scheme: ImprovementScheme | None, first: date, last: date
) -> AttainedInPeriod:
    """Return the attainments that stand in a view for exactly this period.

    Raises:
        InputFaults: two entries that stand state different attainments of one measure.
    """
    known = {measure.id for measure in scheme.measures} if scheme else set[str]()
    found: dict[str, Attained] = {}
    strangers: list[str] = []
    faults: list[Fault] = []
    for measure, each in _standing(view, first, last):
        if measure not in known:
            strangers.append(
                f"Entry {each.entry} states an attainment of {measure!r} for this period, which is "
                "no measure of the scheme; it was not used"
            )
            continue
        before = found.setdefault(measure, each)
        if (before.share, before.standing) != (each.share, each.standing):
            faults.append(
                Fault(
                    Place("record", None, None, measure),
                    f"entries {before.entry} and {each.entry} with different attainments",
                    "one for the measure and period",
                    "let the later entry supersede the earlier",
                )
            )
    if faults:
        raise InputFaults(faults)
    return AttainedInPeriod(found, tuple(strangers))


def _standing(view: View, first: date, last: date) -> Iterator[tuple[str, Attained]]:
    for claim in view.standing:
        body = claim.body
        if not isinstance(body, AttainmentStated):
            continue
        if (body.period.earliest, body.period.latest) != (first, last):
            continue
        share = None
        if body.attained_parts is not None and body.attained_of is not None:
            share = Fraction(body.attained_parts, body.attained_of)
        yield claim.envelope.about, Attained(share, body.standing, body.because, claim.entry)
