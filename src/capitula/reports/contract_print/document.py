"""What a printed contract is made of, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from capitula.contract.cited import Cited
from capitula.ground.marks import EvidenceMark


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and the part of the contract that it says.

    Attributes:
        text: the sentence.
        part: what it rests on; None for words of the print itself.
        under: whether it belongs to the sentence before it.
    """

    text: str
    part: Cited | None = None
    under: bool = False


Lines = Iterator[Line]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered sentence.

    Attributes:
        number: such as 4.2 or 4.2.1.
        text: the sentence.
        evidence: clause, source and mark, in square brackets' place; empty for none.
        mark: the mark, where it is not sourced.
        note: what a reader should know about it.
    """

    number: str
    text: str
    evidence: str = ""
    mark: EvidenceMark | None = None
    note: str = ""

    @property
    def depth(self) -> int:
        """How far it is set in: 1 for 4.2, 2 for 4.2.1."""
        return self.number.count(".")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered chapter with its clauses."""

    number: int
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole print.

    Attributes:
        title: the contract's.
        summary: what it is, in a few sentences.
        as_known: the day, in words.
        sections: the chapters.
        provisional: what rests on nothing firm, each with the number of its clause.
        open_questions: what is not stated at all.
        sources: the sources cited, each in one line.
    """

    title: str
    summary: str
    as_known: str
    sections: tuple[Section, ...]
    provisional: tuple[str, ...]
    open_questions: tuple[str, ...]
    sources: tuple[str, ...]
