"""Weighted lists that add up to the registered lists: a weight shares people out, it makes none.

`W_i = raw_i · ΣR / Σraw`. The law holds exactly in rational numbers; printed to hundredths of a
person, the parts still equal the whole (largest remainder, ties to the lowest key).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from capitula.ground.faults import ValueFault
from capitula.ground.rounding import apportion
from capitula.population.exact import ratio


def normalised(raw: Mapping[str, Fraction], people: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the raw weighted lists rescaled so that their sum is that of the people.

    Args:
        raw: people times weight, by practice.
        people: registered people, by practice.

    Raises:
        ValueFault: another set of practices, a list below nought, or nothing to share out.
    """
    if raw.keys() != people.keys():
        odd = sorted(raw.keys() ^ people.keys())
        remedy = "give the same practices on both sides"
        raise ValueFault(", ".join(odd), "a list and a weight for each practice", remedy)
    below = sorted(key for key in raw if raw[key] < 0 or people[key] < 0)
    if below:
        remedy = "check the weights and the lists of these practices"
        raise ValueFault(f"below nought: {', '.join(below)}", "nought or more", remedy)
    total = sum(raw.values(), Fraction(0))
    if not total:
        raise ValueFault("weighted lists that sum to nought", "something", "check the weights")
    scale = sum(people.values(), Fraction(0)) / total
    return {key: value * scale for key, value in raw.items()}


def in_hundredths(weighted: Mapping[str, Fraction]) -> dict[str, int]:
    """Return weighted lists in hundredths of a person; they add up to the total's floor."""
    total = sum(weighted.values(), Fraction(0))
    return apportion((100 * total).__floor__(), weighted) if total else dict.fromkeys(weighted, 0)


def as_decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of 28 digits, for showing."""
    shown = ratio(Decimal(value.numerator), Decimal(value.denominator))
    return Decimal(0) if shown is None else shown
