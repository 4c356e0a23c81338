"""A capitation pot: one sum divided by weighted measures, as in the formula of openIMIS.

    payment_f = Σ_k  x_fk ÷ Σ_f x_fk × pot × weight_k

Each measure divides by its own total; mixing people with families, or counts with percentages, is
the known mistake that pays out more than the pot.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.pence import Pence
from capitula.ground.rounding import apportion


def divide_pot(
    pot_pence: Pence,
    measures: Mapping[str, Mapping[str, int]],
    weight_percents: Mapping[str, Fraction],
) -> dict[str, Pence]:
    """Return each facility's payment; together they are the pot, to the penny.

    Args:
        pot_pence: what is divided.
        measures: by measure, what each facility counts.
        weight_percents: by measure, its weight; together 100.

    Raises:
        InputFaults: weights that do not sum to 100 or lie below nought, a measure without a weight
            or a weight without a measure, a count below nought, a measure whose total is nought.
    """
    faults = list(_faults(measures, weight_percents))
    if faults:
        raise InputFaults(faults)
    shares: dict[str, Fraction] = {}
    for name, counts in measures.items():
        total, weight = sum(counts.values()), weight_percents[name] / 100
        for facility, count in counts.items():
            part = Fraction(count, total) * weight if weight else Fraction(0)
            shares[facility] = shares.get(facility, Fraction(0)) + part
    return apportion(pot_pence, shares)


def _faults(
    measures: Mapping[str, Mapping[str, int]], weight_percents: Mapping[str, Fraction]
) -> list[Fault]:
    faults: list[Fault] = []
    total = sum(weight_percents.values(), Fraction(0))
    place = Place("pot", None, None, "weights")
    if total != 100:
        faults.append(
            Fault(place, f"weights that sum to {float(total):g}", "exactly 100", "correct them")
        )
    for name, weight in weight_percents.items():
        at = Place("pot", None, None, name)
        if weight < 0:
            faults.append(
                Fault(at, f"a weight of {float(weight):g}", "nought or more", "correct it")
            )
        if name not in measures:
            faults.append(
                Fault(at, "a weight without a measure", "counts for it", "add the counts")
            )
    for name, counts in measures.items():
        at = Place("pot", None, None, name)
        if name not in weight_percents:
            faults.append(Fault(at, "a measure without a weight", "a weight", "give its weight"))
        negative = [facility for facility, count in counts.items() if count < 0]
        if negative:
            found = f"a count below nought for {', '.join(negative)}"
            faults.append(Fault(at, found, "nought or more", "correct it"))
        if sum(counts.values()) == 0 and weight_percents.get(name, Fraction(0)) != 0:
            remedy = "give the measure weight 0, and say so, or leave it out"
            faults.append(Fault(at, "a total of nought", "something to divide by", remedy))
    return faults
