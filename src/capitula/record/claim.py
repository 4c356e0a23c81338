"""An entry with its body read: what one voice claims about one property of one subject."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.ground.marks import EvidenceMark
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope
from capitula.record.kind import Body, Kinds
from capitula.record.values import Value

WITHHELD = Value("withheld")


@dataclass(frozen=True, slots=True)
class Claim:
    """An envelope and its typed body; `body` is None where it is withheld or erased.

    `is_plan`: a later statement by the same voice takes its place, as its kind says.
    """

    envelope: Envelope
    body: Body | None
    value: Value
    state: str
    is_plan: bool

    @property
    def entry(self) -> str:
        """The entry's identifier."""
        return self.envelope.entry

    @property
    def mark(self) -> EvidenceMark:
        """How it is known."""
        return self.body.mark if self.body else EvidenceMark.UNVERIFIED

    def as_json(self) -> dict[str, object]:
        """Return the claim as it stands in histories and clashes."""
        return {
            "entry": self.entry,
            "state": self.state,
            "value": self.value.as_json(),
            "known": self.envelope.known.as_json(),
            "in_force": self.envelope.in_force.as_json(),
            "speaker": self.envelope.speaker,
            "source": self.envelope.source,
            "mark": str(self.mark),
        }


def claim_of(entry: Entry, kinds: Kinds) -> Claim:
    """Read an entry's body by its kind."""
    if entry.body is None:
        kind = kinds.get(entry.envelope.kind)
        plan = kind is not None and kind.forward_plan
        return Claim(entry.envelope, None, WITHHELD, "withheld", plan)
    body = kinds.read(entry.envelope.kind, entry.body)
    return Claim(entry.envelope, body, body.value(), body.state(), body.forward_plan)
