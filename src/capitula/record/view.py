"""The record at two dates: as known on one day, and in force on another.

An entry is visible on day D only if the last day on which it can have become known is not after
D. Nothing later than D appears anywhere in a view, in its history or among its clashes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from capitula.record.claim import Claim, claim_of
from capitula.record.entry import Entry
from capitula.record.item import Item, project, standing
from capitula.record.kind import Kinds

Subject = tuple[str, str]


class Record:
    """All entries of a case, indexed by subject and property, ready to be viewed."""

    def __init__(self, entries: Iterable[Entry], kinds: Kinds) -> None:
        """Read the bodies and index the entries; withheld bodies are kept as such."""
        self.entries: tuple[Entry, ...] = tuple(entries)
        self.kinds = kinds
        self._claims: dict[Subject, list[Claim]] = defaultdict(list)
        for entry in self.entries:
            claim = claim_of(entry, kinds)
            self._claims[(claim.envelope.about, claim.envelope.property_name)].append(claim)

    def as_known(self, known_on: date, in_force_on: date | None = None) -> View:
        """Return the record as known on a day, holding what was in force on a day.

        Args:
            known_on: nothing that became known later is shown.
            in_force_on: the day for which the current statement is sought; `known_on` unless given.
        """
        return View(self, known_on, in_force_on or known_on)

    @property
    def subjects(self) -> Sequence[Subject]:
        """All pairs of subject and property, in order of their first entry."""
        return tuple(self._claims)

    def claims(self, subject: Subject, known_on: date) -> list[Claim]:
        """Return what had been said of a subject's property by the day, in order of the chain."""
        return [c for c in self._claims.get(subject, ()) if c.envelope.known.last <= known_on]

    def days(self) -> list[date]:
        """Return every day on which something became known, in order."""
        return sorted({entry.envelope.known.last for entry in self.entries})


@dataclass(frozen=True)
class View:
    """A record at two dates."""

    record: Record
    known_on: date
    in_force_on: date

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement visible on the day, in order of the chain."""
        found = [c for s in self.record.subjects for c in self.record.claims(s, self.known_on)]
        return tuple(sorted(found, key=lambda claim: claim.envelope.sequence))

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Entries whose place a visible statement, of this subject or another, has taken."""
        return frozenset(
            target
            for claim in self.claims
            if claim.envelope.in_force.may_have_begun(self.in_force_on)
            for target in claim.envelope.supersedes
        )

    @cached_property
    def standing(self) -> tuple[Claim, ...]:
        """Every visible statement in force that none has taken the place of, in chain order."""
        found = (
            standing(self.record.claims(subject, self.known_on), self.in_force_on, self.superseded)
            for subject in self.record.subjects
        )
        return tuple(sorted(chain.from_iterable(found), key=lambda c: c.envelope.sequence))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """One item per subject and property of which something visible is in force."""
        found = (self.item(*subject) for subject in self.record.subjects)
        return tuple(item for item in found if item is not None)

    def item(self, about: str, property_name: str) -> Item | None:
        """Return what is said of one property of one subject, or None if nothing is in force."""
        claims = self.record.claims((about, property_name), self.known_on)
        return project(claims, self.in_force_on, self.superseded)

    def of_kind(self, kind: str) -> tuple[Claim, ...]:
        """Return the visible statements of one kind, in order of the chain."""
        return tuple(claim for claim in self.claims if claim.envelope.kind == kind)

    def matching(self, text: str) -> tuple[Item, ...]:
        """Return the items whose subject or property holds the text, whatever its case."""
        wanted = text.casefold()
        return tuple(
            item
            for item in self.items
            if wanted in item.subject.casefold() or wanted in item.property_name.casefold()
        )
