"""The assumptions of the synthetic place, read from their file."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict

from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import read_figure_table
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ages(_Frozen):
    """The file of the age structure."""

    file: str
    note: str


class Registration(_Frozen):
    """How people join, leave and move, and how late the end of a spell is entered."""

    leaving_a_year_per_million: int
    joining_a_year_per_million: int
    births_a_year_per_million: int
    deaths_before_the_list_day_a_year_per_million: int
    moves_within_the_place_per_thousand: int
    late_end_per_thousand: int
    late_end_days: int
    gap_days: int


class NeedClass(_Frozen):
    """A class of people who need so many hundredths of what others of their age need."""

    per_thousand: int
    multiple_per_hundred: int


class Service(_Frozen):
    """One service.

    Attributes:
        rows: rows of activity for a thousand people and year, by age band.
        cost_pence: of one unit.
        most_units: the most units in one row.
        priced: whether each item has a price of its own.
        matched_by: the column of the Monthly Activity Return that counts it.
    """

    title: str
    unit: str
    rows: tuple[int, ...]
    cost_pence: int
    most_units: int = 1
    priced: bool
    matched_by: str = ""


class Assumptions(_Frozen):
    """All assumptions, with their mark."""

    title: str
    mark: EvidenceMark
    source: str
    ages: Ages
    female_per_thousand: dict[str, int]
    registration: Registration
    deaths_a_year_per_million: dict[str, int]
    age_bands: tuple[int, ...]
    need_classes: tuple[NeedClass, ...]
    services: dict[str, Service]
    cost_spread_per_hundred: tuple[int, ...]


@cache
def load_assumptions() -> Assumptions:
    """Return the assumptions that ship.

    Raises:
        InputFaults: everything wrong with their file.
    """
    with as_file(files("capitula.population") / "synthetic") as folder:
        located = read_yaml(folder / "assumptions.yaml")
    found = read_model(Assumptions, located.data, located)
    if located.faults or found is None:
        raise InputFaults(located.faults)
    return found


@cache
def age_structure() -> tuple[int, ...]:
    """Return people by single year of age, the last of 90 and over."""
    with as_file(files("capitula.population") / "synthetic") as folder:
        table = read_figure_table(folder / load_assumptions().ages.file)
    return tuple(int(value or 0) for value in table.decimals("people"))
