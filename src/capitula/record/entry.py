"""An entry: envelope, body and the salt of its digest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.canonical import canonical_json
from capitula.record.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a record.

    `body` and `salt` are None when the body is withheld from this copy, or was erased by law; the
    envelope and its digest stay, and the chain still verifies.
    """

    envelope: Envelope
    body: dict[str, Any] | None
    salt: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the entry for storing."""
        return {"envelope": self.envelope.as_json(), "body": self.body, "salt": self.salt}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Entry:
        """Read a stored entry."""
        return cls(Envelope.from_json(stored["envelope"]), stored["body"], stored["salt"])

    def stored(self) -> str:
        """Return the one text by which this entry is stored."""
        return canonical_json(self.as_json())

    @classmethod
    def from_stored(cls, text: str, place: Place) -> Entry:
        """Read a stored text, which must be to the letter what `stored` wrote.

        Args:
            text: what a home of the record holds.
            place: where it holds it.

        Raises:
            InputFaults: it is no entry, or it is written in another way than it was.
        """
        try:
            entry = cls.from_json(json.loads(text))
            if entry.stored() == text:
                return entry
            found = "an entry that was rewritten"
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            found = f"no entry ({type(error).__name__}: {error})"
        fault = Fault(
            place,
            found,
            "an entry as it was recorded, to the letter",
            "restore the record from a copy; entries are never edited",
        )
        raise InputFaults([fault])

    def without_body(self) -> Entry:
        """Return the entry with its body withheld."""
        return Entry(self.envelope, None, None)
