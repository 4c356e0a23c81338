"""The value of a statement, comparable: a date, an amount, a number or words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from capitula.ground.partial_date import PartialDate
from capitula.ground.pence import Pence, to_pounds


class Bound(StrEnum):
    """How a number was stated."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Value:
    """What was stated, with unit and basis where they apply; words are always present.

    Attributes:
        text: the value in words, for reading.
        date: a date as stated.
        amount_pence: money.
        number: a count or a percentage, as written.
        unit: what the number or the amount is measured in.
        basis: what the figure refers to (a year, the whole term, not stated, of whom).
        bound: how exactly a number was stated.
    """

    text: str
    date: PartialDate | None = None
    amount_pence: Pence | None = None
    number: str | None = None
    unit: str | None = None
    basis: str | None = None
    bound: Bound = Bound.EXACT

    def agrees_with(self, other: Value) -> bool:
        """Say whether both can be true at once: equal, or one a closer statement of the other."""
        if self.date is not None and other.date is not None:
            return self.date.agrees_with(other.date)
        if self.basis != other.basis or self.unit != other.unit:
            return False
        mine = (self.amount_pence, self.number)
        if mine != (None, None) or (other.amount_pence, other.number) != (None, None):
            return mine == (other.amount_pence, other.number) and self.bound == other.bound
        return self.text.casefold() == other.text.casefold()

    def as_json(self) -> dict[str, object]:
        """Return the value for machines: date, amount (pounds, exact, as text), number or text."""
        found: dict[str, object] = {"text": self.text}
        if self.date is not None:
            found |= {
                "date": str(self.date),
                "precision": str(self.date.precision),
                "earliest": self.date.earliest.isoformat() if self.date.earliest else None,
                "latest": self.date.latest.isoformat() if self.date.latest else None,
            }
        if self.amount_pence is not None:
            found |= {"amount": str(to_pounds(self.amount_pence)), "precision": str(self.bound)}
        if self.number is not None:
            found |= {"number": self.number, "precision": str(self.bound)}
        return found | {"unit": self.unit, "basis": self.basis}
