"""An entry with its body read: what one voice claims about one property of one subject."""

from __future__ import annotations

from capitula.ground.marks import EvidenceMark
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope
from capitula.record.kind import Body, Kinds
from capitula.record.values import Value

WITHHELD = "withheld"


class Claim:
    """An envelope and its typed body: what one voice claims.

    A large record makes one for each entry when it is loaded, so it holds nothing it need not;
    the value is worked out when it is first asked for.

    Attributes:
        envelope: what the chain runs over.
        body: the typed body; None where it is withheld or erased.
        is_plan: a later statement by the same voice takes its place, as its kind says.
        may_be_denied: another statement that differs could deny it, as its kind says.
    """

    __slots__ = ("_value", "_without", "body", "envelope", "is_plan", "may_be_denied")

    def __init__(self, entry: Entry, kinds: Kinds, kept_back: str | None = None) -> None:
        """Read the body.

        Args:
            entry: the entry.
            kinds: the closed set of kinds.
            kept_back: "withheld" or "erased" where the body may not be shown.

        Raises:
            UnknownBody: this version of the product cannot read the body.
        """
        envelope = entry.envelope
        text = None if kept_back else entry.body_text
        self.envelope: Envelope = envelope
        self.body: Body | None = None if text is None else kinds.read(envelope.kind, text)
        kind = kinds.get(envelope.kind) if self.body is None else type(self.body)
        self.is_plan = kind is not None and kind.forward_plan
        self.may_be_denied = self.body is not None and self.body.exclusive
        self._without = kept_back or WITHHELD
        self._value: Value | None = None

    @property
    def value(self) -> Value:
        """What is stated, in comparable form."""
        value = self._value
        if value is None:
            body = self.body
            value = self._value = Value(self._without) if body is None else body.value()
        return value

    @property
    def state(self) -> str:
        """The state that the statement gives its subject."""
        return self._without if self.body is None else self.body.state()

    @property
    def strength(self) -> int:
        """How much is claimed; of statements known on one day the weakest is shown first."""
        return 0 if self.body is None else self.body.strength()

    @property
    def spoken_by_proxy(self) -> bool:
        """Whether another spoke for the subject."""
        return self.body is not None and self.body.spoken_by_proxy()

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
