"""The clashes of a view: statements that cannot both be true, side by side and unresolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.item import Item
from capitula.record.text_table import TextTable
from capitula.record.view import View

SCHEMA = "capitula.record.clashes/1"


@dataclass(frozen=True, slots=True)
class Clash:
    """One property of one subject on which sources disagree.

    Attributes:
        item: the property, with the statement that is shown first.
        others: the statements in force that cannot be true with it.
    """

    item: Item
    others: tuple[Claim, ...]

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries that disagree, the one shown first at the head."""
        return (self.item.current.entry, *(claim.entry for claim in self.others))

    def as_json(self) -> dict[str, Any]:
        """Return the clash for machines."""
        return {
            "subject": self.item.subject,
            "property": self.item.property_name,
            "shown": self.item.current.as_json(),
            "against": [claim.as_json() for claim in self.others],
        }


@dataclass(frozen=True, slots=True)
class Clashes:
    """Every clash in a view, in the order of the record."""

    known_on: date
    in_force_on: date
    found: tuple[Clash, ...]

    def table(self) -> TextTable:
        """Return a row for each statement, those of one clash under each other."""
        rows = tuple(
            (
                "" if index else clash.item.subject,
                "" if index else clash.item.property_name,
                claim.value.words,
                claim.envelope.speaker,
                str(claim.envelope.known.last),
                claim.entry,
            )
            for clash in self.found
            for index, claim in enumerate((clash.item.current, *clash.others))
        )
        headers = ("Subject", "Property", "Said", "By", "Known by", "Entry")
        return TextTable(f"Clashes as known on {date_text(self.known_on)}", headers, rows)

    def text(self) -> str:
        """Return the clashes for reading."""
        return self.table().text()

    def as_json(self) -> dict[str, Any]:
        """Return the clashes for machines; the case is for the caller to add."""
        return {
            "schema": SCHEMA,
            "known_on": self.known_on.isoformat(),
            "in_force_on": self.in_force_on.isoformat(),
            "clashes": [clash.as_json() for clash in self.found],
        }


def clashes(view: View) -> Clashes:
    """Return every clash in a view."""
    found = tuple(Clash(item, item.clashes) for item in view.items if item.clashes)
    return Clashes(view.known_on, view.in_force_on, found)
