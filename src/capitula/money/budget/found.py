"""What published figures say of a contract's lines: amounts found, blanks, and questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence
from capitula.money.budget.figures_file import Covers, FigureBasis
from capitula.money.budget.published import PracticeAmount, Published


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line and the figure published for it; None stays None.

    Attributes:
        key: the scope line, or the name of a figure beside the contract.
        title: what people call it.
        standing: in, part, or beside the contract.
        provider: who runs it now, by name; None if not stated.
        provider_where: what shows the provider: a source, with its mark.
        published: the amount, its parts and sources; empty where none was known.
        basis: what the amount is an amount of.
        covers: whether it is that of the line or holds more.
        what: what was published, in words.
        note: what a reader should know.
        questions: what is open.
    """

    key: str
    title: str
    standing: str
    provider: str | None
    provider_where: str
    published: Published
    basis: FigureBasis | None
    covers: Covers | None
    what: str
    note: str
    questions: tuple[str, ...]

    @property
    def amount_pence(self) -> Pence | None:
        """The published amount; None where none was, or none was known."""
        return self.published.amount_pence

    @property
    def parts(self) -> tuple[tuple[str, Pence], ...]:
        """Heading and pence, where the figure has parts."""
        return self.published.parts

    @property
    def by_practice(self) -> tuple[PracticeAmount, ...]:
        """Each general practice's part, where it is known."""
        return self.published.by_practice

    @property
    def sources(self) -> tuple[str, ...]:
        """What shows it."""
        return self.published.sources

    @property
    def mark(self) -> EvidenceMark:
        """How it is known."""
        return self.published.mark

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "level": "line" if self.standing != "beside" else "beside",
            "key": self.key,
            "title": self.title,
            "standing": self.standing,
            "provider": self.provider,
            "provider_where": self.provider_where or None,
            "amount_pence": self.amount_pence,
            "basis": str(self.basis) if self.basis else None,
            "covers": str(self.covers) if self.covers else None,
            "what": self.what or None,
            "note": self.note or None,
            "mark": str(self.mark) if self.amount_pence is not None else None,
        }


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount that somebody put on the contract, beside what was found.

    Attributes:
        amount_pence: the amount; None if it was said to exist only.
        words: amount and basis for reading.
        annual: whether it is said to be a year's money.
        source: who shows it.
        gap_pence: the amount less what was found; None where that would compare two bases.
        why_not: why there is no gap.
    """

    amount_pence: Pence | None
    words: str
    annual: bool
    source: str
    gap_pence: Pence | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Found:
    """The budget of a contract by line as far as figures were published; never a price.

    Attributes:
        case: the case's name.
        title: of the comparison.
        year: the financial year.
        known_on: nothing published later stands in it.
        lines: lines of the contract.
        beside: figures of the same place and year that belong to no line of the contract.
        stated: amounts put on the contract.
        caution: what the sum is not.
    """

    case: str
    title: str
    year: str
    known_on: date
    lines: tuple[FoundLine, ...]
    beside: tuple[FoundLine, ...]
    stated: tuple[StatedAmount, ...]
    caution: str

    @property
    def found_pence(self) -> Pence:
        """What was published for the lines themselves; figures that hold more are left out."""
        return sum(line.amount_pence or 0 for line in self.lines if line.covers is not Covers.MORE)

    @property
    def at_most_pence(self) -> Pence:
        """The same with the figures that hold more than their line."""
        return sum(line.amount_pence or 0 for line in self.lines)

    @property
    def blank(self) -> tuple[FoundLine, ...]:
        """The lines for which no figure was known."""
        return tuple(line for line in self.lines if line.amount_pence is None)

    @property
    def questions(self) -> tuple[str, ...]:
        """Everything that is open, line by line."""
        return tuple(
            f"{line.title}: {question}"
            for line in (*self.lines, *self.beside)
            for question in line.questions
        )

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of the figures."""
        return weakest(line.mark for line in self.lines if line.amount_pence is not None)

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a line, then the figures beside the contract."""
        return [line.row() for line in (*self.lines, *self.beside)]
