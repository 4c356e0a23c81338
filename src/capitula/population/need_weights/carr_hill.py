"""The Carr-Hill weighted list: registered people times six indices, rescaled to the registered.

`W_i = R_i · age-sex · homes · turnover · needs · MFF · rurality · k`, each index 1 over the lists
together, k such that ΣW = ΣR. Values are data (`weights/carr_hill.yaml`) with their marks. An input
that no practice has leaves its index out, and the result names it; one that some lack is refused.
Rule: money specification, section 4.5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from capitula.ground.faults import InputFaults, Place
from capitula.ground.marks import EvidenceMark, weakest
from capitula.population.need_weights.carr_hill_inputs import INPUTS, PracticeList, list_faults
from capitula.population.need_weights.carr_hill_values import CarrHillValues, carr_hill_values
from capitula.population.need_weights.normalising import normalised

_CONTEXT = Context(prec=34)
"""Digits of logarithm and exponential, which are not rational. Mark: local."""

INDICES = ("age_sex", "homes", "turnover", "needs", "market_forces", "rurality")
_TITLES = {
    "age_sex": "Age and sex",
    "homes": "Nursing and residential homes",
    "turnover": "List turnover",
    "needs": "Additional needs",
    "market_forces": "Market forces factor (MFF)",
    "rurality": "Rurality",
}


@dataclass(frozen=True, slots=True)
class CarrHillLists:
    """Weighted lists by the formula.

    Attributes:
        registered: by practice.
        indices: by index and practice; the mean over the lists is 1.
        weighted: by practice; they sum to the registered lists.
        left_out: indices for which no practice has the input.
        mark: the weakest mark of the values that entered.
        unverified: the values that entered without being verified, for a reader.
    """

    registered: dict[str, Fraction]
    indices: dict[str, dict[str, Fraction]]
    weighted: dict[str, Fraction]
    left_out: tuple[str, ...]
    mark: EvidenceMark
    unverified: tuple[str, ...]

    @property
    def official(self) -> bool:
        """Whether the result may be called official: all indices, no value unverified."""
        return not self.unverified and not self.left_out

    @property
    def label(self) -> str:
        """What the result may be called."""
        if self.official:
            return "Weighted list, Carr-Hill formula"
        why = [f"unverified: {', '.join(self.unverified)}"] if self.unverified else []
        why += [f"left out: {', '.join(map(index_title, self.left_out))}"] if self.left_out else []
        return f"Weighted list after Carr-Hill, not official ({'; '.join(why)})"


def index_title(index: str) -> str:
    """Return the name of an index for reading."""
    return _TITLES[index]


def carr_hill_lists(
    practices: Sequence[PracticeList], values: CarrHillValues | None = None
) -> CarrHillLists:
    """Weigh lists by the Carr-Hill formula.

    Raises:
        InputFaults: no practices, one twice or without people, an input that some practices lack,
            more people in homes or new than on the list, a ratio that is not above nought.
    """
    known = values or carr_hill_values()
    faults = [fault.at(Place("lists")) for fault in list_faults(practices, known)]
    if faults:
        raise InputFaults(faults)
    registered = {each.practice: each.registered for each in practices}
    total = sum(registered.values(), Fraction(0))
    indices: dict[str, dict[str, Fraction]] = {}
    used: list[str] = []
    for index in INDICES:
        if not all(_known(each, index) for each in practices):
            continue
        raw = {each.practice: _RAW[index](each, known) for each in practices}
        mean = sum((raw[key] * registered[key] for key in raw), Fraction(0)) / total
        indices[index] = {key: value / mean for key, value in raw.items()}
        used.append(index)
    product = dict(registered)
    for index in indices.values():
        product = {key: value * index[key] for key, value in product.items()}
    entered = [value for index in used for value in known.entering(index)]
    return CarrHillLists(
        registered=registered,
        indices=indices,
        weighted=normalised(product, registered),
        left_out=tuple(index for index in INDICES if index not in indices),
        mark=weakest(value.mark for value in entered),
        unverified=tuple(
            dict.fromkeys(v.title for v in entered if v.mark is EvidenceMark.UNVERIFIED)
        ),
    )


def _age_sex(practice: PracticeList, values: CarrHillValues) -> Fraction:
    weighted = (n * values.age_sex_weight(*cell) for cell, n in practice.people.items())
    return sum(weighted, Fraction(0)) / practice.registered


def _homes(practice: PracticeList, values: CarrHillValues) -> Fraction:
    return _part(practice, practice.home_residents, values.value("homes"))


def _turnover(practice: PracticeList, values: CarrHillValues) -> Fraction:
    return _part(practice, practice.new_registrants, values.value("turnover"))


def _part(practice: PracticeList, part: Decimal | None, weight: Decimal) -> Fraction:
    return 1 + Fraction(part or 0) * (Fraction(weight) - 1) / practice.registered


def _needs(practice: PracticeList, values: CarrHillValues) -> Fraction:
    illness = Fraction(values.value("needs_illness")) * Fraction(practice.illness_ratio or 0)
    mortality = Fraction(values.value("needs_mortality")) * Fraction(practice.mortality_ratio or 0)
    return Fraction(values.value("needs_constant")) + illness + mortality


def _market_forces(practice: PracticeList, values: CarrHillValues) -> Fraction:
    del values
    return Fraction(practice.market_forces or 0)


def _rurality(practice: PracticeList, values: CarrHillValues) -> Fraction:
    context = _CONTEXT
    distance = context.ln(practice.distance_km or Decimal(1))
    density = context.ln(practice.density or Decimal(1))
    exponent = context.add(
        context.multiply(values.value("rurality_distance"), distance),
        context.multiply(values.value("rurality_density"), density),
    )
    return Fraction(context.exp(exponent))


_RAW: dict[str, Callable[[PracticeList, CarrHillValues], Fraction]] = {
    "age_sex": _age_sex,
    "homes": _homes,
    "turnover": _turnover,
    "needs": _needs,
    "market_forces": _market_forces,
    "rurality": _rurality,
}


def _known(practice: PracticeList, index: str) -> bool:
    return all(getattr(practice, name) is not None for name in INPUTS[index])
