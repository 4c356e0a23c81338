"""A figure of a population opened: formula, numbers, inputs with unit, source and evidence mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.ground.marks import EvidenceMark, weakest


@dataclass(frozen=True, slots=True)
class Input:
    """One input: what it is, its value and unit, how it is known and from where."""

    name: str
    value: Decimal
    unit: str
    mark: EvidenceMark
    source: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one figure came about.

    Attributes:
        subject: what the figure is.
        formula: in words and symbols.
        worked: the same with its numbers.
        inputs: what went in.
        result: the figure, unrounded; None where an input is missing.
        unit: of the result.
        in_force: the period for which the inputs hold.
        note: what a reader has to know.
    """

    subject: str
    formula: str
    worked: str
    inputs: tuple[Input, ...]
    result: Decimal | None
    unit: str
    in_force: str
    note: str = ""

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of the inputs."""
        return weakest(each.mark for each in self.inputs)

    def text(self) -> str:
        """Return the derivation for reading."""
        result = "missing" if self.result is None else f"{self.result:.6f} {self.unit}".rstrip()
        lines = [
            f"{self.subject}: {result}",
            f"  formula   {self.formula}",
            f"  worked    {self.worked}",
        ]
        lines += [
            f"  input     {i.name} = {i.value:f} {i.unit} [{i.mark}; {i.source}]"
            for i in self.inputs
        ]
        lines += [f"  note      {self.note}"] if self.note else []
        return "\n".join([*lines, f"  in force  {self.in_force}", f"  mark      {self.mark}"])

    def document(self) -> dict[str, Any]:
        """Return plain data for machines, numbers unrounded."""
        return {
            "subject": self.subject,
            "formula": self.formula,
            "worked": self.worked,
            "inputs": [
                {"name": i.name, "value": i.value, "unit": i.unit, "mark": i.mark.value}
                | {"source": i.source}
                for i in self.inputs
            ],
            "result": self.result,
            "unit": self.unit,
            "in_force": self.in_force,
            "note": self.note,
            "mark": self.mark.value,
        }
