"""A figure opened: formula, its numbers, inputs with unit, source and evidence mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, pounds_text

_READABLE_DIGITS = 20
POUNDS_THOUSAND = "£ thousand"


@dataclass(frozen=True, slots=True)
class Input:
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

    def document(self) -> dict[str, Any]:
        """Return plain data, the value unrounded."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "mark": self.mark.value,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one figure came about.

    Attributes:
        subject: what the figure is.
        formula: in words and symbols.
        worked: the same with its numbers.
        inputs: what went in.
        result: the exact figure; None where an input is missing.
        unit: of the result.
        in_force: the period for which formula and inputs hold.
        note: what a reader has to know.
        amount_pence: the figure shown, where it is money: the exact result placed to the penny.
        rounding: how the pence follow from the exact result.
        sources: what shows the formula and the inputs, beside what each input names.
    """

    subject: str
    formula: str
    worked: str
    inputs: tuple[Input, ...]
    result: Decimal | None
    unit: str
    in_force: str
    note: str = ""
    amount_pence: Pence | None = None
    rounding: str = ""
    sources: tuple[str, ...] = ()

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of the inputs."""
        return weakest(each.mark for each in self.inputs)

    def text(self) -> str:
        """Return the derivation for reading."""
        exact = self._exact()
        money = self.amount_pence
        lines = [
            f"{self.subject}: {exact if money is None else pounds_text(money)}",
            f"  formula   {self.formula}",
            f"  worked    {self.worked}",
        ]
        lines += [] if money is None else [f"  result    {exact}"]
        lines += [f"  input     {each}" for each in self.inputs]
        lines += [f"  note      {self.note}"] if self.note else []
        lines += [f"  rounding  {self.rounding}"] if self.rounding else []
        lines += [f"  source    {source}" for source in self.sources]
        return "\n".join([*lines, f"  in force  {self.in_force}", f"  mark      {self.mark}"])

    def _exact(self) -> str:
        if self.result is None:
            return "missing"
        if self.unit == POUNDS_THOUSAND:
            return f"£{self.result:.4f}k"
        return f"{self.result:.6f} {self.unit}".rstrip()

    def document(self) -> dict[str, Any]:
        """Return plain data for machines and pages, numbers unrounded."""
        found: dict[str, Any] = {
            "subject": self.subject,
            "formula": self.formula,
            "worked": self.worked,
            "inputs": [each.document() for each in self.inputs],
            "result": self.result,
            "unit": self.unit,
            "in_force": self.in_force,
            "note": self.note,
            "mark": self.mark.value,
        }
        if self.amount_pence is None:
            return found
        thousand = self.result if self.unit == POUNDS_THOUSAND else None
        return found | {
            "result_pounds_thousand": thousand,
            "amount_pence": self.amount_pence,
            "rounding": self.rounding,
            "sources": list(self.sources),
        }
