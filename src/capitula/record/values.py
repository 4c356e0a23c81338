"""The value of a statement, comparable: a date, an amount, a number or words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.ground.pence import Pence, to_pounds


class Bound(StrEnum):
    """How a number was stated."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ALMOST = "almost"


BASIS_NOT_STATED = "basis not stated"
"""The basis of a figure of which nobody said what it is a figure of."""


@dataclass(frozen=True, slots=True)
class Value:
    """What was stated, with unit and basis where they apply; words are always present.

    Attributes:
        text: the value in words; a date alone stands as it was stated, such as 2018-04.
        date: a date as stated.
        amount_pence: money.
        number: a count or a percentage, as written.
        unit: what the number or the amount is measured in.
        basis: what the figure refers to (a year, the whole term, not stated, of whom).
        bound: how exactly a number was stated.
        gist: what two statements in words must share to agree; the whole text unless given.
    """

    text: str
    date: PartialDate | None = None
    amount_pence: Pence | None = None
    number: str | None = None
    unit: str | None = None
    basis: str | None = None
    bound: Bound = Bound.EXACT
    gist: str | None = None

    def agrees_with(self, other: Value) -> bool:
        """Say whether both can be true at once: equal, or one a closer statement of the other.

        Figures of different stated bases, such as a year's money and a whole term's, cannot be
        held against each other, so they do not contradict; a figure without a stated basis is held
        against any.
        """
        if self.date is not None and other.date is not None:
            return self.date.agrees_with(other.date)
        mine, others = self._figure(), other._figure()
        if mine is None and others is None:
            return self._gist() == other._gist()
        if self.unit != other.unit:
            return False
        if self.basis != other.basis and BASIS_NOT_STATED not in (self.basis, other.basis):
            return True
        if mine is None or others is None:
            return False
        return _within(mine, self.bound, others, other.bound) or _within(
            others, other.bound, mine, self.bound
        )

    def _gist(self) -> str:
        return (self.gist or self.text).casefold()

    def _figure(self) -> Decimal | str | None:
        if self.amount_pence is not None:
            return Decimal(self.amount_pence)
        try:
            return None if self.number is None else Decimal(self.number)
        except InvalidOperation:
            return self.number

    @property
    def words(self) -> str:
        """The value for reading: a date as people write it, anything else as it is stated."""
        is_date = self.date is not None and self.text == str(self.date)
        return date_text(self.date) if is_date else self.text

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


def _within(one: Decimal | str, bound: Bound, other: Decimal | str, other_bound: Bound) -> bool:
    """Say whether everything that one figure could be is something that the other could be."""
    if isinstance(one, str) or isinstance(other, str):
        return (one, bound) == (other, other_bound)
    match other_bound:
        case Bound.EXACT:
            return bound is Bound.EXACT and one == other
        case Bound.ABOUT | Bound.ALMOST:
            return bound in (Bound.EXACT, Bound.ABOUT, other_bound) and one == other
        case Bound.AT_MOST:
            return bound in (Bound.EXACT, Bound.ABOUT, Bound.AT_MOST) and one <= other
        case Bound.AT_LEAST:
            return bound is not Bound.AT_MOST and one >= other
        case Bound.MORE_THAN:
            reaches = one >= other if bound is Bound.MORE_THAN else one > other
            return bound is not Bound.AT_MOST and reaches
