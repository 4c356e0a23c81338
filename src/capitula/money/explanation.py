"""A figure opened: formula, inputs with value and unit, source, dates and evidence mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, pounds_text

_READABLE_DIGITS = 20


@dataclass(frozen=True, slots=True)
class ExplainedInput:
    """One input of a figure: what it is, its value and unit, how it is known and from where."""

    name: str
    value: Decimal
    unit: str
    mark: EvidenceMark
    source: str

    def __str__(self) -> str:
        long = len(self.value.as_tuple().digits) > _READABLE_DIGITS
        value = f"{self.value:.6f}…" if long else f"{self.value:f}"
        return f"{self.name} = {value} {self.unit} [{self.mark}; {self.source}]"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one figure came about.

    Attributes:
        subject: what the figure is.
        formula: in words and symbols.
        worked: the same with its numbers.
        result: the exact result in £ thousand, before it is apportioned to pence.
        amount_pence: the figure shown.
        rounding: how the pence follow from the exact result.
        in_force: the period for which the formula and the figures hold.
        mark: the weakest mark of the inputs.
    """

    subject: str
    formula: str
    worked: str
    inputs: tuple[ExplainedInput, ...]
    result: Decimal
    amount_pence: Pence
    rounding: str
    sources: tuple[str, ...]
    in_force: str
    mark: EvidenceMark

    def text(self) -> str:
        """Return the explanation for reading."""
        return "\n".join(
            [
                f"{self.subject}: {pounds_text(self.amount_pence)}",
                f"  formula   {self.formula}",
                f"  worked    {self.worked}",
                f"  result    £{self.result:.4f}k",
                *(f"  input     {each}" for each in self.inputs),
                f"  rounding  {self.rounding}",
                *(f"  source    {source}" for source in self.sources),
                f"  in force  {self.in_force}",
                f"  mark      {self.mark}",
            ]
        )

    def document(self) -> dict[str, Any]:
        """Return plain data for machines and pages."""
        inputs = [
            {"name": i.name, "value": i.value, "unit": i.unit, "mark": i.mark, "source": i.source}
            for i in self.inputs
        ]
        return {
            "subject": self.subject,
            "formula": self.formula,
            "worked": self.worked,
            "inputs": inputs,
            "result_pounds_thousand": self.result,
            "amount_pence": self.amount_pence,
            "rounding": self.rounding,
            "sources": list(self.sources),
            "in_force": self.in_force,
            "mark": self.mark,
        }
