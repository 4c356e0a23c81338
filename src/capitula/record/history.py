"""The history of a matter: everything that was said of it by a day, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.text_table import TextTable
from capitula.record.view import Subject, View

SCHEMA = "capitula.record.history/1"


@dataclass(frozen=True, slots=True)
class Told:
    """One statement in the history of a subject's property.

    Attributes:
        claim: the statement.
        standing: "current"; "beside it" where it stands too; "superseded"; "restated" where the
            same voice has stated the plan again; "not yet in force" or "over".
        superseded_by: the visible entries that say they take its place.
    """

    claim: Claim
    standing: str
    superseded_by: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the statement for machines."""
        envelope = self.claim.envelope
        return {
            "subject": envelope.about,
            "property": envelope.property_name,
            **self.claim.as_json(),
            "standing": self.standing,
            "superseded_by": list(self.superseded_by),
        }


@dataclass(frozen=True, slots=True)
class History:
    """What was said of the subjects that hold a text, in the order in which it became known."""

    about: str
    known_on: date
    in_force_on: date
    told: tuple[Told, ...]

    def table(self) -> TextTable:
        """Return the history as a table."""
        rows = tuple(
            (
                str(told.claim.envelope.known.last),
                told.claim.envelope.about,
                told.claim.envelope.property_name,
                told.claim.value.words,
                told.claim.envelope.speaker,
                _standing_words(told),
                told.claim.entry,
            )
            for told in self.told
        )
        headers = ("Known by", "Subject", "Property", "Said", "By", "Now", "Entry")
        return TextTable(f"{self.about!r}, as known on {date_text(self.known_on)}", headers, rows)

    def text(self) -> str:
        """Return the history for reading."""
        return self.table().text()

    def as_json(self) -> dict[str, Any]:
        """Return the history for machines; the case is for the caller to add."""
        return {
            "schema": SCHEMA,
            "about": self.about,
            "known_on": self.known_on.isoformat(),
            "in_force_on": self.in_force_on.isoformat(),
            "statements": [told.as_json() for told in self.told],
        }


def history(view: View, about: str) -> History:
    """Return the history of every subject whose name or property holds a text."""
    told = [t for subject in view.subjects_with(about) for t in _told(view, subject)]
    told.sort(key=lambda t: (t.claim.envelope.known.last, t.claim.envelope.sequence))
    return History(about, view.known_on, view.in_force_on, tuple(told))


def _told(view: View, subject: Subject) -> Iterator[Told]:
    item = view.item(*subject)
    standing = {claim.entry for claim in view.standing_of(subject)}
    for claim in view.record.claims(subject, view.known_on):
        by = tuple(
            envelope.entry
            for envelope in view.record.superseding(claim.entry)
            if envelope.known.last <= view.known_on
        )
        if item and claim is item.current:
            word = "current"
        elif claim.entry in standing:
            word = "beside it"
        elif claim.entry in view.superseded:
            word = "superseded"
        elif not claim.envelope.in_force.may_have_begun(view.in_force_on):
            word = "not yet in force"
        elif not claim.envelope.in_force.may_cover(view.in_force_on):
            word = "over"
        else:
            word = "restated"
        yield Told(claim, word, by)


def _standing_words(told: Told) -> str:
    by = ", ".join(told.superseded_by)
    return f"{told.standing} by {by}" if by and told.standing == "superseded" else told.standing
