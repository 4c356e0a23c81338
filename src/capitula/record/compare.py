"""What changed between two days of one record: new, revised, no longer in force, new clashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.item import Item
from capitula.record.text_table import TextTable
from capitula.record.view import Subject, View

SCHEMA = "capitula.record.compare/1"


class Sort(StrEnum):
    """What kind of change.

    new: nothing stood before. revised: another statement stands, and says something else.
    said_again: another statement stands, and says the same. no_longer_in_force: nothing stands any
    more. new_clash: a statement stands against the current one that did not. clash_settled: one
    that stood against it no longer does.
    """

    NEW = "new"
    REVISED = "revised"
    SAID_AGAIN = "said_again"
    NO_LONGER_IN_FORCE = "no_longer_in_force"
    NEW_CLASH = "new_clash"
    CLASH_SETTLED = "clash_settled"

    @property
    def words(self) -> str:
        """The sort for reading."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one property of one subject; `before` or `after` is None where nothing stood.

    For a clash both are given: the statement that is shown, and the one against it.
    """

    sort: Sort
    subject: str
    property_name: str
    before: Claim | None
    after: Claim | None

    def text(self) -> str:
        """Return the change as a sentence."""
        return f"{self.subject}, {self.property_name}: {self._what_happened()}."

    def _what_happened(self) -> str:
        before = _said(self.before) if self.before else "nothing"
        after = _said(self.after) if self.after else "nothing"
        return {
            Sort.NEW: f"{after}; nothing stood before",
            Sort.REVISED: f"{after}; before, {before}",
            Sort.SAID_AGAIN: f"{after} says the same again",
            Sort.NO_LONGER_IN_FORCE: f"{before} is no longer in force",
            Sort.NEW_CLASH: f"{after} stands against {before}",
            Sort.CLASH_SETTLED: f"{after} no longer stands against {before}",
        }[self.sort]

    def as_json(self) -> dict[str, Any]:
        """Return the change for machines."""
        return {
            "sort": str(self.sort),
            "subject": self.subject,
            "property": self.property_name,
            "before": self.before.as_json() if self.before else None,
            "after": self.after.as_json() if self.after else None,
            "text": self.text(),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one day to a later one, by subject in the order of the record."""

    earlier: date
    later: date
    changes: tuple[Change, ...]

    def of(self, sort: Sort) -> tuple[Change, ...]:
        """Return the changes of one sort."""
        return tuple(change for change in self.changes if change.sort is sort)

    def table(self) -> TextTable:
        """Return the changes as a table, sort by sort."""
        rows = tuple(
            (
                sort.words,
                change.subject,
                change.property_name,
                change.before.value.words if change.before else "–",
                change.after.value.words if change.after else "–",
                change.after.envelope.speaker if change.after else "",
            )
            for sort in Sort
            for change in self.of(sort)
        )
        headers = ("Change", "Subject", "Property", "Before", "After", "Said by")
        return TextTable(self.title(), headers, rows)

    def title(self) -> str:
        """Say which days are compared."""
        return f"What changed from {date_text(self.earlier)} to {date_text(self.later)}"

    def text(self) -> str:
        """Return the changes in sentences, sort by sort."""
        lines = [self.title()]
        for sort in Sort:
            found = self.of(sort)
            if found:
                lines += ["", f"{sort.words.capitalize()} ({len(found)})"]
                lines += [f"  - {change.text()}" for change in found]
        return "\n".join(lines if self.changes else [*lines, "", "Nothing."])

    def as_json(self) -> dict[str, Any]:
        """Return the changes for machines; the case is for the caller to add."""
        return {
            "schema": SCHEMA,
            "known": [self.earlier.isoformat(), self.later.isoformat()],
            "counts": {str(sort): len(self.of(sort)) for sort in Sort},
            "changes": [change.as_json() for change in self.changes],
        }


def compare(one: View, other: View) -> Comparison:
    """Compare two views of one record; the earlier known day is taken for the first.

    What is in force on each view's own day is compared, so that a change may also come of time
    alone: a statement that has run out, or that has begun to hold.
    """
    earlier, later = sorted((one, other), key=lambda view: view.known_on)
    changes = tuple(
        change for subject in later.record.subjects for change in _changes(earlier, later, subject)
    )
    return Comparison(earlier.known_on, later.known_on, changes)


def _changes(earlier: View, later: View, subject: Subject) -> Iterator[Change]:
    before, after = earlier.item(*subject), later.item(*subject)
    if before is None and after is None:
        return
    was, now = before and before.current, after and after.current
    if was is not now:
        yield Change(_sort(was, now), *subject, was, now)
    old, new = _against(before), _against(after)
    for entry, claim in new.items():
        if entry not in old:
            yield Change(Sort.NEW_CLASH, *subject, now, claim)
    for entry, claim in old.items():
        if entry not in new:
            yield Change(Sort.CLASH_SETTLED, *subject, was, claim)


def _sort(was: Claim | None, now: Claim | None) -> Sort:
    if was is None:
        return Sort.NEW
    if now is None:
        return Sort.NO_LONGER_IN_FORCE
    same = was.value == now.value and was.state == now.state
    return Sort.SAID_AGAIN if same else Sort.REVISED


def _against(item: Item | None) -> dict[frozenset[str], Claim]:
    """Return what stands against the current statement, by the pair of entries that disagree."""
    if item is None:
        return {}
    return {frozenset((item.current.entry, claim.entry)): claim for claim in item.clashes}


def _said(claim: Claim) -> str:
    return f"{claim.value.words!r} ({claim.envelope.speaker}, {claim.entry})"
