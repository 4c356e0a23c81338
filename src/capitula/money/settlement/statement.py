"""The settlement statement: every amount, every step with its sentence, every entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence
from capitula.money.ledger.entry import LedgerEntry
from capitula.money.mechanisms.improvement_lines import ImprovementEarned
from capitula.money.mechanisms.run import OpenedStep
from capitula.money.mechanisms.variable_element import VariableResult
from capitula.money.mechanisms.wording import Currency
from capitula.money.settlement.late import CompletedSpend


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """Money held back from the budget.

    Attributes:
        released_pence: what was earned back; None while that is not decided.
    """

    id: str
    label: str
    held_pence: Pence
    released_pence: Pence | None
    sentence: str
    clause: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A settlement.

    Attributes:
        reason: why it could not be computed; everything that depends on it is then None.
        base_pence: what the actual spend is held against.
        pool_pence: base less actual.
        unshared_pence: what of the pool nobody shares; it stays with the residual party.
        parts_pence: each party's share of what is shared; the residual party's is explicit.
        entries: what moves between the parties; they sum to nought.
        restated: what has to move beyond an earlier stage.
        warnings: what a reader must know before signing.
    """

    contract: str
    title: str
    currency: Currency
    stage: str
    period: tuple[date, date]
    holder: str
    residual: str
    base_words: str
    reason: str
    base_pence: Pence | None
    actual_pence: Pence | None
    pool_pence: Pence | None
    shared_pence: Pence | None
    unshared_pence: Pence | None
    parts_pence: Mapping[str, Pence]
    steps: tuple[OpenedStep, ...]
    acute: VariableResult | None
    late: CompletedSpend | None
    withheld: tuple[WithheldLine, ...]
    improvement: ImprovementEarned | None
    entries: tuple[LedgerEntry, ...]
    restated: tuple[LedgerEntry, ...]
    names: Mapping[str, str]
    warnings: tuple[str, ...]
    mark: EvidenceMark

    def document(self) -> dict[str, Any]:
        """Return `capitula.money.settlement/1`; amounts are whole pence."""
        improvement = self.improvement
        return {
            "schema": "capitula.money.settlement/1",
            "contract": self.contract,
            "title": self.title,
            "currency": self.currency.code,
            "stage": self.stage,
            "period": {"from": self.period[0].isoformat(), "to": self.period[1].isoformat()},
            "computed": not self.reason,
            "reason": self.reason,
            "against": self.base_words,
            "base_pence": self.base_pence,
            "actual_pence": self.actual_pence,
            "pool_pence": self.pool_pence,
            "shared_pence": self.shared_pence,
            "unshared_pence": self.unshared_pence,
            "residual_party": self.residual,
            "parts_pence": dict(self.parts_pence),
            "steps": [
                {
                    "id": step.id,
                    "mechanism": step.mechanism,
                    "sentence": step.sentence,
                    "after_pence": step.after_pence,
                    "clause": step.clause,
                    "source": step.source,
                    "mark": str(step.mark),
                }
                for step in self.steps
            ],
            "acute_payment": None
            if self.acute is None
            else {
                "priced_pence": self.acute.priced_pence,
                "cash_pence": self.acute.cash_pence,
                "sentence": self.acute.sentence(self.currency),
            },
            "late_data": None
            if self.late is None
            else {
                "method": str(self.late.method),
                "known_pence": self.late.known_pence,
                "completed_pence": self.late.completed_pence,
                "sentence": self.late.sentence(),
            },
            "withheld": [
                {
                    "id": line.id,
                    "held_pence": line.held_pence,
                    "released_pence": line.released_pence,
                    "sentence": line.sentence,
                }
                for line in self.withheld
            ],
            "improvement": None
            if improvement is None
            else {
                "pool_pence": improvement.pool_pence,
                "earned_pence": improvement.earned_pence,
                "open_pence": improvement.open_pence,
                "reason": improvement.reason,
                "measures": [measure.sentence() for measure in improvement.measures],
            },
            "entries": [entry.document() for entry in self.entries],
            "restatement": [entry.document() for entry in self.restated],
            "warnings": list(self.warnings),
            "mark": str(self.mark),
        }
