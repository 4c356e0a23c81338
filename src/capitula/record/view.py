"""The record at two dates: as known on one day, and in force on another.

An entry is visible on day D only if the last day on which it can have become known is not after
D. Nothing later than D appears anywhere in a view, in its history or among its clashes.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from capitula.record.claim import Claim
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope
from capitula.record.item import Item, project, standing
from capitula.record.kind import Kinds
from capitula.record.withholding import kept_back

Subject = tuple[str, str]


class Record:
    """All entries of a case, indexed by subject and property, ready to be viewed."""

    def __init__(self, entries: Iterable[Entry], kinds: Kinds) -> None:
        """Read every body and index the entries.

        Raises:
            UnknownBody: an entry of a kind that is not in the set, or a body it does not take.
        """
        with _without_collecting():
            self.entries: tuple[Entry, ...] = tuple(entries)
            self.kinds = kinds
            self._of_subject: dict[Subject, list[Entry]] = defaultdict(list)
            self._supersedes: dict[str, list[Envelope]] = defaultdict(list)
            for entry in self.entries:
                envelope = entry.envelope
                self._of_subject[envelope.about, envelope.property_name].append(entry)
                for target in envelope.supersedes:
                    self._supersedes[target].append(envelope)
            reasons = kept_back(self.entries)
            self._claims: dict[Subject, list[Claim]] = {
                subject: [Claim(e, kinds, reasons.get(e.envelope.entry)) for e in entries]
                for subject, entries in self._of_subject.items()
            }

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
        return tuple(self._of_subject)

    def claims(self, subject: Subject, known_on: date) -> list[Claim]:
        """Return what had been said of a subject's property by the day, in order of the chain."""
        return [c for c in self._claims.get(subject, ()) if c.envelope.known.last <= known_on]

    def superseding(self, entry: str) -> Sequence[Envelope]:
        """Return the envelopes that say they take the place of an entry, on whatever day."""
        return self._supersedes.get(entry, ())

    @property
    def superseded(self) -> Collection[str]:
        """Every entry that some other, of whatever day, says it takes the place of."""
        return self._supersedes.keys()

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
    def superseded(self) -> Collection[str]:
        """Entries whose place a visible statement, of this subject or another, has taken."""
        return _Superseded(self)

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
        replaced = frozenset(self.superseded)
        with _without_collecting():
            found = [
                project(self.record.claims(subject, self.known_on), self.in_force_on, replaced)
                for subject in self.record.subjects
            ]
        return tuple(item for item in found if item is not None)

    def item(self, about: str, property_name: str) -> Item | None:
        """Return what is said of one property of one subject, or None if nothing is in force."""
        claims = self.record.claims((about, property_name), self.known_on)
        return project(claims, self.in_force_on, self.superseded)

    def standing_of(self, subject: Subject) -> list[Claim]:
        """Return the visible statements of one subject's property that stand."""
        claims = self.record.claims(subject, self.known_on)
        return standing(claims, self.in_force_on, self.superseded)

    def of_kind(self, kind: str) -> tuple[Claim, ...]:
        """Return the visible statements of one kind, in order of the chain."""
        return tuple(claim for claim in self.claims if claim.envelope.kind == kind)

    def matching(self, text: str) -> tuple[Item, ...]:
        """Return the items whose subject or property holds the text, whatever its case."""
        items = (self.item(*subject) for subject in self.subjects_with(text))
        return tuple(item for item in items if item is not None)

    def subjects_with(self, text: str) -> list[Subject]:
        """Return the subjects whose name or property holds the text, whatever its case."""
        wanted = text.casefold()
        return [
            (about, property_name)
            for about, property_name in self.record.subjects
            if wanted in about.casefold() or wanted in property_name.casefold()
        ]


@dataclass(frozen=True)
class _Superseded(Collection[str]):
    """What is superseded in a view, looked up entry by entry; listing it takes longer."""

    view: View

    def __contains__(self, entry: object) -> bool:
        view = self.view
        found = view.record.superseding(str(entry))
        return bool(found) and any(
            envelope.known.last <= view.known_on
            and envelope.in_force.may_have_begun(view.in_force_on)
            for envelope in found
        )

    def __iter__(self) -> Iterator[str]:
        return (entry for entry in self.view.record.superseded if entry in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@contextmanager
def _without_collecting() -> Generator[None]:
    """Keep the collector of circular rubbish from walking over what is being read.

    It would pass over every entry again and again, and find nothing: entries hold no circles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
