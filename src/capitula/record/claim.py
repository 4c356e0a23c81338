"""An entry with its body read: what one voice claims about one property of one subject."""

from __future__ import annotations

from functools import cached_property

from capitula.ground.marks import EvidenceMark
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope
from capitula.record.kind import Body, Kinds
from capitula.record.values import Value

WITHHELD = "withheld"


class Claim:
    """An envelope and its typed body, which is read from its text when it is first asked for.

    Attributes:
        envelope: what the chain runs over.
        is_plan: a later statement by the same voice takes its place, as its kind says.
    """

    def __init__(self, entry: Entry, kinds: Kinds, kept_back: str | None = None) -> None:
        """Keep the entry.

        Args:
            entry: the entry.
            kinds: the closed set of kinds.
            kept_back: "withheld" or "erased" where the body may not be shown.
        """
        kind = kinds.get(entry.envelope.kind)
        self.envelope: Envelope = entry.envelope
        self.is_plan = kind is not None and kind.forward_plan
        self._text = None if kept_back else entry.body_text
        self._kind = kind
        self._kinds = kinds
        self._without = kept_back or WITHHELD

    @cached_property
    def body(self) -> Body | None:
        """The typed body; None where it is withheld or erased.

        Raises:
            UnknownBody: this version of the product cannot read it.
        """
        return None if self._text is None else self._kinds.read(self.envelope.kind, self._text)

    @cached_property
    def value(self) -> Value:
        """What is stated, in comparable form."""
        return Value(self._without) if self.body is None else self.body.value()

    @cached_property
    def state(self) -> str:
        """The state that the statement gives its subject."""
        return self._without if self.body is None else self.body.state()

    @property
    def strength(self) -> int:
        """How much is claimed; a body is read only if its kind makes a difference there."""
        weighs = self._kind is not None and self._kind.strength is not Body.strength
        return self.body.strength() if weighs and self.body else 0

    @property
    def spoken_by_proxy(self) -> bool:
        """Whether another spoke for the subject; read as `strength` is."""
        says = self._kind is not None and self._kind.spoken_by_proxy is not Body.spoken_by_proxy
        return self.body.spoken_by_proxy() if says and self.body else False

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
