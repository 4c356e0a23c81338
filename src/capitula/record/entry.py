"""An entry: envelope, body and the salt of its digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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

    def without_body(self) -> Entry:
        """Return the entry with its body withheld."""
        return Entry(self.envelope, None, None)
