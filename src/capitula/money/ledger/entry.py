"""One entry of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from capitula.ground.pence import Pence, checked, pounds_text


class EntryKind(StrEnum):
    """What an entry is for."""

    BASE = "base"
    ADJUSTMENT = "adjustment"
    IMPROVEMENT = "improvement"
    GAIN_OR_LOSS = "gain_or_loss"
    WITHHOLDING = "withholding"
    RELEASE = "release"
    RETENTION = "retention"
    OVERPAYMENT = "overpayment"
    VAT = "vat"

    @property
    def words(self) -> str:
        """The kind for reading."""
        return self.replace("_", " ") if self is not EntryKind.VAT else "VAT"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An amount that one party receives, or below nought pays.

    Attributes:
        kind: what it is for.
        party: whose it is, by the contract's identifier.
        amount_pence: signed.
        first: the first day of the period it is for.
        last: the last day of that period.
        clause: where in the contract it stands.
        subject: what it is about: a step, a measure, a line.
        ring_fence: the label of money that never nets with other money; empty for none.
        stage: interim, final or restated, for a settlement.
        note: what a reader should know.
    """

    kind: EntryKind
    party: str
    amount_pence: Pence
    first: date
    last: date
    clause: str
    subject: str
    ring_fence: str = ""
    stage: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an amount that does not fit, and a period that ends before it begins."""
        checked(self.amount_pence)
        if self.last < self.first:
            raise ValueError("a period that ends before it begins")

    @property
    def account(self) -> tuple[str, ...]:
        """What entries have in common that one total is posted under; the stage is not part."""
        return (
            str(self.kind),
            self.party,
            self.first.isoformat(),
            self.last.isoformat(),
            self.clause,
            self.subject,
            self.ring_fence,
        )

    def text(self) -> str:
        """Return the entry for reading."""
        fence = f", ring-fenced {self.ring_fence}" if self.ring_fence else ""
        clause = f" [{self.clause}]" if self.clause else ""
        note = f": {self.note}" if self.note else ""
        return (
            f"{self.party} {pounds_text(self.amount_pence)} {self.kind.words}, {self.subject}"
            f"{fence}{clause}{note}"
        )

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "kind": str(self.kind),
            "party": self.party,
            "amount_pence": self.amount_pence,
            "period": {"from": self.first.isoformat(), "to": self.last.isoformat()},
            "clause": self.clause,
            "subject": self.subject,
            "ring_fence": self.ring_fence,
            "stage": self.stage,
            "note": self.note,
        }
