"""What the Carr-Hill formula needs of each practice, and what is wrong with what was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from capitula.ground.faults import ValueFault
from capitula.population.need_weights.carr_hill_values import CarrHillValues

INPUTS: dict[str, tuple[str, ...]] = {
    "age_sex": (),
    "homes": ("home_residents",),
    "turnover": ("new_registrants",),
    "needs": ("illness_ratio", "mortality_ratio"),
    "market_forces": ("market_forces",),
    "rurality": ("distance_km", "density"),
}
"""The inputs of each index, by their names in a practice's list."""


@dataclass(frozen=True, slots=True)
class PracticeList:
    """What the formula needs of one practice; None is not known.

    Attributes:
        practice: its code.
        people: registered people by (sex, age band), such as ("female", "75_84").
        home_residents: people in nursing and residential homes.
        new_registrants: people in the first twelve months of registration.
        illness_ratio: standardised limiting long-term illness, England 100.
        mortality_ratio: standardised mortality ratio below 65, England 100.
        market_forces: the market forces factor (MFF), England 1.
        distance_km: mean distance of patients from the practice.
        density: people a hectare where they live.
    """

    practice: str
    people: Mapping[tuple[str, str], Fraction]
    home_residents: Decimal | None = None
    new_registrants: Decimal | None = None
    illness_ratio: Decimal | None = None
    mortality_ratio: Decimal | None = None
    market_forces: Decimal | None = None
    distance_km: Decimal | None = None
    density: Decimal | None = None

    @property
    def registered(self) -> Fraction:
        """People on the list."""
        return sum(self.people.values(), Fraction(0))


def list_faults(practices: Sequence[PracticeList], values: CarrHillValues) -> list[ValueFault]:
    """Return everything that keeps the formula from being applied to some lists."""
    if not practices:
        return [ValueFault("no practices", "one at least", "give the lists")]
    codes = [each.practice for each in practices]
    faults = [
        ValueFault(f"{code} twice", "each practice once", "keep one of the rows")
        for code in sorted({code for code in codes if codes.count(code) > 1})
    ]
    for each in practices:
        faults += _practice_faults(each, values)
    for name in dict.fromkeys(name for names in INPUTS.values() for name in names):
        lacking = [each.practice for each in practices if getattr(each, name) is None]
        if 0 < len(lacking) < len(practices):
            shown = ", ".join(lacking[:5])
            remedy = "get the figure, or leave the column out for all; nothing is filled"
            found = f"no {name} for {len(lacking)} of {len(practices)} practices: {shown}"
            faults.append(ValueFault(found, "it for all practices or for none", remedy))
    return faults


def _practice_faults(each: PracticeList, values: CarrHillValues) -> list[ValueFault]:
    faults: list[ValueFault] = []
    unknown = sorted(cell for cell in each.people if not values.has_cell(*cell))
    if unknown:
        found = f"{each.practice}: {' '.join(unknown[0])}"
        expected = f"male or female, and one of {', '.join(values.age_bands)}"
        faults.append(ValueFault(found, expected, "use the bands of the formula"))
    if any(count < 0 for count in each.people.values()) or each.registered <= 0:
        remedy = "leave out practices without a list; check the counts"
        faults.append(ValueFault(f"{each.practice}: {each.registered}", "people", remedy))
    for name in ("home_residents", "new_registrants"):
        part = getattr(each, name)
        if part is not None and not 0 <= part <= each.registered:
            found = f"{each.practice}: {name} of {part}"
            expected = f"0 to {float(each.registered):g}, the list"
            faults.append(ValueFault(found, expected, "check the count"))
    for name in ("illness_ratio", "mortality_ratio", "market_forces", "distance_km", "density"):
        value = getattr(each, name)
        if value is not None and value <= 0:
            remedy = "check the figure; where it is not known, leave it empty"
            faults.append(ValueFault(f"{each.practice}: {name} of {value}", "above nought", remedy))
    return faults
