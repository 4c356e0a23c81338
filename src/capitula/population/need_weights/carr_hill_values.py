"""The values of the Carr-Hill formula, each with how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict

from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

_ENTERING = {
    "homes": ("homes",),
    "turnover": ("turnover",),
    "needs": ("needs_constant", "needs_illness", "needs_mortality"),
    "rurality": ("rurality_distance", "rurality_density"),
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AgeSexWeights(_Frozen):
    """The weights of one sex, by age band in order."""

    values: tuple[Decimal, ...]
    mark: EvidenceMark
    source: str


class Value(_Frozen):
    """One value of the formula."""

    value: Decimal
    title: str
    mark: EvidenceMark
    source: str


@dataclass(frozen=True, slots=True)
class EnteringValue:
    """A value that enters an index: its title, mark and source."""

    title: str
    mark: EvidenceMark
    source: str


class CarrHillValues(_Frozen):
    """All values of the formula."""

    title: str
    publisher: str
    licence: str
    age_bands: tuple[str, ...]
    age_sex: dict[str, AgeSexWeights]
    parameters: dict[str, Value]

    def value(self, key: str) -> Decimal:
        """Return one value."""
        return self.parameters[key].value

    def has_cell(self, sex: str, band: str) -> bool:
        """Say whether the formula has a weight for a sex and age band."""
        return sex in self.age_sex and band in self.age_bands

    def age_sex_weight(self, sex: str, band: str) -> Fraction:
        """Return the workload weight of a sex and age band."""
        return Fraction(self.age_sex[sex].values[self.age_bands.index(band)])

    def entering(self, index: str) -> tuple[EnteringValue, ...]:
        """Return the values that enter an index; the market forces factor is a practice's own."""
        if index == "age_sex":
            return tuple(
                EnteringValue("age-sex workload", each.mark, each.source)
                for each in self.age_sex.values()
            )
        chosen = (self.parameters[key] for key in _ENTERING.get(index, ()))
        return tuple(EnteringValue(each.title, each.mark, each.source) for each in chosen)


@cache
def carr_hill_values() -> CarrHillValues:
    """Return the values that ship.

    Raises:
        InputFaults: everything wrong with their file.
    """
    with as_file(files("capitula.population.need_weights") / "weights") as folder:
        located = read_yaml(folder / "carr_hill.yaml")
    values = read_model(CarrHillValues, located.data, located)
    if located.faults or values is None:
        raise InputFaults(located.faults)
    return values
