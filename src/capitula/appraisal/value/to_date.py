"""Cost so far against benefit so far, as the record has them; a missing cost stays missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.view import View

MISSING = "stated to exist, amount missing"


class ToDateTerms(BaseModel):
    """Which subjects of the record say what was spent, and which what came of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    costs: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidSoFar:
    """One thing said of cost or benefit so far."""

    side: str
    text: str
    known: str
    source: str
    amount_pence: int | None
    entry: str

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "side": self.side,
            "text": self.text,
            "known": self.known,
            "source": self.source,
            "amount_pence": self.amount_pence,
            "entry": self.entry,
        }


@dataclass(frozen=True, slots=True)
class ToDate:
    """Everything said of cost and benefit so far, and what is missing."""

    said: tuple[SaidSoFar, ...]
    questions: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {"said": [each.row() for each in self.said], "questions": list(self.questions)}


def to_date(terms: ToDateTerms | None, view: View) -> ToDate:
    """Return what the record says of cost and benefit so far, in order of becoming known."""
    asked = terms or ToDateTerms()
    said = [
        _said(side, claim)
        for side, subjects in (("cost", asked.costs), ("benefit", asked.benefits))
        for claim in view.claims
        if claim.envelope.about in subjects
    ]
    questions: list[str] = []
    for side, words in (
        ("cost", "What has been spent on the programme so far?"),
        ("benefit", "What has come of it so far, in pounds or in services?"),
    ):
        if not any(each.side == side and each.amount_pence is not None for each in said):
            told = " It is said to exist; no sum is given." if _unpriced(said, side) else ""
            questions.append(words + told)
    return ToDate(tuple(said), tuple(questions))


def _unpriced(said: list[SaidSoFar], side: str) -> bool:
    return side == "cost" and any(each.side == side for each in said)


def _said(side: str, claim: Claim) -> SaidSoFar:
    value, envelope = claim.value, claim.envelope
    return SaidSoFar(
        side=side,
        text=f"{envelope.about}: {value.text}",
        known=date_text(envelope.known.last),
        source=envelope.source or envelope.speaker,
        amount_pence=value.amount_pence,
        entry=claim.entry,
    )
