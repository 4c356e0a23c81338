"""An allocation formula as data: dated, cited parameters, and lines that are plain products."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from capitula.ground.faults import InputFaults, ValueFault, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml
from capitula.population.exact import product


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(_Frozen):
    """A number of the formula, with its unit, how it is known, and from where."""

    symbol: str
    title: str
    value: Decimal
    unit: str
    mark: EvidenceMark
    source: str


class Stream(_Frozen):
    """Lines that share their cost factors (measures such as the market forces factor)."""

    title: str
    cost_factors: tuple[str, ...]


class Line(_Frozen):
    """One line: its parameters × its weighted population × the cost factors of its stream."""

    title: str
    stream: str
    measure: str
    parameters: tuple[str, ...]


class CompositeNeed(_Frozen):
    """A published weighted population that is a weighted sum of others."""

    measure: str
    weights: dict[str, str]
    tolerance_people: Decimal


class AllocationFormula(_Frozen):
    """The formula of one year; amounts are in £ thousand.

    Attributes:
        published_target: the measure that holds the published answer.
        target_tolerance_relative: how closely the formula meets it, relative to it.
        indices: the measures whose index is shown beside the lines.
        caveats: what must be said wherever the result is shown.
    """

    title: str
    publisher: str
    year: FinancialYear
    statement: str
    sources: tuple[str, ...]
    parameters: dict[str, Parameter]
    streams: dict[str, Stream]
    lines: dict[str, Line]
    published_target: str
    target_tolerance_relative: Decimal
    tolerance_reason: str
    composite_need: CompositeNeed
    indices: tuple[str, ...]
    caveats: tuple[str, ...]

    @field_validator("year", mode="before")
    @classmethod
    def _year(cls, value: Any) -> Any:
        return FinancialYear.parse(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _references(self) -> AllocationFormula:
        for line in self.lines.values():
            _known(line.stream, self.streams)
            for parameter in line.parameters:
                _known(parameter, self.parameters)
        for parameter in self.composite_need.weights.values():
            _known(parameter, self.parameters)
        return self

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures a practice must have for every line to be computed."""
        factors = [factor for stream in self.streams.values() for factor in stream.cost_factors]
        return tuple(dict.fromkeys([*(line.measure for line in self.lines.values()), *factors]))

    def lines_of(self, stream: str) -> tuple[str, ...]:
        """Return the keys of a stream's lines, in order."""
        return tuple(key for key, line in self.lines.items() if line.stream == stream)

    def coefficient(self, line: str) -> Decimal:
        """Return the exact product of a line's parameters, in £ thousand per weighted head."""
        value = product(*(self.parameters[key].value for key in self.lines[line].parameters))
        assert value is not None  # noqa: S101 - a parameter always has a value
        return value

    def amount(self, line: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """Return a line's exact amount for one practice in £ thousand; None if a figure is missing.

        Args:
            line: key of the line.
            values: the practice's figures by measure.
        """
        found = self.lines[line]
        parameters = [self.parameters[key].value for key in found.parameters]
        factors = [values.get(factor) for factor in self.streams[found.stream].cost_factors]
        return product(*parameters, values.get(found.measure), *factors)


@cache
def load_formula(name: str = "allocation_2018_19") -> AllocationFormula:
    """Return a formula of `formulas/` by the stem of its file.

    Raises:
        InputFaults: no such formula, or everything wrong with its file.
    """
    with as_file(files("capitula.money") / "formulas") as folder:
        located = read_yaml(folder / f"{name}.yaml")
    formula = read_model(AllocationFormula, located.data, located)
    if located.faults or formula is None:
        raise InputFaults(located.faults)
    return formula


def _known(key: str, known: Mapping[str, Any]) -> None:
    if key not in known:
        hint = near_miss(key, list(known)) or "use one of these"
        raise ValueFault(repr(key), "one of " + ", ".join(known), hint)
