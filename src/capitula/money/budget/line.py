"""One line of a whole population budget: each step from its base to its amount."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence


class StepKind(StrEnum):
    """What moves a line; the order is that in which the steps work."""

    BASE = "base"
    SCOPE_SHARE = "scope_share"
    INFLATION = "inflation"
    GROWTH = "growth"
    EFFICIENCY = "efficiency"
    NEED = "need"
    DISCOUNT = "discount"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    NON_RECURRENT = "non_recurrent"
    AGREED = "agreed"

    @property
    def words(self) -> str:
        """The kind for reading."""
        return _WORDS[self]


_WORDS = {
    StepKind.BASE: "base",
    StepKind.SCOPE_SHARE: "share in scope",
    StepKind.INFLATION: "inflation",
    StepKind.GROWTH: "growth",
    StepKind.EFFICIENCY: "efficiency",
    StepKind.NEED: "change in need",
    StepKind.DISCOUNT: "discount",
    StepKind.TRANSFER_IN: "transfers in",
    StepKind.TRANSFER_OUT: "transfers out",
    StepKind.NON_RECURRENT: "non-recurrent",
    StepKind.AGREED: "agreed adjustments",
}


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """One step of a line.

    Attributes:
        kind: what it does.
        words: the same with its numbers, such as "inflation 3.2 per cent in 2027/28".
        after: exact pence of the line after it.
        change: exact pence by which it moves the line.
        where: the clause or source that shows it.
        mark: how it is known.
    """

    kind: StepKind
    words: str
    after: Fraction
    change: Fraction
    where: str
    mark: EvidenceMark


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of a budget.

    Attributes:
        key: the scope line, or the payment step where heads are paid for several lines.
        title: what people call it.
        denominator: registered or resident: which count moves it.
        registered_people: the registered people behind it; None if not stated.
        resident_people: the residents behind it; None if not stated.
        ring_fence: what its money is tied to; empty if it is free.
        provider: the party that runs it before the contract, by name; None if not stated.
        payer: the party that pays for it, by name; None if not stated.
        steps: from the base down.
        exact: exact pence after the last step.
        amount_pence: what it is placed at, so that all lines add up to the budget.
    """

    key: str
    title: str
    denominator: str
    registered_people: int | None
    resident_people: int | None
    ring_fence: str
    provider: str | None
    payer: str | None
    steps: tuple[BudgetStep, ...]
    exact: Fraction
    amount_pence: Pence

    @property
    def base(self) -> Fraction:
        """Exact pence before the first step that moves it."""
        return self.steps[0].after

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of its steps."""
        return weakest(step.mark for step in self.steps)

    def change(self, *kinds: StepKind) -> Fraction:
        """Return by how much the steps of some kinds move it, in exact pence."""
        return sum((s.change for s in self.steps if s.kind in kinds), Fraction(0))
